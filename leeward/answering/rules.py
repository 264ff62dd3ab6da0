"""Who may, and why not."""

from django.utils.translation import gettext as _

from leeward.boards.models import Post
from leeward.web.limits import Limit


def why_not_sign(post: Post, is_own: bool) -> str | None:
    """Whether a sign on this post would reach anybody."""
    if is_own:
        return _("This post is yours.")
    if post.author_id is None:
        return _("Whoever wrote this is no longer here, so a sign would reach nobody.")
    return None


# One every half minute for an hour: a long evening of reading. More is a button held down.
SIGNS = Limit("signs", times=120, seconds=3600)


def too_many_signs() -> str:
    return _("That were many signs within an hour. Nothing is lost: give this one a little later.")


NOTE_MAX = 300  # characters: enough to know again what was meant


def why_not_promise(is_own: bool, note: str) -> str | None:
    """Whether this can be kept as a promise."""
    if not is_own:
        return _("Only the person who wrote a post can keep a promise there.")
    if len(note) > NOTE_MAX:
        return _("A note has at most %(most)d characters; this one has %(long)d.") % {
            "most": NOTE_MAX,
            "long": len(note),
        }
    return None


AT_ONCE = 2  # topics: who holds more keeps others from answering them


def why_not_take(*, is_open: bool, is_taken: bool, held: int) -> str | None:
    """Whether a member may say that they are writing a first answer. Answering itself is another matter."""
    if not is_open:
        return _("This topic does not wait for a first answer from you any more.")
    if is_taken:
        return _("Somebody began to write to them a moment ago. You can answer all the same.")
    if held >= AT_ONCE:
        return _("You are writing to two people already. Answer one of them first, or let one go.")
    return None
