"""The table of who may do what at the desk; every sentence is for the eyes of the one refused."""

from __future__ import annotations

from django.utils.translation import gettext as _

from leeward.house.models import House
from leeward.members.models import Member, Role
from leeward.moderation.decided import Decision, Does
from leeward.moderation.models import Case

WHY_MAX = 500  # characters: a sentence or three; whom it concerns reads it
NOTE_MAX = 1_000  # characters of a note among those who see to a case
REASON_MAX = 500

ABOUT_POST = (Does.NOTE, Does.ASK, Does.HIDE, Does.RESTORE, Does.APPROVE, Does.SPLIT)
ABOUT_TOPIC = (Does.HIDE, Does.RESTORE, Does.MOVE, Does.MERGE, Does.LOCK, Does.SLOW, Does.NOTE)
OF_TOPIC = (Does.MOVE, Does.MERGE, Does.LOCK, Does.SLOW)  # also offered beside one of its posts
ABOUT_MEMBER = (Does.WARN, Does.HOLD, Does.LIMIT, Does.SUSPEND, Does.BAN)
HELPER = frozenset({Does.LEAVE, Does.NOTE, Does.APPROVE})
MODERATOR = frozenset(Does)
MAY: dict[str, frozenset[Does]] = {
    Role.MEMBER: frozenset(),
    Role.HELPER: HELPER,
    Role.AUDITOR: frozenset(),
    Role.MODERATOR: MODERATOR,
    Role.ADMINISTRATOR: MODERATOR,
}
AT_DESK = frozenset({Role.HELPER, Role.MODERATOR, Role.ADMINISTRATOR})
WITH_WORDS = frozenset({Does.NOTE, Does.ASK, Does.HIDE, Does.WARN, Does.SUSPEND, Does.BAN})  # can rest on passages
NEEDS_TWO = frozenset({Does.BAN})


def why_not_at_desk(person: Member) -> str | None:
    if person.role in AT_DESK:
        return None
    return _("This page is for those who look after the house.")


def why_not_register(person: Member) -> str | None:
    """The register of decisions with their reasons."""
    if person.role in {Role.MODERATOR, Role.ADMINISTRATOR, Role.AUDITOR}:
        return None
    return _("This page is for moderators, administrators and the auditor of the house.")


def why_not_review(person: Member) -> str | None:
    """Who looked at what: a second person's to read."""
    if person.role in {Role.AUDITOR, Role.ADMINISTRATOR}:
        return None
    return _("This page is for the auditor and the administrators of the house.")


def why_not_look(person: Member, case: Case) -> str | None:
    """Opening what is private."""
    if person.role not in {Role.MODERATOR, Role.ADMINISTRATOR}:
        return _("Only moderators and administrators open what is private.")
    return None


def why_not_work_on(person: Member, case: Case) -> str | None:
    """Taking, handing over, noting."""
    if sentence := why_not_at_desk(person):
        return sentence
    if case.settled_at:
        return _("This has been decided already.")
    return None


def why_not_decide(person: Member, case: Case, does: str) -> str | None:
    """Whether this person may decide this, here."""
    if sentence := why_not_work_on(person, case):
        return sentence
    if does not in Does.values or Does(does) not in offered(person, case):
        return _("This cannot be decided here, or not by you.")
    if does in ABOUT_MEMBER and (sentence := why_not_bind(case.face)):
        return sentence
    return None


def why_not_bind(face: Member | None) -> str | None:
    """Deciding about a person who looks after the house themselves."""
    if face is None:
        return _("Whoever this is by is no longer a member.")
    if face.role != Role.MEMBER:
        return _("%(name)s looks after this house. An administrator takes the role away first.") % {"name": face.name}
    return None


def offered(person: Member, case: Case) -> list[Does]:
    """What this person may decide about this case, in the order of the page."""
    found: list[Does] = [Does.LEAVE]
    if case.subject == "post":
        found += [*ABOUT_POST, *OF_TOPIC, *(ABOUT_MEMBER if case.face_id else ())]
    elif case.subject == "topic":
        found += [*ABOUT_TOPIC, *(ABOUT_MEMBER if case.face_id else ())]
    elif case.subject in {"member", "message"} and case.face_id:
        found += [Does.NOTE, *ABOUT_MEMBER]
    elif case.subject == "decision":
        found = [Does.KEEP, Does.UNDO] if case.kind == "appeal" else [Does.LEAVE, Does.BAN]
    return [does for does in found if does in MAY[person.role]]


def why_not_undo(person: Member, decision: Decision, later: Decision | None) -> str | None:
    """`later` is a decision in force that stands on this one."""
    if sentence := why_not_register(person):
        return sentence
    if person.role == Role.AUDITOR:
        return _("Auditors read what was decided, and decide nothing.")
    if decision.waits_at or decision.kind in {Does.UNDO, Does.KEEP, Does.LEAVE}:
        return _("There is nothing here to undo.")
    if later is not None:
        return _("Something was decided about this later. Undo that first.")
    return None


def why_not_appeal(member: Member, decision: Decision, now: object) -> str | None:
    """Whom it concerns, once, within the time that the decision says."""
    if decision.kind in {Does.UNDO, Does.KEEP, Does.RESTORE, Does.APPROVE}:
        return _("This needs no second look: nothing was taken from you by it.")
    if Decision.objects.filter(undoes=decision).exists():
        return _("This has been undone already.")
    if hasattr(decision, "appealed"):
        return _("You have asked for a second look already. The answer will stand here.")
    if decision.appeal_by < now:  # type: ignore[operator]
        return _("The time to ask for a second look is over. You can write to whoever runs this house.")
    return None


def house_rules(house: House) -> list[str]:
    """The house's rules, one a line: what a decision can rest on. Headings and points; else every line."""
    lines = [line.strip() for line in house.rules.splitlines() if line.strip()]
    points = [line for line in lines if line[:1] in "#-*" or line.split(".")[0].isdigit()]
    return [line.lstrip("#-*0123456789. ").strip("* ")[:300] for line in points or lines][:60]
