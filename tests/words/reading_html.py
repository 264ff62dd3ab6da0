"""Reads HTML the way a browser does (html5lib) and tells everything in it that ours may not hold."""

import re
from collections.abc import Iterator
from typing import Any

import html5lib

ALLOWED: dict[str, set[str]] = {
    "p": {"id", "dir", "class"},
    "h3": {"id", "dir"},
    "h4": {"id", "dir"},
    "h5": {"id", "dir"},
    "ul": {"dir"},
    "ol": {"dir", "start"},
    "li": {"id", "dir", "value"},
    "blockquote": {"class"},
    "pre": {"id", "dir"},
    "div": {"id", "dir", "class", "tabindex"},
    "details": {"class"},
    "summary": {"dir"},
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"dir"},
    "td": {"dir"},
    "a": {"href", "title", "class", "rel", "referrerpolicy", "tabindex", "aria-hidden"},
    "span": {"class", "tabindex"},
    **{tag: set() for tag in ("br", "hr", "code", "em", "strong", "s", "u", "sub", "sup", "abbr", "bdi")},
}
_OUTSIDE = re.compile(r"(?:https?://[^/?#\s]|mailto:[^\s]|tel:[+0-9])", re.IGNORECASE)
_OURS = re.compile(r"(?:/[tpbm]/|#p1-[0-9]+$)")


def faults(html: str) -> list[str]:
    """What a browser would find in `html` that is not allowed; [] if all is well."""
    tree = html5lib.parse(f"<article>{html}</article>", namespaceHTMLElements=False)
    body = tree.find("body")
    found = [f"outside: {child.tag}" for child in list(body)[1:]]
    for element in list(body[0].iter())[1:]:
        found += _element(element)
    ids = [element.get("id") for element in body.iter() if element.get("id")]
    return found + [f"id twice: {name}" for name in {name for name in ids if ids.count(name) > 1}]


def _element(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag not in ALLOWED:
        yield f"tag {element.tag}"
        return
    for name, value in element.attrib.items():
        if name not in ALLOWED[element.tag]:
            yield f"{element.tag} {name}={value}"
        elif name == "href" and not (_OUTSIDE.match(value) or _OURS.match(value)):
            yield f"href={value}"
        elif name == "id" and not re.fullmatch("p1-[0-9]+", value):
            yield f"id={value}"
    href = element.get("href", "")
    if _OUTSIDE.match(href) and (element.get("rel"), element.get("referrerpolicy")) != (
        "noopener noreferrer nofollow ugc",
        "no-referrer",
    ):
        yield f"leaks: {href}"


def words_of(html: str) -> str:
    """The text a reader sees, without what we add beside links, quotes and short forms."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return "".join(_texts(tree))


def _texts(element: Any) -> Iterator[str]:
    ours = {"host", "quote-who", "short-says", "flat"}
    if element.get("class") not in ours and element.tag != "summary":
        if element.tag == "br":
            yield "\n"
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def quoted_in(html: str) -> str:
    """The words inside the first quotation."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    quote = tree.find(".//blockquote")
    return "" if quote is None else "".join(_texts(quote))
