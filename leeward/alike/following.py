"""Following the texts: what was made of one is made anew when it changes, and gone when it is gone.

Reading takes its time, so it is no job of the worker's (each is one transaction, and on SQLite nobody else writes
meanwhile): it is done in the worker's pauses, outside of any, and only what came of it is written in one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from django.db import transaction
from django.db.models import Max

from leeward.alike.meaning import VERSION, Meaning, Read, packed, read, signs
from leeward.alike.models import CatchingUp, Passage, Story, Waiting
from leeward.boards.models import Post
from leeward.web.heap import give_back
from leeward.web.statements import put_in

AT_ONCE = 20  # texts of one pause: a second or two, so that other work is not kept waiting

Written = Callable[[dict[int, Read]], None]


def reworded(ids: Collection[int], are_new: bool) -> None:
    """These posts say something else from now on, or nothing. In the transaction that changes them."""
    waiting = [Waiting(post_id=pk) for pk in ids]
    if are_new:
        put_in(*waiting, unless_there=True)
        return
    Passage.objects.filter(post__in=ids).delete()
    Story.objects.filter(post__in=ids).delete()
    Waiting.objects.bulk_create(waiting, ignore_conflicts=True)


def read_some() -> bool:
    """Read what waits, or else the next of what was here before; False if there was nothing to read."""
    waiting = list(Post.objects.filter(pk__in=Waiting.objects.values("post")).order_by("pk")[:AT_ONCE])
    if not waiting:
        return _catch_up()
    _read_and_write(waiting, _write_all)
    return True


def _read_and_write(posts: Sequence[Post], write: Written) -> None:
    """Read outside of any transaction; write what still stands as it was read. What changed meanwhile waits anew."""
    found = {post.pk: read(post.plain) for post in posts if post.erased_at is None}
    give_back()
    said = {post.pk: post.plain for post in posts}
    with transaction.atomic():
        rows = Post.objects.select_for_update().filter(pk__in=said).values_list("pk", "plain")
        same = {pk for pk, plain in rows if plain == said[pk]}
        write({pk: one for pk, one in found.items() if pk in same})
        Waiting.objects.filter(post__in=same).delete()


def _write_all(found: dict[int, Read]) -> None:
    _write_stories(found)
    _write_passages(found)


def _write_stories(found: dict[int, Read]) -> None:
    openings = Post.objects.filter(pk__in=found, number=1).values_list("pk", flat=True)
    made = {pk: whole for pk in openings if (whole := found[pk].whole)}
    Story.objects.filter(post__in=found).delete()
    Story.objects.bulk_create([_story(pk, whole) for pk, whole in made.items()])


def _write_passages(found: dict[int, Read]) -> None:
    Passage.objects.filter(post__in=found).delete()
    Passage.objects.bulk_create(
        _passage(pk, number, one) for pk, text in found.items() for number, one in text.passages.items()
    )


def _story(post: int, whole: Meaning) -> Story:
    first, second, third, *_more = whole.themes
    made = {"vector": packed(whole.vector), "leans": packed(whole.leans), "themes": bytes(whole.themes)}
    return Story(post_id=post, first=first, second=second, third=third, **made)


def _passage(post: int, number: int, one: Meaning) -> Passage:
    first, second = one.themes[:2]
    return Passage(post_id=post, number=number, signs=signs(one.vector), first=first, second=second)


def begin_anew() -> None:
    """Read every text again, the newest first; after a board was loaded or brought in."""
    newest = (Post.objects.aggregate(newest=Max("pk"))["newest"] or 0) + 1
    begun = {"version": VERSION, "stories": newest, "passages": newest}
    CatchingUp.objects.update_or_create(pk=1, defaults=begun)


def _catch_up() -> bool:
    """One batch of what was here before this could read it (or a version read otherwise). Openings come first: they are
    what is looked for most."""
    progress = CatchingUp.objects.first()
    if progress is None or progress.version != VERSION:
        begin_anew()
        return True
    if progress.is_over:
        return False
    name, write = ("stories", _write_stories) if progress.stories else ("passages", _write_passages)
    rows = Post.objects.filter(erased_at=None, pk__lt=getattr(progress, name))
    rows = rows.filter(number=1) if name == "stories" else rows
    posts = list(rows.order_by("-pk")[:AT_ONCE])
    _read_and_write(posts, write)
    setattr(progress, name, posts[-1].pk if len(posts) == AT_ONCE else 0)
    progress.save(update_fields=[name])
    return True
