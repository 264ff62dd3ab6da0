"""Links say where they lead, leave no trace, and lead only where they may."""

import pytest

from leeward.words import render
from leeward.words.links import REL
from tests.words.reading_html import words_of


def test_a_link_shows_its_host_unless_its_text_does() -> None:
    html = render("[their page](https://www.example.org/help)").html
    assert f'<a href="https://www.example.org/help" rel="{REL}" referrerpolicy="no-referrer">their page</a>' in html
    assert '<span class="host">(example.org)</span>' in html
    assert "host" not in render("[example.org](https://example.org/)").html
    assert "host" not in render("see https://example.org/a?b=c#d now").html


@pytest.mark.parametrize(
    "text",
    [
        "bank.example",
        "https://bank.example/",
        "bank.example.org.evil",
        "www.bank.example evil.example",
        "bank.example@evil.example",
    ],
)
def test_a_text_that_names_another_place_does_not_hide_where_the_link_leads(text: str) -> None:
    assert "(evil.example)" in render(f"[{text}](https://evil.example/)").html


def test_a_name_before_the_host_does_not_pass_for_it() -> None:
    assert "(evil.example)" in render("[click](https://bank.example@evil.example/)").html


@pytest.mark.parametrize(
    "source",
    [
        "[url=https://a.example/x]words[/url]",
        "[words](https://a.example/x)",
        "[words][1]\n\n[1]: https://a.example/x",
        '[url="https://a.example/x"]words[/url]',
    ],
)
def test_every_kind_of_link_is_one_kind_of_link(source: str) -> None:
    html = render(source).html
    assert f'<a href="https://a.example/x" rel="{REL}" referrerpolicy="no-referrer">words</a>' in html
    assert "(a.example)" in html


def test_pictures_become_links_and_nothing_is_loaded() -> None:
    for source in (
        "![a dog](https://a.example/d.png)",
        "[img]https://a.example/d.png[/img]",
        "[img=1x1]https://a.example/d.png[/img]",
    ):
        html = render(source).html
        assert "<img" not in html
        assert 'href="https://a.example/d.png"' in html
    assert "picture</a>" in render("[img]https://a.example/d.png[/img]").html


@pytest.mark.parametrize("inside", ["/t/7Kq2", "/p/7Kq2/3", "/b/rooms", "/m/ash", "/t/7Kq2#p3-1"])
def test_a_link_to_our_own_pages_carries_no_host(inside: str) -> None:
    assert f'<a href="{inside}">there</a>' in render(f"[there]({inside})").html


@pytest.mark.parametrize("elsewhere", ["/admin", "//evil.example", "/t/../x", "page.html", "#main", "?x=1", "/leave"])
def test_any_other_relative_address_stays_text(elsewhere: str) -> None:
    source = f"[there]({elsewhere})"
    assert words_of(render(source).html) == source


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("(see https://a.example/b_(c)).", "https://a.example/b_(c)"),
        ("https://a.example/x, and", "https://a.example/x"),
        ("*https://a.example/x*", "https://a.example/x"),
        ("https://a.example/a_b_c_d*e*f", "https://a.example/a_b_c_d*e*f"),
        ("www.a.example/x!", "http://www.a.example/x"),
        ("[b]https://a.example[/b]", "https://a.example"),
        ("“https://a.example”", "https://a.example"),
        ("me@a.example.", "mailto:me@a.example"),
        ("HTTPS://A.example/x", "HTTPS://A.example/x"),
    ],
)
def test_a_typed_address_is_a_link_without_its_sentence(typed: str, address: str) -> None:
    assert f'href="{address}"' in render(typed).html


@pytest.mark.parametrize(
    "typed", ["him.It was", "file.txt", "v1.2.3", "www. nothing", "http:// nothing", "a@b", "@ home"]
)
def test_a_dot_makes_no_address(typed: str) -> None:
    assert "<a href" not in render(typed).html


def test_no_link_stands_in_a_link() -> None:
    html = render("[url=https://a.example/]see https://b.example and me@c.example [x](https://d.example)[/url]").html
    assert html.count("<a href") == 1


def test_a_link_without_words_says_where_it_leads() -> None:
    assert ">a.example</a>" in render("[](https://a.example/)").html


def test_telephone_numbers_may_be_links() -> None:
    assert 'href="tel:+44116123"' in render("[call](tel:+44116123)").html
