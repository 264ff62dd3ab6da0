"""What a composer sends, taken as it was typed. What is wrong with it, the rules say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from leeward.attachments.models import Attachment
from leeward.boards.models import Post
from leeward.boards.rendering import passages_of
from leeward.boards.voices import Voice
from leeward.boards.wanted import Wanted
from leeward.drafts.sheets import Sheet
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.members.names import tidy
from leeward.shelter.identity.checking import Check
from leeward.words import quote_source

QUOTED = re.compile(r"([A-Za-z0-9]{11})(?:\.([0-9]{1,5}))?")  # a post's ref, and a passage in it
QUOTES_MAX = 20  # passages quoted at once


@dataclass
class Composer:
    """A text being written: what a form carried in, and what its page shows again."""

    sheet: Sheet
    voice: Voice
    title: str = ""
    body: str = ""
    note: str = ""
    alias: str | None = None  # the other name it is written under; "": one's own; None: nothing was said
    wanted: str = ""  # what would help, as ticked: "listen ideas"
    story: str = ""  # "update", or the ref of an earlier topic that this one goes on with
    tells_story: bool = False  # a reply in the writer's own topic: it may be an update
    earlier: Sequence[tuple[str, str]] = ()  # what a new topic may go on with: (ref, title)
    do: str = ""  # which button: post, preview, choose, write, picture, or one of the check's
    quote_from: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    preview: str = ""  # HTML made by leeward.words
    gives_away: int = 0  # things on the preview that could identify someone
    gentle: list[str] = field(default_factory=list)  # quiet questions beside the preview
    check: Check | None = None
    beside: tuple[str, Any] | None = None  # what a room above shows beside it: see `beside`
    added: Attachment | None = None  # a picture that this very form brought
    described: str = ""  # what it shows, given back where it could not be added
    is_refused: bool = False  # what was asked is turned off in this house

    @classmethod
    def laid_out(cls, sheet: Sheet, voice: Voice) -> "Composer":
        """A page just opened: what was kept, or a fresh sheet."""
        words = sheet.words
        composer = cls(sheet, voice, title=words.title, body=words.body, note=words.note, alias=words.alias)
        composer.wanted, composer.story = words.wanted or "", words.story or ""
        composer._look_at_voice()
        return composer

    @classmethod
    def sent(cls, request: HttpRequest, sheet: Sheet, voice: Voice) -> "Composer":
        """From a POST. What the form did not say of its name, the kept text says."""
        sent, words = request.POST, Words.typed(request.POST)
        composer = cls(
            sheet,
            voice,
            title=words.title,
            body=words.body,
            note=words.note[:200],
            alias=sheet.words.alias,
            wanted=sheet.words.wanted or "",
            story=sheet.words.story or "",
            do=sent.get("do", "post"),
            quote_from=sent.get("quote_from", "")[:20],
        )
        composer._look_at_voice()
        return composer

    def _look_at_voice(self) -> None:
        """Where the text was begun under another name than its writer is bound to, the page says so."""
        if sentence := self.voice.why_not(self.alias):
            self.errors["alias"] = sentence

    @property
    def is_torn(self) -> bool:
        """It was begun under one name and can only stand under another."""
        return self.voice.why_not(self.alias) is not None

    @property
    def is_looked_through(self) -> bool:
        """Something stands between the form's beginning and its text: what the text gives away, what others wrote."""
        return bool(self.gives_away or self.check or self.beside or self.gentle)

    @property
    def speaker(self) -> str:
        """Under which name it will stand."""
        return self.voice.name if self.voice.is_fixed else tidy(self.alias or "") or self.voice.own

    @property
    def wanted_choices(self) -> Sequence[tuple[str, Any]]:
        """The boxes to tick, with their labels."""
        return Wanted.choices

    def quote(self, viewer: Member, asked: list[str]) -> None:
        """Add the passages asked for ("ref.3", or "ref" for a whole post) to the end of the text."""
        wanted = [match.groups() for text in asked[:QUOTES_MAX] if (match := QUOTED.fullmatch(text))]
        if not wanted:
            return
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
        quote = quote_source(name, post.ref, number, text)
        if text and quote not in self.body:  # a page opened again by its address adds nothing twice
            gap = "\n\n" if self.body.strip() and not self.body.endswith("\n\n") else ""
            self.body = self.body + gap + quote
