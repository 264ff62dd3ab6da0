"""Numbered points keep their author's numbers, and a long post has an outline."""

import pytest

from leeward.words import render

FILLER = "\n\n".join("He said that it was nothing and that I was imagining things again, as always." for _ in range(50))


def labels(source: str) -> list[tuple[str, str]]:
    """Each point's number and its first words."""
    return [(passage.label, passage.text[:12]) for passage in render(source).passages if passage.label]


@pytest.mark.parametrize("style", ["{}. ", "{}) ", "({}) ", "{}.) "])
def test_points_keep_their_numbers_with_plain_lines_between_them(style: str) -> None:
    source = "".join(f"{style.format(number)}Point number {number}\n\nAnd more on it.\n\n" for number in (1, 2, 3))
    assert [label for label, _ in labels(source)] == ["1", "2", "3"]
    html = render(source).html
    assert html.count('class="point"') == 3 or 'start="3"' in html


def test_points_in_brackets_may_stand_on_lines_of_one_paragraph() -> None:
    assert labels("First:\n(1) one\n(2) two\n(3) three") == [("1", "(1) one"), ("2", "(2) two"), ("3", "(3) three")]


def test_a_bracket_in_a_sentence_is_no_point() -> None:
    assert labels("He came back (2) times.\n\n(see below) for more\n\n(1)\n\n()") == []


def test_numbers_that_skip_are_kept() -> None:
    html = render("2. two\n4. four\n5. five").html
    assert 'start="2"' in html
    assert 'value="4"' in html
    assert 'value="5"' not in html
    assert [label for label, _ in labels("2. two\n4. four\n5. five")] == ["2", "4", "5"]


def test_the_same_number_again_and_again_means_count_for_me() -> None:
    assert [label for label, _ in labels("1. a\n1. b\n1. c")] == ["1", "2", "3"]


def test_points_inside_a_quotation_are_not_the_authors() -> None:
    assert labels("> 1. theirs\n\n[quote=ash](2) theirs too[/quote]\n\n3. mine") == [("3", "mine")]


def test_a_list_inside_a_point_has_no_points_of_its_own() -> None:
    assert labels("1. one\n   1. inner\n2. two") == [("1", "one"), ("2", "two")]


def test_a_short_post_has_no_outline() -> None:
    assert render("# A heading\n\n1. a point").outline == ()


def test_a_long_post_has_its_headings_points_and_bold_beginnings_in_the_outline() -> None:
    source = (
        f"## How it began\n\n{FILLER}\n\n1. **He lies.** All the time.\n\nMore.\n\n2. He drinks, and then he shouts\n\n"
        f"(3) The money\n\n**The children.** They know.\n\n**Where I am now**\n\nNowhere, **really**.\n\n# The end"
    )
    outline = render(source, anchor="p9").outline
    assert [(entry.level, entry.label, entry.text) for entry in outline] == [
        (1, "", "How it began"),
        (2, "1", "He lies."),
        (2, "2", "He drinks, and then he shouts"),
        (2, "3", "The money"),
        (2, "", "The children."),
        (2, "", "Where I am now"),
        (1, "", "The end"),
    ]
    html = render(source, anchor="p9").html
    assert all(f'id="{entry.anchor}"' in html for entry in outline)


def test_a_long_line_is_cut_at_a_word_in_the_outline() -> None:
    long = "1. " + "word " * 40
    text = render(f"{FILLER}\n\n{long}").outline[0].text
    assert text.endswith("word…")
    assert 60 < len(text) <= 80


def test_an_emphatic_paragraph_is_no_heading() -> None:
    assert render(f"{FILLER}\n\n**{'I cannot do this any more and ' * 4}** I said.").outline == ()


@pytest.mark.parametrize(
    "opening",
    [
        "In short:",
        "TL;DR",
        "tl;dr:",
        "TLDR -",
        "**In short:**",
        "Short version:",
        "Kurz gesagt:",
        "En bref :",
        "En resumen:",
        "باختصار:",
        "要するに、",
        "*TL;DR*:",
    ],
)
def test_what_the_author_says_in_short_is_found_in_many_languages(opening: str) -> None:
    source = f"I met him in May.\n\n{opening} he left."
    rendered = render(source)
    assert (rendered.in_short, rendered.in_short_anchor) == ("he left.", "p1-2")
    assert "he left." in rendered.html


@pytest.mark.parametrize("opening", ["# In short", "**TL;DR**", "In short:"])
def test_in_short_on_a_line_of_its_own_speaks_of_the_next(opening: str) -> None:
    rendered = render(f"Words.\n\n{opening}\n\nHe left.")
    assert (rendered.in_short, rendered.in_short_anchor) == ("He left.", "p1-3")


@pytest.mark.parametrize(
    "source", ["Food was in short supply.", "In short supply were eggs.", "> In short: he left", "Summary judgment."]
)
def test_other_sentences_are_not_in_short(source: str) -> None:
    assert render(source).in_short is None
