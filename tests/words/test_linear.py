"""No text costs more than its length: work is counted in calls, at one length and at four times that length."""

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from leeward.words import render

HOSTILE = [
    *("[quote]", "[quote]x[/quote]", '[quote "a', '[quote="a]b" ', "[url=http://a.b]x[/url]", "[url=", "[url]", "[b]"),
    *("[/b]", "[b][i]x[/b][/i]", "[b]*x[/b]*", "[size=1]", "[code]", "[code]x[/code]", "y [code]x[/code]", "[nobbc]"),
    *("[list][*]", "[list]", "[*]", "[spoiler]x", "[img]http://a.b[/img]", "![", "![x](http://a.b)", "[", "]", "[]("),
    *("[x](http://a.b) ", "[x](<b", '[x](http://a.b "', "[x](http://a.b ((", "[x]: http://a.b\n\n", "[x]:\n", "[x]["),
    *(
        "*",
        "**x",
        "*x ",
        "**x*_ ",
        "x**y",
        "*_",
        "_x__ ",
        "~",
        "~~x",
        "~~x~~",
        "> ",
        ">",
        "> x\n",
        "> x\n\n",
        "- ",
        "- x\n",
    ),
    *("- > ", "1. - ", "1. x\n\ny\n\n", "(1) x\n", "(1)", "x|y\n-|-\n", "x|y\n-|-\na|b|c\n", "x|y\n", "|"),
    *(
        "[ask]",
        "[ask]x[/ask] ",
        "[/ask]",
        "? ",
        "a b c? ",
        "“",
        "«x ",
        "'a",
        "— x\n",
        "i wonder ",
        "ա՞ ",
        "α; ",
        "(1) a?\n",
    ),
    *("`", "`x``y", "``` x\n", "```\n"),
    *(
        "> ```\n\n",
        "x`y",
        "<x ",
        "<!--",
        "<",
        "<http://a",
        "&",
        "&#",
        "&amp;",
        "http://a.b ",
        "http://",
        "www.",
        "(http://a.b",
    ),
    *(
        "*www.a.b* ",
        "http://a.b/(",
        "://",
        "a@b.c ",
        "a@",
        "a.",
        "@",
        "@a ",
        '@"a ',
        "@a.b'c-",
        "# ",
        "# x\n",
        "#",
        "\n",
        "x\n\n",
    ),
    *(
        " ",
        " \n",
        "\t",
        "\\",
        "\\x",
        "\\\n",
        "---\n",
        "x\n===\n",
        "x",
        "He said so. ",
        "H ",
        "OO-",
        "H. ",
        ":) ",
        "\u200b",
        "好",
        "\u0301",
    ),
]
DEEP: dict[str, Callable[[int], str]] = {
    "quotes in quotes": lambda size: "[quote]" * size + "x" + "[/quote]" * size,
    "formats in formats": lambda size: "[b]" * size + "x" + "[/b]" * size,
    "lists in lists": lambda size: "[list][*]x" * size + "[/list]" * size,
    "stars around words": lambda size: "*x" * size + "x*" * size,
    "brackets around a link": lambda size: "[" * size + "x](http://a.b)",
    "brackets with a definition": lambda size: "[x]: http://a.b\n\n" + "[" * size,
    "links after brackets": lambda size: "[" * size + "](http://a.b)" * (size // 8),
    "runs of backticks": lambda size: " ".join("`" * length for length in range(1, int(size**0.5))),
    "fences growing shorter": lambda size: "\n".join("`" * length for length in range(int(size**0.5), 3, -1)),
    "one link definition, never ended": lambda size: "[" + "x\n" * size,
    "a lazy quotation": lambda size: "> x\n" + "y\n" * size,
    "a wide table": lambda size: "|x" * size + "\n" + "|-" * size,
    "a mail address before its sign": lambda size: "a." * size + "@",
    "one word": lambda size: "http://" + "a" * size,
}
OPTIONS: dict[str, Any] = {"short_forms": {"H": "husband", "OO": "o"}, "names": {"a": "/m/a"}}


def calls(source: str) -> int:
    """How many calls, of Python's and of C's, rendering `source` takes."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        render(source, **OPTIONS)
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    render("Everything [b]once[/b], *so* that @a nothing is counted that happens only once.", **OPTIONS)


def linear(small: str, large: str) -> None:
    """At four times the size at most four and a half times the work, but for what every rendering costs."""
    assert calls(large) < 4.5 * calls(small) + 2000


@pytest.mark.parametrize("bit", HOSTILE)
def test_the_same_again_and_again_costs_its_length(bit: str) -> None:
    times = 700 // len(bit)
    linear(bit * times, bit * times * 4)


@pytest.mark.parametrize("name", DEEP)
def test_nesting_costs_its_length(name: str) -> None:
    linear(DEEP[name](250), DEEP[name](1000))


def test_what_costs_the_square_is_seen_as_such() -> None:
    def square(size: int) -> int:
        count = 0

        def note(frame: FrameType, event: str, argument: object) -> None:
            nonlocal count
            count += event == "c_call"

        sys.setprofile(note)
        try:
            for length in range(size):
                [abs(number) for number in range(length)]
        finally:
            sys.setprofile(None)
        return count

    assert square(400) > 4.5 * square(100) + 2000


@pytest.mark.parametrize("name", ["code", "nobbc"])
def test_an_end_that_was_not_found_is_not_looked_for_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[str] = []
    compiled = re.compile

    def noting(pattern: str, flags: int = 0) -> re.Pattern[str]:
        looked_for.append(pattern)
        return compiled(pattern, flags)

    monkeypatch.setattr(re, "compile", noting)
    render(f"[{name}] " * 200)
    assert sum(name in pattern for pattern in looked_for) <= 2


def test_a_bracket_that_can_begin_no_link_is_not_searched_for_one() -> None:
    assert calls("[" * 1000) < 50_000


@pytest.mark.parametrize("name", ["quotes in quotes", "formats in formats", "lists in lists", "links after brackets"])
def test_a_full_post_of_nothing_but_nesting_is_read_to_its_end(name: str) -> None:
    rendered = render(DEEP[name](7000) + "\n\nthe end")
    assert rendered.plain.endswith("the end")
    assert deepest(rendered.html) < 60


@pytest.mark.parametrize("bit", ["[", "> ", "- ", "*", "(1) ", "- > ", "`"])
def test_a_post_longer_than_any_may_be_is_read_too(bit: str) -> None:
    assert deepest(render(bit * (300_000 // len(bit)) + "\n\nthe end").html) < 60


def deepest(html: str) -> int:
    """How deep the elements of `html` lie within each other."""
    depth = most = 0
    for part in html.split("<")[1:]:
        if part.startswith("/"):
            depth -= 1
        elif not part.startswith(("br", "hr")):
            depth += 1
            most = max(most, depth)
    return most
