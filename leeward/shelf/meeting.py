"""When two recommendations mean the same thing, and what an address has to look like. Nobody is asked: rules only."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

from leeward.shelf.models import Kind
from leeward.words.links import encoded

_ISBN = re.compile(r"(?<![\w-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\w-])")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d() ./-]{3,40}")


def isbn_of(text: str) -> str:
    """The 13 figures of an ISBN, of ten or thirteen, whose check digit is right; else ""."""
    if not _ISBN.fullmatch(text.strip()):
        return ""
    signs = re.sub(r"[- ]", "", text.strip()).upper()
    if len(signs) == 10:
        total = sum((10 - place) * (10 if sign == "X" else int(sign)) for place, sign in enumerate(signs))
        return _thirteen("978" + signs[:9]) if total % 11 == 0 else ""
    return signs if signs.isdigit() and _thirteen(signs[:12]) == signs else ""


def _thirteen(twelve: str) -> str:
    total = sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(twelve))
    return twelve + str(-total % 10)


def isbns_in(text: str) -> list[str]:
    return [match[0] for match in _ISBN.finditer(text) if isbn_of(match[0])]


def address_of(kind: str, typed: str) -> str | None:
    """The address as it is kept: of a page, a number or an ISBN by its kind. "" for none, None for a wrong one."""
    typed = " ".join(typed.split())
    if kind == Kind.PHONE:
        return typed if _NUMBER.fullmatch(typed) and sum(sign.isdigit() for sign in typed) >= 3 else None
    if kind == Kind.BOOK and isbn_of(typed):
        return typed
    if not typed:
        return None if kind == Kind.LINK else ""
    href = encoded(typed if _WEB.match(typed) else f"https://{typed}") if "." in typed and " " not in typed else None
    return href if href and len(href) <= 500 else None


def key_of(kind: str, what: str, address: str) -> str:
    """The same for the same page, number, ISBN, or, where there is no address, title. 32 hex digits."""
    if kind == Kind.PHONE:
        same = "".join(sign for sign in address if sign.isdigit() or sign == "+")
    elif isbn := isbn_of(address):
        same = f"isbn {isbn}"
    elif address:
        same = _page(address)
    else:
        same = "called " + " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", what).casefold()))
    return hashlib.blake2s(same.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _page(address: str) -> str:
    """The address without what makes no other page of it: the scheme, "www.", a slash at the end, a fragment."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"
