"""Exact ages and years of birth, and the same said less exactly: "in my forties", "a teenager", "at school"."""

import re

from django.utils.translation import gettext as _

from leeward.shelter.identity.figures import near
from leeward.shelter.identity.finding import Reading
from leeward.words.late import late

ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORD = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[:9])}))?|{'|'.join(ONES)})"
N = rf"(?P<n>\d{{1,2}}|{WORD})"
# A number in words is an age only where nothing is counted with it: not "we are two women", "it was ten past three".
N_ALONE = (
    rf"(?P<n>\d{{1,2}}|{WORD}(?=[.,;:!?)\"”\n]|$| and (?:I|he|she|{WORD})\b| when | now\b| but | years| this "
    rf"| next | then\b))"
)
END = (
    r"(?!\d|[,.:/]\d|%|-\d| ?(?:%|years?\b(?! (?:old|of age))|months?\b(?! old)|weeks?|days?|hours?|minutes?"
    r"|miles?|pounds|times|stone|ft|feet|foot|cm|lbs|am\b|pm\b|kg|kids|children|of (?:us|them)|and a half))"
)
SUBJECT = (
    r"(?:I am|I'm|Im|he is|he's|hes|she is|she's|shes|they are|we are|we're|who is|who's|OO is|OW is|OM is|H is"
    r"|DH is|W is|N is)"
)
KIN = (
    r"(?:son|daughter|boy|girl|child|baby|eldest|oldest|youngest|middle one|brother|sister|husband|wife|partner"
    r"|boyfriend|girlfriend|bf|gf|mother|father|mum|mom|dad|ex)"
)
# What an exact age looks like. Groups: n the number, unit "months" and the like, born a year.
PATTERNS = {
    "en": (
        rf"\b{N}[ -](?:years?|yrs?)[ -]olds?\b",
        rf"\b{N}[ -](?P<unit>months?|weeks?)[ -]old\b",
        rf"\b{N} ?y(?:/?o|rs? ?o(?:ld)?)\b",
        rf"(?i:\b{SUBJECT})(?: only| just| now| nearly| almost| about| already| a"
        rf"| an)? {N_ALONE}\b{END}(?: months? old)?",
        rf"(?i:\b{SUBJECT} \d{{1,2}}) and (?:he is |he's |she is |she's |H is )?{N}\b{END}",
        rf"(?<!here )(?<!\b[Ii]t )(?<!hat )(?<!his )(?<!ose )(?<!ers )"
        rf"\b(?i:am|'m|is|was|were|be|turn|turns|turned|turning|aged?|at the age of) {N_ALONE}\b{END}(?! (?:of|in|to"
        rf"|more|less|other|who|people))",
        rf"(?i:\bmy|his|her|our) (?:\w+ )?{KIN}(?: \w+)?,? (?:is |was |who is |\()?{N}\b{END}",
        rf"(?:\b{KIN}|[A-Z]\w+) \((?:aged? )?{N}\)",
        rf"\b(?i:the (?:eldest|oldest|youngest|middle one)),? {N}\b{END}",
        rf"\b(?i:mine|they|the (?:boys|girls|kids|children|twins)) (?:were|are) {N} and ",
        rf"(?i:\b(?:were|are) (?:\d\d?|{WORD})) and {N}\b{END}",
        rf"\b(?:DS|DD|DC|DSS|DSD)\d? ?\(?{N}\b",
        rf"\b{N} ?[MF]\b",
        rf"\b[MF]{N}\b",
        rf"\b(?i:a (?:girl|boy|child|man|woman) of) {N}\b",
        rf"\b(?i:came to|left home|left school|moved (?:out|in|here|there)|married|pregnant|had (?:him|her)"
        rf"|since (?:we|I|he|she)"
        rf" (?:were|was))(?: \w+)? (?:at )?{N_ALONE}\b{END}",
        r"\b(?i:born in)(?: \w+ of)? (?P<born>19\d\d|20\d\d)\b",
    ),
    "de": (
        rf"\b{N} (?P<unit>Monate|Wochen)? ?(?:Jahre )?alt\b",
        rf"\b{N}[- ]?jährige[rnms]?\b",
        rf"(?i:\b(?:bin|ist|war|wurde|wird|mit)) (?:jetzt |erst |schon |gerade )?{N}\b(?! ?(?:Jahre? (?!alt)|Monat"
        rf"|Woche|Tag|Uhr|Euro|Prozent|%|Kinder|[.:]\d|\.))(?: Jahren)?",
        r"\b(?i:geboren|jahrgang)(?: im Jahr)? (?P<born>19\d\d|20\d\d)\b",
    ),
    "fr": (
        rf"(?i:\b(?:ai|as|a|avait|avais|ans et|avons|ont|de|âgée?)) (?P<all>{N} ans)\b(?! (?:de|que|après|plus))",
        rf"(?i:\ba) (?P<all>{N} mois)\b",
        r"\b(?i:née? en) (?P<born>19\d\d|20\d\d)\b",
    ),
    "es": (
        rf"(?i:\b(?:tengo|tiene|tenía|tenemos|tienen|cumplí|cumplió|de|con)) (?P<all>{N} años)\b(?! (?:casad|junt"
        rf"|de|que|aguant|sin))",
        rf"(?i:\btiene) (?P<all>{N} meses)\b",
        r"\b(?i:nacid[oa] en) (?P<born>19\d\d|20\d\d)\b",
    ),
}
COMPILED = {tongue: [late(one) for one in patterns] for tongue, patterns in PATTERNS.items()}
NUMBER = late(rf"\d+|\b{WORD}\b", re.IGNORECASE)
DECADES = {
    "en": ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"),
    "de": ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"),
    "fr": ("la vingtaine", "la trentaine", "la quarantaine", "la cinquantaine", "la soixantaine", "un certain âge"),
    "es": ("veintitantos años", "treinta y tantos años", "cuarenta y tantos años", "cincuenta y tantos años",
           "sesenta y tantos años", "setenta y tantos años"),
}  # fmt: skip
# Under this age -> said instead.
YOUNG = {
    "en": ((2, "a baby"), (5, "very young"), (12, "at primary school"), (20, "a teenager")),
    "de": ((2, "ein Baby"), (6, "noch klein"), (12, "ein Schulkind"), (20, "im Teenageralter")),
    "fr": ((2, "quelques mois"), (6, "quelques années"), (12, "l’âge de l’école"), (20, "l’âge du collège")),
    "es": ((2, "pocos meses"), (6, "pocos años"), (12, "edad de primaria"), (20, "edad de instituto")),
}
WHOSE = (
    (late(r"\b(?:I|I'm|Im|me|my)\b(?!.*\b(?:he|she|his|her)\b)", re.IGNORECASE), "my"),
    (late(r"\b(?:he|he's|his|husband|H|DH|boyfriend|bf)\b(?!.*\b(?:she|her|I)\b)"), "his"),
    (late(r"\b(?:she|she's|her|wife|OO|OW|girlfriend|gf)\b"), "her"),
)


