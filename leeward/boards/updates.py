"""Which posts carry a story on, and with which topic it goes on: its author says so, and may take it back.

All topics of a story stand under one name. A name for one topic is for that topic alone, so a story told under it has
its updates there, and no other topic.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from leeward.boards import rules
from leeward.boards.counting import lock, recount
from leeward.boards.models import Post, Topic, TopicRows
from leeward.boards.story import Story
from leeward.jobs import queue
from leeward.members.models import Member
from leeward.members.rules import insist

OFFERED = 100  # of one's own topics, to go on with


def with_story(topics: TopicRows, viewer: Member | None) -> TopicRows:
    """Adds `goes_beyond`: the story stands in other topics too, as far as the viewer may see these."""
    others = Topic.objects.visible_to(viewer).filter(story=OuterRef("story")).exclude(pk=OuterRef("pk"))
    return topics.annotate(goes_beyond=Exists(others))


def to_go_on_with(member: Member, before: Topic | None = None) -> list[tuple[str, str]]:
    """[(ref, title)]: what the member began under their own name and may see, the latest first. One query.

    `before`: only what was begun before this topic, for the topic itself to go on with.
    """
    rows = Topic.objects.visible_to(member).filter(author=member)
    rows = rows.filter(pk__lt=before.pk) if before else rows
    return list(rows.order_by("-last_post_id").values_list("ref", "title")[:OFFERED])


def earlier_topic(*, by: Member, ref: str, alias: str) -> Topic | None:
    """The topic that a new one goes on with; None for "". ValidationError where it cannot, or not under this name."""
    if not ref:
        return None
    earlier = Topic.objects.visible_to(by).filter(ref=ref[:20], author=by).first()
    if sentence := rules.why_not_go_on(is_found=earlier is not None, alias=alias):
        raise ValidationError({"story": sentence})
    return earlier


def story_of(topic: Topic) -> Story:
    """The topic's story, begun with its opening post if there was none. The caller has locked the topic's row."""
    if topic.story is None:
        topic.story = Story.objects.create()
        Topic.objects.filter(pk=topic.pk).update(story=topic.story)
        Post.objects.filter(topic=topic, number=1, author=topic.author_id).update(in_story_at=F("written_at"))
    return topic.story


def mark(*, by: Member, post: Post) -> None:
    """This post is an update: it stands in the story, and whoever follows that is told."""
    insist(rules.why_not_update(by, post))
    with transaction.atomic():
        topic = lock(post)
        story_of(topic)
        if Post.objects.filter(pk=post.pk, in_story_at=None).update(in_story_at=timezone.now()):
            recount(topic)
            queue.put("update_marked", {"post": post.pk})


def unmark(*, by: Member, post: Post) -> None:
    """It stays in its topic and is no update any more; nobody is told of it as one."""
    insist(rules.why_not_update(by, post))
    with transaction.atomic():
        topic = lock(post)
        if Post.objects.filter(pk=post.pk, number__gt=1).update(in_story_at=None):
            recount(topic)
            queue.put("update_unmarked", {"post": post.pk})


def go_on(*, by: Member, topic: Topic, ref: str) -> None:
    """The topic goes on with an earlier one of the same author's; with "" it is a story of its own again."""
    insist(rules.why_not_set_story(by, topic))
    earlier = earlier_topic(by=by, ref=ref, alias="" if topic.author_id == by.pk else "another")
    with transaction.atomic():
        ids = [topic.pk, *([earlier.pk] if earlier else [])]
        held = {one.pk: one for one in Topic.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
        here = held[topic.pk]
        if earlier is None:
            _stand_alone(here)
            return
        if here.story_id and here.story_id == held[earlier.pk].story_id:
            return
        if sentence := rules.why_not_join(_is_alone(here), _recap_of(here), _recap_of(held[earlier.pk]), here, earlier):
            raise ValidationError({"story": sentence})
        join(here, held[earlier.pk])
        opening = Post.objects.filter(topic=here, number=1).values_list("pk", flat=True).first()
        queue.put("update_marked", {"post": opening})


def join(topic: Topic, earlier: Topic) -> None:
    """The topic's opening post is an update of the earlier one's story. Both rows are locked."""
    story, was = story_of(earlier), topic.story
    if was and was.recap:
        Story.objects.filter(pk=story.pk).update(recap=was.recap, recap_at=was.recap_at)
    topic.story = story
    Topic.objects.filter(pk=topic.pk).update(story=story)
    Post.objects.filter(topic=topic, number=1).update(in_story_at=timezone.now())
    if was:
        was.delete()


def leave(topic: Topic, posts: Sequence[Post], *, keep: bool = False) -> None:
    """Their author lets go of these posts, or erases them: they leave the story, and its recap, which may tell what
    they told, goes with them. With `keep` they stay a story among themselves, apart from the author's other topics.
    The topic's row is locked.
    """
    if topic.story_id is None or not (keep or any(post.in_story_at for post in posts)):
        return
    Story.objects.filter(pk=topic.story_id).update(recap="", recap_at=timezone.now())
    ids = [post.pk for post in posts]
    here = Post.objects.filter(topic=topic, in_story_at__isnull=False)
    (here.exclude(pk__in=ids) if keep else here.filter(pk__in=ids)).update(in_story_at=None)
    if keep:
        _stand_alone(topic)


def end(topic: Topic) -> None:
    """The topic is erased with all that its author wrote in it. Its row is locked."""
    if topic.story_id:
        Story.objects.filter(pk=topic.story_id).update(recap="", recap_at=timezone.now())
        Topic.objects.filter(pk=topic.pk).update(story=None)
        Story.objects.filter(pk=topic.story_id, topics=None).delete()


def _stand_alone(topic: Topic) -> None:
    """A story of its own, where it was one with other topics."""
    if _is_alone(topic):
        return
    posts = Post.objects.filter(topic=topic, in_story_at__isnull=False)
    own = Story.objects.create() if posts.filter(number__gt=1).exists() else None
    Topic.objects.filter(pk=topic.pk).update(story=own)
    if own is None:
        posts.update(in_story_at=None)


def _is_alone(topic: Topic) -> bool:
    return topic.story_id is None or not Topic.objects.filter(story=topic.story_id).exclude(pk=topic.pk).exists()


def _recap_of(topic: Topic) -> str:
    return topic.story.recap if topic.story else ""
