"""Addresses of what is kept how long."""

from django.urls import path

from leeward.clocks import views

urlpatterns = [
    path("how-long", views.how_long, name="how_long"),
    path("house/how-long", views.house_how_long, name="house_how_long"),
]
