"""Towns, parts of a country, and houses with a name: hospitals, churches, inns."""

import re

from django.utils.translation import gettext as _

from leeward.shelter.identity.capitals import CAPITAL, SEQUENCE, at_start, is_everyday
from leeward.shelter.identity.finding import Reading
from leeward.shelter.identity.lists import first_names, lines, towns, words
from leeward.shelter.identity.wordings import wording
from leeward.words.late import late

IN = {
    "en": r"in|near|from|to|around|outside|through|of|left|into|towards|for",
    "de": r"in|aus|nach|bei|von|um|nahe",
    "fr": r"à|de|vers|quitté|quitter|près de|sur",
    "es": r"en|de|desde|a|hasta|hacia|por",
}
# After these a word with a capital is a place, whether we know it or not.
SURELY = {
    "en": r"(?:liv(?:e|es|ed|ing)|moved?|moving|grew up|born|based|court|judge|solicitor|lawyer|house|flat|hotel"
    r"|university"
    r"|village|town|city|suburb|estate|school|refuge|wedding|pub|shop|met(?: \w+)?|back|here|place|nowhere|now|ended up"
    r"|restaurant|hospital|surgery|office|street|church|stayed|anyone|anybody|someone|parents|mother's|mum's|family)"
    r"(?:,? \w+(?: up| down| over)?)? (?:in|near|from|to|outside|at university in)",
    "de": r"(?:wohne|wohnt|wohnen|lebe|lebt|leben|ziehe|zogen|gezogen|geboren|geheiratet|komme"
    r"|kommt) (?:\w+ ){0,4}(?:in|nach|aus)",
    "fr": r"(?:habite|habitons|vis|vivons|déménagé|née?|quitté)(?: \w+)? (?:à|de)|quitté",
    "es": r"(?:vivo|vive|vivimos|viven|nacid[oa]|nací|mudamos|mudé|trabaja \w+ \w+ \w+|somos) (?:en|de|a)",
}
HOUSES = {
    "hospital": r"Hospital|Infirmary|Clinic|Medical Cent(?:re|er)|Surgery|Hospice|Health Cent(?:re|er)",
    "church": r"Church|Chapel|Cathedral|Parish|Mosque|Synagogue|Temple|Abbey",
    "inn": r"Inn|Arms|Tavern|Hotel|Café|Cafe|Restaurant|Brewery|Pub",
    "building": r"Library|Leisure Cent(?:re|er)|Community Cent(?:re|er)|Retail Park|Shopping Cent(?:re|er)"
    r"|Police Station"
    r"|Station|Refuge|Court|Town Hall|Village Hall|Caravan Park|Country Park|Beach|Marina|Stadium",
}
NAMED = [
    (kind, late(rf"{CAPITAL}(?:['’]s)?(?:\.? (?:of |the |and )*{CAPITAL}(?:['’]s)?){{0,3}} (?:{what})\b"))
    for kind, what in HOUSES.items()
]  # fmt: skip
TOWN_AND_STATE = late(rf"{CAPITAL}(?: {CAPITAL})?, (?:[A-Z]{{2}}\b|{CAPITAL})")
LONGEST = 4  # words in a town's name


def find_places(reading: Reading) -> None:
    """Houses with a name, then towns we know, then what stands after "moved to" and the like."""
    for kind, pattern in NAMED:
        for match in pattern.finditer(reading.plain):
            the = 4 if reading.plain[max(0, match.start() - 4) : match.start()] == "the " else 0
            _add(reading, match.start() - the, match.end(), kind)
    _known(reading)
    if reading.tongue in SURELY:
        surely = re.compile(rf"\b(?i:{SURELY[reading.tongue]}) (?P<what>{CAPITAL}(?: {CAPITAL}){{0,2}})")
        for match in surely.finditer(reading.plain):
            _after_a_cue(reading, match)


def _add(reading: Reading, start: int, end: int, kind: str) -> None:
    if reading.is_taken(start, end):
        return
    known = reading.plain[start:end].lower()
    if kind == "town" and known in lines("cities"):
        kind = "city"
    elif kind == "town" and known in lines("regions"):
        kind = "region"
    reading.add(start, end, "place", _("Few people of this story are there."), wording(reading.tongue, kind))


def _known(reading: Reading) -> None:
    """Names of towns. A word that is also another word needs "in", "to", "from" before it."""
    text, known, both = reading.plain, towns(), frozenset(lines("not_towns"))
    before = re.compile(rf"\b(?:{IN.get(reading.tongue, IN['en'])}) $", re.IGNORECASE)
    for match in re.finditer(SEQUENCE, text):
        for start, end in _stretches(match):
            name = text[start:end].lower()
            if name not in known and name not in both:
                continue
            cued = bool(before.search(text[max(0, start - 12) : start]))
            if _counts(reading, name, start, cued, name in both):
                stop = end
                more = TOWN_AND_STATE.match(text, start)
                if more and more.start() == start and more.end() > end and cued and reading.tongue == "en":
                    state = more[0].rpartition(", ")[2].lower()
                    stop = more.end() if len(state) == 2 or state in lines("regions") else end
                _add(reading, start, stop, "town")
                break


def _stretches(match: re.Match[str]) -> list[tuple[int, int]]:
    """The runs of one to four words within a sequence, the longest first."""
    found = [word.span() for word in re.finditer(r"\S+", match[0])]
    runs = [
        (match.start() + found[i][0], match.start() + found[j][1])
        for i in range(len(found))
        for j in range(i, min(len(found), i + LONGEST))
    ]
    return sorted(runs, key=lambda run: run[0] - run[1])


def _counts(reading: Reading, name: str, start: int, cued: bool, is_word: bool) -> bool:
    if is_everyday(name) or (name in words("not_names") and not cued):
        return False
    if is_word or reading.tongue == "de" or name in words("both"):
        place_only = name in lines("cities") or name in lines("regions")
        return (cued or (place_only and not is_word)) and not (name in words("not_names") and reading.tongue == "de")
    if name in first_names():
        return cued and not at_start(reading.plain, start)
    return cued or not at_start(reading.plain, start) or name in lines("cities")


def _after_a_cue(reading: Reading, match: re.Match[str]) -> None:
    start, end = match.span("what")
    found = [one for one in reading.plain[start:end].split() if not is_everyday(one)]
    if (
        found
        and not found[0].isupper()
        and found[0] == reading.plain[start:end].split()[0]
        and found[0].lower() not in words("not_names")
    ):
        if found[0].lower() in first_names() and reading.tongue != "es" and found[0].lower() not in towns():
            return
        _add(reading, start, end, "town")
