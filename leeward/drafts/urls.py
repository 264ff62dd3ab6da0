"""Addresses of drafts. Each is its writer's alone; /drafts/keep, /meanwhile and /go-on take a park token."""

from django.urls import path

from leeward.drafts import parking, saving, views

urlpatterns = [
    path("drafts", views.drafts, name="drafts"),
    path("drafts/keep", saving.keep_draft, name="keep_draft"),
    path("drafts/meanwhile", saving.meanwhile, name="meanwhile"),
    path("drafts/go-on", parking.go_on, name="go_on"),
    path("drafts/<ref:ref>", views.draft, name="draft"),
    path("drafts/<ref:ref>/discard", views.discard_draft, name="discard_draft"),
    path("drafts/<ref:ref>/take", views.take_version, name="take_version"),
    path("drafts/<ref:ref>/move", views.move_draft, name="move_draft"),
    path("drafts/<ref:ref>/settle", views.settle_draft, name="settle_draft"),
]
