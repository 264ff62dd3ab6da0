"""Names of people: by a title, by "my husband ...", "called ...", by a list of first names, and wherever such a name
comes again."""

import re

from django.utils.translation import gettext as _

from leeward.shelter.identity.capitals import CAPITAL, WORD, at_start, capitalised, is_everyday, written_small
from leeward.shelter.identity.finding import Reading
from leeward.shelter.identity.lists import first_names, lines, towns, words
from leeward.shelter.identity.wordings import initial, wording

# Title -> what the person is called instead.
TITLES = {
    "en": {
        "dr|doctor": "the doctor", "judge": "the judge", "pastor|reverend|rev|father|fr|vicar|rabbi|imam"
        "|sister": "the minister",
        "detective|officer|constable|pc|sergeant|sgt|inspector|dc"
        "|ds": "a police officer", "professor|prof": "the professor",
        "mr|mrs|ms|miss|mx|aunt|auntie|uncle|lady|sir|nurse": "someone I know",
    },
    "de": {"dr|doktor": "die Praxis", "frau": "eine Frau", "herr|herrn": "ein Mann", "pfarrer|pastor": "der Pfarrer",
           "tante|onkel|opa|oma": "jemand aus der Familie"},
    "fr": {"mme|madame|mlle|me": "une dame", "m\\.|monsieur|mr": "un monsieur", "dr|docteur|docteure": "mon médecin",
           "maître|père|sœur": "quelqu’un"},
    "es": {"sra|señora|doña|señorita": "una señora", "sr|señor|don": "un señor", "dr|dra|doctor|doctora": "el médico",
           "padre|tía|tío": "alguien"},
}  # fmt: skip
NEVER_A_SURNAME = {"god", "christmas", "right", "perfect", "wonderful", "nice", "who", "i", "and", "the", "lake"}

KIN = {
    "en": r"husband|wife|partner|boyfriend|girlfriend|fiancée?|bf|gf|hubby|ex(?:[- ](?:husband|wife|partner"
    r"|boyfriend|girlfriend|bf|gf))?"
    r"|mum|mom|mother|dad|father|(?:step)?(?:sister|brother|son|daughter|mother|father)(?:[- ]in[- ]law)?|mil|fil"
    r"|sil|bil|aunt|auntie|uncle"
    r"|cousin|niece|nephew|gran|grandma|grandad|grandson|granddaughter|(?:best |old |good |close )?(?:friend|mate"
    r"|bestie)|boss|colleague"
    r"|co-?worker|neighbou?r|therapist|counsell?or|caseworker|social worker|lawyer|solicitor|gp|psychologist"
    r"|eldest|oldest|youngest"
    r"|twin|baby|boy|girl|affair partner|oo|ow|om|dh|h|so",
    "de": r"mann|frau|freund|freundin|ex|exmann|exfrau|partner|partnerin|schwester|bruder|sohn|tochter|mutter"
    r"|vater|schwiegermutter"
    r"|schwiegervater|schwägerin|schwager|cousine?|tante|onkel|kollegin|kollege|chefin|chef|nachbarin|nachbar"
    r"|therapeutin|therapeut",
    "fr": r"mari|femme|copain|copine|compagnon|compagne|conjointe?|ex|sœur|soeur|frère|fils|fille|mère|père"
    r"|belle-mère|beau-père"
    r"|cousine?|tante|oncle|amie?|collègue|patronn?e?|voisine?|psy|aînée?|cadette?",
    "es": r"marido|mujer|esposo|esposa|novio|novia|pareja|ex|hermana|hermano|hijo|hija|madre|padre|suegra|suegro"
    r"|prima|primo|tía|tío"
    r"|amiga|amigo|jefa|jefe|vecina|vecino|psicóloga|psicólogo|mayor|pequeña|pequeño|cuñada|cuñado",
}
WHOSE = {
    "en": "my|his|her|our|their|your",
    "de": r"mein\w*|sein\w*|ihr\w*|unser\w*",
    "fr": "mon|ma|son|sa|notre|leur",
    "es": "mi|su|nuestr[oa]|la|el",
}
# A name follows these, whatever it looks like, as long as it is no ordinary word.
NAMED = {
    "en": r"(?:(?:his|her|my|the (?:man|woman|guy|girl|baby)'s|whose|their) name is|(?:he|she|who) is (?:called"
    r"|named)|is called|was called|called|named|name's"
    r"|named (?:her|him|the baby)|this is|(?<!\w)i am|i'm|signed)",
    "de": r"(?:heiß(?:t|e|en)|namens|mein Name ist|sein Name ist|ihr Name ist|ich bin(?: die| der)?)",
    "fr": r"(?:(?:s['’]|m['’])appel(?:le|ait)|nommée?|prénom est|moi c['’]est)",
    "es": r"(?:(?:se|me) llam(?:a|o|aba)|nombre es|llamad[oa]|soy)",
}
ONLY_IF_CAPITAL = re.compile(
    r"\b(?:called|named|this is|i am|i'm|is called|was called|signed|soy|ich bin(?: die| der)?)$", re.IGNORECASE
)
ONLY_IF_KNOWN = re.compile(r"\b(?:this is|i am|i'm|soy|called|ich bin(?: die| der)?)$", re.IGNORECASE)
SAYS = (
    "says|said|tells|told|asks|asked|rang|rings|texted|texts|thinks|thought|knows|knew|wants|wanted|drove|gave|laughed|cried"
    "|shouted|recommended|loves|loved|hates|hated|hit|wrote|smiled|draws|would say"
)
SAID_AFTER = re.compile(rf"['’]?s? (?:{SAYS})\b")


