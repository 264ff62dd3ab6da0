"""What those who look after the house change about members. Each asks the rule first and is one transaction."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.house.context import the_house
from leeward.members import inviting, inviting_rules, joining, rules, sight
from leeward.members.actions import digest_of
from leeward.members.models import Circle, Invitation, Member, Role
from leeward.members.rules import insist


class CircleNameTaken(Exception):
    """Two circles may not share a name."""


def _locked(member: Member) -> Member:
    """The member as they are now, kept from others until this is done."""
    return Member.objects.select_for_update(no_key=True).get(pk=member.pk)


def administrators_left() -> int:
    """How many open administrators' accounts there are; their rows are kept from others, so two cannot both go."""
    rows = Member.objects.select_for_update().filter(role=Role.ADMINISTRATOR, closed_at=None, erase_asked_at=None)
    return len(rows.order_by("pk").values_list("pk", flat=True))


def other_administrators(member: Member) -> int:
    """How many there are beside this one. For a page that asks; nothing is kept from others."""
    rows = Member.objects.filter(role=Role.ADMINISTRATOR, closed_at=None, erase_asked_at=None)
    return rows.exclude(pk=member.pk).count()


def admit(*, by: Member, member: Member) -> None:
    """Let in somebody who waits. A person has said yes, so they are approved too."""
    with transaction.atomic():
        now_member = _locked(member)
        insist(rules.why_not_admit(by, now_member))
        now_member.admitted_at = now_member.approved_at = timezone.now()
        now_member.save(update_fields=["admitted_at", "approved_at"])
        joining.note_answered(by, now_member, is_in=True)


def decline(*, by: Member, member: Member) -> None:
    """Close a waiting account; signing in then says so kindly (`rules.why_not_enter`)."""
    with transaction.atomic():
        now_member = _locked(member)
        insist(rules.why_not_admit(by, now_member))
        now_member.closed_at = timezone.now()
        now_member.save(update_fields=["closed_at"])
        now_member.sessions.all().delete()
        joining.note_answered(by, now_member, is_in=False)


def set_approved(*, by: Member, member: Member, approved: bool) -> None:
    """Approved members may use the boards that ask for it."""
    insist(rules.why_not_approve(by, member) or rules.why_not_change_account(member))
    member.approved_at = (member.approved_at or timezone.now()) if approved else None
    member.save(update_fields=["approved_at"])


def set_role(*, by: Member, member: Member, role: str) -> None:
    with transaction.atomic():
        administrators = administrators_left()
        now_member = _locked(member)
        insist(rules.why_not_change_role(by, now_member, role, administrators))
        insist(rules.why_not_change_account(now_member))
        now_member.role = role
        now_member.save(update_fields=["role"])
        if now_member.is_moderator:
            sight.lift_all(now_member)


def set_open(*, by: Member, member: Member, is_open: bool) -> None:
    """Close an account and end its sessions, or let its owner back in."""
    with transaction.atomic():
        administrators = administrators_left()
        now_member = _locked(member)
        insist(rules.why_not_administer(by) if is_open else rules.why_not_close(by, now_member, administrators))
        insist(rules.why_not_change_account(now_member))
        now_member.closed_at = None if is_open else (now_member.closed_at or timezone.now())
        now_member.save(update_fields=["closed_at"])
        if not is_open:
            now_member.sessions.all().delete()


def set_circles(*, by: Member, member: Member, circles: Iterable[Circle]) -> None:
    insist(rules.why_not_administer(by) or rules.why_not_change_account(member))
    member.circles.set(circles)


def make_circle(*, by: Member, name: str) -> Circle:
    insist(rules.why_not_administer(by))
    return _saved(Circle(name=name))


def rename_circle(*, by: Member, circle: Circle, name: str) -> None:
    insist(rules.why_not_administer(by))
    circle.name = name
    _saved(circle)


def _saved(circle: Circle) -> Circle:
    try:
        with transaction.atomic():
            circle.save()
    except IntegrityError as error:
        raise CircleNameTaken from error
    return circle


def remove_circle(*, by: Member, circle: Circle) -> None:
    """PermissionDenied while a board is open to it: its readers would be nobody, or everybody."""
    insist(rules.why_not_administer(by))
    try:
        with transaction.atomic():
            circle.delete()
    except models.ProtectedError as error:
        raise PermissionDenied(
            _("A board is open to this circle only. Open the board to others first, then remove the circle.")
        ) from error


def invite(*, by: Member, note: str) -> str:
    """The secret of a new invitation, shown once: only its digest is kept."""
    now = timezone.now()
    with transaction.atomic():
        _locked(by)  # two presses at once do not make one more than there may be
        insist(inviting_rules.why_not_invite(the_house(), by, now))
        insist(inviting_rules.why_not_another_invitation(by, *inviting.counted(by)))
        secret = secrets.token_urlsafe(16)
        until = now + timedelta(days=rules.INVITATION_DAYS)
        made = Invitation(by=by, digest=digest_of(secret), made_at=now, expires_at=until)
        made.hold(note)
        made.save(force_insert=True)
    return secret


def withdraw_invitation(*, by: Member, invitation: Invitation) -> None:
    """A link that was not used yet opens nothing any more."""
    insist(inviting_rules.why_not_withdraw(by, invitation))
    Invitation.objects.filter(pk=invitation.pk, used_by=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
