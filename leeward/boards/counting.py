"""A topic's own counts, made anew from the posts that stand in it."""

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from leeward.boards.models import Post, Topic, TopicRows
from leeward.members.models import Member
from leeward.members.ready import Ready


def lock(thing: Post | Topic) -> Topic:
    """The topic as it is now, kept from others until this is done."""
    pk = thing.pk if isinstance(thing, Topic) else thing.topic_id
    found: Topic | None = _locked.first(None, pk)
    if found is None:
        raise Topic.DoesNotExist
    return found


@Ready
def _locked(_anybody: None, topic: int) -> TopicRows:
    return Topic.objects.select_for_update(no_key=True).filter(pk=topic)


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


def recount_all(topics: "QuerySet[Topic]") -> None:
    """`recount` of many topics, whose rows the caller has locked, by one statement."""
    standing = Post.objects.filter(topic=OuterRef("pk"), taken_down_at=None, hidden_at=None).order_by()
    last = standing.order_by("-number")
    began = Coalesce(OuterRef("author"), Value(0))
    by_others = standing.filter(number__gt=1, author__isnull=False).exclude(author=began).order_by("number")
    updates = standing.filter(number__gt=1, in_story_at__isnull=False)
    topics.update(
        post_count=_count_of(standing),
        updates=_count_of(updates),
        answered_at=Subquery(by_others.values("written_at")[:1]),
        last_author=Subquery(last.values("author")[:1]),
        last_post_id=Coalesce(Subquery(last.values("pk")[:1]), F("last_post_id")),
        last_post_at=Coalesce(Subquery(last.values("written_at")[:1]), F("last_post_at")),
    )


def _count_of(posts: "QuerySet[Post]") -> Coalesce:
    return Coalesce(Subquery(posts.values("topic").annotate(n=Count("pk")).values("n")), 0)
