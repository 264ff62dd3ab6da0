"""The table of who may do what at the desk; every sentence is for the eyes of the one refused."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leeward.boards.models import Post
from leeward.boards.newcomers import all_wait
from leeward.house.models import House
from leeward.members.aliases import is_own
from leeward.members.models import Member, Role
from leeward.moderation.decided import ERASES, Decision, Does
from leeward.moderation.models import Case
from leeward.moderation.waits import still_waits

WHY_MAX = 500  # characters: a sentence or three; whom it concerns reads it
NOTE_MAX = 1_000  # characters of a note among those who see to a case
REASON_MAX = 500

ABOUT_POST = (Does.NOTE, Does.ASK, Does.HIDE, Does.RESTORE, Does.APPROVE, Does.SPLIT)
ABOUT_TOPIC = (Does.HIDE, Does.RESTORE, Does.MOVE, Does.MERGE, Does.LOCK, Does.SLOW, Does.NOTE)
ERASED_LATER = frozenset({*ABOUT_POST, *ABOUT_TOPIC, *ERASES}) - {Does.NOTE}  # not while something waits to be erased
OUT_OF_SIGHT = frozenset({Does.ASK, Does.HIDE, Does.RESTORE, Does.APPROVE, Does.ERASE})  # whether others see it
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
WITH_WORDS = frozenset(  # can rest on passages
    {Does.NOTE, Does.ASK, Does.HIDE, Does.WARN, Does.SUSPEND, Does.BAN, *ERASES}
)
NEEDS_TWO = frozenset({Does.BAN, *ERASES})
AT_SECOND = {
    Does.UNDO: gettext_lazy("Do not agree: all is as it was before"),
    Does.LEAVE: gettext_lazy("Do not agree: nothing happens"),
    Does.BAN: gettext_lazy("Agree: the member is banned"),
    Does.ERASE: gettext_lazy("Agree: it is erased some weeks from now"),
    Does.ACCOUNT: gettext_lazy("Agree: the account is erased some weeks from now"),
}


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
    if does in {*ABOUT_MEMBER, Does.ACCOUNT} and (sentence := why_not_bind(case.face)):
        return sentence
    return why_not_meanwhile(case, does)


def why_not_meanwhile(case: Case, does: str) -> str | None:
    """What waits to be erased is left as it is, with its account too; a name for one topic is no account, and a whole
    topic nothing to split off. One query each.
    """
    if does == Does.ACCOUNT and case.face and case.face.is_face:
        return _("This is a name for one topic, and no account. You can erase what stands under it.")
    if does == Does.SPLIT and Post.objects.filter(ref=case.about, number=1).exists():
        return _("This post opens its topic: there is nothing before it that could stay behind.")
    if does == Does.LEAVE and still_waits(case):
        return _("This post waits to be read. Let it through, hide it, or ask its author to change it.")
    if does not in ERASED_LATER:
        return None
    if Decision.objects.to_be_erased().filter(subject=case.subject, about_ref=case.about).exists():
        return _("It waits to be erased. Undo that first.")
    if case.face and does in OUT_OF_SIGHT and Decision.objects.accounts_to_go().filter(face=case.face).exists():
        return _("The account waits to be erased, with all it wrote. Undo that first.")
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
    if case.subject == "joining":  # `members.house_actions` lets in and declines, and its row is made there
        return []
    found: list[Does] = [Does.LEAVE]
    if case.subject == "post":
        found += [*ABOUT_POST, *OF_TOPIC, *((*ABOUT_MEMBER, Does.ERASE) if case.face_id else ())]
    elif case.subject == "topic":
        found += [*ABOUT_TOPIC, *((*ABOUT_MEMBER, Does.ERASE) if case.face_id else ())]
    elif case.subject == "check":
        found += [Does.NOTE] if case.face_id else []
    elif case.subject in {"member", "message", "company"} and case.face_id:
        found += [Does.NOTE, *ABOUT_MEMBER, *((Does.ACCOUNT,) if case.subject == "member" else ())]
    elif case.subject == "decision":
        found = [Does.KEEP, Does.UNDO] if case.kind == "appeal" else _second(case)
    return [does for does in found if does in MAY[person.role]]


def label_at(case: Case, does: Does) -> str:
    """What it is called there: a second person agrees to what another proposed, or does not. At most one query."""
    if case.kind == "second":
        return str(AT_SECOND.get(does, does.label))
    if does == Does.UNDO:
        is_gone = Decision.objects.filter(ref=case.about, erased_at__isnull=False).exists()
        return _("It was wrong: what was erased stays erased") if is_gone else _("Undo it: all is as it was before")
    return str(does.label)


def _second(case: Case) -> list[Does]:
    """What a second person may say of what one proposed. One query."""
    first = Decision.objects.filter(ref=case.about).values_list("kind", flat=True).first()
    return [Does.UNDO, Does(first)] if first in ERASES else [Does.LEAVE, Does.BAN]


def why_not_see_chain(person: Member) -> str | None:
    """Who invited whom; each time for a reason."""
    return None if person.is_moderator else _("This is for moderators and administrators.")


def why_not_let_all_wait(person: Member) -> str | None:
    """Letting every post of the house wait; also ending it."""
    if person.is_moderator:
        return None
    return _("This is for moderators and administrators.")


def why_not_twice(house: House) -> str | None:
    if all_wait(house):
        return _("Every post waits already. End that first, if it is to be for longer or shorter.")
    return None


def why_not_clear(person: Member, face: Member) -> str | None:
    """Seeing, and taking down, all that one account did since a moment."""
    if not person.is_moderator:
        return _("This is for moderators and administrators.")
    if is_own(person, face.pk):
        return _("This is yours. Somebody else has to decide about it.")
    return why_not_bind(face)


def why_not_undo(person: Member, decision: Decision, later: Decision | None) -> str | None:
    """`later` is a decision in force that stands on this one."""
    if sentence := why_not_register(person):
        return sentence
    if person.role == Role.AUDITOR:
        return _("Auditors read what was decided, and decide nothing.")
    if decision.erased_at:
        return _("It has been erased, and that cannot be undone.")
    if decision.kind in {Does.ADMIT, Does.DECLINE}:
        return _("An administrator can close or open the account, on the member’s page.")
    if _is_idle(decision) or decision.kind in {Does.UNDO, Does.KEEP, Does.LEAVE}:
        return _("There is nothing here to undo.")
    ends_by_itself = decision.kind in {Does.ALL, Does.LOCK, Does.SLOW}
    if ends_by_itself and decision.until and decision.until < timezone.now():
        return _("It has ended by itself.")
    if later is not None:
        return _("Something was decided about this later. Undo that first.")
    return None


def _is_idle(decision: Decision) -> bool:
    """It waits for a second person without any effect, or one has answered: then the answer is what can be undone."""
    if decision.waits_at is None:
        return False
    return decision.kind not in ERASES or Decision.objects.filter(seconds=decision).exists()


def why_not_appeal(member: Member, decision: Decision, now: object) -> str | None:
    """Whom it concerns, once, within the time that the decision says."""
    if decision.kind == Does.KEEP:
        return _("This was the second look.")
    if decision.kind in {Does.UNDO, Does.RESTORE, Does.APPROVE}:
        return _("This needs no second look: nothing was taken from you by it.")
    if decision.waits_at:
        return _("Nothing is decided yet. Once it is, you can ask for a second look.")
    if Decision.objects.filter(undoes=decision).exists():
        return _("This has been undone already.")
    if hasattr(decision, "appealed"):
        return _("You have asked for a second look already. The answer will stand here.")
    if decision.appeal_by < now:  # type: ignore[operator]
        return _("The time to ask for a second look is over. You can write to whoever runs this house.")
    return None
