"""Addresses of joining, signing in, one's own pages, and of looking after members."""

from django.urls import path

from leeward.members import circle_views, house_views, me_views, views

urlpatterns = [
    path("join", views.join, name="join"),
    path("waiting", views.waiting, name="waiting"),
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("recover", views.recover, name="recover"),
    path("me", me_views.me, name="me"),
    path("me/name", me_views.me_name, name="me_name"),
    path("me/passphrase", me_views.me_passphrase, name="me_passphrase"),
    path("me/codes", me_views.me_codes, name="me_codes"),
    path("me/sessions", me_views.end_other_sessions, name="end_other_sessions"),
    path("m/<ref:ref>", me_views.member, name="member"),
    path("house/members", house_views.house_members, name="house_members"),
    path("house/members/<ref:ref>", house_views.house_member, name="house_member"),
    path("house/members/<ref:ref>/admit", house_views.admit, name="admit"),
    path("house/members/<ref:ref>/decline", house_views.decline, name="decline"),
    path("house/members/<ref:ref>/approval", house_views.approval, name="approval"),
    path("house/members/<ref:ref>/role", house_views.role, name="role"),
    path("house/members/<ref:ref>/circles", house_views.member_circles, name="member_circles"),
    path("house/members/<ref:ref>/account", house_views.account, name="account"),
    path("house/circles", circle_views.house_circles, name="house_circles"),
    path("house/circles/<number:number>", circle_views.house_circle, name="house_circle"),
    path("house/invitations", circle_views.house_invitations, name="house_invitations"),
    path("house/invitations/<number:number>", circle_views.withdraw_invitation, name="withdraw_invitation"),
]
