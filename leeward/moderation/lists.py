"""What stands at the desk, in the order of need; who has how much of it; and what was decided. A fixed number of
queries each, whatever there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.boards.models import Post, Topic
from leeward.members.models import Member, Role
from leeward.moderation import kinds, telling
from leeward.moderation.decided import Appeal, Decision, Does, Look
from leeward.moderation.models import Case, CaseNote, Report, Shift
from leeward.moderation.reporting import reporters_of
from leeward.moderation.rules import AT_DESK
from leeward.moderation.subjects import titles_of
from leeward.notices.telling import seen_up_to

PAGE = 50
REPORTS = 100  # of one case, and notes on it: more are counted, and say no more


@dataclass(frozen=True)
class Person:
    """One of those who look after the house: how much lies with them, and whether they are away."""

    member: Member
    has: int
    away_until: object = None


@dataclass
class Desk:
    """One page of the desk."""

    cases: list[Case] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)  # by need
    avoided: int = 0  # open ones of kinds that the viewer prefers not to see
    keys: bool = False
    page: int = 1
    pages: int = 1


def staff() -> QuerySet[Member]:
    """Those who may work at the desk, each with their shift. One query."""
    rows = Member.objects.people().filter(role__in=AT_DESK, closed_at=None, erase_asked_at=None)
    return rows.select_related("shift").order_by("name")


def people_at_desk(viewer: Member) -> list[Person]:
    """Each with how much lies with them, of what the viewer may see. Two queries."""
    rows = Case.objects.visible_to(viewer).open().filter(taken_by__isnull=False)
    has = dict(rows.order_by().values_list("taken_by").annotate(n=Count("pk")))
    today = timezone.localdate()
    found = []
    for member in staff():
        shift: Shift | None = getattr(member, "shift", None)
        away = shift.away_until if shift and shift.away_until and shift.away_until > today else None
        found.append(Person(member, has.get(member.pk, 0), away))
    return found


def desk(viewer: Member, number: int = 1, *, also_avoided: bool = False) -> Desk:
    """Seven queries at most, with however many open cases."""
    people = people_at_desk(viewer)
    mine: Shift | None = next(
        (getattr(one.member, "shift", None) for one in people if one.member.pk == viewer.pk), None
    )
    rows = Case.objects.visible_to(viewer).open()
    avoids = mine.avoids.split() if mine else []
    wanted = rows if also_avoided else rows.exclude(kind__in=avoids)
    by_need = dict(rows.order_by().values_list("need").annotate(n=Count("pk"))) if not avoids else {}
    avoided = 0
    if avoids:
        counted = rows.order_by().values_list("need", "kind").annotate(n=Count("pk"))
        for need, kind, count in counted:
            if kind in avoids:
                avoided += count
            if kind not in avoids or also_avoided:
                by_need[need] = by_need.get(need, 0) + count
    total = sum(by_need.values())
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    cases = list(wanted.select_related("taken_by", "face", "board").by_need()[(number - 1) * PAGE : number * PAGE])
    shown = {"counts": by_need, "avoided": avoided, "keys": bool(mine and mine.keys), "page": number, "pages": pages}
    return Desk(cases, titles_of(cases), people, **shown)  # type: ignore[arg-type]


def next_case(viewer: Member) -> Case | None:
    """What needs somebody most and is nobody's yet, or the viewer's. Two queries."""
    shift = Shift.objects.filter(member=viewer).first()
    avoids = shift.avoids.split() if shift else []
    rows = Case.objects.visible_to(viewer).open().exclude(kind__in=avoids)
    return rows.filter(Q(taken_by=None) | Q(taken_by=viewer)).by_need().first()


def acted_in(reports: Iterable[Report]) -> dict[int, bool]:
    """{case: whether it stands}, where something was done; also by taking all of an account down. Two queries."""
    cases = [report.case_id for report in reports]
    rows = Decision.objects.filter(case__in=cases, waits_at=None).exclude(kind__in=[Does.LEAVE, Does.NOTE])
    found: dict[int, bool] = {}
    for case, undone in rows.values_list("case_id", "undone_by"):
        found[case] = found.get(case, False) or undone is None
    cleared = Decision.objects.standing().filter(kind=Does.CLEAR, at=OuterRef("settled_at"), face=OuterRef("face"))
    along = Case.objects.filter(Exists(cleared), pk__in=cases)
    return found | dict.fromkeys(along.values_list("pk", flat=True), True)


def history_of(case: Case) -> list[Decision]:
    """What was decided about the same thing, or about the same name, the latest first. One query."""
    about = Q(subject=case.subject, about_ref=case.about)
    whose = Q(face_id=case.face_id) if case.face_id else Q(pk__in=[])
    rows = Decision.objects.filter(about | whose).select_related("by", "undone_by")
    rows = rows.defer("details", "undone_by__details")
    return _with_answers(rows.order_by("-pk")[:30])


def _with_answers(rows: Iterable[Decision]) -> list[Decision]:
    """Each with `answered`: whether a second person has said what they think of it. One query more, where some wait."""
    found = list(rows)
    waiting = [row.pk for row in found if row.waits_at]
    asked = Decision.objects.filter(seconds__in=waiting).values_list("seconds_id", flat=True) if waiting else ()
    answered = set(asked)
    for row in found:
        row.answered = row.pk in answered  # type: ignore[attr-defined]
    return found


def register(viewer: Member, before: int | None = None) -> tuple[list[Decision], int | None]:
    """(a page of decisions with their reasons, where the next begins). One query, by the primary key."""
    rows = Decision.objects.visible_to(viewer).select_related("by", "face", "undone_by", "case")
    rows = rows.defer("details", "undone_by__details").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = _with_answers(rows[: PAGE + 1])
    return found[:PAGE], (found[PAGE - 1].pk if len(found) > PAGE else None)


def looks(viewer: Member) -> list[Look]:
    """Those not reviewed first, then the latest. Two queries."""
    rows = Look.objects.visible_to(viewer).select_related("by", "reviewed_by", "case")
    fresh = list(rows.filter(reviewed_at=None).order_by("-pk")[:PAGE])
    return fresh + list(rows.filter(reviewed_at__isnull=False).order_by("-pk")[:PAGE])


def others_at_desk(viewer: Member) -> list[Person]:
    """To whom a case can be handed over. Two queries."""
    return [one for one in people_at_desk(viewer) if one.member.pk != viewer.pk and not one.away_until]


def is_alone(viewer: Member, case: Case) -> bool:
    """Nobody else could agree to what the viewer decides: whoever reported it may not. Two queries."""
    barred = [viewer.pk, *(one.pk for one in reporters_of(case))]
    return not staff().filter(role__in=[Role.MODERATOR, Role.ADMINISTRATOR]).exclude(pk__in=barred).exists()


def need_words() -> dict[int, str]:
    """Headings of the desk."""
    return {
        kinds.FIRST: _("Somebody may be in danger"),
        kinds.EXPOSED: _("Somebody may be recognised"),
        kinds.REST: _("The rest, the longest wait first"),
    }


# ── one case ─────────────────────────────────────────────────────────────────


def reports_in(case: Case) -> list[Report]:
    """The oldest first, each with who made it. One query."""
    return list(case.reports.select_related("by").order_by("pk")[:REPORTS])


def notes_on(case: Case) -> list[CaseNote]:
    """One query."""
    return list(case.notes.select_related("by", "to").order_by("pk")[:REPORTS])


def decision_of(case: Case) -> Decision | None:
    """What a case about a decision is about. One query, and none for any other."""
    if case.subject != "decision":
        return None
    return Decision.objects.select_related("by", "face").filter(ref=case.about).first()


def appeal_of(case: Case, decision: Decision | None) -> Appeal | None:
    if decision is None or case.kind != kinds.Comes.APPEAL:
        return None
    return Appeal.objects.filter(decision=decision).first()


def shift_of(member: Member) -> Shift | None:
    return Shift.objects.filter(member=member).first()


def wants_keys(member: Member) -> bool:
    """Single keys, only where somebody asked for them."""
    return Shift.objects.filter(member=member, keys=True).exists()


def topic_seen(viewer: Member, ref: str) -> Topic | None:
    """One query."""
    return Topic.objects.visible_to(viewer).filter(ref=ref).first()


# ── what was decided about somebody ──────────────────────────────────────────


def about_me(member: Member) -> list[tuple[Decision, str]]:
    """(decision, what it says), the latest first. One query, and one for each that names a place."""
    rows = (
        Decision.objects.about(member)
        .select_related("face", "undone_by", "undoes")
        .defer("details", "undone_by__details", "undoes__details")
        .order_by("-pk")[:PAGE]
    )
    return [(row, telling.what_of(row)) for row in rows]


def note_seen(member: Member, decision: Decision) -> None:
    """Its notice is no longer new."""
    seen_up_to(by=member, place=decision.ref, number=1)


def outcome_of(decision: Decision) -> Decision | None:
    """How the appeal was answered. One query, where there was one."""
    appeal: Appeal | None = getattr(decision, "appealed", None)
    return Decision.objects.filter(appeal=appeal).order_by("pk").first() if appeal else None


def to_change(member: Member, decision: Decision) -> str:
    """The ref of the post that its author is asked to change, while it still waits; "" where there is none."""
    if decision.kind != Does.ASK:
        return ""
    waits = Post.objects.visible_to(member).filter(ref=decision.about_ref, held_at__isnull=False)
    return decision.about_ref if waits.exists() else ""


def marked_in(post: Post) -> list[str] | None:
    """The words that its author is asked to change, while it waits; None where nothing is asked. One query."""
    asked = (
        Decision.objects.standing().filter(subject="post", about_ref=post.ref, kind=Does.ASK).order_by("-pk").first()
    )
    return list(asked.said["words"]) if asked and post.held_at else None
