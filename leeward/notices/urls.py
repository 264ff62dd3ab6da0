"""Addresses of notices and of mail."""

from django.urls import path

from leeward.notices import list_views, views

urlpatterns = [
    path("notices", list_views.notices, name="notices"),
    path("notices/seen", list_views.notices_seen, name="notices_seen"),
    path("me/notices", list_views.me_notices, name="me_notices"),
    path("me/mail", views.me_mail, name="me_mail"),
    path("me/mail/address", views.mail_address, name="mail_address"),
    path("me/mail/code", views.mail_code, name="mail_code"),
    path("me/mail/choices", views.mail_choices, name="mail_choices"),
    path("recover/mail", views.recover_by_mail, name="recover_by_mail"),
]
