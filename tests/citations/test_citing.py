"""A link of the house that somebody pastes is shown, to each reader, as what they may see of it."""

import pytest
from django.test import Client

from leeward.boards import taking_down
from leeward.boards.models import Post
from leeward.conversations import actions as talk
from leeward.members.models import Circle
from leeward.members.sight import block
from tests import makers
from tests.cast import Cast

NOTHING = "(a link to something that you cannot read here)"
SAID = "The kettle had gone cold.\n\nThat was the morning I knew."
SECRETS = ("rowan", "The cold kettle", "kettle had gone", "the morning I knew")


@pytest.fixture
def said(cast: Cast) -> Post:
    """What rowan wrote, and others point at."""
    return makers.topic(cast.rowan, cast.board, title="The cold kettle", body=SAID).posts.get()


def text_of(client: Client, citing: Post) -> str:
    """The words of the citing post, as this reader gets them."""
    shown = client.get(f"/t/{citing.topic.ref}").content.decode()
    return shown.split(f'data-ref="{citing.ref}"')[1].split('<div class="text">')[1].split("</div>")[0]


def points_at(cast: Cast, body: str) -> Post:
    return makers.topic(cast.ash, cast.board, title="Pointing", body=body).posts.get()


def assert_tells_nothing(shown: str) -> None:
    assert NOTHING in shown
    assert not [word for word in (*SECRETS, "/p/", "/t/") if word in shown]


@pytest.mark.django_db
def test_a_citation_says_who_where_when_and_the_first_words(cast: Cast, said: Post) -> None:
    citing = points_at(cast, f"/p/{said.ref}")
    shown = text_of(cast.client(cast.wren), citing)
    assert all(word in shown for word in SECRETS)
    assert f'href="/p/{said.ref}"' in shown
    stored = Post.objects.get(pk=citing.pk).html
    assert not [word for word in SECRETS if word in stored]


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["/p/{ref}/2", "/t/{topic}/1#p1-2", "http://testserver/t/{topic}#p1-2"])
def test_a_citation_of_a_passage_shows_exactly_that_passage(cast: Cast, said: Post, form: str) -> None:
    citing = points_at(cast, form.format(ref=said.ref, topic=said.topic.ref))
    shown = text_of(cast.client(cast.wren), citing)
    assert "That was the morning I knew." in shown
    assert "kettle had gone" not in shown
    assert f'href="/p/{said.ref}/2"' in shown


@pytest.mark.django_db
def test_a_change_is_followed_at_once(cast: Cast, said: Post) -> None:
    citing = points_at(cast, f"/p/{said.ref}/2")
    rowan, wren = cast.client(cast.rowan), cast.client(cast.wren)
    rowan.post(
        f"/p/{said.ref}/edit", {"title": "The cold kettle", "body": "The kettle.\n\nAnother morning.", "do": "post"}
    )
    assert "Another morning." in text_of(wren, citing)
    assert "the morning I knew" not in text_of(wren, citing)


@pytest.mark.django_db
def test_what_was_taken_down_hidden_or_never_there_is_one_plain_sentence(cast: Cast, said: Post) -> None:
    citing = points_at(cast, f"/p/{said.ref}")
    nowhere = points_at(cast, "/p/aaaaaaaaaaa")
    rowan, ash, wren = cast.client(cast.rowan), cast.client(cast.ash), cast.client(cast.wren)
    taking_down.take_down(by=cast.rowan, post=said)
    for client in (ash, wren):
        assert_tells_nothing(text_of(client, citing))
        assert (
            text_of(client, citing).split('class="citation')[1] == text_of(client, nowhere).split('class="citation')[1]
        )
    taking_down.put_back(by=cast.rowan, post=said)
    assert "kettle had gone" in text_of(ash, citing)
    Post.objects.filter(pk=said.pk).update(hidden_at=said.written_at)
    assert_tells_nothing(text_of(rowan, citing))
    assert "kettle had gone" in text_of(wren, citing)


@pytest.mark.django_db
def test_a_block_keeps_the_words_from_both_sides(cast: Cast, said: Post) -> None:
    other = makers.member("sedge")
    citing = points_at(cast, f"/p/{said.ref}")
    mine = makers.topic(other, cast.board, title="Elsewhere", body="What sedge says.").posts.get()
    back = points_at(cast, f"/p/{mine.ref}")
    block(by=cast.rowan, other=other)
    other.refresh_from_db()
    cast.rowan.refresh_from_db()
    assert_tells_nothing(text_of(cast.client(other), citing))
    assert "kettle had gone" in text_of(cast.client(cast.ash), citing)
    assert NOTHING in text_of(cast.client(cast.rowan), back)


