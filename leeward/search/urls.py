"""One address; what is searched for never stands in it."""

from django.urls import path

from leeward.search import views

urlpatterns = [path("search", views.search, name="search")]
