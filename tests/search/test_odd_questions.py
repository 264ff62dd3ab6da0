"""No question is an error, whatever stands in it."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leeward.boards.models import Post
from leeward.search import passages
from leeward.search.asking import Question
from leeward.search.finding import find
from leeward.search.questions import read_question
from tests import makers
from tests.cast import Cast
from tests.search.asking import send, titles

OPERATORS = [
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "title:",
    "facts : b1",
    '"',
    "'",
    "*",
    "^",
    "(",
    ")",
    "-",
    "+",
    ":",
    "&",
    "|",
    "!",
]
OPERATORS += ["<->", "\\", "%", "_", ";--", "%s", "{", "}", ":*", "«", "”", "\ud800", "\0", "\u202e", "ﷺ", "e\u0301"]
QUESTIONS = st.lists(
    st.one_of(st.sampled_from(OPERATORS), st.text(max_size=12), st.text(string.ascii_letters, max_size=5)), max_size=14
).map(" ".join)


@pytest.mark.parametrize(
    "asked",
    [
        "heron AND",
        "heron OR wren*",
        'NEAR("heron" "wren")',
        "title: heron",
        "heron'); --",
        "-heron",
        "heron:*",
        "heron ^ (",
    ],
)
def test_operators_are_words_or_nothing(cast: Cast, asked: str) -> None:
    makers.topic(cast.ash, cast.board, "Title", "A heron, and near it or with it a wren.")
    assert titles(cast.client(cast.rowan), asked) == ["Title"]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=QUESTIONS)
def test_any_question_gets_an_answer(cast: Cast, asked: str) -> None:
    terms = read_question(asked)
    if terms:
        find(cast.rowan, Question(terms))
    assert "".join(text for text, _hit in passages.mark(asked, terms)) == asked


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.text(st.characters(codec="utf-8", categories=["L", "Nd"]), min_size=1, max_size=8), min_size=1, max_size=5
    )
)
def test_a_text_is_found_by_each_of_its_words(cast: Cast, words: list[str]) -> None:
    """In the alphabets of the basic plane that both databases know."""
    text = " ".join(word for word in words if word.isascii() or all("ऀ" <= letter <= "ॿ" for letter in word))
    if not text:
        return
    Post.objects.all().delete()
    topic = makers.topic(cast.ash, cast.board, "Title", "x")
    Post.objects.filter(topic=topic).update(plain=text)
    for word in text.split():
        assert find(cast.rowan, Question(read_question(word))).total == 1, word


@pytest.mark.parametrize(
    "field",
    [{"page": "0"}, {"page": "-1"}, {"page": "9" * 30}, {"page": "x"}, {"before": "' OR 1=1"}, {"before": "x" * 5000}],
)
def test_a_forged_field_is_harmless(cast: Cast, field: dict[str, str]) -> None:
    makers.topic(cast.ash, cast.board, "Title", "A heron.")
    assert send(cast.client(cast.rowan), "heron", **field).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "word " * 20_000,
        "".join(map(chr, range(0x4E00, 0x9FFF))) * 4,
        " ".join(f"{number:x}" for number in range(17_000)),
        "x" * 100_000,
        "ﷺ" * 99_000,
        "".join(map(chr, range(0x20000, 0x2A6D0))) + "".join(map(chr, range(0x30000, 0x3134A))),
    ],
    ids=["repeated", "every Han letter", "all different", "one word", "expanding", "rare Han"],
)
def test_the_longest_text_can_be_posted_and_found(cast: Cast, body: str) -> None:
    topic = makers.topic(cast.ash, cast.board, "Title", "heron")
    Post.objects.filter(topic=topic).update(plain="kingfisher " + body[:99_980])
    assert titles(cast.client(cast.rowan), "kingfisher title") == ["Title"]
