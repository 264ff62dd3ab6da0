"""Exact dates, and the same said less exactly: "last week", "in spring", "a few years ago"."""

import re
from datetime import date

from django.utils.translation import gettext as _

from leeward.shelter.identity.figures import near
from leeward.shelter.identity.finding import Reading
from leeward.words.late import late

MONTHS = {
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
    "de": "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
}
SHORT = {"en": "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"}
NUMBER_OF = {name: number for names in MONTHS.values() for number, name in enumerate(names.split("|"), start=1)}
NUMBER_OF |= {name[:3]: number for name, number in list(NUMBER_OF.items()) if name in MONTHS["en"]} | {"sept": 9}

YEAR = r"(?:(?:19|20)\d\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
EN = rf"(?:{MONTHS['en']}|{SHORT['en']}\b\.?)"
# A date with its day. `at` is what stands before it and goes with it; the patterns see the whole text, not its letters'
# size, but "may 5 people" is no date: a day after "may" needs its ending or a year.
PATTERNS = {
    "en": (
        rf"(?P<at>\bon )?(?:\bthe )?\b(?P<day>{DAY})(?:st|nd|rd|th)?(?: of)? (?P<month>{EN})(?:,? (?P<year>{YEAR}))?\b",
        rf"(?P<at>\bon )?\b(?P<month>(?!may\b|mar\b|march\b|dec\b){EN}) (?P<day>{DAY})(?:st|nd|rd|th)?\b(?! ?(?:%"
        rf"|pm|am|o'))(?:,? (?P<year>{YEAR}))?",
        rf"(?P<at>\bon )?\b(?P<month>{EN}) (?P<day>{DAY})(?:(?:st|nd|rd|th)\b(?:,? (?P<year>{YEAR}))?"
        rf"|,? (?P<year2>{YEAR})\b)",
        rf"(?P<at>\bon )?\b(?:new year'?s (?:eve|day)|christmas (?:eve|day)|boxing day"
        rf"|halloween)(?: of)? (?P<year>{YEAR})\b",
    ),
    "de": (rf"(?P<at>\bam )?\b(?P<day>{DAY})\. ?(?P<month>{MONTHS['de']})(?: (?P<year>{YEAR}))?\b",),
    "fr": (rf"(?P<at>\ble )?\b(?P<day>{DAY}|1er) (?P<month>{MONTHS['fr']})(?: (?P<year>{YEAR}))?\b",),
    "es": (rf"(?P<at>\bel )?\b(?P<day>{DAY}) de (?P<month>{MONTHS['es']})(?: (?:de|del) (?P<year>{YEAR}))?\b",),
}
FIGURES = (
    rf"(?P<at>\b(?:on|am|le|el) )?(?<![\d./-])(?P<day>{DAY})(?P<sign>[./-])(?P<month>1[0-2]"
    rf"|0?[1-9])(?P=sign)(?P<year>{YEAR}|\d\d)(?![\d/-])",
    rf"(?P<at>\b(?:on|am|le|el) )?(?<![\d./-])(?P<month>1[0-2]"
    rf"|0?[1-9])(?P<sign>[/-])(?P<day>{DAY})(?P=sign)(?P<year>{YEAR}|\d\d)(?![\d/-])",
    rf"(?P<at>\bon )?(?<![\d./-])(?P<year>{YEAR})(?P<sign>[./-])(?P<month>1[0-2]"
    rf"|0?[1-9])(?P=sign)(?P<day>{DAY})(?![\d/-])",
)
COMPILED = {
    tongue: [late(one, re.IGNORECASE) for one in (*PATTERNS.get(tongue, ()), *FIGURES)]
    for tongue in (*PATTERNS, "pl", "other")
}

SEASONS = {
    "en": ("winter", "spring", "summer", "autumn"),
    "de": ("Winter", "Frühling", "Sommer", "Herbst"),
    "fr": ("hiver", "printemps", "été", "automne"),
    "es": ("invierno", "primavera", "verano", "otoño"),
}
# Under this many days ago -> words. {season} and {year} are filled in.
SAID = {
    "en": (
        (7, "a few days ago"),
        (14, "last week"),
        (60, "a few weeks ago"),
        (330, "this {season}"),
        (9999999, "some years ago"),
    ),
    "de": (
        (7, "vor ein paar Tagen"),
        (14, "letzte Woche"),
        (60, "vor ein paar Wochen"),
        (330, "im {season}"),
        (9999999, "vor Jahren"),
    ),
    "fr": (
        (7, "il y a quelques jours"),
        (14, "la semaine dernière"),
        (60, "il y a quelques semaines"),
        (330, "cette année"),
        (9999999, "il y a quelques années"),
    ),
    "es": (
        (7, "hace unos días"),
        (14, "la semana pasada"),
        (60, "hace unas semanas"),
        (330, "este año"),
        (9999999, "hace unos años"),
    ),
}
IN = {"en": "in {season}", "de": "im {season}", "fr": "en {season}", "es": "en {season}"}
FEW = {"en": "some time ago", "de": "vor einiger Zeit", "fr": "il y a quelque temps", "es": "hace un tiempo"}
BARE = late(
    r"\b(?:since|until|till|before|after|by|from|entry is from|for|seit|bis|vor|nach|depuis|avant|après|desde"
    r"|hasta)\s$",
    re.I,
)


def find_days(reading: Reading, today: date) -> None:
    """Dates with their day. A year, a month, a weekday alone are not exact."""
    for begin, stop in near(reading.plain):
        for pattern in COMPILED[reading.tongue]:
            for match in pattern.finditer(reading.plain, begin, stop):
                if not reading.is_taken(*match.span()):
                    softer = _softer(reading, match, today)
                    reading.add(*match.span(), "date", _("Whoever was there that day remembers it."), softer)


def _softer(reading: Reading, match: re.Match[str], today: date) -> tuple[str, ...]:
    tongue, parts = reading.tongue, match.groupdict()
    if tongue not in SAID:
        return ("[…]",)
    month = _month(parts.get("month"))
    season = SEASONS[tongue][month % 12 // 3]
    in_season = IN[tongue].format(season=season).replace("en printemps", "au printemps")
    year = _year(parts.get("year") or parts.get("year2"))
    bare = BARE.search(reading.plain[max(0, match.start() - 20) : match.start()])
    if bare:
        return (f"{season} {year}",) if year else (season,)
    if year is None:
        return (in_season, FEW[tongue])
    then = date(year, month, min(28, int(re.sub(r"\D", "", parts.get("day") or "15"))))
    if then > today:
        return (in_season, FEW[tongue])
    ago = (today - then).days
    said = next(words for most, words in SAID[tongue] if ago < most).format(season=season)
    return (said, f"{in_season} {year}", in_season)


def _month(said: str | None) -> int:
    """1 to 12; a feast without a month stands at the turn of the year."""
    if said is None:
        return 12
    said = said.lower().rstrip(".")
    return int(said) if said.isdigit() else NUMBER_OF.get(said) or NUMBER_OF[said[:3]]


def _year(said: str | None) -> int | None:
    if said is None:
        return None
    year = int(said)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year
