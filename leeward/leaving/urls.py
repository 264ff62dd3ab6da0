"""Addresses of leaving someone, and of taking one's words along."""

from django.urls import path

from leeward.leaving import erasing_views, striking_views, views

urlpatterns = [
    path("me/leaving-someone", views.leaving_someone, name="leaving_someone"),
    path("me/words", views.my_words, name="my_words"),
    path("me/erase", erasing_views.erase_me, name="erase_me"),
    path("me/going", erasing_views.going, name="going"),
    path("me/going/stop", erasing_views.stop_going, name="stop_going"),
    path("p/<ref:ref>/strike", striking_views.strike_post, name="strike_post"),
    path("t/<ref:ref>/strike", striking_views.strike_story, name="strike_story"),
]
