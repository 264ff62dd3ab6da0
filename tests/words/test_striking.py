"""A struck phrase is gone, however it was dressed; and whatever is not the phrase stays."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leeward.words import clean_text, needle_of, places_of, render, strike
from leeward.words.striking import _Reading, may_hold

DRESSED = [
    ("Ann", "Ann is here, ANN.", "[…] is here, […]."),
    ("Ann", "Annoyed. Joanne. Ann!", "Annoyed. Joanne. […]!"),
    ("Ann Lee", "*Ann* Lee and Ann\n> Lee, ann   lee", "*[…]* and […], […]"),
    ("ann lee", "**Ann** [b]Lee[/b]; Ann&nbsp;Lee; [Ann](http://x) Lee", "**[…]**[b][/b]; […]; [[…]](http://x)"),
    ("O'Neil", "O’Neil’s, O`Neil, O&#39;Neil", "[…]’s, […], […]"),
    ("Zoë", "Zoë, Zoe\u0308, zoë, Zoe", "[…], […], […], Zoe"),
    ("Zoe", "Zoë Zoe\u0308 Zoe", "Zoë Zoe\u0308 […]"),
    ("straße", "Straße, STRASSE", "[…], […]"),
    ("上海", "我住在上海市。", "我住在[…]市。"),
    ("민수", "민수는 왔다", "[…]는 왔다"),
    ("하", "한 하", "한 […]"),
    ("דנה", "דנה, לדנה, ודנה, דנהה", "[…], ל[…], ו[…], דנהה"),
    ("أحمد", "أحمد والأحمد أَحمد", "[…] وال[…] […]"),
    ("Ann", "A\u00adnn, \u202eAnn\u202c, Ａｎｎ, _Ann_, Ann_Lee", "[…], \u202e[…]\u202c, […], _[…]_, […]_Lee"),
    ("Ann", "[fold=Ann's story]x[/fold] [url=http://x.example/ann]y[/url]", "[fold=…'s story]x[/fold] [url=http://x.example/…]y[/url]"),
    ("Ann", "Ann: hello, Ann(me)", "[…\\]: hello, […\\](me)"),
    ("0117 496", "ring 0117  496 or 20117 4960", "ring […] or 20117 4960"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "source", "left"), DRESSED)
def test_a_phrase_goes_however_it_is_dressed(phrase: str, source: str, left: str) -> None:
    assert strike(source, phrase) == left
    assert not places_of(left, phrase)
    assert not places_of(render(left).plain, phrase)


def test_a_title_is_no_markup() -> None:
    assert strike("Ann: hello", "Ann", markup=False) == "[…]: hello"


@pytest.mark.parametrize("nothing", ["", " ", "*", "...", "\u00ad", "“”"])
def test_what_has_no_letter_is_no_phrase(nothing: str) -> None:
    assert needle_of(nothing) == ""
    assert strike("... * “” text", nothing) == "... * “” text"


def test_places_are_told_in_order() -> None:
    text = "Ann and *Ann*, Annoyed"
    assert [text[start:end] for start, end in places_of(text, "ann")] == ["Ann", "Ann"]


MARKUP = st.text(alphabet=st.sampled_from(list("Aan n*_~`[]()\\>\n'’&;:/=|bé\u0301上海דنа한0")), max_size=60)
PHRASES = st.sampled_from(["Ann", "a n", "na", "上海", "ד", "b", "n'a", "0 a", "é", "한"])


@given(MARKUP, PHRASES)
@example("[[b]b]", "b")
def test_nothing_of_it_is_left_whatever_the_markup(source: str, phrase: str) -> None:
    left = strike(clean_text(source), phrase)
    assert not places_of(left, phrase)
    assert strike(left, phrase) == left


@given(MARKUP)
def test_a_text_without_the_phrase_stays_as_it_is(source: str) -> None:
    assert strike(source, "kingfisher") == source


@given(MARKUP, PHRASES)
def test_the_quick_look_never_misses_what_the_slow_one_finds(source: str, phrase: str) -> None:
    found = any(list(_Reading(source, bare).found(needle_of(phrase, bare))) for bare in (True, False))
    assert may_hold(source, phrase) or not found
