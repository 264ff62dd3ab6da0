"""Addresses of mail."""

from django.urls import path

from leeward.notices import views

urlpatterns = [
    path("me/mail", views.me_mail, name="me_mail"),
    path("me/mail/address", views.mail_address, name="mail_address"),
    path("me/mail/code", views.mail_code, name="mail_code"),
    path("me/mail/choices", views.mail_choices, name="mail_choices"),
    path("recover/mail", views.recover_by_mail, name="recover_by_mail"),
]
