"""Addresses of reporting, of the desk, of what was decided. No address holds the number of a report."""

from django.urls import path

from leeward.moderation import (
    clearing_views,
    decide_views,
    desk_views,
    flood_views,
    log_views,
    message_views,
    mine_views,
    report_views,
    signals_views,
)

urlpatterns = [
    path("report", report_views.report_page, name="report_page"),
    path("report/<ref:ref>", report_views.report, name="report"),
    path("reports", report_views.reports, name="reports"),
    path("me/reports/<ref:ref>", report_views.my_report, name="my_report"),
    path("c/<ref:ref>/report", message_views.report_messages, name="report_messages"),
    path("me/looks", message_views.me_looks, name="me_looks"),
    path("me/decisions", mine_views.me_decisions, name="me_decisions"),
    path("me/decisions/<ref:ref>", mine_views.me_decision, name="me_decision"),
    path("me/decisions/<ref:ref>/appeal", mine_views.appeal, name="appeal"),
    path("fair-hands", log_views.fair_hands, name="fair_hands"),
    path("desk", desk_views.desk, name="desk"),
    path("desk/next", desk_views.next_on_desk, name="next_on_desk"),
    path("desk/me", desk_views.my_shift, name="my_shift"),
    path("desk/open/<ref:ref>", desk_views.open_case, name="open_case"),
    path("desk/doings/<ref:ref>", clearing_views.doings, name="doings"),
    path("desk/came/<ref:ref>", signals_views.came_by, name="came_by"),
    path("desk/all", flood_views.let_all_wait, name="let_all_wait"),
    path("desk/<ref:ref>", desk_views.case, name="case"),
    path("desk/<ref:ref>/note", desk_views.case_note, name="case_note"),
    path("desk/<ref:ref>/decide", decide_views.decide, name="decide"),
    path("desk/decisions", decide_views.decisions, name="decisions"),
    path("desk/decisions/<ref:ref>", decide_views.decision, name="decision"),
    path("desk/looks", log_views.looks, name="looks"),
]
