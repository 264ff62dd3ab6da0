"""What is changed inside quotes leaves every byte outside them as it was."""

import re

from hypothesis import given
from hypothesis import strategies as st

from leeward.words import (
    count_in_quotes,
    erase_quotes,
    of_posts,
    places_of,
    quoted_posts,
    rename_quotes,
    render,
    strike_in_quotes,
)

MINE = of_posts({"mine1"}, {"ash"})


def test_quotes_are_found_at_any_depth_and_not_in_code() -> None:
    deep = "[quote post=aaaa]" * 12 + "x" + "[/quote]" * 12
    assert quoted_posts(deep.replace("aaaa", "bbbb", 1)) == {"aaaa", "bbbb"}
    assert quoted_posts("`[quote post=aaaa]`x[/quote] [code][quote post=cccc]x[/quote][/code]") == frozenset()
    assert quoted_posts("[quote post=aaaa] never closed") == frozenset()


def test_a_phrase_goes_from_the_quotes_of_a_post_and_from_nowhere_else() -> None:
    source = (
        "Bristol, I said.\n[quote name=rowan post=other]Bristol [quote name=ash post=mine1]In *Bristol* then."
        "[quote name=x]Bristol[/quote][/quote][/quote]\n[quote=ASH]bristol[/quote] [quote=Bristol]y[/quote]"
    )
    left = strike_in_quotes(source, MINE, "bristol")
    assert left == (
        "Bristol, I said.\n[quote name=rowan post=other]Bristol [quote name=ash post=mine1]In *[…]* then."
        "[quote name=x][…][/quote][/quote][/quote]\n[quote=ASH][…][/quote] [quote=Bristol]y[/quote]"
    )
    assert count_in_quotes(source, MINE, "bristol") == 3
    assert count_in_quotes(left, MINE, "bristol") == 0


def test_an_erased_quote_says_neither_what_nor_who() -> None:
    source = 'Yes. [quote name="ash" post="mine1" passage="3"]Mine. [quote name=x post=other]y[/quote][/quote] No.'
    assert erase_quotes(source, MINE) == "Yes. [quote]\n[…]\n[/quote] No."
    assert "ash" not in render(erase_quotes(source, MINE)).html
    assert erase_quotes(source, of_posts({"other"})).count("[quote") == 2


def test_a_quote_gets_another_name_and_keeps_its_words() -> None:
    source = '[quote name="ash" post="mine1" passage="3"]a [quote="ash" post=mine1]b[/quote][/quote] ash'
    named = rename_quotes(source, MINE, "somebody")
    assert named == (
        '[quote name="somebody" post="mine1" passage="3"]a [quote name="somebody" post="mine1"]b[/quote][/quote] ash'
    )
    assert (
        rename_quotes(named, MINE, "") == '[quote post="mine1" passage="3"]a [quote post="mine1"]b[/quote][/quote] ash'
    )


PIECES = st.lists(
    st.sampled_from(
        [
            *("[quote name=ash post=mine1]", "[quote name=x post=other]", "[quote=ash]", "[/quote]", "[quote]"),
            *("[list]", "[*]", "[/list]", "[fold=ash]", "[/fold]", "`", "```\n", "[code]", "[/code]", "> ", "\\"),
            *("heron ", "*heron*", "he[b]ron[/b] ", "wren ", "\n\n", "[b]", "[/b]"),
        ]
    ),
    max_size=25,
).map("".join)
ANY = re.compile(r"\[quote.*\[/quote\]", re.DOTALL)


def outside(source: str) -> list[str]:
    """What stands around the quotes meant, found by another way than the one tested: marks put in by hand."""
    from leeward.words.quoted import _outermost

    parts, position = [], 0
    for found in _outermost(source, MINE):
        parts.append(source[position : found.start])
        position = found.end
    return [*parts, source[position:]]


@given(PIECES)
def test_outside_the_quotes_nothing_changes_and_inside_nothing_of_it_stays(source: str) -> None:
    left = strike_in_quotes(source, MINE, "heron")
    assert outside(left) == outside(source)
    assert count_in_quotes(left, MINE, "heron") == 0
    assert not ANY.search(source) or left.count("[quote") == source.count("[quote")


@given(PIECES)
def test_erased_quotes_leave_only_what_stood_around_them(source: str) -> None:
    left = erase_quotes(source, MINE)
    around = outside(source)
    assert left == "[quote]\n[…]\n[/quote]".join(around)
    assert len(quoted_posts(left) & {"mine1"}) == 0
    assert len(places_of(left, "wren")) == sum(len(places_of(part, "wren")) for part in around)


@given(PIECES)
def test_only_the_heads_of_quotes_meant_change_with_a_name(source: str) -> None:
    named = rename_quotes(source, MINE, "somebody")
    heads = ('[quote name="somebody" post="mine1"]', '[quote name="somebody"]')
    back = named.replace(heads[0], "[quote name=ash post=mine1]").replace(heads[1], "[quote=ash]")
    assert back == source
