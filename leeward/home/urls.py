"""The front page and what stands beside it."""

from django.urls import path

from leeward.home import views

urlpatterns = [
    path("", views.front, name="front"),
    path("new", views.new, name="new"),
    path("mine", views.mine, name="mine"),
    path("read", views.mark_all_read, name="mark_all_read"),
    path("health", views.health, name="health"),
]
