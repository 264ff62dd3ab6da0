"""A topic's own counts, made anew from the posts that stand in it."""

from leeward.boards.models import Post, Topic
from leeward.members.models import Member


def lock(thing: Post | Topic) -> Topic:
    """The topic as it is now, kept from others until this is done."""
    pk = thing.pk if isinstance(thing, Topic) else thing.topic_id
    return Topic.objects.select_for_update().get(pk=pk)


def recount(topic: Topic, *, also_theirs: Member | None = None) -> None:
    """The topic's counters from its standing posts, and since when it is answered. The caller has locked its row.

    `also_theirs` is another name under which whoever began the topic stands in it: that is no answer.
    """
    standing = Post.objects.filter(topic=topic, taken_down_at=None, hidden_at=None)
    last = standing.order_by("-number").values("pk", "written_at", "author_id").first()
    by_others = standing.filter(number__gt=1).exclude(author=topic.author_id).exclude(author=also_theirs)
    answered = by_others.order_by("number").values_list("written_at", flat=True).first()
    changed: dict[str, object] = {"post_count": standing.count(), "last_author": None, "answered_at": answered}
    changed["updates"] = standing.filter(number__gt=1, in_story_at__isnull=False).count()
    if last:
        changed |= {"last_post_id": last["pk"], "last_post_at": last["written_at"], "last_author": last["author_id"]}
    Topic.objects.filter(pk=topic.pk).update(**changed)
