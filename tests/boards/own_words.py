"""What the tests of taking down share: a page read, a quote made, time passed."""

from datetime import timedelta
from html import unescape
from unittest import mock

from django.test import Client
from django.utils import timezone

from leeward.boards import taking_down
from leeward.boards.models import CastEntry, Post, Revision, Topic
from leeward.members.models import Member


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return unescape(answer.content.decode())


def quote(post: Post, words: str, name: str = "ash") -> str:
    return f'[quote name="{name}" post="{post.ref}"]{words}[/quote]\n\nMy own words: {words}'


def age(thing: Post | Topic, days: int, by: Member | None = None) -> None:
    """It was taken down so many days ago."""
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(days=days, minutes=1)):
        take = taking_down.take_down if isinstance(thing, Post) else taking_down.take_story_down
        take(by=by or thing.author, **{"post" if isinstance(thing, Post) else "topic": thing})  # type: ignore[arg-type]


def everything() -> str:
    """All that stands in the rows of posts, versions, topics and short forms."""
    rows = [
        *Post.objects.values_list("source", "html", "ask", "plain", "edit_note"),
        *Revision.objects.values_list("source", "note"),
        *Topic.objects.values_list("title", "wanted"),
        *CastEntry.objects.values_list("form", "meaning"),
    ]
    return "\n".join(text for row in rows for text in row)
