"""The one place where HTML is cleaned; `render` ends here, and nothing else in the project may call HTML safe.

An allow-list: our own tags, our own classes, ids of our own form, addresses judged by `links`. What is not
listed is dropped, and the text inside it stays, except in script and style.
"""

import re

import nh3

from leeward.words import links
from leeward.words.faces import FACES
from leeward.words.pictures import ADDRESS

CLASSES = {
    "a": {"at", "mention", "cited", "apart"},
    "p": {"point", "quote-who", "said-loud", "flat", "picture-gone"},
    "figure": {"picture"},
    "span": {"host", "short", "short-says", "face", *FACES},
    "blockquote": {"quote"},
    "details": {"older", "fold"},
    "div": {"wide", "centre"},
}
_ID = r"[A-Za-z][A-Za-z0-9]{0,63}-[1-9][0-9]{0,5}"
_VALUES = {
    "id": re.compile(rf"{_ID}\Z"),
    "dir": re.compile(r"auto\Z"),
    "start": re.compile(r"[0-9]{1,9}\Z"),
    "value": re.compile(r"[0-9]{1,9}\Z"),
    "tabindex": re.compile(r"(?:0|-1)\Z"),
    "aria-hidden": re.compile(r"true\Z"),
    "rel": re.compile(re.escape(links.REL) + r"\Z"),
    "src": ADDRESS,
    "width": re.compile(r"[1-9][0-9]{0,4}\Z"),
    "height": re.compile(r"[1-9][0-9]{0,4}\Z"),
    "loading": re.compile(r"lazy\Z"),
    "decoding": re.compile(r"async\Z"),
    "referrerpolicy": re.compile(r"no-referrer\Z"),
}
_BLOCKS = {"p", "h2", "h3", "h4", "h5", "li", "pre", "div", "figure"}
TAGS = _BLOCKS | {
    "a", "abbr", "bdi", "blockquote", "br", "code", "del", "details", "em", "hr", "img", "ol", "s", "span", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {
    **{tag: {"id", "dir"} for tag in _BLOCKS},
    **{tag: {"dir"} for tag in ("ul", "ol", "th", "td", "summary")},
    "a": {"href", "title", "rel", "referrerpolicy", "tabindex", "aria-hidden"},
    "li": {"id", "dir", "value"},
    "ol": {"dir", "start"},
    "span": {"tabindex"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "div": {"id", "dir", "tabindex"},
}
_HERE = re.compile(rf"#{_ID}\Z")
_MEMBER = re.compile(r"/[A-Za-z0-9/_.~%-]*\Z")


def _filtered(tag: str, name: str, value: str) -> str | None:
    """The attribute's value if it may stand, else None."""
    if name == "href":
        own = (_HERE.match(value) or _MEMBER.match(value)) and not value.startswith("//")
        return value if own or links.is_allowed(value) else None
    if name in _VALUES:
        return value if _VALUES[name].match(value) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    attribute_filter=_filtered,
    allowed_classes=CLASSES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


_IMAGE = re.compile(r'<img((?: [a-z-]+="[^"]*")*)>')  # as the cleaner writes it: quotes in a value are entities


def sanitise(html: str) -> str:
    """`html` with nothing but what is allowed, well formed. Takes any string but one with lone surrogates."""
    clean = _CLEANER.clean(html)
    return _IMAGE.sub(_ours, clean) if "<img" in clean else clean


def _ours(image: re.Match[str]) -> str:
    """A picture that lost its address, because it was none of ours, goes whole."""
    return image[0] if ' src="' in image[1] else ""
