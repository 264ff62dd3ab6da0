"""A text begun under another name never goes out under one's own: whatever breaks, wherever it goes on.

Each test takes one way on which the name could get lost between the sheet and the post.
"""

import re
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from leeward.boards import actions
from leeward.boards.models import Post, Topic
from leeward.drafts.models import Draft
from leeward.members.models import Session
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.drafts.sheet import Sheet, fields_of, shown

WORDS = "What I could not say by my own name, in more than eighty characters, so that twins are known by it."


@pytest.fixture
def topic(cast: Cast) -> Topic:
    cast.ash.set_password(PASSPHRASE)
    cast.ash.save()
    return makers.topic(cast.wren, cast.board)


@pytest.fixture
def ash(cast: Cast, topic: Topic) -> Client:
    return cast.client(cast.ash)


@pytest.fixture(autouse=True)
def nothing_under_her_own_name(cast: Cast) -> Any:
    yield
    assert not Post.objects.filter(author=cast.ash).exclude(source__startswith="OWN").exists()


def names(topic: Topic) -> list[str]:
    return [name or "" for name in topic.posts.order_by("number").values_list("author__name", flat=True)][1:]


def alias_on(page: str) -> str:
    found = re.search(r'name="alias" value="(.*?)"', page)
    assert found, "the page does not carry the name"
    return found[1]


def go_on(page: str, **more: str) -> Any:
    form = {**fields_of(page), "body": WORDS, "name": "ash", "passphrase": PASSPHRASE, "then": "post", **more}
    return Client().post("/drafts/go-on", form)


def test_the_name_is_kept_with_the_text_and_stands_there_again(ash: Client, topic: Topic) -> None:
    Sheet(ash, f"/t/{topic.ref}/reply").keep(WORDS, alias="heron")
    for address in (f"/t/{topic.ref}/reply", f"/t/{topic.ref}"):
        assert alias_on(Sheet(ash, address).page) == "heron"
    draft = Draft.objects.get()
    assert 'Written under another name: <strong dir="auto">heron' in shown(ash.get(f"/drafts/{draft.ref}"))
    again = Sheet(ash, f"/t/{topic.ref}/reply")
    assert again.send(WORDS, alias="heron").status_code == 302
    assert names(topic) == ["heron"]


def test_a_button_that_keeps_keeps_the_name_too(ash: Client, topic: Topic) -> None:
    assert Sheet(ash, f"/t/{topic.ref}/reply").send(WORDS, do="keep", alias="heron").status_code == 302
    assert alias_on(Sheet(ash, f"/t/{topic.ref}/reply").page) == "heron"


def test_what_was_kept_while_typing_holds_where_the_form_says_nothing(ash: Client, topic: Topic) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    sheet.keep(WORDS, alias="heron")
    sheet.splice(0, 0, "Once more: ")
    sheet.keep(WORDS)
    assert sheet.send(WORDS).status_code == 302
    assert names(topic) == ["heron"]


def test_after_the_session_ended_it_is_posted_under_the_name(ash: Client, topic: Topic) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    Session.objects.all().delete()
    parked = sheet.send(WORDS, alias="heron")
    assert parked.status_code == 401
    assert alias_on(shown(parked)) == "heron"
    assert go_on(shown(parked), alias="heron").status_code == 302
    assert names(topic) == ["heron"]


def test_even_where_the_parked_page_comes_back_without_the_name(ash: Client, topic: Topic) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    Session.objects.all().delete()
    parked = fields_of(shown(sheet.send(WORDS, alias="heron")))
    parked.pop("alias")
    form = {**parked, "body": WORDS, "name": "ash", "passphrase": PASSPHRASE, "then": "post"}
    assert Client().post("/drafts/go-on", form).status_code == 302
    assert names(topic) == ["heron"]


