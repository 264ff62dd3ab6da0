"""Leaving, what can be said about it, and numbers to call."""

from django.urls import path

from leeward.shelter import choices_views, lines_views, views

urlpatterns = [
    path("leave", views.leave, name="leave"),
    path("leaving", views.leaving_help, name="leaving_help"),
    path("leaving/practice", views.leaving_practice, name="leaving_practice"),
    path("here", views.here, name="here"),
    path("here/stay", views.stay, name="stay"),
    path("me/leaving", choices_views.me_leaving, name="me_leaving"),
    path("house/leaving", choices_views.house_leaving, name="house_leaving"),
    path("help-lines", lines_views.help_lines, name="help_lines"),
    path("me/help-lines", lines_views.me_help_lines, name="me_help_lines"),
    path("house/help-lines", lines_views.house_help_lines, name="house_help_lines"),
    path("house/help-lines/<number:number>", lines_views.house_help_line, name="house_help_line"),
]
