"""The care rules: what they find and leave alone, what they cost, and that the docs say what the tables say."""

import sys
from types import FrameType

import pytest

from leeward.words.danger import kinds_in, look
from leeward.words.danger_phrases import KINDS, TABLES
from leeward.words.danger_tree import Vocabulary
from tests.care.rules_page import PAGE, RULES, rules, with_measures
from tests.care.score import HALVES, score, texts

OTHER = "It was late and I could not sleep; the rain went on. What would you have done?"


def kinds(text: str) -> list[str]:
    return kinds_in(look(text))


def test_each_kind_is_found_wherever_it_stands_and_however_it_is_typed() -> None:
    assert kinds(f"{OTHER} I WANT TO DIE. {OTHER}") == ["self"]
    assert kinds("je n’ai plus envie de vivre") == kinds("Je n'ai plus envie de vivre") == ["self"]
    assert kinds("He’s outside my door right now") == ["another"]
    assert kinds("I think he is touching my daughter") == ["child"]
    assert kinds("أُرِيدُ أَنْ أَمُوتَ") == ["self"], "with the marks of vowels"
    assert kinds("Quiero morir. Me puso un cuchillo en el cuello.") == ["self", "another"]
    assert kinds(OTHER) == []


@pytest.mark.parametrize(
    "text",
    [
        "I do not want to die.",
        "Twenty years ago I wanted to die and I had a plan to end my life.",
        "In the film he says he will kill me, and I hid behind the sofa.",
        "My sister wrote: “I want to die.” She is well now.",
        "The doctor asked whether I was suicidal.",
        "This is killing me.",
    ],
)
def test_what_takes_a_phrase_back(text: str) -> None:
    assert kinds(text) == []


def test_a_phrase_in_the_next_sentence_is_its_own() -> None:
    assert kinds("I had a dream last night. Today I want to die.") == ["self"]
    assert kinds("It is not the end. I want to die.") == ["self"]


def test_a_house_can_add_phrases_and_leave_tables_out() -> None:
    own = "quiero decir que me lanzo al rio"
    assert look(own, ["en"]) == []
    assert kinds_in(look(own, ["en"], ["me lanzo al rio"])) == ["self"]
    assert look("I want to die", ["de"]) == []


@pytest.mark.parametrize("language", TABLES)
def test_a_text_passed_over_for_lack_of_a_word_holds_nothing(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [text for half in HALVES for _kind, text in texts(half, language)]
    own = ["quiero .. rio", "szczesl* (bardzo) !nie"]
    quickly = [look(text, extra=own) for text in [*lines, "\n".join(lines)]]
    monkeypatch.setattr(Vocabulary, "reaches", lambda *_anything: True)
    assert quickly == [look(text, extra=own) for text in [*lines, "\n".join(lines)]]


def test_no_phrase_is_so_short_that_any_sentence_has_it() -> None:
    """One plain word stands alone only where it says everything: "przedawkowałam", an overdose, in one word."""
    short: dict[str, int] = {}
    for language, table in TABLES.items():
        for kind in KINDS:
            firm = [[slot for slot in line.split() if slot[0] not in "(.!"] for line in table[kind]]
            short[language] = short.get(language, 0) + sum(len(slots) < 2 for slots in firm)
            assert all(firm), (language, kind)
    assert max(short.values()) <= 6, short


@pytest.mark.parametrize("language", TABLES)
def test_the_measures_do_not_get_worse(language: str) -> None:
    """What the docs say: a phrase that is added or taken away shows here."""
    tuned, held_out = score("tuning", language), score("held_out", language)
    assert tuned.precision >= 0.95
    assert tuned.recall >= 0.9
    assert held_out.precision >= 0.9
    assert held_out.recall >= 0.45


def test_the_docs_show_every_phrase_and_what_was_measured() -> None:
    sentence = "write it anew: python -m tests.care.rules_page"
    assert RULES.read_text(encoding="utf-8") == rules(), sentence
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_measures(page), sentence


def steps(text: str) -> int:
    """How many calls, of Python's and of C's, looking takes."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        look(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "bit",
    ["i want to ", "my daughter ", "he will he said if i ", "j'", "a'", '"', "“", "„a", "I want to die. ", "à́ ",
     "لا أريد ", "not ", ". ", "my my baby baby ", "ich will mich "],
)  # fmt: skip
def test_no_text_costs_more_than_its_length(bit: str) -> None:
    look(OTHER)
    times = 1500 // len(bit)
    assert steps(bit * times * 4) < 4.5 * steps(bit * times) + 2000


def test_a_megabyte_of_the_worst_is_looked_through_to_its_end() -> None:
    """Ten times as long as a post can be."""
    text = "he will he said if i " * 47_000
    assert len(text) > 900_000
    assert kinds(f"{text}. I want to die.") == ["self"]