def test_a_wrong_passphrase_on_the_way_costs_nothing(ash: Client, topic: Topic) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    Session.objects.all().delete()
    parked = sheet.send(WORDS, alias="heron")
    wrong = go_on(shown(parked), passphrase="not this one at all", alias="heron")
    assert alias_on(shown(wrong)) == "heron"
    assert go_on(shown(wrong)).status_code == 302
    assert names(topic) == ["heron"]


def test_a_name_taken_meanwhile_leads_back_to_the_sheet_and_not_to_a_post(
    cast: Cast, ash: Client, topic: Topic
) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    Session.objects.all().delete()
    parked = sheet.send(WORDS, alias="heron")
    makers.topic(cast.rowan, cast.board, alias="Heron")
    answer = go_on(shown(parked))
    assert answer.status_code == 302
    assert "/reply" in answer.headers["Location"]
    assert names(topic) == []
    again = Sheet(cast.client(cast.ash), answer.headers["Location"])
    assert (alias_on(again.page), again.body) == ("heron", WORDS)
    assert "This name is taken" in shown(again.send(WORDS, alias="heron"))


def test_when_the_database_fails_the_page_in_between_carries_the_name(
    ash: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    ash.raise_request_exception = False

    def fails(*args: object, **more: object) -> None:
        raise DatabaseError("full")

    with monkeypatch.context() as broken:
        broken.setattr(actions, "_add_post", fails)
        held = sheet.send(WORDS, alias="heron")
    assert held.status_code == 503
    assert alias_on(shown(held)) == "heron"
    assert ash.post(sheet.address, {**fields_of(shown(held)), "body": WORDS}).status_code == 302
    assert names(topic) == ["heron"]


def test_a_form_gone_stale_carries_it(cast: Cast, topic: Topic) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ash)
    stale = client.post(f"/t/{topic.ref}/reply", {"body": WORDS, "alias": "heron", "do": "post"})
    assert stale.status_code == 403
    assert 'name="alias" value="heron"' in shown(stale)


def test_a_page_too_old_to_be_kept_shows_under_which_name_it_was(ash: Client, topic: Topic) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    refused = sheet.send(WORDS, park="forged", alias="heron")
    assert refused.status_code == 403
    assert 'Written under another name: <strong dir="auto">heron' in shown(refused)


def test_quoting_on_the_way_takes_the_name_along(cast: Cast, ash: Client, topic: Topic) -> None:
    post = topic.posts.get()
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    for body in (WORDS, ""):
        chosen = shown(sheet.send(body, do="choose", quote_from=post.ref, alias="heron"))
        assert alias_on(chosen) == "heron"
        back = ash.post(sheet.address, {**fields_of(chosen), "do": "write", "body": body, "quote": f"{post.ref}.1"})
        assert alias_on(shown(back)) == "heron"


def test_seeing_how_it_looks_and_what_it_tells_keep_the_name(ash: Client, topic: Topic) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    for do in ("preview", "check", "soften_all"):
        answer = shown(sheet.send(WORDS + " Karen lives in Leeds.", do=do, alias="heron"))
        assert alias_on(answer) == "heron"
        sheet.fields.update(fields_of(answer))


def test_a_second_tab_that_still_says_her_own_name_posts_nothing(ash: Client, topic: Topic) -> None:
    old = Sheet(ash, f"/t/{topic.ref}/reply")
    assert Sheet(ash, f"/t/{topic.ref}/reply").send(WORDS, alias="heron").status_code == 302
    refused = old.send("OWN words, meant for another ear.", alias="")
    assert refused.status_code == 422
    assert "In this topic you write as heron, and your text was begun under another name" in shown(refused)
    assert "OWN words, meant for another ear." in shown(refused)
    assert names(topic) == ["heron"]
    old.fields.update(fields_of(shown(refused)))
    assert old.send("Words for this ear.").status_code == 302
    assert names(topic) == ["heron", "heron"]


