"""Quotes of what was really said: an exact paragraph, or sentence of it, of an earlier post."""

from __future__ import annotations

from random import Random

from leeward.demo.shapes import DemoPost

_LONGEST = 420
_SHORTEST = 40
_POINTS = "#>-(*123456789"


def passages(source: str) -> list[str]:
    """The paragraphs of a post as the quote's `passage="N"` counts them, from 1: blocks between blank lines.

    Posts that hold quotes count only what stands outside the quotes.
    """
    blocks, depth = [], 0
    for block in source.split("\n\n"):
        opened, closed = block.count("[quote"), block.count("[/quote]")
        if depth == 0 and not opened and block.strip():
            blocks.append(block.strip())
        depth += opened - closed
    return blocks


def quote(posts: list[DemoPost], reader: str, rng: Random) -> str:
    """A quote from one of these posts that somebody else wrote, or "" if nothing lends itself to it."""
    number = 0 if rng.random() < 0.5 else int(rng.random() * len(posts))
    post = posts[number]
    if post.author == reader:
        return ""
    found = _sayable(post.source)
    if not found:
        return ""
    one, other = (found[int(rng.random() * len(found))] for _ in range(2))
    passage, said = one if len(one[1]) >= len(other[1]) else other
    inner = _inner_quote(post.source) if rng.random() < 0.8 else ""
    place = f'post="{{{{post:{number + 1}}}}}" passage="{passage}"'
    return f'[quote name="{post.author}" {place}]{inner}{said}[/quote]'


def _sayable(source: str) -> list[tuple[int, str]]:
    """(number, words) of paragraphs that can be quoted alone, long ones cut to their first sentences."""
    found = []
    for number, block in enumerate(passages(source), start=1):
        if "\n" in block and block[0] in _POINTS:
            break  # points on lines of their own are passages of their own: the count ends here
        words = block if len(block) <= _LONGEST else _first_sentences(block)
        if len(words) >= _SHORTEST and "[" not in words and words[0] not in _POINTS:
            found.append((number, words))
    return found


def _first_sentences(block: str) -> str:
    end = max(block.rfind(mark, 0, _LONGEST) for mark in (". ", "? ", ".\n"))
    return block[: end + 1] if end > 0 else ""


def _inner_quote(source: str) -> str:
    """The quote this post itself begins with, if it is a single one: so quotes of quotes come about."""
    if source.startswith("[quote") and source.count("[quote") == 1:
        return source[: source.index("[/quote]") + len("[/quote]")] + "\n\n"
    return ""
