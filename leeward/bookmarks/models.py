"""Bookmarks and their folders."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from leeward.boards.models import Post
from leeward.members.models import Member
from leeward.web.ids import new_ref
from leeward.web.sealing import Unreadable, seal, unseal
from leeward.words import Cited


def _opened(sealed: bytes | memoryview[int], for_: str) -> str:
    """ "" where nothing is there, or its key is missing."""
    try:
        return unseal(bytes(sealed), for_=for_) if sealed else ""
    except Unreadable:
        return ""


class FolderRows(models.QuerySet["Folder"]):
    """Folders, of one member only."""

    def of(self, member: Member) -> FolderRows:
        return self.filter(member=member)


class Folder(models.Model):
    """A heading under which a member keeps bookmarks. Its name is theirs alone."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    sealed_name = models.BinaryField(default=b"")

    objects = FolderRows.as_manager()

    @property
    def name(self) -> str:
        return _opened(self.sealed_name, f"folder {self.ref}")

    @name.setter
    def name(self, name: str) -> None:
        self.sealed_name = seal(name, for_=f"folder {self.ref}")


class BookmarkRows(models.QuerySet["Bookmark"]):
    """Bookmarks, of one member only."""

    def of(self, member: Member) -> BookmarkRows:
        """Each with `seen`: its post is there for them to read."""
        there = Post.objects.visible_to(member).filter(pk=OuterRef("post_id"))
        return self.filter(member=member).annotate(seen=Exists(there))

    def with_posts(self) -> BookmarkRows:
        """With all that a list shows, in its order: those in no folder first, the newest first."""
        rows = self.select_related("post__topic", "post__author", "folder").defer("post__html", "post__source")
        return rows.order_by(models.F("folder_id").asc(nulls_first=True), "-pk")

    def inside(self, folder: Folder | None) -> BookmarkRows:
        return self.filter(folder=folder) if folder else self


class Bookmark(models.Model):
    """A post, or one passage of it, kept by a member. The post may go; the note stays until its owner drops it."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")
    passage = models.PositiveIntegerField(default=0)  # 0: the whole post
    folder = models.ForeignKey(Folder, null=True, on_delete=models.SET_NULL, related_name="+")
    sealed_note = models.BinaryField(default=b"")
    kept_at = models.DateTimeField()

    objects = BookmarkRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "post", "passage"], condition=Q(post__isnull=False), name="bookmark_once"
            )
        ]
        indexes = [models.Index(fields=["member", "folder", "-id"], name="bookmark_list")]

    @property
    def note(self) -> str:
        return _opened(self.sealed_note, f"bookmark {self.ref}")

    @note.setter
    def note(self, note: str) -> None:
        self.sealed_note = seal(note, for_=f"bookmark {self.ref}") if note else b""

    @property
    def address(self) -> str:
        """Of what is kept; "" where the post is gone for good."""
        return Cited(post=self.post.ref, passage=self.passage).href if self.post else ""
