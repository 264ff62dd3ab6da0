"""Addresses of the shelf."""

from django.urls import path

from leeward.shelf import views

urlpatterns = [
    path("shelf", views.shelf, name="shelf"),
    path("shelf/<ref:ref>", views.on_the_shelf, name="on_the_shelf"),
    path("shelf/said/<ref:ref>/off", views.take_off_shelf, name="take_off_shelf"),
    path("p/<ref:ref>/shelf", views.put_on_shelf, name="put_on_shelf"),
]
