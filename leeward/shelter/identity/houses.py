"""Schools, places of work, and streets: by the word that says what they are, or by what stands before them."""

import re

from django.utils.translation import gettext as _

from leeward.shelter.identity.capitals import CAPITAL, is_everyday
from leeward.shelter.identity.finding import Reading
from leeward.shelter.identity.lists import words
from leeward.shelter.identity.wordings import wording
from leeward.words.late import late

BETWEEN = r"and|&|of|the|on|de|la|del|du|des|am|an der|le"
NAME = rf"{CAPITAL}(?:['’]s)?(?:\.?(?: (?:{BETWEEN})){{0,3}} (?!I\b){CAPITAL}(?:['’]s)?){{0,3}}"
LEVEL = (
    r"(?:Primary|High|Middle|Grammar|Infants?|Junior|Nursery|Elementary|Secondary|Comprehensive|Catholic|Prep"
    r"|C of E|Community)"
)
SCHOOLS = (
    (rf"{NAME} (?:{LEVEL} ){{0,2}}(?:School|Academy|Kindergarten|Preschool|Nursery|Montessori)\b", "school"),
    (rf"{NAME} (?:{LEVEL})\b(?! (?:Court|Street|Road))", "school"),
    (rf"University of {CAPITAL}", "university"),
    (rf"{NAME} (?:University|College|Polytechnic)\b", "university"),
    (
        r"\b(?:Grund|Haupt|Real|Gesamt|Förder|Ober|Berufs|Volks)schule (?:am |an der |in der |im )?[A-ZÄÖÜ][\w-]+",
        "school",
    ),
    (r"\b[A-ZÄÖÜ][\w-]{1,40}-(?:Gymnasium|Schule|Kolleg|Grundschule|Realschule|Gesamtschule)\b", "school"),
    (r"\b(?:Kita|Kindergarten|Gymnasium) [A-ZÄÖÜ][\w-]+", "school"),
    (rf"\b(?i:école|lycée|collège|maternelle)(?: (?i:primaire|maternelle|élémentaire))? {NAME}", "school"),
    (rf"\b(?i:colegio|instituto|escuela|guardería|CEIP|IES) {NAME}", "school"),
    (rf"\bScoil {NAME}", "school"),
)
SHOPS = (
    "tesco|asda|aldi|lidl|sainsbury'?s|morrisons|waitrose|walmart|target|costco|kroger|boots|greggs|co-op"
    "|primark|argos|kaufland|rewe|edeka|carrefour|mercadona"
)
FIRMS = (
    "amazon|ups|dhl|fedex|hermes|dpd|mcdonald'?s|starbucks|kfc|burger king|ryanair|easyjet|microsoft|bt|vodafone"
    "|siemens|bosch|volkswagen|royal mail"
)
WORKS = {
    "en": r"(?:works?|worked|working|employed|job|jobs?|boss|manager|shifts?|wages|temping|intern|apprentice"
    r"|teaches|my work|his work|her work)"
    r"(?: \w+){0,2}? (?:at|for|with|by|from)",
    "de": r"(?:arbeitet?|arbeiten|gearbeitet|Stelle|Job|Chef|angestellt|Ausbildung)(?: \w+){0,3}? (?:bei|bei der"
    r"|bei dem|beim)",
    "fr": r"(?:travaille|travaillait|travaillons|employée?|boulot|poste)(?: \w+){0,2}? (?:chez|à la|à|pour)",
    "es": r"(?:trabaja|trabajo|trabajaba|trabajamos|empleo|emplead[oa])(?: \w+){0,2}? (?:en|para|con)",
}
KINDS_OF_FIRM = (
    r"Ltd|Limited|Inc|LLC|LLP|plc|PLC|Corp|Corporation|GmbH|AG|KG|S\.?A\.?|S\.?L\.?|Logistics|Solicitors|Motors"
    r"|Plumbing"
    r"|Builders|Construction|Council|Insurance|Dental|Veterinary Cent(?:re|er)|Vets|Dentists|Pharmacy|Bakery"
    r"|Electronics"
    r"|Engineering|Consulting|Consultants|Accountants|Industries|Systems|Software|Foods|Haulage|Transport"
    r"|Maschinenbau|Bau"
    r"|Bank|Farms?|Garage|Estates|Lettings|Care Home|Foundation|Trust|Group|Holdings|Partners"
)
FIRMS_NAMED = [
    late(pattern)
    for pattern in (
        rf"{NAME} (?:{KINDS_OF_FIRM})\b",
        rf"{CAPITAL} (?:&|and) (?:Sons?|Daughters|Co|Partners)\b",
        rf"\b(?:[Ss]eguros|[Bb]anco|[Tt]alleres|[Gg]arage|[Bb]anque|[Aa]utohaus|[Bb]äckerei) {CAPITAL}",
    )
]
KNOWN_FIRM = late(rf"\b(?:the )?(?:{SHOPS}|{FIRMS})\b", re.IGNORECASE)
NEAR_WORK = late(
    r"\b(?:works?|worked|working|wages|job|shifts?|boss|manager|employ\w+|arbeit\w*|travail\w*|trabaj\w*|at"
    r"|now)\b[^.!?\n]{0,30}$",
    re.I,
)
THE_FORCES = late(r"\b(?:the )?(?:MOD|MoD|RAF|DWP|HMRC|NSA|FBI|BBC)\b")

