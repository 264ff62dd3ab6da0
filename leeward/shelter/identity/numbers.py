"""What is written in figures or signs, in any script: e-mail, links, handles, phones, postcodes, plates, files."""

import re
import unicodedata

from django.utils.translation import gettext as _

from leeward.shelter.identity.figures import near
from leeward.shelter.identity.finding import Reading
from leeward.shelter.identity.wordings import wording

EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\[\]()\"”]{3,300}", re.IGNORECASE)
SITES = (
    "facebook|fb|instagram|insta|tiktok|twitter|x|snapchat|linkedin|youtube|reddit|pinterest|vk|t|wa|vinted|onlyfans"
)
PROFILE = re.compile(rf"\b(?:m\.)?(?:{SITES})\.(?:com|me|net|tv)/[\w.@/?=&%+-]{{2,200}}", re.IGNORECASE)
REDDIT = re.compile(r"(?<![\w/])/?u/[A-Za-z0-9_-]{3,20}\b")
HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_]{1,60}(?:\.[A-Za-z0-9_]{1,60}){0,4}")
NAMED_HANDLE = re.compile(
    r"\b(?:instagram|insta|ig|snap(?:chat)?|twitter|tiktok|discord|kik|telegram|handle|username|user ?name)"
    r"(?: (?:is|handle|name|account))*:? ?@?(?P<what>[A-Za-z0-9]+[._\d][A-Za-z0-9._]*[A-Za-z0-9])",
    re.IGNORECASE,
)
# In text without a country code a number is read as one of these, by the text's language.
REGIONS = {
    "en": ("GB", "US", "IE", "AU"),
    "de": ("DE", "AT"),
    "fr": ("FR", "BE"),
    "es": ("ES", "MX"),
    "pl": ("PL",),
    "other": ("GB",),
}
FEWEST = 8  # figures in a phone number: shorter ones are sums, years and flats
LONG_NUMBER = re.compile(r"[+(]*\d(?:[ ().\-/+\u2010-\u2015\u00a0]{0,3}\d){7,40}")

ID = (
    r"\b\d{3}-\d{2}-\d{4}\b",  # United States social security
    r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",  # United Kingdom national insurance
    r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",  # United Kingdom plates
    r"\b[A-Z]{2}-\d{3}-[A-Z]{2}\b",  # French and Italian plates
    r"\b[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?\b",  # German plates
    r"\b\d{4} ?[BCDFGHJKLMNPRSTVWXYZ]{3}\b",  # Spanish plates
    r"\b\d{8}-?[A-HJ-NP-TV-Z]\b",  # Spanish identity cards
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b",  # bank accounts
    r"\b(?=[A-Z0-9/-]{0,20}\d[A-Z0-9/-]{0,20}\d)[A-Z0-9]{2,4}(?:[/-][A-Z0-9]{2,8}){2,4}\b",  # files and cases
)
NUMBER_WORDS = (
    r"(?:case|file|claim|crime|reference|ref|badge|passport|account|plate|reg|registration|Aktenzeichen|dossier"
    r"|expediente)"
)
ID_NAMED = re.compile(
    rf"\b{NUMBER_WORDS}\.?(?: (?:no|number|nr"
    rf"|num)\b\.?)?(?: is)?[:#, ]{{1,3}}(?P<what>(?=[\w/-]{{0,20}}\d)[A-Z0-9][\w/-]{{3,30}})",
    re.IGNORECASE,
)
IDS = re.compile("|".join(ID))
NOT_IDS = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d+-\d+|covid.*|[A-Z]+-\d", re.IGNORECASE
)  # dates, spans
POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]\d[A-Z] \d[A-Z]\d)\b"
)


def find_numbers(reading: Reading) -> None:
    """All of this room's kinds."""
    _by_signs(reading)
    _phones(reading)
    for begin, stop in near(reading.plain):
        _papers(reading, begin, stop)


def _papers(reading: Reading, begin: int, stop: int) -> None:
    why = _("Whoever has the papers or sees the car knows it.")
    for match in POSTCODE.finditer(reading.plain, begin, stop):
        _add(reading, *match.span(), "address", _("A postcode is a few houses."))
    for match in IDS.finditer(reading.plain, begin, stop):
        if not NOT_IDS.fullmatch(match[0]):
            _add(reading, *match.span(), "id", why)
    for match in ID_NAMED.finditer(reading.plain, begin, stop):
        _add(reading, *match.span("what"), "id", why)


def _add(reading: Reading, start: int, end: int, kind: str, why: str) -> None:
    if not reading.is_taken(start, end):
        reading.add(start, end, kind, why, wording(reading.tongue, kind))


def _by_signs(reading: Reading) -> None:
    plain = reading.plain
    for match in EMAIL.finditer(plain) if reading.has("@") else ():
        _add(reading, *match.span(), "email", _("It leads straight to its owner."))
    for pattern in (LINK, PROFILE, REDDIT, HANDLE):
        for match in pattern.finditer(plain) if reading.has("@", "/", "www.", "WWW.") else ():
            end = match.start() + len(match[0].rstrip(".,;:!?…'’"))
            _add(reading, match.start(), end, "link", _("A profile shows who it is, and often where."))
    for match in NAMED_HANDLE.finditer(plain):
        _add(reading, *match.span("what"), "link", _("A profile shows who it is, and often where."))


def _phones(reading: Reading) -> None:
    from phonenumbers import Leniency, PhoneNumberMatcher  # 5 MB, and no command but `serve` ever needs them

    for stretch in LONG_NUMBER.finditer(reading.plain):
        # ASCII figures of the same length, so that places stay the same
        text = "".join(str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in stretch[0])
        for region in REGIONS[reading.tongue]:
            for match in PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE, max_tries=20):
                figures = sum(sign.isdigit() for sign in match.raw_string)
                if figures >= FEWEST and not _is_something_else(match.raw_string):
                    start, end = stretch.start() + match.start, stretch.start() + match.end
                    _add(reading, start, end, "phone", _("A number leads straight to its owner."))


def _is_something_else(raw: str) -> bool:
    """Dates, sums and long plain numbers without a 0 or a plus before them."""
    if re.fullmatch(
        r"[\d ]{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\d{4}-\d{2}-\d{2}.*|\d{3}-\d{2}-\d{4}|\d{1,3}([.,]\d{3})+", raw
    ):
        return True
    return raw.isdigit() and raw[0] not in "0+6789" and len(raw) != 10
