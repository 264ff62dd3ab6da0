"""Take it down now, decide later: one post, or a whole story with all its answers.

    standing -- take_down --> down (taken_down_at) -- put_back --> standing
                              down -- let_go --> standing, under a name that belongs to nobody
                              down -- erase, or 30 days --> erased (erased_at)

A story (the topic that somebody began) goes through the same states as a post. From the moment it is down
only its author finds it. What a moderator hid (`hidden_at`) is another fact: it stays hidden whatever the author does.
Others' answers in a story that was erased are not touched: nobody sees them but whoever wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.boards import subscriptions, updates
from leeward.boards.counting import lock, recount
from leeward.boards.forgetting import forget_posts
from leeward.boards.models import Post, PostRows, Quoting, Revision, Topic, TopicRows, own
from leeward.boards.quoting import Wish, grant, later_in_drafts
from leeward.boards.rendering import rerender
from leeward.boards.rewording import words_changed
from leeward.boards.showing import forget_pictures, leave_pictures
from leeward.clocks import erased, holds
from leeward.clocks.erased import Kind
from leeward.drafts import rewriting
from leeward.jobs import queue
from leeward.members import aliases
from leeward.members.models import Member
from leeward.notices import telling
from leeward.web.looking import latest

DAYS = 30  # to decide in: time to find help, a safe device, a clear head
TITLE_ERASED = "[…]"


# ── finding one's own ────────────────────────────────────────────────────────


def own_posts(member: Member) -> PostRows:
    """All a member wrote, under whichever name, and did not erase; the newest first."""
    rows = Post.objects.written_by(member).filter(erased_at=None)
    return rows.select_related("topic__board", "author").order_by(latest("pk"))


def own_stories(member: Member) -> TopicRows:
    """All topics that a member began and did not erase."""
    return Topic.objects.filter(own(member), erased_at=None).select_related("board", "author").order_by("-pk")


def posts_down(member: Member) -> PostRows:
    """Single posts to decide about, the most pressing first."""
    return own_posts(member).filter(taken_down_at__isnull=False).order_by("taken_down_at", "pk")


def stories_down(member: Member) -> TopicRows:
    """Stories to decide about, the most pressing first."""
    return own_stories(member).filter(taken_down_at__isnull=False).order_by("taken_down_at", "pk")


def decided_by(thing: Post | Topic) -> datetime | None:
    """When it is erased, if its author decides nothing; None for what stands."""
    return thing.taken_down_at + timedelta(days=DAYS) if thing.taken_down_at else None


def note_soonest(member: Member) -> None:
    """The member's own row says when the first thing is erased, so that their pages know it without asking."""
    undecided = own(member) & Q(erased_at=None, taken_down_at__isnull=False)
    first = [
        model.objects.filter(undecided).order_by("taken_down_at").values_list("taken_down_at", flat=True).first()
        for model in (Post, Topic)
    ]
    moments = [moment for moment in first if moment]
    # The day alone: the moment itself stands in the post's row, and would say whose it is under another name.
    soonest = _begin_of_day(min(moments) + timedelta(days=DAYS)) if moments else None
    Member.objects.filter(pk=member.pk).update(decides_by=soonest)