ROAD = (
    r"Street|Road|Lane|Avenue|Close|Drive|Crescent|Terrace|Gardens|Grove|Way|Court|Place|Mews|Hill|Square|Row"
    r"|Walk|Rd|Ave|Blvd|Boulevard|St|Ln|Dr"
)
STREETS = (
    rf"\b(?:(?:Flat|Apt|Unit) \w+,? )?\d{{1,5}}[a-zA-Z]?,? {CAPITAL}(?:"
    rf" {CAPITAL})?(?: {CAPITAL})? (?:{ROAD})\b(?:, {CAPITAL}(?: {CAPITAL})?(?! (?:said|says)))?",
    rf"{CAPITAL}(?: {CAPITAL}){{0,2}} (?:Street|Road|Lane|Avenue|Close|Crescent|Terrace|Grove|Mews|Boulevard)\b",
    r"\b[A-ZÄÖÜ][\wäöüß-]{0,40}(?:straße|strasse|str\.|weg|allee|gasse|platz)(?: \d{1,4} ?[a-z]?\b)",
    r"\b[A-ZÄÖÜ][\wäöüß-]{0,40}(?:straße|strasse|allee|gasse)\b",
    rf"(?:\d{{1,4}}(?: bis| ter)?,? )?\b(?:rue|avenue|boulevard|impasse|chemin|allée)(?: (?:de|du|des|de la"
    rf"|de l['’]))? ?{CAPITAL}(?: {CAPITAL}){{0,2}}",
    rf"\b(?i:la calle|calle|avenida|plaza|paseo)(?: (?:de|del|de la"
    rf"|de los))? {CAPITAL}(?: {CAPITAL}){{0,2}}(?:,? \d{{1,4}})?",
    r"\b(?:D-)?\d{5} [A-ZÄÖÜ][a-zäöüß]{2,}",
    rf"(?<= on )(?:{CAPITAL}gate|{CAPITAL}head)\b",
)
SCHOOL_RULES = [(late(pattern), kind) for pattern, kind in SCHOOLS]
STREET_RULES = [late(pattern) for pattern in STREETS]
BANK = late(r"bank|sparkasse|banco|banque", re.IGNORECASE)
# Without one of these the patterns above need not be tried.
SIGNS_OF_STREETS = (
    *(f" {road}" for road in ROAD.split("|")),
    *("traße", "trasse", "str.", "weg", "allee", "gasse", "platz", "rue", "avenue", "boulevard", "impasse", "chemin"),
    *("allée", "alle", "aven", "plaza", "paseo", "gate", "head", *"0123456789"),
)
SIGNS_OF_SCHOOLS = (
    *(
        "School",
        "Academy",
        "Kindergarten",
        "Preschool",
        "Nursery",
        "Montessori",
        "University",
        "College",
        "Polytechnic",
    ),
    *("Primary", "High", "Middle", "Grammar", "Infant", "Junior", "Elementary", "Secondary", "Comprehensive", "Prep"),
    *("schule", "Schule", "Gymnasium", "Kolleg", "Kita", "école", "École", "lycée", "Lycée", "collège", "Collège"),
    *("maternelle", "olegio", "nstituto", "scuela", "uardería", "CEIP", "IES", "Scoil", "Community", "Catholic"),
)


def find_houses(reading: Reading) -> None:
    """Streets first: Chapel Street is no chapel."""
    for street in STREET_RULES:
        for match in street.finditer(reading.plain) if reading.has(*SIGNS_OF_STREETS) else ():
            _add(reading, match, "address", "address", _("A street is found in a minute."))
    for school, kind in SCHOOL_RULES:
        for match in school.finditer(reading.plain) if reading.has(*SIGNS_OF_SCHOOLS) else ():
            if not is_everyday(match[0].split()[0]) and match[0].split()[0].lower() not in {"the", "my", "our"}:
                _add(reading, match, "school", kind, _("With an age or a place it leads to one child."))
    _firms(reading)


def _firms(reading: Reading) -> None:
    why = _("With a few more words it leads to one person.")
    for firm in FIRMS_NAMED:
        for match in firm.finditer(reading.plain):
            _add(reading, match, "employer", "bank" if BANK.search(match[0]) else "employer", why)
    for match in KNOWN_FIRM.finditer(reading.plain):
        if NEAR_WORK.search(reading.plain[max(0, match.start() - 50) : match.start()]):
            shop = re.search(SHOPS, match[0], re.IGNORECASE)
            _add(reading, match, "employer", "shop" if shop else "employer", why)
    if reading.tongue in WORKS:
        _after_work(reading, why)


def _after_work(reading: Reading, why: str) -> None:
    """ "works for Arden", "trabaja en Mirasol": whatever has a capital there."""
    cue = re.compile(rf"\b(?i:{WORKS[reading.tongue]}) (?P<what>(?:the |der |dem )?{NAME}|{THE_FORCES.pattern})")
    for match in cue.finditer(reading.plain):
        bare = match["what"].removeprefix("the ").removeprefix("der ").removeprefix("dem ")
        start = match.end("what") - len(bare) if reading.tongue == "de" else match.start("what")
        first = bare.split()[0]
        if is_everyday(first) or (first.lower() in words("not_names") and " " not in bare):
            continue
        if not reading.is_taken(start, match.end("what")):
            softer = wording(reading.tongue, "bank" if BANK.search(bare) else "employer")
            reading.add(start, match.end("what"), "employer", why, softer)


def _add(reading: Reading, match: re.Match[str], kind: str, wording_of: str, why: str) -> None:
    if not reading.is_taken(*match.span()):
        reading.add(*match.span(), kind, why, wording(reading.tongue, wording_of))
