"""Which addresses become links, what they say about themselves, and addresses typed as plain text.

Allowed are http, https, mailto and tel, and the board's own pages (`/t/ /p/ /b/ /m/`). Anything else stays text.
A link that leaves the board shows its host unless its text is that host already, tells the other side nothing
(`noreferrer`), and gives it no weight in a search engine. Typed addresses are linked only where they leave no
doubt: with `http://`, `https://` or `www.`, and e-mail addresses. A name with a dot in the middle of a sentence
("him.It") is no address.
"""

import re
from html import unescape
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from leeward.words.tokens import link_tokens

REL = "noopener noreferrer nofollow ugc"
INSIDE = re.compile(r"/[tpbm]/[A-Za-z0-9_/-]*(?:#[A-Za-z0-9_-]*)?\Z")
_OUTSIDE = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@<>\"]{1,64}@[^\s@<>\"]{1,255}\Z", re.IGNORECASE)
_PHONE = re.compile(r"tel:\+?[0-9().*#;,-]{2,40}\Z", re.IGNORECASE)
_HOSTLIKE = re.compile(r"[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){1,8}")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\\]|%(?:0[0-9a-d]|5c)", re.IGNORECASE)
LONGEST = 2000

_TYPED = re.compile(r"(?<![\w/@.:-])(?:https?://|www\.)(?=[\w\[])[^\s<>\[\]\"`´|{}]{1,2000}", re.IGNORECASE)
_MADE = re.compile(r'<a href="(https?://[^"]+)"', re.IGNORECASE)  # in HTML that this package made
_WEB = re.compile(r"https?://[^\s<>\[\]\"`´|{}]{1,2000}", re.IGNORECASE)
_ADDRESS = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}\b")
_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,63})\Z")


def is_inside(href: str) -> bool:
    """Whether the address is one of the board's own pages."""
    return INSIDE.match(href) is not None


def is_allowed(href: str) -> bool:
    """Whether an address, already percent-encoded, may become a link at all."""
    if is_inside(href):
        return True
    if not href or len(href) > LONGEST or _CONTROL.search(href):
        return False
    if _OUTSIDE.match(href):
        return bool(host_of(href))
    return bool(_MAIL.match(href) or _PHONE.match(href))


def encoded(address: str) -> str | None:
    """The address as it may stand in a link, or None if it may not."""
    try:
        href = normalizeLink(address.strip())
    except ValueError:
        return None
    return href if is_allowed(href) else None


def host_of(href: str) -> str:
    """What a link leads to, in short: the host without "www.", the mail address, or "" for our own pages."""
    if is_inside(href):
        return ""
    if href[:7].lower() == "mailto:":
        return href[7:].split("?")[0]
    if href[:4].lower() == "tel:":
        return href[4:]
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def hosts_linked(html: str) -> set[str]:
    """The hosts that links in HTML of our own making lead to; none for pages of the board without a host."""
    return {host_of(unescape(href)) for href in _MADE.findall(html)}


def shows(text: str, host: str) -> bool:
    """Whether a link's text tells already where it leads: the first host-like thing in it is the host."""
    text = text[:400].lower().strip()
    if not host or host.lower() in (text, text.removeprefix("www.")):
        return True
    first = _HOSTLIKE.search(text)
    return first is not None and first[0].removeprefix("www.") == host.lower() and "@" not in text


def trimmed(address: str) -> str:
    """The address without the punctuation that belongs to the sentence around it."""
    balance = address.count("(") - address.count(")")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ")" and balance < 0:
            balance += 1
        elif last not in ".,;:!?'’”“»*_~…" and last != '"':
            break
        end -= 1
    return address[:end]


def web_at(source: str, start: int) -> tuple[str, int]:
    """The web address typed at `start` without the sentence's punctuation, and where it ends.

    One longer than `LONGEST` is "", and its end lies after all of it: nobody looks inside for another.
    """
    match = _WEB.match(source, start)
    if match is None:
        return "", start
    if len(match[0]) > LONGEST:
        return "", match.end()
    return trimmed(match[0]), start + len(trimmed(match[0]))


def split_typed(text: str) -> list[str | list[Token]]:
    """The text cut at the addresses typed in it, each of those as the tokens of a link."""
    parts: list[str | list[Token]] = []
    position = 0
    for start, end, address in _typed(text):
        href = encoded(address)
        if start < position or href is None:
            continue
        parts += [text[position:start], link_tokens(href, text[start:end])]
        position = end
    return [*parts, text[position:]]


def _typed(text: str) -> list[tuple[int, int, str]]:
    """Where addresses stand in the text, in order, and what they lead to."""
    found: list[tuple[int, int, str]] = []
    if "://" in text or "www." in text.lower():
        for match in _TYPED.finditer(text):
            shown = trimmed(match[0]) if len(match[0]) <= LONGEST else ""
            has_scheme = shown[:4].lower() == "http"
            if has_scheme or shown.count(".") > 1:
                found.append((match.start(), match.start() + len(shown), shown if has_scheme else "http://" + shown))
    if "@" in text:
        for match in _ADDRESS.finditer(text):
            before = _LOCAL.search(text, max(0, match.start() - 64), match.start())
            if before is not None:
                found.append((before.start(), match.end(), "mailto:" + text[before.start() : match.end()]))
    return sorted(found)
