"""A long post's outline: its headings, its numbered points, and the lines it begins in bold.

Only posts of more than `LONG` words have one: below that the post itself is quicker to see through.
"""

from markdown_it.token import Token

from leeward.words.marking import Mark
from leeward.words.shapes import OutlineEntry
from leeward.words.tokens import plain_of

LONG = 600
"""Words; some three minutes of reading."""
WIDEST = 80
"""Characters of a line in the outline."""
LEAD_IN = 90
"""Characters that a bold beginning may have to be a lead-in and not merely emphatic writing."""


def outline_of(tokens: list[Token], marks: list[Mark], anchor: str, words: int) -> tuple[OutlineEntry, ...]:
    """The entries in order; nothing for a short post."""
    if words <= LONG:
        return ()
    entries: list[OutlineEntry] = []
    under = 0
    for found in marks:
        text = _title(tokens, found)
        if not text:
            continue
        if found.kind == "heading":
            level = under = found.level
        else:
            level = under + 1
        entries.append(OutlineEntry(f"{anchor}-{found.number}", level, found.label, text))
    return tuple(entries)


def _title(tokens: list[Token], found: Mark) -> str:
    """What the outline calls this block, or "" if it does not belong there."""
    text = found.text
    if found.label:
        lead = _lead_in(tokens, found)
        return shortened(lead or _without_number(text, found.label))
    if found.kind == "heading":
        return shortened(text)
    if found.kind in ("paragraph", "list_item"):
        return shortened(_lead_in(tokens, found))
    return ""


def _without_number(text: str, label: str) -> str:
    """The words of a point that shows its number in its text, as "(3) …" does."""
    for typed in (f"({label})", f"{label}.)"):
        if text.startswith(typed):
            return text[len(typed) :].lstrip()
    return text


def _lead_in(tokens: list[Token], found: Mark) -> str:
    """The bold words with which a paragraph begins, if they are few and something follows or they stand alone."""
    inline = tokens[found.index + (2 if found.kind == "list_item" else 1)]
    children = inline.children or []
    opened = [index for index, token in enumerate(children[:3]) if token.tag == "strong"]
    if not opened or plain_of(children[: opened[0]]).strip("() .0123456789"):
        return ""
    end = next((index for index, token in enumerate(children) if token.tag == "strong" and token.nesting < 0), 0)
    bold = plain_of(children[opened[0] : end])
    return "" if len(bold) > LEAD_IN or "\n" in bold else bold.rstrip(" :")


def shortened(text: str) -> str:
    """One line of at most `WIDEST` characters, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= WIDEST:
        return text
    cut = text.rfind(" ", WIDEST // 2, WIDEST - 1)
    return text[: cut if cut > 0 else WIDEST - 1].rstrip(" ,;:.–—-") + "…"
