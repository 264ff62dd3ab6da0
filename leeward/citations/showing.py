"""Filling the citations of a page for whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from leeward.citations.finding import find_all
from leeward.members.models import Member
from leeward.words import Cited, cited_in, fill, first_words

PAGE_MAX = 100  # different ones filled on a page; what is beyond stays a plain link, which tells nothing
APART = 600  # characters of a passage that has a line to itself: a long paragraph
WITHIN = 60  # of one in the middle of a sentence


def hosts() -> list[str]:
    """Under which names an absolute link is one of this house."""
    return [host.lower() for host in settings.ALLOWED_HOSTS if host != "*"]


def filled(htmls: Sequence[str], viewer: Member | None) -> list[str]:
    """Each HTML, as `leeward.words` made it, with its citations as the viewer may see them. At most one query."""
    wanted = list(dict.fromkeys(cited for html in htmls for cited in cited_in(html)))[:PAGE_MAX]
    if not wanted:
        return list(htmls)
    found, asked = find_all(viewer, wanted), frozenset(wanted)

    def shown(cited: Cited, apart: bool) -> str | None:
        if cited not in asked:
            return None
        one = found.get(cited)
        text = first_words(one.text, APART if apart else WITHIN) if one else ""
        return render_to_string("citations/citation.html", {"found": one, "text": text, "apart": apart}).strip()

    return [fill(html, shown) for html in htmls]


def fill_posts(posts: Iterable[dict[str, Any]], viewer: Member | None) -> None:
    """The same for the rows of a page, each with its `html`, in place."""
    rows = list(posts)
    for row, html in zip(rows, filled([row["html"] for row in rows], viewer), strict=True):
        row["html"] = html
