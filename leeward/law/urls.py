"""Addresses of the law pack. Papers and registers have plain short names; no address says what an entry is about."""

from django.urls import path

from leeward.law import public_views, register_views, views

urlpatterns = [
    path("contact", public_views.contact, name="contact"),
    path("legal-notice", public_views.legal_notice, name="legal_notice"),
    path("me/consent", public_views.me_consent, name="me_consent"),
    path("house/law", views.law, name="law"),
    path("house/law/paper/<slug:name>", views.law_paper, name="law_paper"),
    path("house/law/paper/<slug:name>/<number:number>", views.law_paper_at, name="law_paper_at"),
    path("house/law/paper/<slug:name>.<slug:form>", views.law_file, name="law_file"),
    path("house/law/paper/<slug:name>/<number:number>.<slug:form>", views.law_file_at, name="law_file_at"),
    path("house/law/answer/<slug:ref>", views.law_answer, name="law_answer"),
    path("house/law/register/<slug:name>", register_views.law_register, name="law_register"),
    path("house/law/register/<slug:name>.<slug:form>", register_views.law_register_file, name="law_register_file"),
    path("house/law/register/<slug:ref>/new", register_views.law_enter, name="law_enter"),
    path("house/law/entry/<ref:ref>", register_views.law_entry, name="law_entry"),
    path("house/law/entry/<ref:ref>/receipt", register_views.law_receipt, name="law_receipt"),
]
