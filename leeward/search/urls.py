"""Two addresses; what is searched for never stands in one."""

from django.urls import path

from leeward.search import messages, views

urlpatterns = [
    path("search", views.search, name="search"),
    path("c/search", messages.search_messages, name="search_messages"),
]
