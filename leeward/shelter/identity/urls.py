"""One page: the member's own list."""

from django.urls import path

from leeward.shelter.identity import views

urlpatterns = [path("me/stand-ins", views.me_stand_ins, name="me_stand_ins")]
