"""Addresses of being with one another."""

from django.urls import path

from leeward.answering import firsts_views, owed_views, talk_views, views

urlpatterns = [
    path("first-replies", firsts_views.first_replies, name="first_replies"),
    path("first-replies/waits", firsts_views.waits, name="waits"),
    path("t/<ref:ref>/answering", firsts_views.answering, name="answering"),
    path("p/<ref:ref>/sign", views.sign, name="sign"),
    path("p/<ref:ref>/promise", owed_views.promise, name="promise"),
    path("owed", owed_views.owed, name="owed"),
    path("owed/aside", owed_views.owed_aside, name="owed_aside"),
    path("owed/open", owed_views.still_open, name="still_open"),
    path("owed/c/<ref:ref>", talk_views.owed_talk, name="owed_talk"),
    path("owed/<ref:ref>", owed_views.one_owed, name="one_owed"),
]
