"""What somebody changes about themselves: joining, coming back in, name, passphrase, page. One transaction each."""

import hashlib
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from leeward.house.models import House, Joining
from leeward.members import agreeing, codes, consents, joining
from leeward.members.joining import Answers
from leeward.members.models import Invitation, Member, Session
from leeward.members.names import name_key, tidy
from leeward.members.resting import is_resting
from leeward.members.rules import insist, why_not_join

# A second press on the same button, or a second try after the line broke, within this time is the same joining.
PRESSED_TWICE = timedelta(minutes=10)


class NameTaken(Exception):
    """The name, or one that looks like it, is somebody's; also when two ask for it in the same moment."""


def join(
    *,
    house: House,
    name: str,
    passphrase: str,
    answers: Answers | None = None,
    invitation: Invitation | None = None,
    consented: bool = False,
) -> Member:
    """Make a member: in at once, or waiting where the house asks a person first. NameTaken, PermissionDenied."""
    insist(why_not_join(house, invitation))
    if is_resting(name):
        raise NameTaken
    now = timezone.now()
    waits = house.joining == Joining.APPROVAL and invitation is None
    member = Member(
        name=tidy(name),
        name_key=name_key(name),
        joined_at=now,
        admitted_at=None if waits else now,
        approved_at=now if invitation and invitation.by.is_moderator else None,
        **agreeing.at_joining(now),
    )
    member.set_password(passphrase)
    try:
        with transaction.atomic():
            member.save()
            _use_invitation(invitation, member)
            if consented:
                consents.agree(member)
            if waits:
                joining.keep(member, answers or [])
    except IntegrityError as error:
        return _same_person_again(member, passphrase, error)
    return member


def _same_person_again(member: Member, passphrase: str, error: IntegrityError) -> Member:
    known = Member.objects.filter(
        name_key=member.name_key, joined_at__gt=timezone.now() - PRESSED_TWICE, closed_at=None
    ).first()
    if known and known.check_password(passphrase):
        return known
    raise NameTaken from error


def _use_invitation(invitation: Invitation | None, member: Member) -> None:
    """Spend it; IntegrityError when another spent it a moment ago."""
    if invitation is None:
        return
    if not Invitation.objects.filter(pk=invitation.pk, used_by=None, withdrawn_at=None).update(used_by=member):
        raise IntegrityError("This invitation was just used.")


def digest_of(secret: str) -> str:
    """What is kept of an invitation's secret: it has 128 random bits, so a fast digest will do."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def make_codes(*, by: Member) -> list[str]:
    """Eight new recovery codes in place of the old ones."""
    with transaction.atomic():
        return codes.renew(by)


def recover(*, name: str, code: str, passphrase: str) -> Member | None:
    """Set a new passphrase with a code and end every session; None where name and code do not go together."""
    with transaction.atomic():
        rows = Member.objects.people().select_for_update(of=("self",))
        member = rows.filter(name_key=name_key(name), closed_at=None).first()
        if member is None or not codes.use(member, code):
            return None
        _set_passphrase(member, passphrase, but=None)
        return member


def change_passphrase(*, by: Member, passphrase: str, session_key: str | None) -> None:
    """Every other session ends: whoever else was signed in is out."""
    with transaction.atomic():
        _set_passphrase(by, passphrase, but=session_key)


def _set_passphrase(member: Member, passphrase: str, but: str | None) -> None:
    member.set_password(passphrase)
    member.save(update_fields=["password"])
    member.sessions.exclude(session_key=but or "").delete()


def change_name(*, by: Member, name: str) -> None:
    """NameTaken; one's own name in another spelling is free."""
    if name_key(name) != by.name_key and is_resting(name):
        raise NameTaken
    by.name, by.name_key = tidy(name), name_key(name)
    try:
        with transaction.atomic():
            by.save(update_fields=["name", "name_key"])
    except IntegrityError as error:
        by.refresh_from_db(fields=["name", "name_key"])
        raise NameTaken from error


def keep_preferences(
    *, by: Member, about: str, theme: str, smileys: bool, lists_posts: bool, shows_waiting: bool
) -> None:
    """What the page of one's own says. Who waits is written down only where it is another choice than before."""
    by.about, by.theme, by.smileys, by.lists_posts = about, theme, smileys, lists_posts
    if shows_waiting != by.shows_waiting:
        by.waiting_shown = shows_waiting
    by.save(update_fields=["about", "theme", "smileys", "lists_posts", "waiting_shown"])


def open_sessions(member: Member) -> QuerySet[Session]:
    """The browsers in which the member is signed in, the latest first."""
    return Session.objects.filter(member=member, expire_date__gt=timezone.now()).order_by("-begun_at")


def end_session(*, by: Member, ref: str) -> None:
    """Sign out one of one's own browsers. One that has ended already is as good."""
    by.sessions.filter(ref=ref).delete()


def end_other_sessions(*, by: Member, session_key: str | None) -> int:
    """Sign out everywhere but here; how many ended."""
    return by.sessions.exclude(session_key=session_key or "").delete()[0]
