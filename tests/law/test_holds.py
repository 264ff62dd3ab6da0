"""A hold outranks deletion, needs two people, and ends on its day."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from leeward.boards import actions as boards
from leeward.boards import taking_down
from leeward.boards.models import Post
from leeward.law import reminding
from leeward.law.models import Hold, Matter
from leeward.members.models import Member, Role
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.law.test_registers import enter, step
from tests.leaving.test_erasing import ask, later
from tests.members.pages import words_of


def hold(cast: Cast, address: str, days: int = 100) -> Matter:
    """Asked for by linden, agreed to by hazel."""
    linden = cast.client(cast.linden)
    until = f"{timezone.localdate() + timedelta(days=days)}"
    answer = enter(linden, "holds", wanted="order", title=address, body="Order 7 of the court.", note=until)
    assert answer.status_code == 302, words_of(answer)
    return Matter.objects.latest("pk")


def agreed(cast: Cast, matter: Matter) -> Any:
    hazel = Member.objects.filter(name="hazel").first() or makers.member("hazel", role=Role.ADMINISTRATOR)
    return step(cast.client(hazel), matter, "agree", "I have read the order.")


def test_a_hold_begins_when_a_second_person_agrees_and_the_first_cannot(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    linden = cast.client(cast.linden)
    wrong = enter(linden, "holds", wanted="order", title="nowhere", note="2999-01-01")
    assert "Nothing stands at this address" in words_of(wrong)
    assert "within a year" in words_of(wrong)
    matter = hold(cast, f"https://example.org/t/{topic.ref}")
    assert "Without effect until a second" in words_of(linden.get(f"/house/law/entry/{matter.ref}"))
    assert step(linden, matter, "agree").status_code == 403
    assert not Hold.objects.in_force().exists()
    assert agreed(cast, matter).status_code == 302
    assert Hold.objects.in_force().exists()
    assert agreed(cast, matter).status_code == 403
    step(linden, matter, "lift", "The court lifted it.")
    assert not Hold.objects.in_force().exists()


def test_a_held_post_outlives_its_erasing_and_goes_when_the_hold_is_lifted(cast: Cast) -> None:
    post = makers.reply(cast.ash, makers.topic(cast.rowan, cast.board), "Kept for the court.")
    matter = hold(cast, f"/p/{post.ref}")
    agreed(cast, matter)
    taking_down.take_down(by=cast.ash, post=post)
    later(31)
    post.refresh_from_db()
    assert post.source == "Kept for the court."
    assert cast.client(cast.rowan).get(f"/p/{post.ref}").status_code == 404
    step(cast.client(cast.linden), matter, "lift", "No longer needed.")
    later(31)
    post.refresh_from_db()
    assert post.source == ""


def test_held_words_can_go_out_of_sight_and_are_not_struck(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, body="He hid the keys.")
    post = topic.posts.get()
    boards.edit(by=cast.ash, post=post, body="He hid the keys, twice.")
    matter = hold(cast, f"/t/{topic.ref}")
    agreed(cast, matter)
    ash, wanted = cast.client(cast.ash), {"phrase": "keys", "do": "strike"}
    refused = ash.post(f"/p/{post.ref}/strike", wanted)
    assert refused.status_code == 422
    assert "Take it down instead" in words_of(refused)
    version = {"version": post.revisions.get().pk}
    assert ash.post(f"/p/{post.ref}/versions/strike", version).status_code == 403
    step(cast.client(cast.linden), matter, "lift", "No longer needed.")
    assert ash.post(f"/p/{post.ref}/versions/strike", version).status_code == 302
    assert ash.post(f"/p/{post.ref}/strike", wanted).status_code == 200
    post.refresh_from_db()
    assert "keys" not in post.source


@pytest.mark.django_db(transaction=True)
def test_a_held_member_is_not_erased_until_its_day_is_over(cast: Cast) -> None:
    willow = makers.member("willow", passphrase=PASSPHRASE)
    makers.topic(willow, cast.board, alias="curlew sedge")
    agreed(cast, hold(cast, f"/m/{Member.objects.get(name='curlew sedge').ref}"))
    ask(cast.client(willow))
    later(31)
    assert Member.objects.filter(name="willow").exists()
    assert Post.objects.written_by(willow).get().source
    Hold.objects.update(until=timezone.now())
    later(32)
    assert not Member.objects.filter(name="willow").exists()


def test_a_hold_is_looked_at_again_and_said_so_before_it_ends(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    matter = hold(cast, f"/t/{topic.ref}", days=10)
    assert step(cast.client(cast.linden), matter, "renew").status_code == 403
    agreed(cast, matter)
    before = Hold.objects.get().until
    assert reminding.matters_due(timezone.now()) == [matter.ref]
    step(cast.client(cast.linden), matter, "renew", "The case goes on.")
    assert Hold.objects.get().until >= before
    assert Hold.objects.get().reviewed_at


def test_a_hold_names_one_post_where_its_address_does_and_the_entry_says_what_is_held(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "What happened")
    post = makers.reply(cast.ash, topic, "Kept for the court.")
    linden = cast.client(cast.linden)
    for address, subject, about, words in (
        (f"https://example.org/t/{topic.ref}/2#p2", "post", post.ref, "One post"),
        (f"/t/{topic.ref}", "topic", topic.ref, "A topic, with all posts in it"),
        (f"/m/{cast.ash.ref}", "member", cast.ash.ref, "A member, with all they wrote"),
    ):
        matter = hold(cast, address)
        made = Hold.objects.get(matter=matter)
        assert (made.subject, made.about) == (subject, about)
        assert words in words_of(linden.get(f"/house/law/entry/{matter.ref}"))


def test_what_was_ticked_is_not_lost_where_words_are_missing(cast: Cast) -> None:
    matter = hold(cast, f"/m/{cast.ash.ref}")
    hazel = makers.member("hazel", role=Role.ADMINISTRATOR)
    page = words_of(step(cast.client(hazel), matter, "agree", ""))
    assert "There is no text yet" in page
    assert "Choose what was done" not in page
