"""Walking every page that somebody can get to from the front page, and what these pages say."""

import re
from collections import Counter, deque
from html.parser import HTMLParser

from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.urls.exceptions import Resolver404

EACH = 5  # pages walked of one kind: five topics, five members
MOST = 70  # pages in all
NO_PAGES = re.compile(r"/(static|leave$|sign-out|t/\w+/print|drafts/|me/(keys|codes|words|passphrase|leaving-someone))")
# What differs from one look to the next although nothing happened: tokens of forms, and the minute.
CHANCE = [
    re.compile(rb'(name="(?:csrfmiddlewaretoken|park|once|mark)" value=")[^"]*'),
    re.compile(rb'(data-(?:mark|kept-at)=")[^"]*'),
    re.compile(rb"(<time[^>]*>)[^<]*"),
    re.compile("(Something like “)[^”]*".encode()),  # a name for one topic, made up each time
]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (address := dict(attrs).get("href")) and address.startswith("/"):
            self.found.append(address.partition("#")[0])


def pages_of(client: Client) -> dict[str, bytes]:
    """{address: what stands there}, from the front page on. Looking leaves no trace: what it wrote is undone."""
    seen: dict[str, bytes] = {}
    kinds: Counter[str] = Counter()
    waiting, known = deque(["/"]), {"/"}
    with transaction.atomic():
        while waiting and len(seen) < MOST:
            address = waiting.popleft()
            answer = client.get(address)
            assert answer.status_code in {200, 302, 303}, (
                f"{address}, to which a page links, answers {answer.status_code}"
            )
            seen[address] = steady(answer.content) or answer.headers.get("Location", "").encode()
            for link in _links(answer.content):
                if link not in known and (kind := _kind(link)) and kinds[kind] < EACH:
                    kinds[kind] += 1
                    known.add(link)
                    waiting.append(link)
        transaction.set_rollback(True)
    return seen


def steady(content: bytes) -> bytes:
    for pattern in CHANCE:
        content = pattern.sub(rb"\1", content)
    return content


def _links(content: bytes) -> list[str]:
    parser = _Links()
    parser.feed(content.decode())
    return parser.found


def _kind(address: str) -> str:
    """The name of the page, or "" for what is none."""
    if NO_PAGES.match(address):
        return ""
    try:
        return resolve(address.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""
