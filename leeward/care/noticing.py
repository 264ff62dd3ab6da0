"""The care rules look at what is posted, and at nothing else: no draft, no private message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from leeward.boards.models import Post
from leeward.care import desk
from leeward.care.models import CareRules, Noticed
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.words.danger import Found, kinds_in, look
from leeward.words.danger_phrases import KINDS

SHOWN = 12  # passages at the desk: more are the same again


def set_rules() -> CareRules:
    """As the house has set them, or as they come. One query."""
    return _rules.first(None) or CareRules()


@Ready
def _rules(_anybody: None) -> QuerySet[CareRules]:
    return CareRules.objects.order_by("pk")[:1]


def text_of(post: Post) -> str:
    """What the rules read: the author's own words, with the title where the post opens its topic."""
    return f"{post.topic.title}\n{post.plain}" if post.number == 1 else post.plain


def found_in(text: str, rules: CareRules) -> list[Found]:
    return look(text, rules.languages.split(), rules.phrases.splitlines())


def look_at(post: Post) -> None:
    """Called by `boards.written`, in the transaction that writes the post. One query where nothing is found."""
    kinds = kinds_in(found_in(text_of(post), set_rules()))
    if not kinds:
        if post.care_at:
            _mark(post, None)
        return
    row = Noticed.objects.filter(post=post).first()
    known = row.kinds.split() if row else []
    if row is None:
        row = Noticed(post=post)
    now = timezone.now()
    if fresh := [kind for kind in kinds if kind not in known]:
        row.kinds = " ".join(kind for kind in KINDS if kind in {*known, *fresh})
        row.noticed_at, row.shown_at, row.set_aside_at = now, None, None
        row.save()
        put_on_desk(post)
    if row.set_aside_at is None:
        _mark(post, now)


def put_on_desk(post: Post) -> None:
    """Once, however often: the desk has one open case for one post."""
    desk.put(desk.Needed(desk.POST, post.ref, post.topic.title, post.author, post.topic.board))


def _mark(post: Post, moment: datetime | None) -> None:
    post.care_at = moment
    Post.objects.filter(pk=post.pk).update(care_at=moment)


def place_after(by: Member, post: Post) -> str:
    """Its author is led to the page once. No query for a post in which nothing was found."""
    if post.care_at is None or not Noticed.objects.filter(post=post.pk, shown_at=None).exists():
        return ""
    return reverse("care", args=[post.ref])


# ── for the desk ─────────────────────────────────────────────────────────────


def noticed_in(post: Post) -> Noticed | None:
    return Noticed.objects.filter(post=post.pk).first()


def passages(post: Post) -> list[str]:
    """The words at which the rules stopped, as they stand in the post now."""
    text = text_of(post)
    return list(dict.fromkeys(text[begin:end] for begin, end in _joined(found_in(text, set_rules()))))[:SHOWN]


def _joined(found: Iterable[Found]) -> list[tuple[int, int]]:
    """Phrases that overlap, as one."""
    spans: list[tuple[int, int]] = []
    for one in found:
        if spans and one.begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], one.end))
        else:
            spans.append((one.begin, one.end))
    return spans


def sweep(before: datetime) -> int:
    """Forget what was noticed before, and what was noticed in posts that are gone; how many."""
    old = Noticed.objects.filter(noticed_at__lt=before)
    Post.objects.filter(pk__in=old.values("post")).update(care_at=None)
    return old.delete()[0] + Noticed.objects.filter(post__erased_at__isnull=False).delete()[0]
