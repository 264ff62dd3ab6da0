"""Two addresses: leaving, and the page about it."""

from django.urls import path

from leeward.shelter import views

urlpatterns = [
    path("leave", views.leave, name="leave"),
    path("leaving", views.leaving_help, name="leaving_help"),
]
