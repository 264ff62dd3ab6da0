"""However often a text is sent, it is posted once; and where two texts come from one page, the writer chooses."""

import pytest

from leeward.boards.models import Post, Topic
from leeward.drafts.models import Draft
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, shown


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return makers.topic(cast.rowan, cast.board)


def reply_sheet(cast: Cast, topic: Topic) -> Sheet:
    return Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")


def test_the_second_press_lands_on_the_first_post(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    answers = [sheet.send("I hear you.") for _press in range(3)]
    assert {answer.headers["Location"] for answer in answers} == {f"/t/{topic.ref}/2#p2"}
    assert topic.posts.count() == 2


def test_the_same_words_from_two_open_tabs_are_one_post(cast: Cast, topic: Topic) -> None:
    one, two = reply_sheet(cast, topic), reply_sheet(cast, topic)
    assert one.fields["once"] != two.fields["once"]
    assert one.send("I hear you.").headers["Location"] == two.send("I hear you.").headers["Location"]
    assert topic.posts.count() == 2


def test_the_same_words_from_a_page_opened_afterwards_are_another_post(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply_sheet(cast, topic).send("Thank you.")
    Draft.objects.update(posted_at="2020-01-01T00:00Z")
    reply_sheet(cast, topic).send("Thank you.")
    assert topic.posts.count() == 3


@pytest.mark.parametrize(
    ("do", "bodies"),
    [
        ("instead", ["The second."]),
        ("as_well", ["The first.", "The second."]),
        ("discard", ["The first."]),
    ],
)
def test_other_words_from_the_same_page_are_set_beside_the_first(
    cast: Cast, topic: Topic, do: str, bodies: list[str]
) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.send("The first.")
    answer = sheet.send("The second.")
    assert answer.status_code == 409
    assert "<mark>first</mark>" in shown(answer)
    assert "<mark>second</mark>" in shown(answer)
    assert topic.posts.count() == 2
    draft = Draft.objects.get(posted_at=None)
    chosen = sheet.client.post(f"/drafts/{draft.ref}/settle", {"do": do})
    assert chosen.status_code == 302
    assert sheet.client.get(chosen.headers["Location"]).status_code == 200
    assert [post.source for post in topic.posts.filter(author=cast.ash).order_by("number")] == bodies


def test_two_tabs_of_one_draft_the_second_to_post_chooses(cast: Cast, topic: Topic) -> None:
    reply_sheet(cast, topic).keep("Begun.")
    here, there = reply_sheet(cast, topic), reply_sheet(cast, topic)
    here.keep("Begun. Here.")
    there.keep("Begun. There.")
    assert there.send("Begun. There.").status_code == 302
    assert here.send("Begun. Here.").status_code == 409
    assert [post.source for post in Post.objects.filter(author=cast.ash)] == ["Begun. There."]


def test_two_edits_of_one_post_in_two_tabs_are_compared(cast: Cast, topic: Topic) -> None:
    own = makers.reply(cast.ash, topic, "As it was.")
    here, there = (Sheet(cast.client(cast.ash), f"/p/{own.ref}/edit") for _tab in range(2))
    assert here.send("As it is here.").status_code == 302
    assert here.send("As it is here.").status_code == 302
    assert there.send("As it is there.").status_code == 409
    own.refresh_from_db()
    assert own.source == "As it is here."
    draft = Draft.objects.get(posted_at=None)
    there.client.post(f"/drafts/{draft.ref}/settle", {"do": "as_well"})
    own.refresh_from_db()
    assert own.source == "As it is there."
    assert own.revisions.count() == 2
    assert Sheet(cast.client(cast.ash), f"/p/{own.ref}/edit").send("Once more.").status_code == 302


def test_a_post_and_the_note_of_it_are_one_transaction(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_any: object) -> None:
        raise RuntimeError("killed")

    sheet = reply_sheet(cast, topic)
    monkeypatch.setattr("leeward.drafts.posting._note", die)
    sheet.client.raise_request_exception = False
    held = sheet.send("Between the two.")
    assert held.status_code == 503
    assert "Between the two." in shown(held)
    assert topic.posts.count() == 1
    monkeypatch.undo()
    assert sheet.send("Between the two.").status_code == 302
    assert topic.posts.count() == 2


def test_a_change_back_and_forth_is_two_changes(cast: Cast) -> None:
    one, other = "What it says at last, in words enough to be known again.", "Something else. " * 8 + "So."
    post = makers.topic(cast.rowan, cast.board, body="First.").posts.get()
    rowan = cast.client(cast.rowan)
    for body in (one, other, one, other):
        Sheet(rowan, f"/p/{post.ref}/edit").send(body, title="A quiet question")
        assert Post.objects.get(pk=post.pk).source == body
