"""Who may, and why not."""

from django.utils.translation import gettext as _

from leeward.boards.models import Post


def why_not_sign(post: Post, is_own: bool) -> str | None:
    """Whether a sign on this post would reach anybody."""
    if is_own:
        return _("This post is yours.")
    if post.author_id is None:
        return _("Whoever wrote this is no longer here, so a sign would reach nobody.")
    return None