@pytest.mark.django_db
def test_a_circle_s_words_stay_in_the_circle(cast: Cast) -> None:
    circle = Circle.objects.create(name="Few")
    few = makers.board("Few", readers="circle", readers_circle=circle)
    inside = makers.topic(cast.linden, few, title="The cold kettle", body=SAID).posts.get()
    citing = points_at(cast, f"/p/{inside.ref} and /t/{inside.topic.ref}/1#p1-2")
    assert "kettle had gone" not in text_of(cast.client(cast.ash), citing)
    assert_tells_nothing(text_of(cast.client(cast.ash), citing))
    cast.ash.circles.add(circle)
    assert "the morning I knew" in text_of(cast.client(cast.ash), citing)


@pytest.mark.django_db
def test_words_under_another_name_are_cited_under_that_name(cast: Cast) -> None:
    hers = makers.topic(cast.rowan, cast.board, title="Another name", body=SAID, alias="Quiet Heron").posts.get()
    shown = text_of(cast.client(cast.wren), points_at(cast, f"/p/{hers.ref}"))
    assert "Quiet Heron" in shown
    assert "rowan" not in shown


@pytest.mark.django_db
def test_citations_in_quotes_previews_and_on_paper(cast: Cast, said: Post) -> None:
    citing = points_at(cast, f'[quote name="wren"]\nAs in /p/{said.ref} it was.\n[/quote]\n\nYes.')
    ash = cast.client(cast.ash)
    assert "The cold kettle" in text_of(ash, citing)
    for page in ("print", "story"):
        assert "The cold kettle" in ash.get(f"/t/{citing.topic.ref}/{page}").content.decode()
    preview = ash.post(f"/t/{citing.topic.ref}/reply", {"body": f"/p/{said.ref}", "do": "preview"}).content.decode()
    assert "kettle had gone" in preview
    block(by=cast.rowan, other=cast.ash)
    assert "kettle" not in ash.get(f"/t/{citing.topic.ref}/print").content.decode()
    preview = ash.post(f"/t/{citing.topic.ref}/reply", {"body": f"/p/{said.ref}", "do": "preview"}).content.decode()
    assert "kettle had gone" not in preview
    assert NOTHING in preview


@pytest.mark.django_db
def test_a_private_message_can_cite_a_post(cast: Cast, said: Post) -> None:
    place, theirs = makers.conversation(cast.ash, cast.wren)
    talk.write(by=cast.ash, place=place, body=f"Read this:\n/p/{said.ref}/2")
    wren = cast.client(cast.wren)
    assert "the morning I knew" in wren.get(f"/c/{theirs.ref}").content.decode()
    taking_down.take_down(by=cast.rowan, post=said)
    shown = wren.get(f"/c/{theirs.ref}").content.decode()
    assert "the morning I knew" not in shown
    assert NOTHING in shown


@pytest.mark.django_db
def test_a_page_asks_once_more_and_only_where_something_is_cited(
    cast: Cast, said: Post, django_assert_num_queries: object
) -> None:
    plain = points_at(cast, "No link at all.")
    citing = points_at(
        cast, "\n".join([f"/p/{said.ref}", f"/p/{said.ref}/2", "/p/aaaaaaaaaaa", f"/t/{said.topic.ref}/1"])
    )
    for _more in range(6):
        makers.reply(cast.rowan, citing.topic, f"Also /t/{plain.topic.ref}/1#p1-1 and /p/{said.ref}.")
    ash = cast.client(cast.ash)
    ash.get(f"/t/{plain.topic.ref}")
    with django_assert_num_queries(5):  # type: ignore[operator]
        ash.get(f"/t/{plain.topic.ref}")
    with django_assert_num_queries(6):  # type: ignore[operator]
        ash.get(f"/t/{citing.topic.ref}")


@pytest.mark.django_db
def test_the_page_of_passages_gives_addresses_to_paste(cast: Cast, said: Post) -> None:
    shown = cast.client(cast.ash).get(f"/p/{said.ref}/passages").content.decode()
    assert f'<code class="to-copy">/p/{said.ref}/2</code>' in shown
    assert f'<code class="to-copy">/p/{said.ref}</code>' in shown
