"""What is marked is what the index found: the same folding, the same stems."""

import re
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from importlib.resources.abc import Traversable

import pytest

from leeward.search import passages
from leeward.search.folding import beginning_of, words_of
from leeward.search.questions import Term, read_question
from leeward.search.stemming import stem


def _said_in_the_demo() -> list[str]:
    """Every English-looking word that the demo community is made of: some 4,000."""
    material = resources.files("leeward.demo") / "material"
    texts = [file.read_text() for file in _files(material) if file.name.endswith(".txt")]
    return sorted(set(re.findall("[a-z]+", " ".join(texts).lower())))


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in folder.iterdir():
        found += _files(entry) if entry.is_dir() else [entry]
    return found


def test_stems_are_those_of_sqlite() -> None:
    """SQLite's own stemmer is asked for every word of the demo community, and some that end as few do."""
    made = [*_said_in_the_demo(), "possibly", "terribly", "assembly", "apology", "psychological", "universally"]
    assert len(made) > 3_000
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE said USING fts5(word, tokenize = 'porter unicode61')")
    database.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(said, 'instance')")
    database.executemany("INSERT INTO said (rowid, word) VALUES (?, ?)", enumerate(made))
    theirs = {made[row]: found for found, row in database.execute("SELECT term, doc FROM stems")}
    assert {word: stem(word) for word in made} == theirs


def test_several_who_search_at_once_get_the_same_stems() -> None:
    """A web process serves several at a time; the stemmer alone would mix their words, and what it made is kept."""
    made = _said_in_the_demo()
    alone = {word: stem(word) for word in made}
    stem.cache_clear()
    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # seconds: as unlucky as can be
    try:
        with ThreadPoolExecutor(4) as people:
            orders = [made, made[::-1], made[len(made) // 2 :] + made[: len(made) // 2], sorted(made, key=len)]
            found = list(people.map(lambda words: {word: stem(word) for word in words}, orders))
    finally:
        sys.setswitchinterval(often)
    assert found == [alone] * 4


ENDINGS = """
s es ies sses ed eed ing y ly bly logi ational tional enci anci izer ization ator alism iveness fulness ousness aliti
iviti biliti icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ion ou ism ate iti
ous ive ize e ll ying ogy
"""


def test_a_word_begins_as_its_stem_does_but_for_two_letters() -> None:
    roots = (
        "",
        "b",
        "t",
        "st",
        "app",
        "hop",
        "fil",
        "contr",
        "ear",
        "by",
        "eny",
        "relat",
        "sensi",
        "organ",
        "agre",
        "yo",
    )
    made = {*_said_in_the_demo(), *(root + ending for root in roots for ending in ENDINGS.split())}
    assert [word for word in made if not word.startswith(beginning_of(stem(word)))] == []


@pytest.mark.parametrize(
    "asked", ["quiet morning", "the", "to be any leaving", "custod* happ*", '"in the" a', "2019 e I"]
)
def test_english_is_marked_as_a_text_in_which_every_word_is_read(asked: str) -> None:
    text = " ".join(_said_in_the_demo()) + " E-mail, in the end; something_quiet. “Any”—she’d be in 2019."
    assert marked(text, asked) == marked(text + " ж", asked)
    assert marked(text, asked)


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("my mother", [("my",), ("mother",)]),
        ('"my mother" came', [("my", "mother"), ("came",)]),
        ('"my mother', [("my",), ("mother",)]),
        ("“my mother”", [("my", "mother")]),
        ("don't", [("don", "t")]),
        ("我们", [("我", "们")]),
        ("mother Mother MOTHER", [("mother",)]),
        ('"" !! ""', []),
    ],
)
def test_a_question_is_read_as_words_and_phrases(asked: str, terms: list[tuple[str, ...]]) -> None:
    assert [term.words for term in read_question(asked)] == terms


def test_a_star_goes_on_from_three_letters() -> None:
    assert read_question("cus*") == (Term(("cus",), ("cu",), begins=True),)
    assert not read_question("cu*")[0].begins


def marked(text: str, asked: str) -> list[str]:
    return [piece for piece, hit in passages.mark(text, read_question(asked)) if hit]


def test_each_word_of_the_question_is_marked_in_each_of_its_forms() -> None:
    assert marked("She leaves. LEAVING, he left; don’t leave.", "leave don't") == [
        "leaves",
        "LEAVING",
        "don’t",
        "leave",
    ]
    assert marked("我们住在北京，北京很大", "北京") == ["北京", "北京"]
    assert marked("the custodian, the custody", "custod*") == ["custodian", "custody"]
    assert marked("my old mother, my mother", '"my mother"') == ["my mother"]


def test_the_paragraph_with_the_most_words_is_shown() -> None:
    shown = passages.passage("A heron.\n\nA wren, a heron.\n\nA wren.", read_question("heron wren"))
    assert (shown.number, shown.pieces) == (
        2,
        [("A ", False), ("wren", True), (", a ", False), ("heron", True), (".", False)],
    )


def test_a_long_paragraph_is_cut_where_most_of_the_words_stand() -> None:
    text = "A heron. " + "Nothing else. " * 40 + "The heron and the wren and the rook flew. " + "Nothing else. " * 40
    pieces = passages.passage(text, read_question("heron wren rook")).pieces
    assert [piece for piece, hit in pieces if hit] == ["heron", "wren", "rook"]
    assert (pieces[0], pieces[-1]) == (("… ", False), (" …", False))


def test_without_a_match_the_first_paragraph_is_shown_unmarked() -> None:
    assert passages.passage("One.\n\nTwo.", read_question("heron")) == passages.Shown(1, [("One.", False)])
    assert passages.passage("", read_question("heron")) == passages.Shown(1, [])


def test_combining_signs_belong_to_their_word() -> None:
    assert [word.folded for word in words_of("हिन्दी cafe\u0301_x")] == ["हिन्दी", "cafe", "x"]
