"""A story's page, read as a person reads it."""

import html
import re
from typing import Any

from django.test import Client

from leeward.boards.models import Topic
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from tests.members.pages import words_of

ARTICLE = re.compile(r'<article class="post" id="u(\d+)".*?</article>', re.S)
TEXT = re.compile(r'<div class="text">(.*?)</div>', re.S)


def story_page(client: Client, topic: Topic, page: int = 1) -> Any:
    answer = client.get(f"/t/{topic.ref}/story" + (f"/{page}" if page > 1 else ""))
    assert answer.status_code == 200
    return answer


def told(client: Client, topic: Topic, page: int = 1) -> list[str]:
    """What stands in the story, post by post, without markup."""
    return [_plain(TEXT.findall(one[0])) for one in ARTICLE.finditer(story_page(client, topic, page).content.decode())]


def _plain(texts: list[str]) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", " ".join(texts))).split())


def worker_goes_by() -> None:
    run_due(table())


def notices(client: Client) -> list[str]:
    """What the member is told, line by line."""
    worker_goes_by()
    page = client.get("/notices").content.decode()
    found = re.findall(r'<li class="topic-line told.*?</li>', page, re.S)
    return [_plain([re.sub(r"<time.*?</time>", "", line, flags=re.S)]) for line in found]


__all__ = ["notices", "story_page", "told", "words_of", "worker_goes_by"]
