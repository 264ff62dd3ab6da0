"""Who owes whom a reply, reckoned by the worker from each new post and private message.

The rules are a table in `docs/owed-replies.md`.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from leeward import words
from leeward.answering.models import Owed, Why
from leeward.boards.models import Post
from leeward.boards.rendering import MENTIONS_MAX, names_in
from leeward.conversations import waiting
from leeward.members.models import Member
from leeward.members.names import name_key

PRIVATELY_WITHIN = timedelta(days=14)  # of being asked: what is said in private later is seldom about that
PROMISE_LATER = {Why.PROMISED}  # kept by hand only: a post may be about something else


@dataclass(frozen=True)
class Spoken:
    """To whom a post speaks. `quoted` and `mentioned` are ids of members; `names` everybody it names in any way."""

    quoted: frozenset[int]
    mentioned: frozenset[int]
    posts: frozenset[int]
    asks: bool
    plain: str

    def to(self, member: Member) -> bool:
        """Quoted, mentioned, or called by name."""
        return member.pk in self.quoted | self.mentioned or _stands_in(member.name, self.plain)


def reckon_owed(detail: dict[str, Any]) -> None:
    """{"post": id}: settle what this post answers, then note what it asks."""
    rows = Post.objects.select_related("topic", "author").filter(taken_down_at=None, hidden_at=None)
    post = rows.filter(pk=detail["post"], author__isnull=False).first()
    if post is None or post.author is None:
        return
    spoken = _spoken(post)
    _settle(post, post.author, spoken)
    found = _owing(post, post.author, spoken)
    Owed.objects.bulk_create(
        [Owed(member_id=member, post=post, topic=post.topic, why=why, at=post.written_at) for member, why in found],
        ignore_conflicts=True,
    )


def _spoken(post: Post) -> Spoken:
    """Four queries at most, and one reading of the text."""
    read = words.render(post.source, names=names_in(post.source))
    refs = {quote.post for quote in read.quotes if quote.depth == 1 and quote.post}
    quoted = list(Post.objects.filter(ref__in=refs).values_list("pk", "author_id")) if refs else []
    keys = [name_key(name) for name in read.mentions[:MENTIONS_MAX]]
    mentioned = Member.objects.filter(name_key__in=keys, closed_at=None).values_list("pk", flat=True) if keys else []
    return Spoken(
        quoted=frozenset(author for _post, author in quoted if author),
        mentioned=frozenset(mentioned),
        posts=frozenset(post for post, _author in quoted),
        asks=bool(read.asks.first),
        plain=read.plain,
    )


def _stands_in(name: str, plain: str) -> bool:
    """The name as words of its own, however it is written."""
    said = f" {name_spaced(plain)} "
    return f" {name_spaced(name)} " in said


def name_spaced(text: str) -> str:
    """Letters and digits, small, with single spaces between."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _settle(post: Post, author: Member, spoken: Spoken) -> None:
    """What the post quotes is answered, wherever that stands. In its topic: whoever it speaks to, or else everybody."""
    now = timezone.now()
    mine = Owed.objects.filter(member=author, settled_at=None).exclude(why__in=PROMISE_LATER)
    mine.filter(post__in=spoken.posts).update(settled_at=now)
    earlier = mine.filter(topic=post.topic, post__number__lt=post.number).select_related("post__author")
    waiting = [(owed.pk, owed.post.author) for owed in earlier]
    to_some = bool(spoken.quoted - {author.pk} or spoken.mentioned - {author.pk})
    to_some = to_some or any(asker and spoken.to(asker) for _pk, asker in waiting)
    answered = [pk for pk, asker in waiting if not to_some or (asker and spoken.to(asker))]
    Owed.objects.filter(pk__in=answered).update(settled_at=now)


def settle_privately(detail: dict[str, Any]) -> None:
    """{"message": id}: whoever was written to in private, alone, is answered; and whatever that message quotes."""
    said = waiting.said(detail["message"])
    if said is None:
        return
    mine = Owed.objects.filter(member=said.by, settled_at=None, at__lt=said.at).exclude(why__in=PROMISE_LATER)
    answered = Q(post__author=said.to, at__gt=said.at - PRIVATELY_WITHIN) if said.to else Q(pk__in=[])
    mine.filter(answered | Q(post__ref__in=said.posts)).update(settled_at=timezone.now())


def _owing(post: Post, author: Member, spoken: Spoken) -> list[tuple[int, Why]]:
    """(member, why), each member once, by the nearest reason."""
    found: dict[int, Why] = {}
    if spoken.asks:
        found |= {member: Why.ASKED for member in spoken.mentioned} | {member: Why.QUOTED for member in spoken.quoted}
    opener = post.topic.author_id
    if opener and opener != author.pk and opener not in found:
        to_others = (spoken.quoted | spoken.mentioned) - {author.pk, opener}
        if not to_others or opener in spoken.quoted | spoken.mentioned:
            if spoken.asks:
                found[opener] = Why.ASKED
            elif _asked_before(post, opener):
                found[opener] = Why.ANSWERED
    found.pop(author.pk, None)
    return list(found.items())


def _asked_before(post: Post, opener: int) -> bool:
    """Whether the last thing that the topic's author wrote before this post asks something."""
    rows = Post.objects.filter(topic=post.topic_id, author=opener, number__lt=post.number, taken_down_at=None)
    last = rows.order_by("-number").values_list("source", flat=True).first()
    return bool(last and words.render(last).asks.first)
