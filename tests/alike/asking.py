"""Asking as a member does, and reading the page."""

import html
import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

_HIT = re.compile(
    r'<h[23] dir="auto"><a href="(?P<link>[^"]+)">(?P<title>.*?)</a></h[23]>.*?'
    r'<p class="found" dir="auto">(?P<text>.*?)</p>\s*<p class="soft why">(?P<why>.*?)</p>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Found:
    """A hit as a reader sees it."""

    link: str
    title: str
    text: str
    why: str


def hits(answer: HttpResponse) -> list[Found]:
    assert answer.status_code == 200, answer.content.decode()
    return [
        Found(match["link"], *(_text(match[part]) for part in ("title", "text", "why")))
        for match in _HIT.finditer(answer.content.decode())
    ]


def titles(client: Client, address: str) -> list[str]:
    return [hit.title for hit in hits(client.get(address))]  # type: ignore[arg-type]


def _text(markup: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", markup)).strip()
