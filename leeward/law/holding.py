"""What may not go for now: asked by whatever erases (`clocks.holds`)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db.models import Q, QuerySet

from leeward.boards.models import Post, Topic, own
from leeward.law.models import Hold
from leeward.members.aliases import faces_of
from leeward.members.models import Member
from leeward.moderation.models import Case, Decision

Bearers = QuerySet[Member]


def _members(bearers: Bearers, refs: Collection[str]) -> set[str]:
    """Whose other name is held. Nobody is told."""
    owners = Member.objects.filter(ref__in=refs)
    return {one.ref for one in owners if bearers.filter(pk__in=faces_of(one)).exists()}


def _written(rows: QuerySet[Post] | QuerySet[Topic]) -> Callable[[Bearers, list[str]], set[str]]:
    """What a held member wrote, under whatever name."""

    def found(bearers: Bearers, _abouts: list[str]) -> set[str]:
        return {ref for one in bearers for ref in rows.filter(own(one)).values_list("ref", flat=True)}

    return found


def _cases(bearers: Bearers, abouts: list[str]) -> set[str]:
    about = Q(about__in=abouts) | Q(face__in=bearers)
    return set(Case.objects.filter(about).values_list("ref", flat=True))


def _decisions(bearers: Bearers, abouts: list[str]) -> set[str]:
    about = Q(about_ref__in=abouts) | Q(face__in=bearers)
    return set(Decision.objects.filter(about).values_list("ref", flat=True))


def _messages(bearers: Bearers, _abouts: list[str]) -> set[str]:
    """Copies of private messages that were reported, of somebody who is held."""
    return set(Case.objects.filter(subject="message", face__in=bearers).values_list("about", flat=True))


ALSO: dict[str, Callable[[Bearers, list[str]], set[str]]] = {
    "post": _written(Post.objects.all()),
    "topic": _written(Topic.objects.all()),
    "case": _cases,
    "decision": _decisions,
    "report": _messages,
}


def keeps(subject: str, refs: Collection[str]) -> set[str]:
    """Which of these stay: held themselves, or hanging on what is held. One query where nothing is."""
    held = list(Hold.objects.in_force().values_list("subject", "about"))
    if not held:
        return set()
    named = {about for what, about in held if what == subject}
    bearers = Member.objects.filter(ref__in=[about for what, about in held if what == "member"])
    if subject == "member":
        named |= _members(bearers, refs)
    elif also := ALSO.get(subject):
        named |= also(bearers, [about for _what, about in held])
    return named & set(refs)