def find_people(reading: Reading) -> None:
    """Names with a title first, then those with a cue, then from the list; last, each of them again."""
    relations: dict[str, str] = {}
    if reading.tongue in TITLES:
        _titled(reading)
        _cued(reading, relations)
    _listed(reading, relations)
    if reading.tongue == "en":
        _unknown(reading)
    _again(reading, relations)


def _add(reading: Reading, start: int, end: int, softer: tuple[str, ...]) -> None:
    if not reading.is_taken(start, end):
        reading.add(start, end, "person", _("A name is the first thing somebody recognises."), softer)


def _softer(reading: Reading, name: str, relation: str = "") -> tuple[str, ...]:
    general = wording(reading.tongue, "person")
    return tuple(dict.fromkeys([*([relation] if relation else []), f"{initial(name)}.", *general]))


def _titled(reading: Reading) -> None:
    for titles, instead in TITLES[reading.tongue].items():
        pattern = re.compile(rf"\b(?i:{titles})\b\.? (?P<name>{CAPITAL}(?: {CAPITAL})?)")
        for match in pattern.finditer(reading.plain):
            name = match["name"].split()
            # "Sister Anna", but not "sister said": what is also kin needs its own capital in English
            if (
                name[0].lower() in NEVER_A_SURNAME
                or is_everyday(name[0])
                or (len(match[0].split()[0]) > 3 and match[0][0].islower() and reading.tongue == "en")
            ):
                continue
            end = match.end() if len(name) == 1 or not is_everyday(name[1]) else match.start("name") + len(name[0])
            _add(reading, match.start(), end, _softer(reading, name[-1], instead))


def _cued(reading: Reading, relations: dict[str, str]) -> None:
    """ "my husband Martin", "my partner dave", "his name is gary", "heißt Sven"."""
    tongue, text = reading.tongue, reading.plain
    kin = re.compile(rf"\b(?P<whose>(?i:{WHOSE[tongue]}) (?:\w+ )?(?i:{KIN[tongue]})),? \(?(?P<name>{WORD.pattern})")
    for match in kin.finditer(text):
        name = match["name"]
        if _may_be_a_name(name, tongue, known=name[0].islower() or ", " in match[0] or tongue == "de"):
            relations.setdefault(name.lower(), match["whose"][0].lower() + match["whose"][1:])
            end = _with_surname(reading, match.end("name"))
            _add(
                reading,
                match.start("name"),
                end,
                ("", *_softer(reading, name))
                if tongue == "en" and match[0].endswith(f" {name}") and "," not in match[0] and "(" not in match[0]
                else _softer(reading, name),
            )
    named = re.compile(rf"\b(?P<cue>(?i:{NAMED[tongue]})) (?P<name>{WORD.pattern})")
    for match in named.finditer(text):
        name = match["name"]
        if name[0].islower() and ONLY_IF_CAPITAL.search(match["cue"]) and name not in first_names():
            continue
        if _may_be_a_name(name, tongue, known=bool(ONLY_IF_KNOWN.search(match["cue"]))):
            _add(reading, match.start("name"), _with_surname(reading, match.end("name")), _softer(reading, name))


