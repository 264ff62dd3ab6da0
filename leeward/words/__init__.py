"""Words: a member's text goes in; safe HTML, an outline and plain passages come out. Knows no Django, no database.

Everybody may ask. It promises that no word is lost on the way, that no input crashes it, hangs it or gets past the
one sanitiser, and that what people type without thinking comes out as they meant it."""

from leeward.words.citations import CITED_MAX, Cited, cited_in, fill, first_words, passage_of
from leeward.words.clean import clean_text
from leeward.words.mentions import mentioned_names
from leeward.words.pictures import Picture, picture_line, pictures_named
from leeward.words.quoted import (
    Meant,
    count_in_quotes,
    erase_quotes,
    of_posts,
    quoted_posts,
    rename_quotes,
    strike_in_quotes,
)
from leeward.words.quotes import quote_source
from leeward.words.rendering import MAX_SOURCE, RENDERER_VERSION, render
from leeward.words.sanitiser import sanitise
from leeward.words.shapes import PHRASES, Ask, Asks, OutlineEntry, Passage, Phrases, QuoteRef, Rendered
from leeward.words.striking import PHRASE_MAX, needle_of, places_of, strike

__all__ = [
    "CITED_MAX",
    "MAX_SOURCE",
    "PHRASES",
    "PHRASE_MAX",
    "RENDERER_VERSION",
    "Ask",
    "Asks",
    "Cited",
    "Meant",
    "OutlineEntry",
    "Passage",
    "Phrases",
    "Picture",
    "QuoteRef",
    "Rendered",
    "cited_in",
    "clean_text",
    "count_in_quotes",
    "erase_quotes",
    "fill",
    "first_words",
    "mentioned_names",
    "needle_of",
    "of_posts",
    "passage_of",
    "picture_line",
    "pictures_named",
    "places_of",
    "quote_source",
    "quoted_posts",
    "rename_quotes",
    "render",
    "sanitise",
    "strike",
    "strike_in_quotes",
]
