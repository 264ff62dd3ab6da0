"""Addresses of leaving someone, and of taking one's words along."""

from django.urls import path

from leeward.leaving import views

urlpatterns = [
    path("me/leaving-someone", views.leaving_someone, name="leaving_someone"),
    path("me/words", views.my_words, name="my_words"),
]
