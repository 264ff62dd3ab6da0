"""What can be reported: each thing by its ref, as whoever reports may see it, and as the desk shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.boards.models import Board, Post, Topic
from leeward.boards.newcomers import Waits
from leeward.boards.rendering import passages_of
from leeward.members.joining import Answers, said_by
from leeward.members.models import Member
from leeward.moderation.decided import Decision
from leeward.moderation.models import Case


@dataclass(frozen=True)
class Thing:
    """One thing, found through what somebody may see."""

    subject: str
    ref: str
    title: str
    address: str
    face: Member | None = None
    board: Board | None = None
    passages: tuple[tuple[int, str], ...] = ()


@dataclass
class Shown:
    """The same at the desk. `text` is HTML that `leeward.words` made, folded until it is opened."""

    title: str
    address: str = ""
    html: str = ""
    plain: str = ""
    facts: list[str] = field(default_factory=list)
    post: Post | None = None
    topic: Topic | None = None
    answers: Answers = field(default_factory=list)  # of whoever asks to join


def _post(viewer: Member | None, ref: str) -> Thing | None:
    post = Post.objects.visible_to(viewer).select_related("topic__board", "author").filter(ref=ref).first()
    if post is None:
        return None
    passages = tuple((one.number, one.text) for one in passages_of(post))
    return Thing("post", ref, post.topic.title, _where(post), post.author, post.topic.board, passages)


def _where(post: Post) -> str:
    return f"{reverse('topic_at', args=[post.topic.ref, post.number])}#p{post.number}"


def _topic(viewer: Member | None, ref: str) -> Thing | None:
    topic = Topic.objects.visible_to(viewer).select_related("board", "author").filter(ref=ref).first()
    if topic is None:
        return None
    return Thing("topic", ref, topic.title, reverse("topic", args=[ref]), topic.author, topic.board)


def member_seen(ref: str) -> Member | None:
    """Somebody who was let in, or a name for one topic. One query."""
    return Member.objects.admitted().filter(ref=ref).first()


def _member(viewer: Member | None, ref: str) -> Thing | None:
    """A name is seen on its page, or beside a post."""
    member = Member.objects.admitted().filter(ref=ref).first()
    if member is None or (viewer is None and not Post.objects.visible_to(None).filter(author=member).exists()):
        return None
    return Thing("member", ref, member.name, reverse("member", args=[ref]), member)


FIND: tuple[Callable[[Member | None, str], Thing | None], ...] = (_post, _topic, _member)


def find(viewer: Member | None, ref: str) -> Thing | None:
    """Whatever has this ref, if the viewer may see it. At most three queries."""
    for look in FIND:
        if found := look(viewer, ref):
            return found
    return None


PLACE = re.compile(r"(?:^|/)([tmp])/([0-9A-Za-z]{11})(?:(?:/\d{1,9})?#p(\d{1,9}))?")


def ref_at(address: str) -> str:
    """The ref of what an address of this house leads to: of a post, where it leads to one. "" for any other."""
    found = PLACE.search(address)
    if found is None:
        return ""
    posts = Post.objects.filter(topic__ref=found[2], number=found[3]) if found[3] else Post.objects.none()
    return posts.values_list("ref", flat=True).first() or found[2]


def a_page(title: str) -> Thing:
    """Something of the house that is no member's: which page it is stands in the note."""
    return Thing("page", "", title, reverse("front"))


def titles_of(cases: Iterable[Case]) -> dict[int, str]:
    """{case id: a line that says where}, without a word of what was reported. Three queries."""
    rows = list(cases)
    looked_at = [case.about for case in rows if case.subject == "decision"]
    decided = Decision.objects.filter(ref__in=looked_at).values_list("ref", "subject", "about_ref") if looked_at else ()
    things = {ref: (subject, about) for ref, subject, about in decided}
    about = {case.pk: things.get(case.about, (case.subject, case.about)) for case in rows}
    posts = [ref for subject, ref in about.values() if subject == "post"]
    topics = [ref for subject, ref in about.values() if subject == "topic"]
    found = dict(Post.objects.filter(ref__in=posts).values_list("ref", "topic__title")) if posts else {}
    found |= dict(Topic.objects.filter(ref__in=topics).values_list("ref", "title")) if topics else {}
    return {case.pk: found.get(about[case.pk][1]) or _fixed(case) for case in rows}


def _fixed(case: Case) -> str:
    if case.subject in {"member", "joining", "check"}:
        return case.face.name if case.face else _("a former member")
    words = {
        "message": _("Private messages"),
        "page": _("A page of this house"),
        "decision": _("A decision"),
        "company": _("Two who accompanied one another"),
    }
    return words.get(case.subject, _("No longer there"))


def shown(case: Case) -> Shown:
    """What the desk shows of it. One query, and none for what is private."""
    if case.subject == "post":
        post = Post.objects.select_related("topic__board", "author").filter(ref=case.about).first()
        if post is None or post.erased_at:
            return Shown(_("The post is no longer there."))
        facts = [
            *([_("It is hidden.")] if post.hidden_at and not post.held_at else []),
            *([_("It waits, and only its author and those at the desk see it.")] if post.held_at else []),
            *([str(Waits(post.held_for).label)] if post.held_at and post.held_for in Waits.values else []),
            *([_("Its author has taken it down.")] if post.taken_down_at else []),
        ]
        address = "" if post.taken_down_at else _where(post)
        return Shown(post.topic.title, address, post.html, post.plain, facts, post, post.topic)
    if case.subject == "topic":
        topic = Topic.objects.select_related("board", "author").filter(ref=case.about).first()
        if topic is None or topic.erased_at:
            return Shown(_("The topic is no longer there."))
        facts = [
            *([_("It is hidden.")] if topic.hidden_at else []),
            *([_("It is locked.")] if topic.is_locked else []),
        ]
        return Shown(topic.title, reverse("topic", args=[topic.ref]), facts=facts, topic=topic)
    if case.subject == "joining" and case.face:
        return Shown(case.face.name, reverse("house_member", args=[case.face.ref]), answers=said_by(case.face))
    if case.subject == "member" and case.face:
        return Shown(case.face.name, reverse("member", args=[case.face.ref]), plain=case.face.about)
    return Shown(_fixed(case))


def of_decision(decision: Decision) -> Shown:
    """What a decision is about, for somebody who is to look at it again. One query."""
    return shown(Case(subject=decision.subject, about=decision.about_ref, face=decision.face))


def passages_at_desk(case: Case) -> tuple[tuple[int, str], ...]:
    """(number, text) of a reported post's paragraphs: on which words a decision rests. Renders it."""
    post = shown(case).post
    return tuple((one.number, one.text) for one in passages_of(post)) if post else ()
