"""The three gentle questions: how well they are placed, and when none is asked."""

import pytest

from leeward.words.gentle import Gentle, look
from tests.words.gentle_score import PROMPTS, score

TOLD = "I was there for eleven years. I lost my job, I lost my friends, and my mother gave me advice. "


@pytest.mark.parametrize("prompt", PROMPTS)
def test_each_question_is_mostly_asked_where_it_is_in_place(prompt: str) -> None:
    held_out = score("held_out", prompt)
    assert held_out.wanted >= 7
    assert held_out.precision >= 0.8
    assert held_out.recall >= 0.8


def test_a_few_words_are_whole_as_they_are() -> None:
    assert look("I have no words, but I am with you.", quotes=False) == Gentle()
    assert look(TOLD * 2, quotes=False) == Gentle(heard=True, asks=True, about=True)


def test_a_quote_says_what_was_heard() -> None:
    assert look(TOLD * 2, quotes=True) == Gentle(heard=False, asks=True, about=True)


@pytest.mark.parametrize("mark", ["?", "？", "؟", "Τι έγινε;"])
def test_a_language_of_no_table_is_asked_for_a_question_alone(mark: str) -> None:
    said = "Λυπάμαι πολύ για όλα αυτά που περνάς εδώ και τόσα χρόνια. " * 4
    assert look(said, quotes=False) == Gentle(asks=True)
    assert look(said + mark, quotes=False) == Gentle()


@pytest.mark.parametrize("odd", ["", "\u0000" * 50, "?" * 500, "a" * 100_000, "I me my " * 12_000, "😀 " * 200])
def test_nothing_odd_breaks_it(odd: str) -> None:
    look(odd, quotes=False)
