"""The house's own addresses: what everybody reads, and what administrators keep."""

from django.urls import path

from leeward.house import views

urlpatterns = [
    path("short-forms", views.short_forms, name="short_forms"),
    path("house", views.house, name="house"),
    path("house/joining", views.house_joining, name="house_joining"),
    path("house/short-forms", views.house_short_forms, name="house_short_forms"),
    path("house/short-forms/<number:number>", views.house_short_form, name="house_short_form"),
]
