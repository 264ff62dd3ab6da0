"""Addresses of the rules: as they hold, each version, and where they are written."""

from django.urls import path

from leeward.rulebook import views

urlpatterns = [
    path("rules", views.rules, name="rules"),
    path("rules/versions", views.rules_versions, name="rules_versions"),
    path("rules/<number:number>", views.rules_version, name="rules_version"),
    path("house/rules", views.house_rules, name="house_rules"),
]
