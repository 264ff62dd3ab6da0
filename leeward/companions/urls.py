"""Addresses of accompanying and being accompanied."""

from django.urls import path

from leeward.companions import house_views, views

urlpatterns = [
    path("companions", views.companions, name="companions"),
    path("companions/limits", views.companion_limits, name="companion_limits"),
    path("companions/offer", views.offer, name="offer"),
    path("companions/ask", views.ask_companion, name="ask_companion"),
    path("companions/ask/<ref:ref>", views.ask_companion, name="ask_companion_of"),
    path("companions/<ref:ref>", views.company, name="company"),
    path("house/companions", house_views.house_companions, name="house_companions"),
]
