"""Searching as a member does: the form is sent, and the page is read."""

import html
import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from leeward.members.models import Member

_RESULT = re.compile(
    r'<h2 dir="auto"><a href="(?P<link>[^"]+)">(?P<title>.*?)</a></h2>.*?<p class="found" dir="auto">(?P<text>.*?)</p>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Result:
    """One result as a reader sees it; `marked` are the words set off in title and passage."""

    link: str
    title: str
    text: str
    marked: tuple[str, ...]


def listed(*members: Member) -> None:
    """They let others list what they post, and so search for it by name."""
    Member.objects.filter(pk__in=[member.pk for member in members]).update(lists_posts=True)


def send(client: Client, q: str, **more: str) -> HttpResponse:
    return client.post("/search", {"q": q, **more})  # type: ignore[return-value]


def results(client: Client, q: str, **more: str) -> list[Result]:
    """What the first page of results shows; the page must be in order."""
    answer = send(client, q, **more)
    assert answer.status_code == 200, answer.content.decode()
    return read(answer)


def read(answer: HttpResponse) -> list[Result]:
    found = []
    for match in _RESULT.finditer(answer.content.decode()):
        marked = re.findall("<mark>(.*?)</mark>", match["title"] + match["text"], re.DOTALL)
        found.append(
            Result(match["link"], _text(match["title"]), _text(match["text"]), tuple(map(html.unescape, marked)))
        )
    return found


def titles(client: Client, q: str, **more: str) -> list[str]:
    """Titles found, in alphabetical order."""
    return sorted(result.title for result in results(client, q, **more))


def heading(answer: HttpResponse) -> str:
    found = re.search("<h1>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    assert found
    return found[1].strip()


def _text(markup: str) -> str:
    return html.unescape(re.sub("</?mark>", "", markup))
