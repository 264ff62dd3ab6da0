"""Addresses of leaving someone, and of taking one's words along."""

from django.urls import path

from leeward.leaving import striking_views, views

urlpatterns = [
    path("me/leaving-someone", views.leaving_someone, name="leaving_someone"),
    path("me/words", views.my_words, name="my_words"),
    path("p/<ref:ref>/strike", striking_views.strike_post, name="strike_post"),
    path("t/<ref:ref>/strike", striking_views.strike_story, name="strike_story"),
]
