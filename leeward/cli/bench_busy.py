"""Somebody who is much asked and follows much: the front page and the lists of their own, weighed like any page."""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from leeward.answering.models import Owed, Why
from leeward.boards.marks import Reading, Subscription
from leeward.boards.models import Post, Topic
from leeward.cli.measuring import Asked, Reader
from leeward.members.models import Member
from leeward.notices.models import Notice, What

OWED, FOLLOWED, TOLD = 500, 10_000, 2_000  # or as many as the community has


def busy_member() -> Member:
    """Made for the run, and gone after it (`go_home`)."""
    name, now = f"bench {secrets.token_hex(4)}", timezone.now()
    then = now - timedelta(days=365)
    with transaction.atomic():
        member = Member.objects.create(
            name=name,
            name_key=name,
            password=make_password(None),
            joined_at=then,
            caught_up_at=then,
            admitted_at=then,
            approved_at=then,
        )
        topics = list(Topic.objects.visible_to(member).order_by("-id").values_list("pk", flat=True)[:FOLLOWED])
        Subscription.objects.bulk_create(Subscription(member=member, topic_id=pk, since=then) for pk in topics)
        Reading.objects.bulk_create(Reading(member=member, topic_id=pk, seen_number=1, read_at=then) for pk in topics)
        posts = list(
            Post.objects.visible_to(member)
            .select_related("topic")
            .order_by("-id")
            .defer("html", "source", "plain")[:TOLD]
        )
        Owed.objects.bulk_create(
            Owed(member=member, post=post, topic=post.topic, why=Why.ASKED, at=post.written_at) for post in posts[:OWED]
        )
        Notice.objects.bulk_create(
            Notice(
                member=member,
                what=What.ANSWERED,
                subject="post",
                about=post.ref,
                place=post.topic.ref,
                number=post.number,
                at=post.written_at,
            )
            for post in posts
        )
    return member


def lists_of(busy: Member, reader: Reader) -> list[Asked]:
    """Their pages. What they hold is said with the first."""
    owed, followed = Owed.objects.of(busy).count(), Subscription.objects.of(busy).count()
    told = Notice.objects.of(busy).count()
    has = f"{owed} owed, {followed:,} followed, {told:,} told of"
    return [
        reader.asks(f"front page of somebody with {has}", "front"),
        reader.asks("what is new, theirs", "new"),
        reader.asks("whom they owe a reply", "owed"),
        reader.asks("what they follow", "following"),
        reader.asks("their notices", "notices"),
    ]


def go_home(busy: Member) -> None:
    """The bench leaves nothing behind."""
    busy.delete()
