"""Following the texts: what was made of one is made anew when it changes, and gone when it is gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from leeward.alike.meaning import VERSION, Meaning, packed, read, signs
from leeward.alike.models import CatchingUp, Passage, Story
from leeward.boards.models import Post, PostRows
from leeward.jobs import queue

AT_ONCE = 20  # texts of one job: two seconds, so that other work is not kept waiting


def reworded(ids: Collection[int]) -> None:
    """These posts say something else from now on, or nothing. In the transaction that changes them."""
    Passage.objects.filter(post__in=ids).delete()
    Story.objects.filter(post__in=ids).delete()
    for start in range(0, len(ids), AT_ONCE):
        queue.put("compare_posts", {"posts": sorted(ids)[start : start + AT_ONCE]})


def compare_posts(detail: dict[str, Any]) -> None:
    """{"post": id} or {"posts": ids}: read them. What a moderator hid is read too: moderators find it."""
    ids = detail.get("posts") or [detail["post"]]
    compare(list(_standing().filter(pk__in=ids).order_by("pk")))


def _standing() -> PostRows:
    return Post.objects.filter(erased_at=None)


def compare(posts: Sequence[Post], *, passages: bool = True, stories: bool = True) -> None:
    """Read these posts and store what they mean; the caller's transaction. What was stored of them is replaced."""
    made_passages: list[Passage] = []
    made_stories: list[Story] = []
    for post in posts:
        is_opening = post.number == 1
        text = read(post.plain)
        if passages:
            made_passages += [_passage(post, number, one) for number, one in text.passages.items()]
        if stories and is_opening and text.whole:
            made_stories.append(_story(post, text.whole))
    if passages:
        Passage.objects.filter(post__in=[post.pk for post in posts]).delete()
        Passage.objects.bulk_create(made_passages)
    if stories:
        Story.objects.filter(post__in=[post.pk for post in posts]).delete()
        Story.objects.bulk_create(made_stories)


def _passage(post: Post, number: int, found: Meaning) -> Passage:
    first, second = found.themes[:2]
    return Passage(post=post, number=number, signs=signs(found.vector), first=first, second=second)


def _story(post: Post, found: Meaning) -> Story:
    first, second, third, *_more = found.themes
    made = {"vector": packed(found.vector), "leans": packed(found.leans), "themes": bytes(found.themes)}
    return Story(post=post, first=first, second=second, third=third, **made)


def begin_to_catch_up() -> None:
    """Where texts were here before this could read them (or a version reads otherwise): begin, or go on."""
    progress = CatchingUp.objects.first()
    if progress is None or progress.version != VERSION:
        begin_anew()
    elif not progress.is_over:
        queue.put_once("catch_up_comparing")


def begin_anew() -> None:
    """Read every text again, the newest first; after a board was loaded or brought in."""
    newest = (Post.objects.aggregate(newest=Max("pk"))["newest"] or 0) + 1
    with transaction.atomic():
        CatchingUp.objects.update_or_create(pk=1, defaults={"version": VERSION, "stories": newest, "passages": newest})
        queue.put_once("catch_up_comparing")


def catch_up_comparing(_detail: dict[str, Any]) -> None:
    """One batch; more to do is another job. Openings come first: they are what is looked for most."""
    progress = CatchingUp.objects.select_for_update().first()
    if progress is None or progress.is_over:
        return
    if progress.stories:
        posts = list(_standing().filter(number=1, pk__lt=progress.stories).order_by("-pk")[:AT_ONCE])
        compare(posts, passages=False)
        progress.stories = posts[-1].pk if len(posts) == AT_ONCE else 0
    else:
        posts = list(_standing().filter(pk__lt=progress.passages).order_by("-pk")[:AT_ONCE])
        compare(posts, stories=False)
        progress.passages = posts[-1].pk if len(posts) == AT_ONCE else 0
    progress.save(update_fields=["stories", "passages"])
    if not progress.is_over:
        queue.put("catch_up_comparing")
