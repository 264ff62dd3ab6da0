"""How much can be kept, and why not more."""

from django.utils.translation import gettext as _

BOOKMARKS_MAX = 1_000  # of one member: a search opens every note, 10 ms for all
FOLDERS_MAX = 50  # what a list to choose from can hold
NAME_MAX = 80  # characters of a folder's name: one line
NOTE_MAX = 5_000  # characters of a note: two pages


def why_not_bookmark(count: int) -> str | None:
    if count >= BOOKMARKS_MAX:
        return _("You keep %(most)d bookmarks, and that is as many as there can be. Drop one to keep another.") % {
            "most": BOOKMARKS_MAX
        }
    return None


def why_not_folder(name: str, count: int) -> str | None:
    """`count`: how many there are beside this one."""
    if not name:
        return _("Please give the folder a name.")
    if len(name) > NAME_MAX:
        return _("The name of a folder has at most %(most)d characters.") % {"most": NAME_MAX}
    if count >= FOLDERS_MAX:
        return _("You have %(most)d folders, and that is as many as there can be.") % {"most": FOLDERS_MAX}
    return None


def why_not_note(note: str) -> str | None:
    if len(note) > NOTE_MAX:
        return _("A note has at most %(most)d characters; this one has %(long)d.") % {
            "most": NOTE_MAX,
            "long": len(note),
        }
    return None
