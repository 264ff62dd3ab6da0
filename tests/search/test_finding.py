"""What people type finds what people wrote."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone

from leeward import words
from leeward.boards.models import Post, Topic
from leeward.search import finding
from leeward.search.rules import SEARCHES
from tests import makers
from tests.cast import Cast
from tests.search.asking import heading, listed, read, results, send, titles


def test_all_words_must_stand_in_the_post_or_its_title(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "Custody", "My mother said that she would come to court.")
    makers.topic(cast.ash, cast.board, "Money", "My mother keeps the accounts.")
    rowan = cast.client(cast.rowan)
    assert titles(rowan, "mother") == ["Custody", "Money"]
    assert titles(rowan, "mother court") == ["Custody"]
    assert titles(rowan, "custody mother") == ["Custody"]
    assert titles(rowan, "custody accounts") == []


def test_a_phrase_stands_as_it_is_and_its_words_elsewhere_do_not_count(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "One", "I felt so alone in that house.")
    makers.topic(cast.ash, cast.board, "Two", "That house was alone on its hill.")
    rowan = cast.client(cast.rowan)
    assert titles(rowan, '"alone in that house"') == ["One"]
    assert titles(rowan, "“that house”") == ["One", "Two"]
    assert titles(rowan, '"house that"') == []


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("He was leaving every evening", "leaves"),
        ("We met in a CAFÉ", "cafe"),
        ("We met in a cafe", "café"),
        ("I don’t know", "don't"),
        ("I don't know", "don’t"),
        ("My H will not talk", "H"),
        ("to be or not to be", '"to be or not to be"'),
        ("He hid it / lied about it", "lied/about"),
        ("counsellor_two", "two"),
        ("The custodian came", "custod*"),
        ("محمّد لم يعد إلى البيت", "محمد"),
        ("شكراً لكم جميعا", "شكرا"),
        ("वह हिन्दी में लिखती है", "हिन्दी"),
        ("他们住在北京很多年了", "北京"),
        ("他们住在北京很多年了", "住在北京"),
        ("私は昨日、母と話した。", "昨日"),
        ("남편이 집을 나갔어요", "남편"),
        ("ฉันอยากกลับบ้านวันนี้", "กลับบ้าน"),
        ("ฉันทำงานที่ bank ใหม่", "ทำงาน"),
        ("我爱coffee和茶", "coffee"),
        ("ខ្ញុំស្រឡាញ់អ្នក", "ស្រឡាញ់"),
        ("母がガラスを割った", "ガラス"),
        ("Η μητέρα μου έφυγε", "μητερα"),
        ("Она ещё не пришла", "еще"),
        ("Мама ПРИШЛА домой", "пришла"),
        ("אִמָּא הלכה", "אמא"),
    ],
)
def test_words_are_found_however_they_are_spelt(cast: Cast, written: str, asked: str) -> None:
    makers.topic(cast.ash, cast.board, "Title", f"Before.\n\n{written}.\n\nAfter.")
    makers.topic(cast.ash, cast.board, "Other", "Nothing of the kind: हम, 京北, 天.")
    [found] = results(cast.client(cast.rowan), asked)
    assert found.title == "Title"
    assert found.text == f"{written}."
    assert found.marked


@pytest.mark.parametrize("asked", ["हिन्द", "की", "京住", "custo", "eave"])
def test_parts_of_words_are_not_taken_for_words(cast: Cast, asked: str) -> None:
    makers.topic(cast.ash, cast.board, "Title", "वह हिन्दी में का 住在北京 custody leave")
    assert titles(cast.client(cast.rowan), asked) == []


def test_a_named_author_is_found_by_the_look_of_the_name(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "By ash", "The kettle was cold.")
    makers.topic(cast.rowan, cast.board, "By rowan", "The kettle was warm.")
    client = cast.client(cast.wren)  # moderators may; tests/search/test_by_name.py says who else
    assert titles(client, "kettle", author=" Rowan ") == ["By rowan"]
    unknown = send(client, "kettle", author="nobody")
    assert unknown.status_code == 422
    assert "Nobody here goes by this name" in unknown.content.decode()


def test_one_board_is_searched_and_no_other(cast: Cast) -> None:
    other = makers.board("Elsewhere")
    makers.topic(cast.ash, cast.board, "Here", "The kettle was cold.")
    makers.topic(cast.ash, other, "There", "The kettle was warm.")
    client = cast.client(cast.rowan)
    assert titles(client, "kettle", board=other.ref) == ["There"]
    assert send(client, "kettle", board="11111111111").status_code == 422


def test_a_time_is_a_year_or_a_day_and_both_ends_count(cast: Cast) -> None:
    for title, moment in (
        ("Old", datetime(2021, 12, 31, 12, tzinfo=UTC)),
        ("Middle", datetime(2022, 6, 1, 23, 59, tzinfo=UTC)),
        ("Late", datetime(2023, 1, 1, 0, 0, tzinfo=UTC)),
    ):
        topic = makers.topic(cast.ash, cast.board, title, "The kettle was cold.")
        Post.objects.filter(topic=topic).update(written_at=moment)
    client = cast.client(cast.rowan)
    assert titles(client, "kettle", since="2022", until="2022") == ["Middle"]
    assert titles(client, "kettle", since="2022-06-01", until="2022-06-01") == ["Middle"]
    assert titles(client, "kettle", since="2022-06-02") == ["Late"]
    assert titles(client, "kettle", until="2022-06-01") == ["Middle", "Old"]
    assert titles(client, "kettle", until="0001") == []
    assert titles(client, "kettle", until="9999") == ["Late", "Middle", "Old"]
    for wrong in ({"since": "last year"}, {"until": "2022-02-30"}, {"since": "2023", "until": "2022"}):
        assert send(client, "kettle", **wrong).status_code == 422


def test_the_link_leads_to_the_very_paragraph(cast: Cast) -> None:
    body = (
        "# How it began\n\nFirst words.\n\n[quote=rowan]the heron stood still[/quote]\n\n1. One\n2. The heron flew\n\n"
        "* a\n* b\n\nLast."
    )
    topic = makers.topic(cast.ash, cast.board, "Birds", body)
    post = topic.posts.get()
    [passage] = [one for one in words.render(body).passages if "heron flew" in one.text]
    [found] = results(cast.client(cast.rowan), "heron flew")
    assert found.link == f"/p/{post.ref}/{passage.number}"
    assert found.marked == ("heron", "flew")
    arrived = cast.client(cast.rowan).get(found.link)
    assert arrived["Location"].endswith(f"#p1-{passage.number}")
    assert f'id="p1-{passage.number}"' in post.html


def test_every_passage_has_the_number_of_its_paragraph_in_the_plain_text() -> None:
    body = "Hello,\n\n## Head\n\n1) one\n\n   more\n2) two\n\n> quoted\n\nmine\n\n- a\n  - b\n\n"
    body += "```\ncode\n\nmore code\n```\n\n"
    body += "[b]Bold[/b] [quote=ash]said[/quote] end.\n\n***\n\n| a | b |\n|---|---|\n| c | d |"
    text = words.render(body)
    assert [one.number for one in text.passages] == list(range(1, len(text.passages) + 1))
    assert text.plain.split("\n\n") == [one.text for one in text.passages]


def test_words_are_marked_and_markup_is_only_text(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "<b>Heron</b>", "A <script>alert(1)</script> heron & <img src=x onerror=y>.")
    page = send(cast.client(cast.rowan), "heron script <mark>").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    [found] = results(cast.client(cast.rowan), "heron script")
    assert found.title == "<b>Heron</b>"
    assert found.marked == ("Heron", "script", "script", "heron")


def test_a_long_paragraph_is_cut_around_the_words(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "Long", "before " * 300 + "kingfisher " + "after " * 300)
    [found] = results(cast.client(cast.rowan), "kingfisher")
    assert "kingfisher" in found.text
    assert found.text.startswith("… before")
    assert found.text.endswith("after …")
    assert len(found.text) < 260


def test_nothing_found_says_what_to_try_and_the_words_stay(cast: Cast) -> None:
    answer = send(cast.client(cast.rowan), "zeppelin", author="rowan")
    page = answer.content.decode()
    assert heading(answer) == "Nothing found"
    assert "Try fewer words" in page
    assert 'value="zeppelin"' in page
    assert "<details open>" in page


@pytest.mark.parametrize("asked", ["", "   ", '"', "***", "!?", "\0", "AND" * 200, " ".join(map(str, range(20)))])
def test_what_cannot_be_searched_for_gets_a_sentence(cast: Cast, asked: str) -> None:
    answer = send(cast.client(cast.rowan), asked)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_results_go_on_page_by_page_and_window_by_window(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PER_PAGE", 2)
    monkeypatch.setattr(finding, "WINDOW", 4)
    monkeypatch.setattr(finding._window, "plans", {})  # it stands ready with the other
    topic = makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    for number in range(2, 8):
        makers.reply(cast.ash, topic, f"Heron {number}.")
    client = cast.client(cast.rowan)
    first = send(client, "heron")
    assert heading(first) == "More than 4 posts found"
    assert 'name="page" value="2"' in first.content.decode()
    second = send(client, "heron", page="2")
    older = second.content.decode().split('name="before" value="')[1].split('"')[0]
    third = send(client, "heron", before=older)
    assert heading(third) == "3 posts found"
    last = send(client, "heron", before=older, page="2")
    links = [result.link for answer in (first, second, third, last) for result in read(answer)]
    assert len(links) == len(set(links)) == 7


def test_the_nearer_and_the_newer_come_first(cast: Cast) -> None:
    far = "Herons are grey. " + "Nothing else was on my mind that day. " * 5 + "The lake was calm."
    close = "The herons at the lake were grey. " + "Nothing else was on my mind that day. " * 6
    makers.topic(cast.ash, cast.board, "Close", close)
    makers.topic(cast.ash, cast.board, "Far", far)
    old = makers.topic(cast.ash, cast.board, "Far and old", far)
    Post.objects.filter(topic=old).update(written_at=timezone.now() - timedelta(days=4000))
    Topic.objects.update(title="Notes")
    found = [result.link for result in results(cast.client(cast.rowan), "heron lake")]
    close_one, far_one, old_one = (f"/p/{post.ref}" for post in Post.objects.order_by("id"))
    assert [link.rsplit("/", 1)[0] for link in found] == [close_one, far_one, old_one]


def test_a_title_counts_even_where_words_are_too_common_to_be_weighed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "BM25_MAX", 0)
    makers.topic(cast.ash, cast.board, "Herons at the lake", "They stood there all day.")
    makers.topic(cast.ash, cast.board, "Notes", "They were herons at the lake.")
    makers.topic(cast.ash, cast.board, "More notes", "Herons, " + "and nothing else on my mind, " * 5 + "and a lake.")
    found = [result.title for result in results(cast.client(cast.rowan), "herons lake")]
    assert found == ["Herons at the lake", "Notes", "More notes"]


def test_no_word_stands_in_an_address_or_a_header(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "Birds", "A zeppelin over the heronry.")
    listed(cast.ash)
    answer = send(cast.client(cast.rowan), "zeppelin heronry", author="ash")
    told = " ".join(f"{name}: {value}" for name, value in answer.items()) + str(answer.cookies)
    addresses = unquote(" ".join(part.split('"')[0] for part in answer.content.decode().split('="/')[1:]))
    assert read(answer)
    assert 'method="post"' in answer.content.decode()
    for word in ("zeppelin", "heronry", "ash"):
        assert word not in told
        assert word not in addresses
    assert "zeppelin" not in cast.client(cast.rowan).get("/search?q=zeppelin").content.decode()


def test_searching_too_often_gets_a_sentence(cast: Cast) -> None:
    client = cast.client(cast.rowan)
    for _time in range(SEARCHES.times):
        assert send(client, "heron").status_code == 200
    answer = send(client, "heron")
    assert answer.status_code == 429
    assert "Wait a minute" in answer.content.decode()
    assert 'value="heron"' in answer.content.decode()
