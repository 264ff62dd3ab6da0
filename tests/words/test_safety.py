"""Whatever goes in, only what is allowed comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeward.words import render, sanitise
from tests.words.payloads import payloads
from tests.words.reading_html import faults

_BITS = st.sampled_from(
    [
        "[quote]",
        "[/quote]",
        "[quote=a]",
        '[quote name="a" post="7Kq2" passage="3"]',
        "[b]",
        "[/b]",
        "[i]",
        "[/i]",
        "[url=http://a.example]",
        "[url=javascript:x]",
        "[/url]",
        "[url]",
        "[img]",
        "[/img]",
        "[code]",
        "[/code]",
        "[list]",
        "[list=1]",
        "[*]",
        "[/list]",
        "[spoiler=x]",
        "[/spoiler]",
        "[center]",
        "[/center]",
        "[hr]",
        "[size=3]",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "(1) ",
        "# ",
        "    ",
        "\t",
        "|",
        "--|--",
        "[x](",
        "http://a.example/x",
        "![",
        "]",
        ")",
        "(",
        "[",
        "<",
        ">",
        "&",
        "&amp;",
        "&#0;",
        '"',
        "'",
        "\\",
        "@a",
        "H",
        "OO",
        "TL;DR",
        ":)",
        "<3",
        "<b onclick=x>",
        "</p>",
        "\x00",
        "\u202e",
        "�",
        "�",
        "\u200b",
        "é",
        "word",
        "[a]: http://b.example",
        "[nobbc]",
        "[/nobbc]",
        "javascript:",
        "[color=red]",
        "[/color]",
    ]
)
_SOURCES = st.one_of(st.text(), st.lists(_BITS, max_size=60).map("".join))


@pytest.fixture(scope="module")
def collected() -> list[str]:
    return payloads()


def test_there_are_thousands_of_payloads_and_our_own_among_them(collected: list[str]) -> None:
    assert len(collected) > 5000
    assert "[url=javascript:alert(1)]x[/url]" in collected


def test_no_payload_yields_anything_but_allowed_html(collected: list[str]) -> None:
    for source in collected:
        assert faults(render(source).html) == [], source


def test_no_payload_in_a_name_or_a_meaning_yields_anything_but_allowed_html(collected: list[str]) -> None:
    for source in collected[::7]:
        html = render("H wrote to @a", short_forms={"H": source}, names={"a": "/m/x"}).html
        assert faults(html) == [], source


@settings(max_examples=400, deadline=None)
@given(_SOURCES)
def test_no_text_crashes_or_yields_anything_but_allowed_html(source: str) -> None:
    rendered = render(source, short_forms={"H": "husband", "OO": 'o "o'}, names={"a": "/m/a"})
    assert faults(rendered.html) == []
    rendered.html.encode()
    assert [passage.number for passage in rendered.passages] == list(range(1, len(rendered.passages) + 1))
    assert rendered.plain.split("\n\n") == ([passage.text for passage in rendered.passages] or [""])
    assert all(f'id="p1-{passage.number}"' in rendered.html for passage in rendered.passages)


@settings(max_examples=200, deadline=None)
@given(_SOURCES)
def test_the_sanitiser_alone_lets_nothing_else_through(source: str) -> None:
    html = source.encode("utf-8", "replace").decode()
    assert [fault for fault in faults(sanitise(html)) if not fault.startswith(("id", "leaks"))] == []


@pytest.mark.parametrize(
    "html",
    [
        '<p class="leave" onclick="x()">x</p>',
        '<p id="main" style="position:fixed">x</p>',
        '<a href="//evil.example">x</a>',
        '<a href="java&#115;cript:x">x</a>',
        '<form action="/out"><button>x</button></form>',
        "<style>*{display:none}</style><script>x()</script>",
        '<img src="http://evil.example/x.gif"><iframe src="x"></iframe>',
    ],
)
def test_the_sanitiser_takes_away_what_is_not_ours(html: str) -> None:
    cleaned = sanitise(html)
    assert faults(cleaned) == []
    assert all(word not in cleaned for word in ("evil", "leave", "main", "style", "onclick", "form", "x()"))


@pytest.mark.parametrize("source", ["a\\\n\\\nb", "a&#10;&#10;b", "# &nbsp;\n\nb", "a | b\n--|--\n |\nc | d"])
def test_a_passage_is_one_paragraph_of_the_plain_words_however_odd(source: str) -> None:
    rendered = render(source)
    assert rendered.plain.split("\n\n") == [passage.text for passage in rendered.passages]
    assert all(passage.text for passage in rendered.passages)


def test_an_anchor_that_could_break_out_is_refused() -> None:
    for anchor in ("", "1p", 'p"x', "p 1", "p-1", "é", "p1\n"):
        with pytest.raises(ValueError, match="anchor"):
            render("x", anchor=anchor)
