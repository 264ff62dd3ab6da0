"""Opening a topic, replying, quoting, changing and taking back: through the pages, as a person would."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from leeward.boards.models import BODY_MAX, Board, Post, Revision, Topic
from leeward.moderation import deciding
from leeward.web.errors import WORDS
from tests import makers
from tests.cast import Cast

STORY = "I have not slept.\n\n(1) He says it is me.\n\n(2) I am no longer sure.\n\nIs that *normal*?"


def page_of(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_a_member_begins_a_topic_and_it_stands_on_the_board(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    answer = ash.post(f"/b/{cast.board.ref}/new", {"title": " A heavy   night ", "body": STORY, "do": "post"})
    topic = Topic.objects.get()
    assert answer.headers["Location"] == f"/t/{topic.ref}"
    assert topic.title == "A heavy night"
    assert "A heavy night" in page_of(ash, f"/b/{cast.board.ref}")
    text = page_of(ash, f"/t/{topic.ref}")
    assert "<em>normal</em>" in text
    assert text.count("<h1") == 1
    assert text.count("<article") == 1
    assert Post.objects.get().source == STORY


@pytest.mark.parametrize(
    ("title", "body", "sentence"),
    [
        ("", STORY, "Please give your topic a title"),
        ("  \u200b ", "", "There is no text yet"),
        ("A title", "   \n ", "There is no text yet"),
        ("A title", "x" * (BODY_MAX + 1), "100,001 characters"),
        ("t" * 200, STORY, "The title is 200 characters long"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_is_kept(cast: Cast, title: str, body: str, sentence: str) -> None:
    answer = cast.client(cast.ash).post(f"/b/{cast.board.ref}/new", {"title": title, "body": body, "do": "post"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert sentence in shown
    assert body[:5_000].replace("'", "&#39;") in shown
    assert not Topic.objects.exists()


def test_a_post_may_be_as_long_as_the_limit(cast: Cast) -> None:
    body = ("word " * (BODY_MAX // 5))[: BODY_MAX - 1] + "."
    answer = cast.client(cast.ash).post(f"/b/{cast.board.ref}/new", {"title": "Long", "body": body, "do": "post"})
    assert answer.status_code == 302
    assert len(Post.objects.get().source) == BODY_MAX


def test_the_preview_is_the_real_rendering_and_nothing_is_posted(cast: Cast) -> None:
    answer = cast.client(cast.ash).post(
        f"/b/{cast.board.ref}/new", {"title": "A title", "body": STORY, "do": "preview"}
    )
    assert "<em>normal</em>" in answer.content.decode()
    assert STORY in answer.content.decode()
    assert not Topic.objects.exists()
    topic = makers.topic(cast.ash, cast.board, body=STORY)
    previewed = re.search(r'<div class="words">(.*?)</section>', answer.content.decode(), re.S)
    assert previewed
    assert topic.posts.get().html.strip() in previewed[1]


def test_the_same_form_sent_twice_makes_one_post(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    ash = cast.client(cast.ash)
    sent = {"body": "I hear you.", "do": "post", "once": "abc123"}
    first = ash.post(f"/t/{topic.ref}/reply", sent)
    second = ash.post(f"/t/{topic.ref}/reply", sent)
    assert first.headers["Location"] == second.headers["Location"] == f"/t/{topic.ref}/2#p2"
    assert topic.posts.count() == 2
    new = {"title": "T", "body": "B", "do": "post", "once": "def456"}
    first, second = (ash.post(f"/b/{cast.board.ref}/new", new) for _again in range(2))
    assert first.headers["Location"] == second.headers["Location"]


def test_another_members_form_number_is_their_own(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    for member in (cast.ash, cast.rowan):
        cast.client(member).post(f"/t/{topic.ref}/reply", {"body": "Both.", "do": "post", "once": "same"})
    assert topic.posts.count() == 3


def test_passages_of_several_posts_are_quoted_with_who_and_where(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, body=STORY)
    answer_ = makers.reply(cast.wren, topic, "First thought.\n\nSecond thought.")
    opening = topic.posts.get(number=1)
    ash = cast.client(cast.ash)
    assert "He says it is me." in page_of(ash, f"/p/{opening.ref}/passages")
    composer = page_of(ash, f"/t/{topic.ref}/reply?quote={opening.ref}.2&quote={answer_.ref}.2")
    assert f'[quote name="rowan" post="{opening.ref}" passage="2"]'.replace('"', "&#34;") in composer
    assert "He says it is me." in composer
    assert "Second thought." in composer
    assert "First thought." not in re.search(r"<textarea.*?</textarea>", composer, re.S)[0]  # type: ignore[index]


def test_a_quote_links_to_the_very_passage_and_survives_posting(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, body=STORY)
    opening = topic.posts.get()
    ash = cast.client(cast.ash)
    form = ash.get(f"/t/{topic.ref}/reply?quote={opening.ref}.2").content.decode()
    body = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", form, re.S)[1].replace("&#34;", '"')  # type: ignore[index]
    ash.post(f"/t/{topic.ref}/reply", {"body": body + "I know that sentence.", "do": "post"})
    shown = page_of(ash, f"/t/{topic.ref}")
    assert f'href="/p/{opening.ref}/2"' in shown
    led = ash.get(f"/p/{opening.ref}/2")
    assert led.headers["Location"] == f"/t/{topic.ref}/1#p1-2"
    assert 'id="p1-2"' in shown


def test_choosing_from_another_post_carries_the_text_written_so_far(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, body=STORY)
    opening = topic.posts.get()
    ash = cast.client(cast.ash)
    chosen = ash.post(
        f"/t/{topic.ref}/reply", {"body": "Half a thought", "do": "choose", "quote_from": opening.ref, "once": "o1"}
    ).content.decode()
    assert "Half a thought" in chosen
    assert f'value="{opening.ref}.3"' in chosen
    back = ash.post(
        f"/t/{topic.ref}/reply",
        {"body": "Half a thought", "do": "write", "quote": [f"{opening.ref}.3"], "once": "o1"},
    )
    # "write" is a button that only shows the sheet again
    shown = back.content.decode()
    assert back.status_code == 200
    assert "Half a thought" in shown
    assert "I am no longer sure." in shown
    assert topic.posts.count() == 1


def test_a_member_is_mentioned_by_a_link(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, body="Thank you @Rowan and @nobody.")
    shown = page_of(cast.client(cast.ash), f"/t/{topic.ref}")
    assert re.search(rf'href="/m/{cast.rowan.ref}"[^>]*>@Rowan</a>', shown)
    assert "@nobody" in shown


def test_an_edit_keeps_what_stood_before_and_says_why(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, title="Old title", body="Old words.")
    post = topic.posts.get()
    answer = cast.client(cast.ash).post(
        f"/p/{post.ref}/edit", {"title": "New title", "body": "New words.", "note": "a typo", "do": "post"}
    )
    assert answer.status_code == 302
    shown = page_of(cast.client(cast.rowan), f"/t/{topic.ref}")
    assert "New words." in shown
    assert "New title" in shown
    assert "a typo" in shown
    assert "Old words." not in shown
    assert Revision.objects.get().source == "Old words."


def test_only_the_author_changes_or_takes_down(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    post = topic.posts.get()
    for member in (cast.rowan, cast.wren, cast.linden):
        client = cast.client(member)
        refused = client.post(f"/p/{post.ref}/edit", {"body": "Mine now.", "do": "post"})
        assert refused.status_code == 403
        assert "Only the person who wrote a post can change it." in refused.content.decode()
        assert "Mine now." in refused.content.decode()
        assert client.post(f"/p/{post.ref}/take-down").status_code == 404
    post.refresh_from_db()
    assert post.source == "Has anyone been here?"
    assert post.taken_down_at is None


def test_a_locked_topic_takes_no_reply_and_keeps_the_text_in_view(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    locked = makers.decide(cast.wren, topic, "lock")
    refused = cast.client(cast.ash).post(f"/t/{topic.ref}/reply", {"body": "An hour of words", "do": "post"})
    assert refused.status_code == 403
    assert "This topic is locked" in refused.content.decode()
    assert "An hour of words" in refused.content.decode()
    assert topic.posts.count() == 1
    deciding.undo(by=cast.wren, decision=locked, why="It is calm again.")
    assert cast.client(cast.ash).post(f"/t/{topic.ref}/reply", {"body": "Now", "do": "post"}).status_code == 302


def test_a_pinned_topic_stands_first(cast: Cast) -> None:
    pinned = makers.topic(cast.rowan, cast.board, title="Read this first")
    makers.topic(cast.ash, cast.board, title="Something newer")
    cast.client(cast.wren).post(f"/t/{pinned.ref}/keep", {"do": "pin"})
    shown = page_of(cast.client(cast.ash), f"/b/{cast.board.ref}")
    assert shown.index("Read this first") < shown.index("Something newer")


def test_short_forms_of_a_story_come_before_the_communitys(cast: Cast) -> None:
    from leeward.house.models import ShortForm

    ShortForm.objects.create(form="H", meaning="husband")
    topic = makers.topic(cast.ash, cast.board, body="H came home. H was quiet.")
    elsewhere = makers.topic(cast.rowan, cast.board, body="My H too.")
    cast.client(cast.ash).post(f"/t/{topic.ref}/cast", {"cast": "H = my flatmate\nN = our neighbour"})
    shown = page_of(cast.client(cast.rowan), f"/t/{topic.ref}")
    assert "my flatmate" in shown
    assert shown.count("<abbr") == 1
    assert "husband" in page_of(cast.client(cast.rowan), f"/t/{elsewhere.ref}")
    refused = cast.client(cast.rowan).post(f"/t/{topic.ref}/cast", {"cast": "H = hers"})
    assert refused.status_code == 403


def test_a_cast_line_that_cannot_be_read_is_said_and_kept(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    answer = cast.client(cast.ash).post(f"/t/{topic.ref}/cast", {"cast": "H my husband"})
    assert answer.status_code == 422
    assert "H my husband" in answer.content.decode()
    assert not topic.cast.exists()


def test_a_stale_form_gives_the_text_back_in_a_fresh_one(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ash)
    topic = makers.topic(cast.rowan, cast.board)
    stale = client.post(f"/t/{topic.ref}/reply", {"body": "An hour of words", "do": "post", "once": "o-1"})
    assert stale.status_code == 403
    shown = stale.content.decode()
    assert "An hour of words" in shown
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    assert token
    again = client.post(
        f"/t/{topic.ref}/reply",
        {"body": "An hour of words", "do": "post", "once": "o-1", "csrfmiddlewaretoken": token[1]},
    )
    assert again.status_code == 302
    assert "body" in WORDS


def test_the_moment_of_writing_is_kept(cast: Cast) -> None:
    before = timezone.now()
    topic = makers.topic(cast.ash, cast.board)
    assert before <= topic.posts.get().written_at <= timezone.now()
    assert Board.objects.get().topics.get().last_post_at == topic.posts.get().written_at
