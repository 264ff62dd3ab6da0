"""What people type without thinking comes out as they meant it."""

import pytest

from leeward.words import render
from tests.words.reading_html import words_of


def shown(source: str) -> str:
    """The words a reader sees."""
    return words_of(render(source).html)


@pytest.mark.parametrize(
    "typed",
    [
        "[bracketed asides] stay, and [How can I ever tell her ...] too",
        "I was there [again], and then [/u] happened",
        "an unclosed [b]bold, an unclosed [quote=ash] and an orphan [/spoiler]",
        "[foo]bar[/foo] is nothing, and neither is [i",
        "[*] with no list, [li] neither",
        "-- Rowan",
        "P.S. I forgot",
        "...",
        "…",
        "~~~~~~~~",
        "A & B, 5 < 6, 7 > 2, <3 and <grin>, AT&T",
        "“Curly” ‘quotes’, an ellipsis…, a dash — and – another, and\u00a0a hard space",
        "#1 on my list",
        "#metoo",
        "1986. What a year that was",
        ":) :-( ;) :D",
        "(c) 2020, (see below)",
        "50% * 2 = 100% and 3*4*5",
        "snake_case_name and __init",
        "sh*t happens, f*ck it, what the f***, you *** and f**k s**t",
        "don`t and can`t",
        "``` he said",
        "/shrug ¯",
        "He left.Then I cried. e.g.this",
        "C:\\Users and \\o/",
        "[quote] is how you quote",
        "[Update]: yes",
        "[ ] milk [x] bread",
        "== Title ==",
        "2:30 pm - 3:00 pm",
        'I said: "no" ... and he -- well',
        "a | b",
        "[url=nonsense]x[/url]",
        "[size=5]big",
        "#",
        "Help![now] and wow![ x",
    ],
)
def test_it_stays_as_it_was_typed(typed: str) -> None:
    assert shown(typed) == typed


def test_stars_are_emphasis() -> None:
    assert "it is <em>my</em> life" in render("it is *my* life").html


def test_one_emphasised_word_may_have_an_ending() -> None:
    assert "<em>Freund</em>in, <strong>H</strong>s" in render("die *Freund*in, **H**s").html
    assert "<strong>no sh*t at all</strong>" in render("**no sh*t at all**").html
    assert "<em>强调</em>" in render("这是*强调*文字").html


def test_bbcode_and_markdown_stand_in_one_sentence() -> None:
    assert (
        "<strong>bold</strong> and <em>slanted</em> and <u>under</u>"
        in render("[b]bold[/b] and *slanted* and [u]under[/u]").html
    )


def test_an_exclamation_before_a_tag_is_kept() -> None:
    assert "Stop!<strong>now</strong>" in render("Stop![b]now[/b]").html


def test_crossed_formats_come_out_well_nested() -> None:
    html = render("[b]one *two[/b] three*").html
    assert "<strong>one <em>two</em></strong><em> three</em>" in html


def test_a_format_reaches_over_paragraphs() -> None:
    html = render("[b]one\n\ntwo[/b]").html
    assert "<strong>one</strong>" in html
    assert "<strong>two</strong>" in html


def test_a_format_does_not_reach_into_a_quotation() -> None:
    html = render("[b]one\n\n[quote]two[/quote]\n\nthree[/b]").html
    assert "<strong>two" not in html
    assert "<strong>three</strong>" in html


def test_size_and_colour_vanish_and_their_words_stay() -> None:
    assert shown("[size=7][color=red]LOUD[/color][/size] words") == "LOUD words"


def test_a_single_newline_is_a_line_break() -> None:
    assert "one<br>\ntwo" in render("one\ntwo").html


@pytest.mark.parametrize("line", ["___", "***", "---", "* * *"])
def test_a_line_of_signs_divides_and_harms_nothing(line: str) -> None:
    html = render(f"before\n\n{line}\n\nafter").html
    assert "<hr>" in html
    assert shown(f"before\n{line}\nafter").split() == ["before", "after"]


def test_dashes_under_a_paragraph_make_no_heading_of_it() -> None:
    assert "<h" not in render("A long paragraph.\n---\nMore.").html.replace("<hr>", "")
    assert "<h" not in render("A long paragraph.\n===\nMore.").html


@pytest.mark.parametrize("indent", ["    ", "\t", "        ", "\u3000", "\u00a0\u00a0\u00a0\u00a0"])
def test_an_indented_paragraph_is_a_paragraph(indent: str) -> None:
    html = render(f"{indent}It began in spring.\n\n{indent}Then it was summer.").html
    assert "<pre" not in html
    assert html.count("<p ") == 2


