"""A rare combination: nothing in it is a name, and together only a few people fit."""

import re

from django.utils.translation import gettext as _

from leeward.shelter.identity.finding import Reading
from leeward.shelter.identity.wordings import wording

# What somebody does that a small place has one or two of, and the same said less exactly.
WORK = {
    "health worker|in health care": "midwi(?:fe|ves)|paramedic|pharmacist|dentist|surgeon|optician|gp|vet"
    "|physiotherapist|radiographer",
    "public servant|in public service": "firefighter|fireman|police ?(?:man|woman|officer)|coastguard"
    "|lifeboat\\w*|postman|postwoman|postmistress|mayor|magistrate|judge|councillor|prison officer|soldier|pilot",
    "teacher|in a school": "head ?(?:master|mistress|teacher)|principal|music teacher|professor|lecturer",
    "worker in the church|in the church": "vicar|pastor|priest|minister|rabbi|imam|organist|choir ?master",
    "tradesman|in a trade": "undertaker|funeral director|blacksmith|farrier|thatcher|butcher|baker|fisherman"
    "|lighthouse\\w*|beekeeper|farmer|shepherd|gamekeeper|publican|landlord|jockey|saddler|harbour ?master",
    "lawyer|in law": "solicitor|barrister|lawyer|notary",
}
OWN = re.compile(
    r"\b(?:I am|I'm|he is|he's|she is|she's|H is|who is|husband is|wife is|partner is|ex is|works as|work as|as) "
    r"(?:a|an|the)?(?: (?!small)\w+)? ?(?P<what>" + "|".join(WORK.values()) + r")\b",
    re.IGNORECASE,
)
COUNT = r"three|four|five|six|seven|eight|nine|ten|[3-9]|twins|triplets"
CHILDREN = re.compile(
    rf"\b(?P<what>(?:{COUNT}) (?:\w+ )?(?:children|kids|sons|daughters|boys|girls))\b"
    rf"|\b(?:father|mother|mum|mom|dad|parent)s? (?:of|to) (?P<many>{COUNT})\b|\b(?P<twins>(?:identical )?(?:twins"
    rf"|triplets))\b",
    re.IGNORECASE,
)
SMALL = re.compile(
    r"\b(?:village|island|small town|tiny town|hamlet|small place|everyone knows|everybody knows"
    r"|people (?:here )?know each other)\b",
    re.IGNORECASE,
)
RARELY = re.compile(
    r"\b(?:the only (?:\w+ ){1,3}in (?:town|the village|our|the)|guide dog|wheelchair|transplant"
    r"|in the (?:local )?paper|on the news"
    r"|won the lottery|quadruplets|kidney|lighthouse|amish|traveller family)\b",
    re.IGNORECASE,
)
ENOUGH = 3


def find_rare(reading: Reading) -> None:
    """Marks the work and the number of children where at least three of these meet: a place, a small one, a work that
    few have, three children or more, something that was talked about."""
    if reading.tongue != "en":
        return
    works, children = list(OWN.finditer(reading.plain)), list(CHILDREN.finditer(reading.plain))
    met = [reading.of("place"), SMALL.search(reading.plain), works, children, RARELY.search(reading.plain)]
    if sum(map(bool, met)) < ENOUGH or not (works or children):
        return
    why = _("Together with the rest of the text few people fit this.")
    for match in works:
        if not reading.is_taken(*match.span("what")):
            reading.add(*match.span("what"), "rare", why, _softer_work(reading, match["what"]))
    for match in children:
        group = next(name for name in ("what", "many", "twins") if match[name])
        if not reading.is_taken(*match.span(group)):
            softer = ("some",) if group == "many" else wording(reading.tongue, "children")
            reading.add(*match.span(group), "rare", why, softer)


def _softer_work(reading: Reading, work: str) -> tuple[str, ...]:
    for softer, pattern in WORK.items():
        if re.fullmatch(pattern, work, re.IGNORECASE):
            return (softer.partition("|")[0],)
    return wording(reading.tongue, "work")