def _begin_of_day(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def topics_seen(member: Member, posts: Sequence[Post]) -> set[int]:
    """Which of these posts' topics their writer can still open. One query."""
    rows = Topic.objects.visible_to(member).filter(pk__in={post.topic_id for post in posts})
    return set(rows.values_list("pk", flat=True))


def is_seen(member: Member, thing: Post | Topic) -> bool:
    """Whether it stands where its author can read it: a moderator may have hidden it, or closed the board."""
    return type(thing).objects.visible_to(member).filter(pk=thing.pk).exists()


def why_not_decide(member: Member | None, thing: Post | Topic) -> str | None:
    """Taking down one's own words is never refused, whatever became of the place; and nobody else may."""
    if member is None or not aliases.is_own(member, thing.author_id):
        return _("Only the person who wrote this can take it down.")
    return None


def _insist(member: Member, thing: Post | Topic) -> None:
    if sentence := why_not_decide(member, thing):
        raise PermissionDenied(sentence)


# ── taking down, and putting back ────────────────────────────────────────────


def take_down(*, by: Member, post: Post) -> None:
    """Gone from pages and search in this moment; its place stays, so that the answers make sense."""
    _move(by, post, timezone.now())


def put_back(*, by: Member, post: Post) -> None:
    """Undo `take_down`."""
    _move(by, post, None)


def take_story_down(*, by: Member, topic: Topic) -> None:
    """The topic with everybody's answers is gone from pages and search in this moment."""
    _move(by, topic, timezone.now())


def put_story_back(*, by: Member, topic: Topic) -> None:
    """Undo `take_story_down`. Posts that were down before stay down."""
    _move(by, topic, None)


def _move(by: Member, thing: Post | Topic, moment: datetime | None) -> None:
    """Down, or back. Pressed twice it is the first time that counts: the 30 days do not begin again."""
    _insist(by, thing)
    rows: QuerySet[Post] | QuerySet[Topic] = type(thing).objects.filter(pk=thing.pk, erased_at=None)
    with transaction.atomic():
        topic = lock(thing)
        rows.filter(taken_down_at__isnull=moment is not None).update(taken_down_at=moment)
        recount(topic)
        note_soonest(by)
    thing.refresh_from_db(fields=["taken_down_at"])


# ── deciding ─────────────────────────────────────────────────────────────────


def let_post_go(*, by: Member, post: Post) -> Member:
    """The post stands again under a name that belongs to nobody (returned); what it was is told nowhere."""
    _insist(by, post)
    with transaction.atomic():
        return let_go(by, lock(post), [post])


def let_story_go(*, by: Member, topic: Topic) -> Member:
    """The story stands again, all that the author wrote in it under one such name. Posts down before stay down."""
    _insist(by, topic)
    with transaction.atomic():
        topic = lock(topic)
        return let_go(by, topic, list(_theirs(by, topic).filter(taken_down_at=None)), story=True)


def _theirs(by: Member, topic: Topic) -> PostRows:
    return own_posts(by).filter(topic=topic).order_by("pk")


def let_go(by: Member, topic: Topic, posts: Sequence[Post], *, story: bool = False) -> Member:
    """The posts, all by one author in one topic, whose row is locked, go to a name that belongs to nobody."""
    erased.note(Kind.STORY_LET_GO if story else Kind.LET_GO, [topic.ref] if story else [post.ref for post in posts])
    nobody = aliases.of_nobody(place=topic.ref, since=posts[0].written_at if posts else topic.opened_at)
    wish, names = Wish(name=nobody.name), _names_in_quotes(by, topic, posts)
    grant(wish, posts, names)
    later_in_drafts(wish, posts, names)
    _unlink(by, topic, posts)
    updates.leave(topic, posts, keep=story)
    Post.objects.filter(pk__in=[post.pk for post in posts]).update(author=nobody, once=None, taken_down_at=None)
    rerender(Post.objects.filter(pk__in=leave_pictures(posts, nobody)))
    began_it = aliases.is_own(by, topic.author_id)
    if story:
        Topic.objects.filter(pk=topic.pk).update(author=nobody, taken_down_at=None)
    recount(topic, also_theirs=nobody if began_it else None)
    note_soonest(by)
    return nobody


def erase_post(*, by: Member, post: Post) -> None:
    """Its words go for good, with its versions and every quote of it. An opening post takes the title along."""
    _insist(by, post)
    _erase_these(by, [], [post])


def erase_story(*, by: Member, topic: Topic) -> None:
    """All that the author wrote in it goes for good, with every quote of it; the answers stay hidden from others."""
    _insist(by, topic)
    _erase_these(by, [topic], [])


def erase_due() -> int:
    """What its author did not decide about in time; how many posts. Done by the worker."""
    over = {"taken_down_at__lte": timezone.now() - timedelta(days=DAYS)}
    return sum(
        _erase_these(author, stories_down(author).filter(**over), posts_down(author).filter(**over))
        for author in Member.objects.filter(decides_by__lte=timezone.now(), erase_asked_at=None)
    )


def erase_all(by: Member) -> int:
    """Everything of one member's that is down, whenever its day would be; how many posts."""
    return _erase_these(by, stories_down(by), posts_down(by))


def _erase_these(by: Member, stories: Iterable[Topic], posts: Iterable[Post]) -> int:
    """One transaction a topic or post; drafts are looked through once for all of it. What may not go yet stays down."""
    gone: list[Post] = []
    names: set[str] = set()
    for topic in stories:
        with transaction.atomic():
            theirs = list(_theirs(by, held := lock(topic)))
            if may_go(held, theirs):
                erased.note(Kind.STORY, [held.ref])
                names |= _erase(by, held, theirs)
                _erase_story(held)
                gone += theirs
    for post in (post for post in posts if may_go(post.topic, [post])):
        with transaction.atomic():
            erased.note(Kind.POST, [post.ref])
            names |= _erase(by, lock(post), [post])
            gone.append(post)
    with transaction.atomic():
        later_in_drafts(Wish(), gone, names)
        note_soonest(by)
        queue.put_once("wipe_traces")
    return len(gone)


def may_go(topic: Topic, posts: Sequence[Post]) -> bool:
    """Whether nobody has to keep these, or the whole of their topic, for now."""
    return holds.may_go("topic", topic.ref) and holds.may_go("post", *(post.ref for post in posts))


def _erase(by: Member, topic: Topic, posts: Sequence[Post]) -> set[str]:
    """The posts, all by one author in one topic, whose row is locked. The names that quotes of them went by."""
    now, ids, names = timezone.now(), [post.pk for post in posts], _names_in_quotes(by, topic, posts)
    grant(Wish(), posts, names)
    _unlink(by, topic, posts)
    updates.leave(topic, posts)
    Revision.objects.filter(post__in=ids).delete()
    Quoting.objects.filter(Q(by_post__in=ids) | Q(of_post__in=ids)).delete()
    emptied = {"source": "", "html": "", "ask": "", "plain": "", "words": 0, "edited_at": None, "edit_note": ""}
    Post.objects.filter(pk__in=ids, taken_down_at=None).update(taken_down_at=now)
    Post.objects.filter(pk__in=ids).update(author=None, once=None, erased_at=now, **emptied)
    forget_pictures(posts)
    words_changed(ids)
    if any(post.number == 1 for post in posts):
        erase_title(topic)
    recount(topic)
    return names


def erase_title(topic: Topic) -> None:
    """With what it asked for, and its short forms."""
    Topic.objects.filter(pk=topic.pk).update(title=TITLE_ERASED, wanted="")
    topic.cast.all().delete()


def _erase_story(topic: Topic) -> None:
    """What of a story is not in its posts."""
    now = timezone.now()
    erase_title(topic)
    Topic.objects.filter(pk=topic.pk, taken_down_at=None).update(taken_down_at=now)
    Topic.objects.filter(pk=topic.pk).update(author=None, erased_at=now)
    updates.end(topic)


def _others(by: Member, topic: Topic, posts: Sequence[Post]) -> PostRows:
    return _theirs(by, topic).exclude(pk__in=[post.pk for post in posts])


def _names_in_quotes(by: Member, topic: Topic, posts: Sequence[Post]) -> set[str]:
    """The author's names, where a quote that names them and no post can only be of these posts; else none."""
    return set() if _others(by, topic, posts).exists() else {post.author.name for post in posts if post.author}


def _unlink(by: Member, topic: Topic, posts: Sequence[Post]) -> None:
    """What says that these posts were the member's goes: drafts, notices of them, following where nothing else is."""
    refs = [post.ref for post in posts]
    Post.objects.filter(ref__in=refs).update(care_at=None)
    rewriting.forget(by, [post.once for post in posts if post.once], refs)
    is_all = not _others(by, topic, posts).exists()
    telling.forget(about=refs, by=by, place=topic.ref if is_all else "")
    forget_posts(by, topic, posts, is_all)
    if is_all:
        subscriptions.forget(by=by, topic=topic)
