"""What a post says in short, if its author wrote it: a paragraph that begins with one of these words."""

import re

from leeward.words.marking import Mark

OPENINGS = {
    "": ("tl;dr", "tl:dr", "tl,dr", "tldr", "tl dr"),
    "en": (
        "in short",
        "short version",
        "the short version",
        "in a nutshell",
        "long story short",
        "summary",
        "to sum up",
    ),
    "de": ("kurz gesagt", "kurzfassung", "kurz und knapp", "zusammengefasst", "zusammenfassung", "in kürze"),
    "fr": ("en bref", "en résumé", "bref", "pour résumer", "résumé"),
    "es": ("en resumen", "en pocas palabras", "resumen", "resumiendo"),
    "it": ("in breve", "in sintesi", "riassunto"),
    "pt": ("em resumo", "em suma", "resumindo", "resumo"),
    "nl": ("kortom", "in het kort", "samengevat", "samenvatting"),
    "sv": ("kort sagt", "i korthet", "sammanfattning"),
    "da": ("kort fortalt", "kort sagt"),
    "fi": ("lyhyesti", "tiivistelmä"),
    "pl": ("w skrócie", "krótko mówiąc", "podsumowując"),
    "cs": ("ve zkratce", "stručně", "zkrátka"),
    "uk": ("коротко", "якщо коротко", "стисло"),
    "ru": ("вкратце", "короче говоря", "коротко", "если коротко"),
    "tr": ("kısaca", "özetle", "özet"),
    "el": ("εν συντομία", "με λίγα λόγια"),
    "ar": ("باختصار", "الخلاصة"),
    "he": ("בקצרה", "לסיכום", "תקציר"),
    "fa": ("خلاصه", "به طور خلاصه"),
    "zh": ("简而言之", "總之", "总之", "长话短说"),
    "ja": ("要するに", "まとめると", "要約"),
    "ko": ("요약", "간단히 말해"),
    "hi": ("संक्षेप में",),
}

_PHRASES = sorted({phrase for phrases in OPENINGS.values() for phrase in phrases}, key=len, reverse=True)
_ALWAYS = set(OPENINGS[""])
_OPENING = re.compile(
    "(" + "|".join(re.escape(phrase) for phrase in _PHRASES) + r")(\s*(?:[:：,،，、—–]|-(?=\s)|$|\n)\s*|(?=\s))",
    re.IGNORECASE,
)
_SURE = re.compile(r"\s*[:：—–،，、-]|\s*\Z|\s*\n")


def in_short_of(marks: list[Mark]) -> tuple[str, int] | None:
    """The words after the first such opening, and the number of the passage they stand in.

    "TL;DR" opens with or without a colon; words of a language need one, since "in short supply" may begin a
    sentence too. An opening alone on its line, or as a heading, speaks of the passage after it.
    """
    for place, found in enumerate(marks):
        match = _OPENING.match(found.text)
        if match is None or found.kind not in ("paragraph", "heading", "list_item"):
            continue
        if match[1].lower() not in _ALWAYS and not _SURE.match(found.text, match.end(1)):
            continue
        said = found.text[match.end() :].strip()
        if said:
            return said, found.number
        if place + 1 < len(marks) and marks[place + 1].text:
            return marks[place + 1].text, marks[place + 1].number
    return None
