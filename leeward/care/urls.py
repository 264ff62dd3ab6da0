"""Addresses of care. None says what it is about: a post's own letters, or the member's own page."""

from django.urls import path

from leeward.care import check_views, views

urlpatterns = [
    path("p/<ref:ref>/care", views.care, name="care"),
    path("me/check-in", check_views.me_check_in, name="me_check_in"),
    path("me/check-in/end", check_views.end_check_in, name="end_check_in"),
    path("check-in/<ref:ref>", check_views.check_in, name="check_in"),
    path("house/care", views.house_care, name="house_care"),
]
