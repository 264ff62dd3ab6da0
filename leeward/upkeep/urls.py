"""How the house is doing."""

from django.urls import path

from leeward.upkeep import views

urlpatterns = [
    path("house/upkeep", views.house_upkeep, name="house_upkeep"),
    path("metrics", views.metrics, name="metrics"),
]
