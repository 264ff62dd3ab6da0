"""A bare link of the house is marked as a citation; every other link stays what it is."""

import pytest

from leeward.words import CITED_MAX, Cited, cited_in, fill, first_words, passage_of, render

HOSTS = ["board.example", ".boards.example"]
REF = "7Kq2aaaaaaa"


def cited(source: str) -> list[Cited]:
    return cited_in(render(source, hosts=HOSTS).html)


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        (f"/p/{REF}", Cited(post=REF)),
        (f"see /p/{REF}/3, it says", Cited(post=REF, passage=3)),
        (f"(/t/{REF})", Cited(topic=REF, number=1)),
        (f"/t/{REF}/26", Cited(topic=REF, number=26)),
        (f"/t/{REF}/26#p27.", Cited(topic=REF, number=27)),
        (f"/t/{REF}#p27-4", Cited(topic=REF, number=27, passage=4)),
        (f"https://board.example/p/{REF}/3", Cited(post=REF, passage=3)),
        (f"http://BOARD.example:8000/p/{REF}", Cited(post=REF)),
        (f"https://a.boards.example/t/{REF}/2#p2-1", Cited(topic=REF, number=2, passage=1)),
        (f"<https://board.example/p/{REF}>", Cited(post=REF)),
        (f"[url]https://board.example/p/{REF}[/url]", Cited(post=REF)),
        (f'[quote name="ash"]\n/p/{REF}\n[/quote]', Cited(post=REF)),
        (f"- /p/{REF}", Cited(post=REF)),
    ],
)
def test_a_pasted_link_of_the_house_is_a_citation(source: str, meant: Cited) -> None:
    assert cited(source) == [meant]


@pytest.mark.parametrize(
    "source",
    [
        f"https://other.example/p/{REF}",
        f"https://board.example.evil.example/p/{REF}",
        f"https://evil.example/?to=https://board.example/p/{REF}",
        f"[her words](/p/{REF})",
        f"[url=/p/{REF}]her words[/url]",
        f"`/p/{REF}`",
        f"\\/p/{REF}x",
        f"home/p/{REF}",
        f"/p/{REF}/passages",
        f"/p/{REF}.html",
        f"/t/{REF}/print",
        f"/t/{REF}/0",
        "/p/short",
    ],
)
def test_every_other_link_stays_what_it_is(source: str) -> None:
    assert cited(source) == []


def test_only_so_many_are_filled_in_one_post() -> None:
    assert len(cited(f"/p/{REF}\n" * (CITED_MAX + 5))) == CITED_MAX


def test_the_plain_words_keep_the_address_and_the_html_no_host() -> None:
    made = render(f"As https://board.example/p/{REF} says.", hosts=HOSTS)
    assert made.plain == f"As https://board.example/p/{REF} says."
    assert "board.example" not in made.html


def test_a_citation_with_its_line_to_itself_is_told_apart() -> None:
    seen: list[bool] = []

    def shown(cited: Cited, apart: bool) -> str:
        seen.append(apart)
        return "[here]"

    html = render(f"First\n/p/{REF}\nthen /p/{REF}/2 within.", hosts=HOSTS).html
    assert fill(html, shown).count("[here]") == 2
    assert seen == [True, False]
    assert fill(html, lambda cited, apart: None) == html


def test_first_words_are_cut_between_words_and_show_no_address() -> None:
    assert first_words(f"Read /p/{REF}/3 now", 80) == "Read … now"
    assert first_words("one two three four", 12) == "one two …"
    assert passage_of("one\n\ntwo", 2) == "two"
    assert passage_of("one\n\ntwo", 3) == ""
