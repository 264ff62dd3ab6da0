"""What a composer sends, taken as it was typed. What is wrong with it, the rules say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.http import HttpRequest

from leeward.conversations.models import Message, Participant
from leeward.conversations.texts import passages_of
from leeward.drafts.sheets import Sheet
from leeward.drafts.words import Words
from leeward.shelter.identity.checking import Check
from leeward.words import quote_source

CHOSEN = re.compile(r"([A-Za-z0-9]{11})(?:\.([0-9]{1,5}))?")  # a message's ref, and a passage in it
QUOTES_MAX = 20  # passages quoted at once


@dataclass
class Composer:
    """A text being written: what a form carried in, and what its page shows again."""

    sheet: Sheet
    title: str = ""
    body: str = ""
    note: str = ""  # of a first message: the names of further people
    speaker: str = ""  # the name under which it goes
    do: str = ""  # which button: post, send, preview, or one of the check's
    errors: dict[str, str] = field(default_factory=dict)
    preview: str = ""  # HTML made by leeward.words
    contacts: tuple[str, ...] = ()  # pointed out before a first message goes
    check: Check | None = None

    @classmethod
    def laid_out(cls, sheet: Sheet) -> Composer:
        """A page just opened: what was kept, or a fresh sheet."""
        words = sheet.words
        return cls(sheet, title=words.title, body=words.body, note=words.note)

    @classmethod
    def sent(cls, request: HttpRequest, sheet: Sheet) -> Composer:
        """From a POST."""
        words = Words.typed(request.POST)
        return cls(sheet, title=words.title, body=words.body, note=words.note, do=request.POST.get("do", "post"))

    def quote(self, place: Participant, asked: list[str]) -> None:
        """Add the passages asked for ("ref.3", or "ref" for a whole message) to the end of the text."""
        wanted = chosen(asked)
        refs = [ref for ref, _number in wanted]
        rows = Message.objects.in_place(place).filter(ref__in=refs) if refs else Message.objects.none()
        messages = {message.ref: message for message in rows.select_related("author")}
        for ref, number in wanted:
            if ref in messages:
                self._add_quote(messages[ref], number)

    def _add_quote(self, message: Message, number: int | None) -> None:
        quote = quote_source(name_of(message), message.ref, number, said(message, number))
        if said(message, number) and quote not in self.body:  # a page opened again by its address adds nothing twice
            gap = "\n\n" if self.body.strip() and not self.body.endswith("\n\n") else ""
            self.body = self.body + gap + quote


def chosen(asked: list[str], most: int = QUOTES_MAX) -> list[tuple[str, int | None]]:
    """[(ref of a message, number of a passage or None)] of what a form's boxes say."""
    found = [match.groups() for text in asked[:most] if (match := CHOSEN.fullmatch(text))]
    return [(ref, int(number) if number else None) for ref, number in found]


def said(message: Message, number: int | None) -> str:
    """The whole message's own words, or one passage of it; "" where there is none."""
    text = message.text
    if number is None:
        return text.plain
    return next((one.text for one in passages_of(text, message.ref) if one.number == number), "")


def name_of(message: Message) -> str:
    return message.author.name if message.author else ""
