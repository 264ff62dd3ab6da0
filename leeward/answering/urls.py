"""Addresses of being with one another."""

from django.urls import path

from leeward.answering import views

urlpatterns = [
    path("p/<ref:ref>/sign", views.sign, name="sign"),
]
