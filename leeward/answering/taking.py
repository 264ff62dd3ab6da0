"""Saying that one is writing a first answer, and that one is not any more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from leeward.answering import rules
from leeward.answering.waiting import answerable_by
from leeward.boards import holding
from leeward.boards.actions import refuse
from leeward.boards.holding import HELD_FOR, Answering
from leeward.boards.models import Topic
from leeward.members.models import Member


def take(*, by: Member, topic: Topic) -> datetime:
    """Until when the others are told that somebody writes. Pressed again it begins anew."""
    with transaction.atomic():
        # In this order everywhere: of two who press in the same moment the second finds the first one's row.
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        Topic.objects.select_for_update().only("pk").get(pk=topic.pk)
        mine = Answering.objects.standing().filter(member=by, topic__answered_at=None).exclude(topic=topic)
        taken = Answering.objects.by_others(by).filter(topic=topic).exists()
        is_open = answerable_by(by).filter(pk=topic.pk).exists()
        refuse(rules.why_not_take(is_open=is_open, is_taken=taken, held=mine.count()))
        until = timezone.now() + HELD_FOR
        Answering.objects.update_or_create(topic=topic, member=by, defaults={"until": until})
        return until


def let_go(*, by: Member, topic: Topic) -> None:
    """Never refused, and nobody is told."""
    holding.release(by=by, topic_id=topic.pk)