def test_a_second_tab_that_still_says_heron_posts_nothing_under_her_own_name(
    cast: Cast, ash: Client, topic: Topic
) -> None:
    old = Sheet(ash, f"/t/{topic.ref}/reply")
    old.keep(WORDS, alias="heron")
    makers.reply(cast.ash, topic, "OWN words from the phone.")
    refused = old.send(WORDS, alias="heron")
    assert refused.status_code == 422
    assert "sent again, it will stand under your own name, ash" in shown(refused)
    assert 'value="post">Post as ash</button>' in shown(refused)
    opened = Sheet(ash, f"/t/{topic.ref}/reply")
    assert "it will stand under your own name, ash" in shown(ash.get(f"/t/{topic.ref}"))
    assert "it will stand under your own name, ash" in opened.page
    assert names(topic) == ["ash"]


def test_a_text_parked_under_a_name_that_no_longer_fits_waits_in_the_sheet(
    cast: Cast, ash: Client, topic: Topic
) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    makers.reply(cast.ash, topic, "OWN words from the phone.")
    Session.objects.all().delete()
    parked = sheet.send(WORDS, alias="heron")
    answer = go_on(shown(parked), alias="heron")
    assert "/reply" in answer.headers["Location"]
    assert names(topic) == ["ash"]
    assert "it will stand under your own name, ash" in shown(cast.client(cast.ash).get(answer.headers["Location"]))


def test_moved_elsewhere_it_goes_under_the_name(cast: Cast, ash: Client, topic: Topic) -> None:
    Sheet(ash, f"/t/{topic.ref}/reply").keep(WORDS, alias="heron")
    draft = Draft.objects.get()
    Topic.objects.update(locked_at=topic.opened_at)
    moved = ash.post(f"/drafts/{draft.ref}/move", {"place": f"topic:{cast.board.ref}"})
    sheet = Sheet(ash, moved.headers["Location"])
    assert alias_on(sheet.page) == "heron"
    assert sheet.send(WORDS, title="Elsewhere").status_code == 302
    assert Topic.objects.latest("pk").author.name == "heron"  # type: ignore[union-attr]


def test_a_change_to_a_post_under_another_name_that_is_moved_does_not_become_hers(cast: Cast, ash: Client) -> None:
    mine = makers.topic(cast.ash, cast.board, "Mine", WORDS, alias="heron")
    post = mine.posts.get()
    assert Sheet(ash, f"/p/{post.ref}/edit").send(WORDS + " Changed.", do="keep", title="Mine").status_code == 302
    draft = Draft.objects.get()
    Topic.objects.filter(pk=mine.pk).update(hidden_at=mine.opened_at)
    moved = ash.post(f"/drafts/{draft.ref}/move", {"place": f"topic:{cast.board.ref}"})
    sheet = Sheet(ash, moved.headers["Location"])
    assert alias_on(sheet.page) == "heron"
    assert "This name is taken" in shown(sheet.send(WORDS, title="Mine"))


def test_the_second_of_two_texts_is_not_written_over_a_post_under_her_own_name(ash: Client, topic: Topic) -> None:
    first, second = Sheet(ash, f"/t/{topic.ref}/reply"), Sheet(ash, f"/t/{topic.ref}/reply")
    second.fields.update({name: first.fields[name] for name in ("park", "once")})
    assert first.send("OWN words, and no more than that.", alias="").status_code == 302
    differs = second.send(WORDS, alias="heron")
    assert differs.status_code == 409
    draft = Draft.objects.exclude(posted_at__isnull=False).get()
    for do in ("instead", "as_well"):
        answer = ash.post(f"/drafts/{draft.ref}/settle", {"do": do})
        assert "/reply" in answer.headers["Location"]
    assert names(topic) == ["ash"]


def test_sent_twice_it_is_one_post(ash: Client, topic: Topic) -> None:
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    addresses = {sheet.send(WORDS, alias="heron").headers["Location"] for _twice in range(2)}
    addresses.add(Sheet(ash, f"/t/{topic.ref}/reply").send(WORDS).headers["Location"])
    assert len(addresses) == 1
    assert names(topic) == ["heron"]
