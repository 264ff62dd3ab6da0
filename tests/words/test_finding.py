"""Mentions, short forms, and the plain words that are searched and counted."""

import pytest

from leeward.words import mentioned_names, render
from tests.words.reading_html import words_of

FORMS = {"H": "husband", "OO": "my own outlook", "OOH": "out of hours", "N": "no contact", "C++": "a language"}
NAMES = {
    "rowan": "/m/rowan",
    "river stone": "/m/stone",
    "anna-marie": "/m/am",
    "ÉMILE".casefold(): "/m/e",
    "कमला": "/m/k",
}


def explained(source: str) -> list[str]:
    """The forms that were explained, in order."""
    return list(render(source, short_forms=FORMS).short_forms)


def test_a_short_form_is_explained_once_where_it_first_stands() -> None:
    html = render("My H said H is fine.", short_forms=FORMS).html
    said = '<span class="short" tabindex="0"><abbr>H</abbr><span class="short-says"> (husband)</span></span>'
    assert html.count(said) == 1
    assert f"My {said} said H is fine." in html


@pytest.mark.parametrize(
    "text", ["HIV", "H2O", "h", "aH", "H_x", "/H", "H/x", "H-bomb", "#H", "H@x.example", "J. H. Smith", "O'H", "nOO"]
)
def test_a_short_form_inside_something_longer_is_none(text: str) -> None:
    assert explained(text) == []


@pytest.mark.parametrize(
    "text", ["H's turn", "H’s turn", "(H)", "H, then", "“H”", "H.", "H!", "*H*", "H\nsaid", "N/H"[2:], "me+H"[3:]]
)
def test_a_short_form_with_its_sentence_around_it_is_one(text: str) -> None:
    assert explained(text) == ["H"]


def test_the_longest_form_wins_and_signs_may_be_part_of_one() -> None:
    assert explained("OOH and OO and C++ too") == ["OOH", "OO", "C++"]


def test_no_short_form_is_explained_in_code_links_names_or_addresses() -> None:
    source = "`H` [H](https://a.example) https://a.example/H @H [quote=H]x[/quote] [code]H[/code]"
    assert render(source, short_forms=FORMS, names={"h": "/m/h"}).short_forms == ()


def test_a_half_emphasised_word_is_still_one_word() -> None:
    assert explained("**H**appy") == []


def test_the_explanation_is_ours_and_not_among_the_words() -> None:
    rendered = render("My H left.", short_forms=FORMS)
    assert rendered.plain == rendered.passages[0].text == "My H left."
    assert rendered.words == 3


def test_short_forms_wait_for_a_place_that_is_not_folded_away() -> None:
    html = render("[quote=a]x[quote=b]my H[/quote][/quote]\n\nMy H too.", short_forms=FORMS).html
    assert html.index("short-says") > html.index("</details>")


def test_a_mention_of_a_member_is_a_link() -> None:
    rendered = render('Thank you @rowan, and @"River Stone", and @ROWAN.', names=NAMES)
    assert '<a class="mention" href="/m/rowan">@rowan</a>,' in rendered.html
    assert '<a class="mention" href="/m/stone">@"River Stone"</a>,' in rendered.html
    assert '<a class="mention" href="/m/rowan">@ROWAN</a>.' in rendered.html
    assert rendered.mentions == ("rowan", "river stone")


@pytest.mark.parametrize(
    "source", ["@rowan's", "@rowan.", "(@rowan)", "@rowan-", "hi @rowan: yes", "@rowan…", "*@rowan*", "@rowan’s"]
)
def test_a_mention_ends_where_the_name_ends(source: str) -> None:
    assert render(source, names=NAMES).mentions == ("rowan",)


def test_a_full_stop_after_a_mention_stays_outside_its_link() -> None:
    known = {name: "/m/r" for name in mentioned_names("@rowan. @J.R. @rowan...")}
    html = render("I agree with @rowan. And @J.R. said so, @rowan...", names=known).html
    assert '>@rowan</a>. And <a class="mention" href="/m/r">@J.R</a>. said so' in html
    assert html.count(">@rowan</a>") == 2


@pytest.mark.parametrize("source", ["@anna-marie's", "@E\u0301mile", "@कमला ने"])
def test_names_of_all_kinds_can_be_mentioned(source: str) -> None:
    assert len(render(source, names=NAMES).mentions) == 1


@pytest.mark.parametrize(
    "source",
    [
        "@nobody",
        "me@rowan.example",
        "`@rowan`",
        "[code]@rowan[/code]",
        "https://a.example/@rowan",
        "\\@rowan",
        "x@rowan",
        "@@rowan",
    ],
)
def test_what_is_no_mention_stays_text(source: str) -> None:
    assert render(source, names=NAMES).mentions == ()


def test_a_mention_inside_a_quotation_is_no_news() -> None:
    rendered = render("> thank you @rowan", names=NAMES)
    assert rendered.mentions == ()
    assert 'href="/m/rowan"' in rendered.html


def test_every_name_that_will_be_found_is_asked_for_first() -> None:
    source = 'a @rowan’s b @"River  Stone" c @anna-marie. @E\u0301mile'
    assert set(render(source, names=NAMES).mentions) <= mentioned_names(source)
    assert mentioned_names("no one, me@a.example") == frozenset()


def test_plain_words_are_the_authors_own() -> None:
    rendered = render(
        "# Title\n\nOne [b]two[/b] [three](https://a.example).\n\n[quote=ash]theirs[/quote]\n\n"
        "- four\n- five\n\n> theirs\n\na | b\n--|--\nc | d\n\n```\nx\n\ny\n```\n\n[spoiler=s]six[/spoiler]"
    )
    assert rendered.plain == "Title\n\nOne two three.\n\nfour\n\nfive\n\na b\nc d\n\nx\ny\n\nsix"


def test_a_place_in_the_plain_words_is_a_passage() -> None:
    rendered = render("one\n\n- two\n  lines\n\n[quote]no[/quote]\n\nthree")
    assert [passage.text for passage in rendered.passages] == rendered.plain.split("\n\n")
    assert [passage.number for passage in rendered.passages] == [1, 2, 3]
    assert '<p id="p1-3"' in rendered.html


def test_only_one_thing_can_be_pointed_at_in_an_item_of_one_paragraph() -> None:
    html = render("- one\n\n  two\n\n- three").html
    assert html.count('class="at"') == 3
    assert html.count("<li id=") == 2


def test_the_link_to_a_passage_holds_no_words_and_no_stop_for_the_keyboard() -> None:
    html = render("one").html
    assert '<a class="at" href="#p1-1" tabindex="-1" aria-hidden="true"></a>' in html
    assert words_of(html) == "one"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's a well-known fact - really.", 5),
        ("...", 0),
        ("我很难过但是我会好起来的", 6),
        ("ฉันเสียใจมาก", 3),
        ("나는 슬프다", 2),
        ("אני עצוב", 2),
        ("Hello 世界", 2),
    ],
)
def test_words_are_counted_as_long_as_they_take_to_read(text: str, words: int) -> None:
    assert render(text).words == words
