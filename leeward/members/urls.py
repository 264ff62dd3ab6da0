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
    path("m/<str:ref>", me_views.member, name="member"),
    path("house/members", house_views.house_members, name="house_members"),
    path("house/members/<str:ref>", house_views.house_member, name="house_member"),
    path("house/members/<str:ref>/admit", house_views.admit, name="admit"),
    path("house/members/<str:ref>/decline", house_views.decline, name="decline"),
    path("house/members/<str:ref>/approval", house_views.approval, name="approval"),
    path("house/members/<str:ref>/role", house_views.role, name="role"),
    path("house/members/<str:ref>/circles", house_views.member_circles, name="member_circles"),
    path("house/members/<str:ref>/account", house_views.account, name="account"),
    path("house/circles", circle_views.house_circles, name="house_circles"),
    path("house/circles/<int:number>", circle_views.house_circle, name="house_circle"),
    path("house/invitations", circle_views.house_invitations, name="house_invitations"),
    path("house/invitations/<int:number>", circle_views.withdraw_invitation, name="withdraw_invitation"),
]
