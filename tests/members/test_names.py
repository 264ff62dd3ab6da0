"""Names that look the same are the same; names that could deceive are refused."""

import pytest

from leeward.house.models import House
from leeward.members.names import name_key, tidy
from leeward.members.rules import why_not_this_name

HOUSE = House(name="The Long Table", neutral_name="Notes")

ALIKE = [
    ("rowan", "Rowan"),
    ("rowan", "rοwan"),  # a Greek o
    ("rowan", "ro wan"),
    ("rowan", "r.o-w_a'n"),
    ("rowan", "rówán"),
    ("rowan", "ｒｏｗａｎ"),  # full width
    ("rowan", "r0wan"),
    ("linden", "Iinden"),  # a capital i
    ("linden", "1inden"),
    ("wren", "vvren"),
    ("amber", "arnber"),
    ("scope", "ѕсоре"),  # all Cyrillic
    ("HATA", "НАТА"),  # all Cyrillic capitals
    ("strasse", "Straße"),
    ("lodz", "Łodz"),
    ("sigma ς", "SIGMA Σ"),
]
APART = [
    ("ash", "oak"),
    ("anna", "hanna"),
    ("ash", "ash2"),
    ("राम", "रोम"),  # vowel signs tell these apart
    ("かき", "がき"),  # so does a voicing mark
    ("نور", "نار"),
    ("ash", "ash's friend"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_alike_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_look_different_do_not(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_key_fits_its_column_and_is_never_empty() -> None:
    assert 0 < len(name_key("ﷺ" * 30)) <= 120
    assert name_key("...")
    assert name_key("\u115f")


@pytest.mark.parametrize(
    "name",
    [
        "ash",
        "Zoë",
        "Nobody's Home",
        "Red House",
        "Mary-Jane",
        "Ян",
        "名前カナ",
        "김하늘",
        "נעמי",
        "राम",
        "d'Arc 2",
        "badminton",
    ],
)
def test_good_names_are_good(name: str) -> None:
    assert why_not_this_name(tidy(name), HOUSE) is None


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("a", "2 to 30"),
        ("a" * 31, "2 to 30"),
        ("ash\u200bley", "letters, digits"),  # zero width space
        ("ash\u202eyel", "letters, digits"),  # turns the writing round
        ("ash\u3164", "letters, digits"),  # a filler that draws nothing
        ("ash\x07", "letters, digits"),
        ("ash<b>", "letters, digits"),
        ("ash 🌳", "letters, digits"),
        ("12345", "at least one letter"),
        ("-ash", "begins with"),
        ("a\u0316\u0317\u0318sh", "piles"),
        ("pаypal", "alphabets"),  # a Cyrillic a
        ("Ελενη B", "alphabets"),
        ("admin", "looks after"),
        ("Admin 2", "looks after"),
        ("kind admin", "looks after"),
        ("adm1n", "looks after"),
        ("The Moderators", "looks after"),
        ("staff", "looks after"),
        ("everyone", "looks after"),
        ("thelongtable", "looks after"),
        ("The Long Table Helper", "looks after"),
        ("notes", "looks after"),
    ],
)
def test_names_that_deceive_get_a_sentence(name: str, because: str) -> None:
    sentence = why_not_this_name(tidy(name), HOUSE)
    assert sentence is not None
    assert because in sentence
