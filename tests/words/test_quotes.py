"""Quotations name who said it, link to the very passage, and fold what is older."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeward.words import Phrases, QuoteRef, clean_text, quote_source, render
from tests.words.reading_html import quoted_in


@pytest.mark.parametrize(
    "head",
    [
        "quote=rowan",
        'quote="rowan"',
        "QUOTE=rowan",
        'quote name="rowan"',
        "quote name=rowan",
        "quote author=rowan link=topic=12.msg34#msg34 date=123",
        'quote="rowan" post_id=5 time=1',
        'quote="rowan" post_id=5 time=1 user_id=2',
        'quote="rowan" pid="5" dateline="1"',
        "quote='rowan' pid='5' dateline='1'",
    ],
)
def test_every_boards_way_of_naming_who_said_it_is_understood(head: str) -> None:
    rendered = render(f"[{head}]It gets better.[/quote]\n\nThank you.")
    assert rendered.quotes == (QuoteRef("rowan", "", None),)
    assert '<blockquote class="quote"><p class="quote-who" dir="auto"><bdi>rowan</bdi> wrote:</p>' in rendered.html
    assert rendered.plain == "Thank you."


def test_a_name_of_two_words_is_one_name() -> None:
    for head in (
        "quote=River Stone",
        "quote author=River Stone link=topic=1.msg2#msg2 date=3",
        'quote="River Stone" post_id=1',
    ):
        assert render(f"[{head}]x[/quote]").quotes[0].name == "River Stone"


def test_a_quote_links_to_the_passage_it_is_from() -> None:
    rendered = render('[quote name="rowan" post="7Kq2" passage="3"]x[/quote]')
    assert '<a href="/p/7Kq2/3">rowan</a> wrote:' in rendered.html
    assert rendered.quotes == (QuoteRef("rowan", "7Kq2", 3),)
    assert '<a href="/p/7Kq2">rowan</a>' in render('[quote name="rowan" post="7Kq2"]x[/quote]').html


@pytest.mark.parametrize("post", ["../x", "7", "a" * 33, "7Kq2/3", "7Kq2?x"])
def test_a_post_that_cannot_be_one_is_not_linked(post: str) -> None:
    assert "<a href=" not in render(f'[quote name="rowan" post="{post}"]x[/quote]').html


def test_a_name_cannot_turn_the_words_after_it_around() -> None:
    assert render("[quote=row\u202ean]x[/quote]").quotes[0].name == "rowan"
    assert render("[quote=row&#8238;an]x[/quote]").quotes[0].name == "rowan"


def test_lines_with_an_angle_are_a_quotation_too() -> None:
    assert '<blockquote class="quote"><p dir="auto">It gets better.</p>' in render("> It gets better.").html


def test_what_is_typed_right_under_a_quotation_is_the_answer() -> None:
    rendered = render("> Why do you stay?\nBecause of the children.\n\n> > older\n> newer\nMine.")
    assert rendered.plain == "Because of the children.\n\nMine."
    assert 'older</p>\n</blockquote></details>\n<p dir="auto">newer' in rendered.html


def test_quoted_blocks_have_no_anchor() -> None:
    html = render("[quote=a]one\n\n- two\n\n# three[/quote]\n\nfour").html
    assert html.count("id=") == 1
    assert "<h3" not in html


def test_older_quotes_are_folded_once_and_the_rest_lies_inside() -> None:
    html = render("[quote=a]1[quote=b]2[quote=c]3[/quote][/quote][/quote]").html
    assert html.count("<details") == 1
    assert '<details class="older"><summary dir="auto">Earlier: b</summary>' in html
    assert html.index("<details") < html.index("c</bdi> wrote:")


def test_a_quotation_that_came_along_is_told_from_one_that_was_made() -> None:
    quotes = render("[quote=a]1[quote=b]2[/quote][/quote]").quotes
    assert [(quote.name, quote.depth) for quote in quotes] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize("depth", [9, 500])
def test_a_tower_of_quotes_is_flat_at_the_top_and_loses_no_word(depth: int) -> None:
    source = "".join(f"[quote=m{level}]said{level} " for level in range(depth)) + "[/quote]" * depth
    html = render(source).html
    assert html.count("<blockquote") == 6
    assert html.count("Quotes older than this are set flat.") == 1
    assert all(f"said{level}" in html for level in range(depth))


def test_a_tower_of_angles_is_flat_too() -> None:
    html = render("> " * 500 + "said").html
    assert html.count("<blockquote") == 6
    assert "said</p>" in html
    assert "&gt;" not in html


def test_markdown_and_bbcode_quotes_nest_in_each_other() -> None:
    html = render("[quote=a]\n> older\n\nnewer[/quote]").html
    assert html.count("<blockquote") == 2
    assert "Earlier</summary>" in html


def test_the_words_beside_quotes_can_be_translated() -> None:
    german = Phrases(wrote="{name} schrieb:", earlier="Früher: {name}")
    html = render("[quote=a]1[quote=b]2[/quote][/quote]", phrases=german).html
    assert "<bdi>a</bdi> schrieb:" in html
    assert "Früher: b" in html


def test_crossed_containers_harm_nothing() -> None:
    html = render("[quote=a]one [spoiler]two[/quote] three[/spoiler]").html
    assert "one [spoiler]two" in html
    assert "three[/spoiler]" in html


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rowan", "It gets better."),
        ('Ro"w]an[/quote]', "x"),
        ("a\nb", "one\n\ntwo [/quote] three"),
        ("R&amp;B", "[b]not bold[/b] and *not slanted* and `code`"),
        ("x", "1. one\n2. two"),
        ("x", "# no heading\n> no quote\n- no list\n+ nor here\n(1) no point\n1986. a year"),
        ("x", "a \\ b \\* c &amp; d &eacute; <http://x.example> ![x](y) [x]: http://y.example"),
        ("x", "~~gone~~ __init__ ``` --- ***"),
        ("x", "see https://a.example/b_c"),
        ("", "nobody said it"),
    ],
)
def test_what_the_composer_inserts_shows_the_same_words_again(name: str, text: str) -> None:
    source = quote_source(name, "7Kq2", 3, text) + "My answer."
    rendered = render(source)
    assert quoted_in(rendered.html).split() == text.split()
    assert rendered.plain == "My answer."
    assert [(quote.name, quote.post, quote.passage) for quote in rendered.quotes] == [
        (" ".join(name.split()), "7Kq2", 3)
    ]


_MARKS = st.sampled_from([*list("*_`[]()<>&\\#>-+=|~!:.1 \n\t\"'{}^@/"), "[b]", "[/quote]", "http://", "&lt;", "word"])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_MARKS, max_size=30).map("".join)), st.text(max_size=30))
def test_any_words_survive_being_quoted(text: str, name: str) -> None:
    rendered = render(quote_source(name, "7Kq2", None, text) + "Mine.")
    assert "".join(quoted_in(rendered.html).split()) == "".join(clean_text(text).split())
    assert rendered.plain == "Mine."


def test_ordinary_words_are_not_disfigured_by_being_quoted() -> None:
    text = "He said (again) that it's my fault - and I don't know; 50% of it [really] isn't, is it? e.g. 3.5 & more..."
    assert text in quote_source("rowan", "7Kq2", 1, text)
