"""What a composer sends, taken as it was typed. What is wrong with it, the rules say."""

import re
import secrets
from dataclasses import dataclass, field

from django.http import HttpRequest

from leeward.boards.models import Post
from leeward.boards.rendering import passages_of
from leeward.members.models import Member
from leeward.words import quote_source

QUOTED = re.compile(r"([A-Za-z0-9]{11})(?:\.([0-9]{1,5}))?")  # a post's ref, and a passage in it
QUOTES_MAX = 20  # passages quoted at once


@dataclass
class Composer:
    """A text being written: what a form carried in, and what its page shows again."""

    title: str = ""
    body: str = ""
    note: str = ""
    once: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    do: str = ""  # which button: post, preview, quote
    quote_from: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    preview: str = ""  # HTML made by leeward.words

    @classmethod
    def sent(cls, request: HttpRequest) -> "Composer":
        """From a POST. `once` is what the form was given when it was shown."""
        sent = request.POST
        once = sent.get("once", "")[:32]
        return cls(
            title=sent.get("title", ""),
            body=sent.get("body", "").replace("\r\n", "\n"),
            note=sent.get("note", "")[:200],
            once=once or secrets.token_urlsafe(12),
            do=sent.get("do", "post"),
            quote_from=sent.get("quote_from", "")[:20],
        )

    def quote(self, viewer: Member, asked: list[str]) -> None:
        """Add the passages asked for ("ref.3", or "ref" for a whole post) to the end of the text."""
        wanted = [match.groups() for text in asked[:QUOTES_MAX] if (match := QUOTED.fullmatch(text))]
        posts = {
            post.ref: post
            for post in Post.objects.visible_to(viewer)
            .filter(ref__in=[ref for ref, _number in wanted])
            .select_related("author")
        }
        for ref, number in wanted:
            if ref in posts:
                self._add_quote(posts[ref], int(number) if number else None)

    def _add_quote(self, post: Post, number: int | None) -> None:
        name = post.author.name if post.author else ""
        if number is None:
            text = post.plain
        else:
            text = next((one.text for one in passages_of(post) if one.number == number), "")
        if text:
            gap = "\n\n" if self.body.strip() and not self.body.endswith("\n\n") else ""
            self.body = self.body + gap + quote_source(name, post.ref, number, text)
