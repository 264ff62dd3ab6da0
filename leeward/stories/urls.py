"""Addresses of stories. A topic's ref leads to the story that it is a part of."""

from django.urls import path

from leeward.stories import recap_views, updating_views, views

urlpatterns = [
    path("t/<ref:ref>/story", views.story, name="story"),
    path("t/<ref:ref>/story/<number:number>", views.story, name="story_at"),
    path("t/<ref:ref>/story/follow", views.follow_story, name="follow_story"),
    path("t/<ref:ref>/story/position", views.story_position, name="story_position"),
    path("t/<ref:ref>/story/seen/<number:number>.gif", views.story_seen, name="story_seen"),
    path("t/<ref:ref>/recap", recap_views.recap, name="recap"),
    path("p/<ref:ref>/in-story", views.in_story, name="in_story"),
    path("p/<ref:ref>/update", updating_views.update, name="update"),
]
