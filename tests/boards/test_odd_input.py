"""Whatever arrives: it is posted as it was, or a clear sentence comes back with the text in view."""

import pytest

from tests import makers
from tests.boards.test_writing import page_of
from tests.cast import Cast

ODD = [
    "\ud800 half a pair",
    "nul \x00 and bell \x07",
    "\u202eright to left override",
    "👩‍👩‍👧 🏳️‍🌈 " * 50,
    "שלום עולם\n\nمرحبا",
    "[quote]" * 500 + "deep" + "[/quote]" * 500,
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u200b\u200c\u200d\ufeff zero width",
]


@pytest.mark.parametrize("body", ODD, ids=range(len(ODD)))
def test_whatever_is_typed_is_posted_and_shown(cast: Cast, body: str) -> None:
    client = cast.client(cast.ash)
    sent = body.encode("utf-8", "surrogatepass")
    answer = client.post(
        f"/b/{cast.board.ref}/new",
        b"title=Odd&do=post&body=" + b"".join(b"%%%02x" % byte for byte in sent),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 302, answer.content.decode()
    shown = page_of(client, answer.headers["Location"])
    assert "<script>alert" not in shown
    assert "onerror=alert" not in shown.replace("&lt;img src=x onerror=alert", "")


def test_bytes_that_are_no_form_get_a_sentence(cast: Cast) -> None:
    client = cast.client(cast.ash)
    broken = client.post(
        f"/b/{cast.board.ref}/new", b"\xff\xfe--nothing", content_type="multipart/form-data; boundary=x"
    )
    assert broken.status_code in {400, 422}
    assert "<h1" in broken.content.decode()


def test_ten_megabytes_are_given_back_with_a_sentence(cast: Cast) -> None:
    body = "word " * 2_000_000
    answer = cast.client(cast.ash).post(f"/b/{cast.board.ref}/new", {"title": "Long", "body": body, "do": "post"})
    assert answer.status_code == 422
    assert body in answer.content.decode()
    assert "10,000,000 characters" in answer.content.decode()


def test_more_than_a_form_can_carry_gets_a_sentence(cast: Cast) -> None:
    answer = cast.client(cast.ash).post(
        f"/b/{cast.board.ref}/new",
        b"title=x&body=" + b"y" * (25 * 1024 * 1024),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert "your text is still on the page" in answer.content.decode()


def test_a_flood_is_slowed_down_and_the_text_kept(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    client = cast.client(cast.ash)
    answers = [client.post(f"/t/{topic.ref}/reply", {"body": f"Reply {n}", "do": "post"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [422]
    assert "Reply 10" in answers[-1].content.decode()