def _may_be_a_name(name: str, tongue: str, *, known: bool) -> bool:
    small = name.lower()
    if len(name) < 3 or is_everyday(name) or small in words("starts") or (name.isupper() and len(name) < 5):
        return False
    if small in words("both"):
        return name[0].isupper()
    if small in words("not_names"):
        return False
    return small in first_names() or (not known and name[0].isupper())


def _with_surname(reading: Reading, end: int) -> int:
    """The end of "Tess Arkwright" where "Tess" ended."""
    more = re.compile(rf" (?P<more>{CAPITAL})(?!['’]?\w)").match(reading.plain, end)
    if not more or is_everyday(more["more"]) or more["more"].lower() in words("starts") or more["more"].isupper():
        return end
    if reading.tongue == "de" and more["more"].lower() in words("not_names"):
        return end
    return more.end()


def _listed(reading: Reading, relations: dict[str, str]) -> None:
    """First names we know, with their capital. Words that are names too: see `words/both.txt`."""
    names, both, text = first_names(), words("both"), reading.plain
    for match in capitalised(text):
        small = match[0].lower()
        if small not in names and small not in both and small.partition("-")[0] not in names:
            continue
        if is_everyday(match[0]) or reading.is_taken(*match.span()) or _is_a_place(reading, match):
            continue
        if small in both and not _sounds_like_a_name(reading, match):
            continue
        softer = _softer(reading, match[0], relations.get(small, ""))
        _add(reading, match.start(), _with_surname(reading, match.end()), softer)


def _is_a_place(reading: Reading, match: re.Match[str]) -> bool:
    return match[0].lower() in lines("cities") or match[0].lower() in lines("regions")


def _sounds_like_a_name(reading: Reading, match: re.Match[str]) -> bool:
    if SAID_AFTER.match(reading.plain, match.end()) and match[0].lower() not in words("not_names"):
        return True
    return (
        reading.tongue != "de"
        and match[0].lower() not in words("not_names")
        and not at_start(reading.plain, match.start())
        and not _in_capitals(reading.plain, match)
    )


def _in_capitals(text: str, match: re.Match[str]) -> bool:
    """Within a title in which every word has a capital: "Why Does He Do That"."""
    before = re.search(rf"{CAPITAL} $", text[max(0, match.start() - 30) : match.start()])
    after = re.compile(rf" {CAPITAL}").match(text, match.end())
    return bool(before or after)


def _unknown(reading: Reading) -> None:
    """A word with a capital in the middle of an English sentence that nothing else explains, where people stand."""
    before = re.compile(
        r"\b(?:with|told|and|to|for|love|met|from|by|at|about|call(?:ed)?|ask(?:ed)?|saw|see|dear) $", re.IGNORECASE
    )
    for match in capitalised(reading.plain):
        word = match[0].lower()
        if (
            len(word) < 3
            or reading.is_taken(*match.span())
            or is_everyday(word)
            or word in words("not_names")
            or word in words("starts")
        ):
            continue
        if word in towns() or at_start(reading.plain, match.start()) or _in_capitals(reading.plain, match):
            continue
        says = SAID_AFTER.match(reading.plain, match.end()) or reading.plain[match.end() : match.end() + 2] in {
            "'s",
            "’s",
        }
        if says or before.search(reading.plain[max(0, match.start() - 8) : match.start()]):
            _add(reading, *match.span(), _softer(reading, match[0]))


def _again(reading: Reading, relations: dict[str, str]) -> None:
    """Each first name that was found, wherever else it stands; in small letters too if the writer writes so."""
    small = written_small(reading.text)
    known = {word.lower() for find in reading.of("person") for word in WORD.findall(find.text)}
    known = {
        word
        for word in known
        if len(word) > 2 and word not in words("not_names") and word not in words("starts") and not is_everyday(word)
    }
    titles = {one for table in TITLES.values() for alternatives in table for one in alternatives.split("|")}
    for match in WORD.finditer(reading.plain):
        name = match[0].lower()
        if name not in known - titles or (match[0][0].islower() and not (small and name in first_names())):
            continue
        if (
            name in words("both")
            and at_start(reading.plain, match.start())
            and not SAID_AFTER.match(reading.plain, match.end())
        ):
            continue
        _add(reading, *match.span(), _softer(reading, match[0], relations.get(name, "")))
