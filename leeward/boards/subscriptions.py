"""Following a topic: by writing in it, or by saying so."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from leeward.boards.marks import Subscription
from leeward.boards.models import Topic, TopicRows
from leeward.members.aliases import face_in
from leeward.members.models import Member


def begin_to_follow(writer: Member, topic: Topic) -> None:
    """Whoever writes in a topic is told of answers, unless they once said that they do not want to be. One query."""
    row = Subscription(member=writer, topic=topic, since=timezone.now())
    Subscription.objects.bulk_create([row], ignore_conflicts=True)


def hand_over(by: Member, face: Member, topic: Topic) -> None:
    """Who followed a topic under their own name, and now writes there under another, follows it under that one."""
    own = Subscription.objects.filter(member=by, topic=topic)
    if Subscription.objects.filter(member=face, topic=topic).exists():
        own.delete()
    else:
        own.update(member=face)


def follow(*, by: Member, topic: Topic, what: str) -> None:
    """Under whichever name they follow it; a new subscription belongs to the name under which they write there."""
    if not Subscription.objects.of(by).filter(topic=topic).update(what=what):
        writer = face_in(by, topic.ref) or by
        row = Subscription(member=writer, topic=topic, what=what, since=timezone.now())
        Subscription.objects.bulk_create([row], ignore_conflicts=True)


def with_followed(topics: TopicRows, member: Member) -> TopicRows:
    """Adds `followed`: "all", "nothing", or None where nothing was said."""
    own = Subscription.objects.of(member).filter(topic=OuterRef("pk")).order_by("what")
    return topics.annotate(followed=Subquery(own.values("what")[:1]))


def forget(*, by: Member, topic: Topic) -> None:
    """As if they had never followed it, under any name."""
    Subscription.objects.of(by).filter(topic=topic).delete()
