"""A message's words, and everything made from them: sealed together, so that nothing of it rests in clear."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass

from django.template.loader import render_to_string
from django.urls import reverse

from leeward import words
from leeward.citations.showing import hosts
from leeward.house.models import ShortForm
from leeward.members.models import Member
from leeward.members.names import name_key
from leeward.shelter.identity import contacts
from leeward.words.quotes import quote_href
from leeward.words.shapes import QuoteRef

MENTIONS_MAX = 50  # names looked up per message, as in a post


@dataclass(frozen=True)
class Text:
    """`html` is what `leeward.words` made of the source, `contacts` the kinds of contact details in it."""

    source: str = ""
    html: str = ""
    plain: str = ""
    words: int = 0
    contacts: tuple[str, ...] = ()
    made_with: str = ""

    @classmethod
    def loads(cls, text: str) -> Text:
        fields = json.loads(text)
        return cls(**{**fields, "contacts": tuple(fields["contacts"])})

    def dumps(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))


def made_now(source: str, ref: str, quotable: Collection[str] = ()) -> Text:
    """The source with all that is shown of it. `ref` is its message's; `quotable` are refs of messages in the same
    conversation, whose quotes lead there and not to a post. Two queries: the glossary, and who is mentioned."""
    glossary = dict(ShortForm.objects.values_list("form", "meaning"))
    return _made(source, ref, quotable, glossary, _stamp(glossary))


class Reading:
    """Texts as they are shown now: made again where the glossary or the renderer is newer. One query for a page."""

    def __init__(self) -> None:
        self.glossary = dict(ShortForm.objects.values_list("form", "meaning"))
        self.stamp = _stamp(self.glossary)

    def shown(self, text: Text, ref: str, quotable: Callable[[str], Collection[str]]) -> Text:
        """`quotable` is asked only where the text is made again."""
        if text.made_with == self.stamp or not text.source:
            return text
        return _made(text.source, ref, quotable(text.source), self.glossary, self.stamp)


def passages_of(text: Text, ref: str) -> tuple[words.Passage, ...]:
    """Paragraphs and points, numbered as in the page. Renders it: for rare pages only."""
    return words.render(text.source, anchor=f"m{ref}").passages


def _made(source: str, ref: str, quotable: Collection[str], glossary: dict[str, str], stamp: str) -> Text:
    def stands_at(quote: QuoteRef) -> str:
        if quote.post not in quotable:
            return quote_href(quote)
        here = [quote.post, quote.passage] if quote.passage else [quote.post]
        return reverse("message_passage" if quote.passage else "message", args=here)

    known = {"short_forms": glossary, "names": _names_in(source), "hosts": hosts()}
    made = words.render(source, anchor=f"m{ref}", stands_at=stands_at, **known)  # type: ignore[arg-type]
    html = render_to_string("conversations/message_text.html", {"text": made})
    return Text(source, html, made.plain, made.words, contacts(source), stamp)


def _names_in(source: str) -> dict[str, str]:
    """The members mentioned, {case-folded name: address of their page}. No query where nobody is."""
    mentioned = sorted(words.mentioned_names(source))[:MENTIONS_MAX]
    if not mentioned:
        return {}
    keys = {name_key(name): name for name in mentioned}
    found = Member.objects.filter(name_key__in=keys, closed_at=None).values_list("name_key", "ref")
    return {keys[key]: reverse("member", args=[ref]) for key, ref in found}


def _stamp(glossary: dict[str, str]) -> str:
    digest = hashlib.blake2s(json.dumps(sorted(glossary.items())).encode(), digest_size=6).hexdigest()
    return f"{words.RENDERER_VERSION}.{digest}"
