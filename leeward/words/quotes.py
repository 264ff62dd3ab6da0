"""Who is quoted: reads the attribution of every kind of board, and writes our own.

Read are `[quote name="rowan" post="7Kq2" passage="3"]`, `[quote=rowan]`, `[quote="rowan"]`, and the forms of SMF
(`author=… link=… date=…`), phpBB (`="…" post_id=… time=…`) and MyBB (`="…" pid="…" dateline="…"`). Ids of other
boards mean nothing here and are passed over; an importer rewrites them. `quote_source` writes the text that a
composer inserts, so that exactly the quoted words come out again.
"""

import re

from leeward.words.clean import clean_text
from leeward.words.shapes import QuoteRef
from leeward.words.tags import CUTTING, INLINE, WHOLE, pairs_in, tidy

_REF = re.compile(r"[A-Za-z0-9]{4,32}\Z")
_PASSAGE = re.compile(r"[1-9][0-9]{0,5}\Z")
_SMF = re.compile(r"author=(.{0,200}?)(?:\s+link=\S{0,200})?(?:\s+date=\S{0,40})?\Z", re.IGNORECASE)
_UNNAMED = re.compile(r"([^\s=\"']+(?:\s+[^\s=\"']+)*)\s*\Z")
_NAMED = re.compile(r"\"([^\"]*)\"|'([^']*)'|&quot;(.*?)&quot;")
_EXTRAS = re.compile(
    r"(?:\s+(?:post_id|post|passage|user_id|time|msg_url|pid|dateline)=\"?[^\s\"]*\"?)+\s*\Z", re.IGNORECASE
)

LONGEST_NAME = 80


def read_attribution(value: str) -> QuoteRef:
    """Who and what `[quote VALUE]` or `[quote=VALUE]` names; empty fields where it does not say."""
    smf = _SMF.match(value)
    if smf is not None:
        return QuoteRef(tidy(smf[1])[:LONGEST_NAME], "", None)
    pairs = pairs_in(value)
    name = pairs.get("name", "") or _first_name(value)
    post, passage = pairs.get("post", ""), pairs.get("passage", "")
    return QuoteRef(
        name[:LONGEST_NAME],
        post if _REF.match(post) else "",
        int(passage) if _PASSAGE.match(passage) else None,
    )


def _first_name(value: str) -> str:
    """The name in `="rowan" post_id=5`, `=rowan`, or `=River Stone`."""
    quoted = _NAMED.match(value)
    if quoted is not None:
        return tidy(quoted[1] or quoted[2] or quoted[3] or "")
    if re.match(r"(?:name|post|passage)=", value, re.IGNORECASE):
        return ""
    return tidy(_EXTRAS.sub("", " " + value) if "=" in value else value)


def quote_href(quote: QuoteRef) -> str:
    """The address of the quoted passage on this board, or "" if the post is not known."""
    if not quote.post:
        return ""
    return f"/p/{quote.post}" + (f"/{quote.passage}" if quote.passage else "")


def quote_source(name: str, post: str, passage: int | None, text: str) -> str:
    """The markup that quotes `text` of `name`; rendered, it shows the same words and lines again.

    `name` is put on one line. A blank line ends it, so that the answer begins a paragraph of its own.
    """
    return f"{quote_head(name, post, passage)}\n{escape(clean_text(text).strip())}\n[/quote]\n\n"


def quote_head(name: str, post: str, passage: int | None) -> str:
    """The tag that opens a quote, `[quote …]`, with as much of it as is known."""
    pairs = [f'name="{_value(name)}"'] if name.strip() else []
    pairs += [f'post="{post}"'] if _REF.match(post) else []
    pairs += [f'passage="{passage}"'] if passage is not None and passage > 0 else []
    return " ".join(["[quote", *pairs]) + "]"


def _value(name: str) -> str:
    """A name as a tag's value: on one line, brackets and quotes as entities."""
    name = " ".join(clean_text(name).split())[:LONGEST_NAME]
    for character, entity in (("&", "&amp;"), ('"', "&quot;"), ("[", "&#91;"), ("]", "&#93;")):
        name = name.replace(character, entity)
    return name


_TAGS = "|".join(sorted({*INLINE, *CUTTING, *WHOLE} - {"*"}))
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n]|\Z)|`|\*(?=\S)|(?<=\S)\*|(?<![^\W_])_|_(?![^\W_])|~(?=~)|<(?=[a-z][a-z0-9.+-]*[:@])"
    rf"|&(?=#?\w{{1,32}};)|\[(?=/?(?:{_TAGS}|\*)[\]=\s])|\](?=[(\[:])|:(?=//\S{{0,2000}}?[*_~`\\&<])",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"^([ \t]*)([#>*+=-]|[|:](?=[-:| \t]*$)|\d{1,9}(?=[.)])|\((?=\d{1,3}\)))", re.MULTILINE)
_NUMBER = re.compile(r"^([ \t]*\d{1,9})([.)])(?=[ \t]|$|\))", re.MULTILINE)


def escape(text: str) -> str:
    """`text` with a backslash before whatever would be read as markup, and before nothing else."""
    text = _SPECIAL.sub(lambda match: "\\" + match[0], text)
    text = _NUMBER.sub(r"\1\\\2", text)
    return _LINE_START.sub(_first_escaped, text)


def _first_escaped(match: re.Match[str]) -> str:
    return match[0] if match[2][0].isdigit() else f"{match[1]}\\{match[2]}"
