"""The address of a picture."""

from django.urls import path

from leeward.attachments import views

urlpatterns = [
    path("a/<ref:ref>", views.attachment, name="attachment"),
]
