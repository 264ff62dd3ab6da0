"""Pictures in posts: which a post shows, and so who may see them. Whoever may see the post sees its pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from leeward.attachments import actions as attachments
from leeward.attachments.models import Attachment, Shown
from leeward.attachments.places import Place
from leeward.boards.models import Post
from leeward.members.models import Member
from leeward.words import Picture, pictures_named

PLACE = "post"


def pictures_of(by: Member, author: Member | None, source: str) -> list[Attachment]:
    """The pictures in a text that its writer added and may show under this name (None: one that is not taken yet).

    Anybody else's are not shown. No query where none is named.
    """
    refs = pictures_named(source)
    return list(Attachment.objects.for_text(refs, by=by, author=author)) if refs else []


def as_shown(pictures: Iterable[Attachment]) -> dict[str, Picture]:
    """What `leeward.words` needs to know of each."""
    return {one.ref: Picture(reverse("attachment", args=[one.ref]), one.width, one.height) for one in pictures}


def note_pictures(post: Post, pictures: Sequence[Attachment]) -> None:
    """In the transaction that writes the post."""
    if post.author:
        attachments.note_shown(pictures, author=post.author, place=PLACE, target=post.pk)


def noted(posts: Iterable[Post]) -> dict[int, list[Attachment]]:
    """{post's id: the pictures it was written with}. One query, and none where no source names any."""
    ids = [post.pk for post in posts if pictures_named(post.source)]
    found: dict[int, list[Attachment]] = {}
    if ids:
        for row in Shown.objects.filter(place=PLACE, target__in=ids).select_related("attachment"):
            found.setdefault(row.target, []).append(row.attachment)
    return found


def _here(posts: Sequence[Post]) -> QuerySet[Shown]:
    return Shown.objects.filter(place=PLACE, target__in=[post.pk for post in posts])


def forget_pictures(posts: Sequence[Post]) -> None:
    """After these posts were erased for good: their pictures go too, but those that another text shows."""
    pictures = [row.attachment for row in _here(posts).select_related("attachment")]
    _here(posts).delete()
    attachments.let_go(pictures)


def leave_pictures(posts: Sequence[Post], nobody: Member) -> list[int]:
    """These posts stand under a name of nobody's from now on, and so do their pictures.

    One that stands elsewhere too stays there, and goes from here: its address would tell who wrote this. The ids of
    the posts that lost one so, to be rendered again.
    """
    elsewhere = Shown.objects.exclude(pk__in=_here(posts).values("pk")).values("attachment")
    lost = _here(posts).filter(attachment__in=elsewhere)
    ids = sorted(set(lost.values_list("target", flat=True)))
    lost.delete()
    theirs = _here(posts).values("attachment")
    Attachment.objects.filter(pk__in=theirs).update(owner=nobody, once="", digest="")
    return ids


def shown_to(viewer: Member | None) -> QuerySet[Any, Any]:
    """For `places.Place`: the posts that the viewer may see, as far as they show the picture asked about."""
    return Post.objects.visible_to(viewer).filter(html__contains=OuterRef(OuterRef("ref"))).values("pk")


def needed(pictures: Collection[Attachment]) -> set[int]:
    """Those in a post that is not erased: hidden, or taken down for now, it may come back. One query."""
    posts = Post.objects.filter(html__contains=OuterRef(OuterRef("ref"))).values("pk")
    here = Shown.objects.filter(attachment=OuterRef("pk"), place=PLACE, target__in=posts)
    rows = Attachment.objects.filter(Exists(here), pk__in=[one.pk for one in pictures])
    return set(rows.values_list("pk", flat=True))


POSTS = Place(PLACE, needed=needed, shown_to=shown_to)
