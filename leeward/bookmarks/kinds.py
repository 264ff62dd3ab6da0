"""A note on a bookmark, as a kind of draft."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.bookmarks import actions
from leeward.bookmarks.models import Bookmark
from leeward.drafts.kinds import Kind, Place
from leeward.drafts.words import Words
from leeward.members.models import Member


def _bookmark(member: Member, ref: str) -> Bookmark | None:
    return Bookmark.objects.of(member).filter(ref=ref).first()


def where_note(member: Member, ref: str) -> Place | None:
    if _bookmark(member, ref) is None:
        return None
    return Place(_("A note on a bookmark of yours"), reverse("one_bookmark", args=[ref]))


def keep_note(by: Member, ref: str, words: Words, once: str) -> str:
    bookmark = _bookmark(by, ref)
    if bookmark is None:
        raise Http404
    actions.write_note(by=by, bookmark=bookmark, note=words.body)
    return reverse("bookmarks")


NOTE = Kind("bookmark", where_note, keep_note, adds=False)