def test_a_heading_needs_a_space() -> None:
    assert "<h3" in render("# The first night").html
    assert "<h3" not in render("#metoo").html


def test_headings_begin_at_the_fourth_level_and_skip_none() -> None:
    html = render("### One\n\n###### Two\n\n# Three\n\n## Four\n\n### Five\n\n#### Six").html
    assert [html[place + 1 : place + 3] for place in range(len(html)) if html[place : place + 2] == "<h"] == [
        "h3",
        "h4",
        "h3",
        "h4",
        "h5",
        "h5",
    ]


def test_faces_stay_as_typed_and_say_what_they_show() -> None:
    html = render("well :) and <3").html
    assert '<span class="face smile">:)</span>' in html
    assert '<span class="face heart">&lt;3</span>' in html
    assert shown("well :) and <3") == render("well :) and <3").plain == "well :) and <3"
    assert "face" not in render("note:)and a(b:D) http://x.example/:)").html.replace("interface", "")
    assert "<img" not in html


def test_typed_entities_are_read_and_a_lone_sign_stays() -> None:
    assert shown("caf&eacute;&nbsp;&amp; bar & co") == "café\u00a0& bar & co"


def test_three_backticks_never_closed_swallow_nothing() -> None:
    html = render("```\nI meant nothing by it.\n\n[b]Really[/b].").html
    assert "<pre" not in html
    assert "<strong>Really</strong>" in html


def test_code_keeps_every_tag_and_star() -> None:
    for source in (
        "`[b]*x*[/b]`",
        "[code][b]*x*[/b][/code]",
        "```\n[b]*x*[/b]\n```",
        "so [code][b]*x*[/b][/code] there",
    ):
        rendered = render(source)
        assert "[b]*x*[/b]" in rendered.plain
        assert "<code>" in rendered.html


def test_between_nobbc_tags_nothing_is_markup() -> None:
    assert shown("use [nobbc][b]bold[/b] *x*[/nobbc] so") == "use [b]bold[/b] *x* so"


def test_a_list_of_bbcode_is_a_list() -> None:
    html = render("[list=1]\n[*]one\n[*]two [b]x[/b]\n[/list]").html
    assert html.startswith('<ol dir="auto">')
    assert html.count("<li ") == 2
    assert "two <strong>x</strong>" in html


def test_words_before_the_first_item_of_a_list_are_kept() -> None:
    assert "My reasons" in render("[list]My reasons[*]one[/list]").plain


def test_a_fold_hides_behind_its_title() -> None:
    html = render("[spoiler=What he wrote]It hurts.[/spoiler]").html
    assert '<details class="fold"><summary dir="auto">What he wrote</summary>' in html
    assert "Folded text" in render("[fold]x[/fold]").html


def test_a_table_is_a_table_one_can_scroll() -> None:
    html = render("day | what\n--|--\nMonday | rain").html
    assert '<div id="p1-1" dir="auto" class="wide" tabindex="0">' in html
    assert '<td dir="auto">rain</td>' in html


def test_a_table_with_cells_too_many_loses_none_of_them() -> None:
    source = "day | what\n--|--\nMonday | rain | and you | left"
    assert shown(source).split() == source.split()
    assert "<table>" in render("day | what\n--|--\nMonday | rain\n|Tuesday | \\| sun |").html


def test_every_block_has_its_own_direction() -> None:
    html = render("שלום\n\nhello\n\n- مرحبا\n\n> עוד\n\n# ראש").html
    for tag in ("<p ", "<li ", "<h3 ", "<ul "):
        starts = html.split(tag)[1:]
        assert starts
        assert all('dir="auto"' in start.split(">")[0] for start in starts)


def test_odd_bytes_are_no_text_and_pairs_of_surrogates_are() -> None:
    assert render("a\x00b\x07c\x7f").plain == "abc"
    assert render("\ud83d\ude42 and \ud800").plain == "\U0001f642 and \ufffd"
    assert render("one\r\ntwo\rthree\u2028four\x0bfive").plain == "one\ntwo\nthree\nfour\nfive"


def test_a_link_definition_that_nothing_uses_is_shown() -> None:
    assert "http://a.example" in shown("My source.\n\n[1]: http://a.example")
    assert "[1]:" not in shown("My source [1].\n\n[1]: http://a.example")


def test_a_paragraph_that_begins_with_a_date_keeps_it() -> None:
    assert '<ol dir="auto" start="16">' in render("16. March, and still nothing").html