def find_ages(reading: Reading) -> None:
    """Ages in figures, small ones in words too; years of birth."""
    why = _("With one more detail it tells who somebody is.")
    for begin, stop in near(reading.plain, NUMBER):
        for pattern in COMPILED.get(reading.tongue, ()):
            for match in pattern.finditer(reading.plain, begin, stop):
                start, end = _span(match)
                if not reading.is_taken(start, end):
                    reading.add(start, end, "age", why, _softer(reading, match, start))


def _number(said: str) -> int:
    """43 of "43", "forty-three" and "forty three"."""
    if said.isdigit():
        return int(said)
    tens, _, ones = said.lower().replace("-", " ").rpartition(" ")
    first = 10 * TENS.index(tens) + 20 if tens else 0
    return first + (ONES.index(ones) + 1 if ones in ONES else 10 * TENS.index(ones) + 20)


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The number and its "years old", without what stood before it."""
    parts = match.groupdict()
    if parts.get("born"):
        return match.span("born")
    if parts.get("all"):
        return match.span("all")
    rest = re.match(
        r"[ -](?:years?|yrs?|months?|weeks?)[ -]olds?|[ -]?jährige\w?| Jahren?(?: alt)?| \w+ alt| alt| ?[MF]\b"
        r"| ?y/?o\b",
        match.string[match.end("n") :],
    )
    return match.start("n"), match.end("n") + (rest.end() if rest else 0)


def _softer(reading: Reading, match: re.Match[str], start: int) -> tuple[str, ...]:
    tongue, parts = reading.tongue, match.groupdict()
    if parts.get("born"):
        decade = DECADES["en"][min(7, max(0, int(parts["born"]) % 100 // 10 - 2))]
        return (f"the {decade}",) if tongue == "en" else (f"{parts['born'][:3]}…",)
    age = _number(parts["n"])
    if parts.get("unit"):
        age = 0
    young = next((words for most, words in YOUNG[tongue] if age < most), None)
    if young:
        return (young,)
    decade = DECADES[tongue][min(len(DECADES[tongue]) - 1, max(0, age // 10 - 2))]
    if tongue == "en":
        before = reading.plain[max(0, start - 40) : start].rpartition(".")[2]
        whose = next((word for pattern, word in WHOSE if pattern.search(before)), "their")
        return (f"in {whose} {decade}", "an adult")
    return (f"über {decade}",) if tongue == "de" else (decade,)
