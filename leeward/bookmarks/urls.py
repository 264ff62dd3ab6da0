"""Addresses of what one keeps for oneself."""

from django.urls import path

from leeward.bookmarks import views

urlpatterns = [
    path("p/<ref:ref>/bookmark", views.bookmark_post, name="bookmark_post"),
    path("me/bookmarks", views.bookmarks, name="bookmarks"),
    path("me/bookmarks/folder", views.folder, name="folder_new"),
    path("me/bookmarks/folder/<ref:ref>", views.folder, name="folder"),
    path("me/bookmarks/<ref:ref>", views.one_bookmark, name="one_bookmark"),
    path("me/bookmarks/<ref:ref>/drop", views.drop_bookmark, name="drop_bookmark"),
]
