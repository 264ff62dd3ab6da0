"""What a member does with what they keep."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leeward.boards.actions import refuse
from leeward.boards.models import Post
from leeward.bookmarks import rules
from leeward.bookmarks.models import Bookmark, Folder
from leeward.members.models import Member
from leeward.words import clean_text


def bookmark(*, by: Member, post: Post, passage: int = 0) -> Bookmark:
    """Keep it; what is kept already stays as it is. PermissionDenied with a sentence for one too many."""
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)  # one press after the other
        kept = Bookmark.objects.filter(member=by, post=post, passage=passage).first()
        if kept is None:
            refuse(rules.why_not_bookmark(Bookmark.objects.filter(member=by).count()))
            kept = Bookmark.objects.create(member=by, post=post, passage=passage, kept_at=timezone.now())
    return kept


def write_note(*, by: Member, bookmark: Bookmark, note: str) -> None:
    """It says this from now on. ValidationError with a sentence."""
    note = clean_text(note).strip()
    _must_be_right("body", rules.why_not_note(note))
    bookmark.note = note
    Bookmark.objects.filter(pk=bookmark.pk, member=by).update(sealed_note=bookmark.sealed_note)


def move(*, by: Member, bookmark: Bookmark, folder: Folder | None) -> None:
    """Into a folder of one's own, or out of all."""
    if folder is None or folder.member_id == by.pk:
        Bookmark.objects.filter(pk=bookmark.pk, member=by).update(folder=folder)


def drop(*, by: Member, bookmark: Bookmark) -> None:
    """The bookmark and its note are gone."""
    Bookmark.objects.filter(pk=bookmark.pk, member=by).delete()


def make_folder(*, by: Member, name: str) -> Folder:
    """ValidationError with a sentence. A name that is there already gives the folder that has it."""
    name = _line(name)
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        folders = list(Folder.objects.of(by))
        if same := next((folder for folder in folders if folder.name == name), None):
            return same
        _must_be_right("name", rules.why_not_folder(name, len(folders)))
        folder = Folder(member=by)
        folder.name = name
        folder.save()
    return folder


def rename_folder(*, by: Member, folder: Folder, name: str) -> None:
    """ValidationError with a sentence."""
    name = _line(name)
    _must_be_right("name", rules.why_not_folder(name, 0))
    folder.name = name
    Folder.objects.of(by).filter(pk=folder.pk).update(sealed_name=folder.sealed_name)


def delete_folder(*, by: Member, folder: Folder) -> None:
    """What was in it stays, in no folder."""
    Folder.objects.of(by).filter(pk=folder.pk).delete()


def _line(name: str) -> str:
    return " ".join(clean_text(name).split())


def _must_be_right(field: str, sentence: str | None) -> None:
    if sentence:
        raise ValidationError({field: sentence})
