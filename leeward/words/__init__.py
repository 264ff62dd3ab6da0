"""Words: a member's text goes in; safe HTML, an outline and plain passages come out. Knows no Django, no database.

Everybody may ask. It promises that no word is lost on the way, that no input crashes it, hangs it or gets past the
one sanitiser, and that what people type without thinking comes out as they meant it."""

from leeward.words.clean import clean_text
from leeward.words.mentions import mentioned_names
from leeward.words.quotes import quote_source
from leeward.words.rendering import MAX_SOURCE, RENDERER_VERSION, render
from leeward.words.sanitiser import sanitise
from leeward.words.shapes import PHRASES, OutlineEntry, Passage, Phrases, QuoteRef, Rendered

__all__ = [
    "MAX_SOURCE",
    "PHRASES",
    "RENDERER_VERSION",
    "OutlineEntry",
    "Passage",
    "Phrases",
    "QuoteRef",
    "Rendered",
    "clean_text",
    "mentioned_names",
    "quote_source",
    "render",
    "sanitise",
]
