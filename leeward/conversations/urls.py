"""Addresses of private conversations. /c/<ref> is one member's place in one: each has their own."""

from django.urls import path

from leeward.conversations import composing, views

urlpatterns = [
    path("m/<ref:ref>/write", composing.begin, name="begin"),
    path("c", views.conversations, name="conversations"),
    path("c/new", composing.write_to, name="write_to"),
    path("c/message/<ref:ref>", views.message, name="message"),
    path("c/message/<ref:ref>/<number:passage>", views.message, name="message_passage"),
    path("c/message/<ref:ref>/passages", views.message_passages, name="message_passages"),
    path("c/message/<ref:ref>/edit", composing.edit_message, name="edit_message"),
    path("c/message/<ref:ref>/versions", views.message_versions, name="message_versions"),
    path("c/message/<ref:ref>/take-back", views.take_back, name="take_back"),
    path("c/<ref:ref>", views.conversation, name="conversation"),
    path("c/<ref:ref>/<number:number>", views.conversation, name="conversation_at"),
    path("c/<ref:ref>/answer", views.answer_request, name="answer_request"),
    path("c/<ref:ref>/write", composing.write_message, name="write_message"),
    path("c/<ref:ref>/leave", views.leave_conversation, name="leave_conversation"),
]
