"""All that one member wrote, at once: for somebody who leaves altogether.

Everything goes down in one moment, and that moment is what marks it: coming back puts back what went down in it, and
leaves alone what was down before.
"""

from datetime import datetime
from itertools import groupby

from django.db import transaction

from leeward.boards import counting, taking_down
from leeward.boards.models import Post, Topic, own
from leeward.members.models import Member


def take_down(*, by: Member, moment: datetime) -> None:
    """Every post and every story that stands. Inside a transaction."""
    _move(by, None, moment)


def put_back(*, by: Member, moment: datetime) -> None:
    """What went down in that moment. Inside a transaction."""
    _move(by, moment, None)


def _move(by: Member, since: datetime | None, until: datetime | None) -> None:
    posts = Post.objects.written_by(by).filter(erased_at=None, taken_down_at=since)
    concerned = sorted(set(posts.values_list("topic_id", flat=True)))
    posts.update(taken_down_at=until)
    Topic.objects.filter(own(by), erased_at=None, taken_down_at=since).update(taken_down_at=until)
    for topic in Topic.objects.select_for_update().filter(pk__in=concerned).order_by("pk"):
        counting.recount(topic)
    taking_down.note_soonest(by)


def let_go(*, by: Member, moment: datetime) -> None:
    """What went down in that moment stands again, each topic's under another name that belongs to nobody."""
    for topic in list(taking_down.own_stories(by).filter(taken_down_at=moment)):
        with transaction.atomic():
            held = counting.lock(topic)
            theirs = taking_down.own_posts(by).filter(topic=held, taken_down_at=moment).order_by("pk")
            taking_down.let_go(by, held, list(theirs), story=True)
    rest = taking_down.own_posts(by).filter(taken_down_at=moment).order_by("topic_id", "pk")
    for _topic, together in groupby(list(rest), key=lambda post: post.topic_id):
        with transaction.atomic():
            posts = list(together)
            taking_down.let_go(by, counting.lock(posts[0]), posts)


def erase(*, by: Member) -> int:
    """Everything that is down, whenever its day would be; how many posts."""
    return taking_down.erase_all(by)
