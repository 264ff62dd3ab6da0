"""Giving a sign and taking it back; and how it stands among its reader's notices."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leeward.answering import rules
from leeward.answering.models import Sign, SignRows
from leeward.boards.actions import refuse
from leeward.boards.models import Post
from leeward.members.aliases import face_in, is_own
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.notices.models import What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, tell, untell


def give(*, by: Member, post: Post, says: str) -> None:
    """One sign a post; another one takes its place, and its author is told of the first only."""
    refuse(rules.why_not_sign(post, is_own(by, post.author_id)))
    with transaction.atomic():
        if Sign.objects.by(by).filter(post=post).update(says=says):
            return
        now = timezone.now()
        sign = Sign.objects.create(post=post, member=face_in(by, post.topic.ref) or by, says=says, at=now)
        happened = Happened("sign", sign.ref, post.topic.ref, post.number, now)
        tell(happened, {post.author_id: [What.SIGN]} if post.author_id else {})


def take_back(*, by: Member, post: Post) -> None:
    """As if it had never been given."""
    with transaction.atomic():
        given = Sign.objects.by(by).filter(post=post)
        untell("sign", list(given.values_list("ref", flat=True)))
        given.delete()


def given_by(member: Member, post: Post) -> Sign | None:
    return Sign.objects.by(member).filter(post=post).first()


def show_signs(author: Member, refs: Sequence[str]) -> dict[str, Shown]:
    """Signs as their author's notices lead to them. One query."""
    return {
        sign.ref: Shown(
            title=sign.post.topic.title,
            address=f"{reverse('topic_at', args=[sign.post.topic.ref, sign.post.number])}#p{sign.post.number}",
            who=sign.member.name,
        )
        for sign in _signs.among(author, refs)
    }


@Ready
def _signs(author: Member, *refs: str) -> SignRows:
    return Sign.objects.visible_to(author).filter(ref__in=refs).select_related("post__topic", "member")


SIGN = Subject("sign", Sign.objects.visible_to, show_signs)
