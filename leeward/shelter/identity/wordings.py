"""Softer wordings, by kind and by the text's own language. A wording is part of what somebody writes, not of our pages:
so it is in their language, whichever language the pages are in."""

WORDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "email": ("[e-mail removed]",),
        "link": ("[link removed]", "a profile"),
        "phone": ("[number removed]",),
        "id": ("[number removed]",),
        "address": ("[address removed]", "a street nearby"),
        "school": ("a school", "school"),
        "university": ("a university", "a college"),
        "employer": ("a company", "where he works", "where she works", "where I work"),
        "bank": ("a bank", "a company"),
        "shop": ("a shop", "a company"),
        "town": ("a town", "somewhere else"),
        "city": ("a city", "a town"),
        "region": ("another part of the country", "the countryside"),
        "hospital": ("a hospital",),
        "church": ("a church",),
        "inn": ("a pub", "a place in town"),
        "building": ("a place in town",),
        "person": ("a friend", "someone I know"),
        "children": ("children",),
        "work": ("in a job that people know",),
    },
    "de": {
        "email": ("[E-Mail entfernt]",),
        "link": ("[Link entfernt]",),
        "phone": ("[Nummer entfernt]",),
        "id": ("[Nummer entfernt]",),
        "address": ("[Adresse entfernt]",),
        "school": ("Schule", "eine Schule"),
        "university": ("Universität", "eine Hochschule"),
        "employer": ("Firma", "eine Firma"),
        "bank": ("Bank", "eine Bank"),
        "shop": ("Firma", "ein Geschäft"),
        "town": ("einer Kleinstadt", "einer anderen Stadt"),
        "city": ("einer großen Stadt", "einer Stadt"),
        "region": ("einer anderen Gegend",),
        "hospital": ("einem Krankenhaus",),
        "church": ("einer Kirche",),
        "inn": ("einem Gasthaus",),
        "building": ("einem Ort in der Stadt",),
        "person": ("jemand, den ich kenne",),
        "children": ("Kindern",),
        "work": ("in einem Beruf, den man kennt",),
    },
    "fr": {
        "email": ("[adresse retirée]",),
        "link": ("[lien retiré]",),
        "phone": ("[numéro retiré]",),
        "id": ("[numéro retiré]",),
        "address": ("[adresse retirée]",),
        "school": ("une école",),
        "university": ("une université",),
        "employer": ("une entreprise",),
        "bank": ("une banque",),
        "shop": ("un magasin",),
        "town": ("dans une ville",),
        "city": ("dans une grande ville",),
        "region": ("dans une autre région",),
        "hospital": ("un hôpital",),
        "church": ("une église",),
        "inn": ("un café",),
        "building": ("un endroit en ville",),
        "person": ("quelqu’un que je connais",),
        "children": ("des enfants",),
        "work": ("dans un métier connu",),
    },
    "es": {
        "email": ("[correo borrado]",),
        "link": ("[enlace borrado]",),
        "phone": ("[número borrado]",),
        "id": ("[número borrado]",),
        "address": ("[dirección borrada]",),
        "school": ("un colegio",),
        "university": ("una universidad",),
        "employer": ("una empresa",),
        "bank": ("un banco",),
        "shop": ("una tienda",),
        "town": ("una ciudad",),
        "city": ("una ciudad grande",),
        "region": ("otra región",),
        "hospital": ("un hospital",),
        "church": ("una iglesia",),
        "inn": ("un bar",),
        "building": ("un sitio de la ciudad",),
        "person": ("alguien que conozco",),
        "children": ("hijos",),
        "work": ("en un oficio conocido",),
    },
}
# Where we have no words of the language: a sign that something stood there.
WORDLESS = ("[…]",)


def wording(tongue: str, kind: str) -> tuple[str, ...]:
    """Wordings of a kind, the best first."""
    return WORDINGS.get(tongue, {}).get(kind, WORDLESS)


def initial(name: str) -> str:
    """How this board's members shorten a name: one letter."""
    return next((sign.upper() for sign in name if sign.isalpha()), "N")
