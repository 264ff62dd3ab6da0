"""Following a topic: by writing in it, or by saying so."""

from collections.abc import Sequence

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from leeward.boards.marks import Followed, Subscription
from leeward.boards.models import Topic, TopicRows
from leeward.members.aliases import face_in
from leeward.members.models import Member
from leeward.web.statements import put_in


def begin_to_follow(writer: Member, topic: Topic) -> None:
    """Whoever writes in a topic is told of answers, unless they once said that they do not want to be. One query."""
    put_in(Subscription(member=writer, topic=topic, since=timezone.now()), unless_there=True)


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
        put_in(Subscription(member=writer, topic=topic, what=what, since=timezone.now()), unless_there=True)


def with_followed(topics: TopicRows, member: Member) -> TopicRows:
    """Adds `followed`: "all", "updates", "nothing", or None where nothing was said.

    Whoever follows a topic is told of updates in those with which it goes on, until they say something else there.
    """
    own = Subscription.objects.of(member).filter(topic=OuterRef("pk")).order_by("what")
    before = Subscription.objects.said_by(member).filter(topic__story=OuterRef("story"), topic__lt=OuterRef("pk"))
    told = before.annotate(told=Case(When(what=Followed.NOTHING, then=None), default=Value(Followed.UPDATES)))
    inherited = Case(When(story__isnull=False, then=Subquery(told.order_by("-topic").values("told")[:1])))
    return topics.annotate(followed=Coalesce(Subquery(own.values("what")[:1]), inherited))


def story_followed(member: Member, topics: Sequence[Topic]) -> str:
    """What the member last said of these topics, the parts of one story: "all", "updates", "nothing", "". One query."""
    rows = Subscription.objects.of(member).filter(topic__in=topics).order_by("-topic", "what")
    return rows.values_list("what", flat=True).first() or ""


def follow_story(*, by: Member, topics: Sequence[Topic], what: str) -> None:
    """The same for all the topics of a story, the first first, and so for those with which it goes on later."""
    Subscription.objects.of(by).filter(topic__in=topics).update(what=what)
    follow(by=by, topic=topics[0], what=what)


def forget(*, by: Member, topic: Topic) -> None:
    """As if they had never followed it, under any name."""
    Subscription.objects.of(by).filter(topic=topic).delete()
