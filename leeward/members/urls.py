"""Addresses of joining, signing in, one's own pages, and of looking after members."""

from django.urls import path

from leeward.members import back_views, circle_views, house_views, key_views, me_views, session_views, views

urlpatterns = [
    path("join", views.join, name="join"),
    path("waiting", views.waiting, name="waiting"),
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-in/passkey", key_views.passkey_sign_in, name="passkey_sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("recover", views.recover, name="recover"),
    path("recover/ask", back_views.ask_back, name="ask_back"),
    path("recover/back", back_views.come_back, name="come_back"),
    path("me", me_views.me, name="me"),
    path("me/asked-back", back_views.asked_back, name="asked_back"),
    path("me/name", me_views.me_name, name="me_name"),
    path("me/passphrase", me_views.me_passphrase, name="me_passphrase"),
    path("me/codes", me_views.me_codes, name="me_codes"),
    path("me/keys", key_views.me_keys, name="me_keys"),
    path("me/keys/app", key_views.me_code_app, name="me_code_app"),
    path("me/keys/new", key_views.me_passkey, name="me_passkey"),
    path("me/keys/<ref:ref>", key_views.me_key, name="me_key"),
    path("me/sessions", session_views.me_sessions, name="me_sessions"),
    path("me/sessions/others", session_views.end_other_sessions, name="end_other_sessions"),
    path("me/sessions/<ref:ref>", session_views.end_session, name="end_session"),
    path("m/<ref:ref>", me_views.member, name="member"),
    path("house/members", house_views.house_members, name="house_members"),
    path("house/members/<ref:ref>", house_views.house_member, name="house_member"),
    path("house/members/<ref:ref>/admit", house_views.admit, name="admit"),
    path("house/members/<ref:ref>/decline", house_views.decline, name="decline"),
    path("house/members/<ref:ref>/approval", house_views.approval, name="approval"),
    path("house/members/<ref:ref>/role", house_views.role, name="role"),
    path("house/members/<ref:ref>/circles", house_views.member_circles, name="member_circles"),
    path("house/members/<ref:ref>/account", house_views.account, name="account"),
    path("house/asked-back", back_views.house_asked_back, name="house_asked_back"),
    path("house/asked-back/<ref:ref>", back_views.house_asked, name="house_asked"),
    path("house/circles", circle_views.house_circles, name="house_circles"),
    path("house/circles/<number:number>", circle_views.house_circle, name="house_circle"),
    path("house/invitations", circle_views.house_invitations, name="house_invitations"),
    path("house/invitations/<number:number>", circle_views.withdraw_invitation, name="withdraw_invitation"),
]
