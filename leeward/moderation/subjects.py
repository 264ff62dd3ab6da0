"""What can be reported: each thing by its ref, as whoever reports may see it, and as the desk shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.boards.models import Board, Post, Topic
from leeward.boards.rendering import passages_of
from leeward.members.models import Member
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


def a_page(title: str) -> Thing:
    """Something of the house that is no member's: which page it is stands in the note."""
    return Thing("page", "", title, reverse("front"))


def titles_of(cases: Iterable[Case]) -> dict[int, str]:
    """{case id: a line that says where}, without a word of what was reported. Two queries."""
    rows = list(cases)
    posts = [case.about for case in rows if case.subject == "post"]
    topics = [case.about for case in rows if case.subject == "topic"]
    found = dict(Post.objects.filter(ref__in=posts).values_list("ref", "topic__title")) if posts else {}
    found |= dict(Topic.objects.filter(ref__in=topics).values_list("ref", "title")) if topics else {}
    return {case.pk: found.get(case.about) or _fixed(case) for case in rows}


def _fixed(case: Case) -> str:
    if case.subject == "member":
        return case.face.name if case.face else _("a former member")
    words = {
        "message": _("Private messages"),
        "page": _("A page of this house"),
        "decision": _("A decision"),
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
            *([_("It waits, and only its author and moderators see it.")] if post.held_at else []),
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
            *([_("It is locked.")] if topic.locked_at else []),
        ]
        return Shown(topic.title, reverse("topic", args=[topic.ref]), facts=facts, topic=topic)
    if case.subject == "member" and case.face:
        return Shown(case.face.name, reverse("member", args=[case.face.ref]), plain=case.face.about)
    return Shown(_fixed(case))


def passages_at_desk(case: Case) -> tuple[tuple[int, str], ...]:
    """(number, text) of a reported post's paragraphs: on which words a decision rests. Renders it."""
    post = shown(case).post
    return tuple((one.number, one.text) for one in passages_of(post)) if post else ()
