"""Erasing one's account: out of sight at once, stopped in one press for 30 days, then nowhere any more."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from leeward.boards import actions, taking_down
from leeward.boards.models import Post, Topic
from leeward.bookmarks import actions as bookmarks
from leeward.care import checking
from leeward.cli.work import regular, table
from leeward.companions.models import Offer
from leeward.conversations import actions as conversations
from leeward.conversations.models import Conversation, Message, Participant
from leeward.jobs.queue import run_due
from leeward.leaving import traces
from leeward.members import actions as members
from leeward.members import codes
from leeward.members.models import Circle, Invitation, Member
from leeward.members.names import name_key
from leeward.notices import actions as notices
from leeward.notices.models import MailAddress
from leeward.shelf import actions as shelf
from leeward.shelter.identity.models import StandInList
from leeward.shelter.identity.standing_in import StandIn
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.drafts.sheet import Sheet
from tests.leaving.traces import files_that_hold, tables_that_hold
from tests.members.pages import words_of

NAME = "Zylvastra"
SAID = "Grimvolk"


@pytest.fixture
def going(cast: Cast) -> Member:
    """Somebody with all that a member can have: posts, quotes of them, drafts, another name, mail, a circle."""
    made = makers.member(NAME, passphrase=PASSPHRASE, approved=True)
    Member.objects.filter(pk=made.pk).update(about=f"I am from {SAID}.")
    member = Member.objects.get(pk=made.pk)
    story = makers.topic(member, cast.board, f"The {SAID} years", f"He hid the {SAID} keys.")
    actions.edit(by=member, post=story.posts.get(), body=f"He hid the {SAID} keys, twice.", note=f"{SAID}!")
    quoted = f'[quote name="{NAME}" post="{story.posts.get().ref}"]{SAID} keys[/quote] I hear you.'
    makers.reply(cast.rowan, story, quoted)
    makers.topic(cast.rowan, cast.board, "Elsewhere", f"As was said: {quoted}")
    other = makers.topic(cast.wren, cast.board, "Of wren's", "A question.")
    makers.reply(member, other, f"In {SAID} we had that.")
    third = makers.topic(cast.wren, cast.board, "Another of wren's", "A question.")
    actions.reply(by=member, topic=third, body=f"Under another name: {SAID}.", alias="Quolbirne")
    Sheet(cast.client(member), f"/t/{other.ref}/reply").keep(f"More of {SAID}")
    Sheet(cast.client(cast.rowan), f"/t/{story.ref}/reply").keep(quoted)
    place = conversations.begin(by=member, to=cast.wren, also="", subject=f"On {SAID}", body=f"Do you know {SAID}?")
    asked = Participant.objects.get(face=cast.wren)
    conversations.accept(by=cast.wren, place=asked)
    asked.refresh_from_db()
    message = Message.objects.get(conversation=place.conversation)
    quoted = f'[quote name="{NAME}" post="{message.ref}"]{SAID}[/quote] I do.'
    conversations.write(by=cast.wren, place=asked, body=quoted)
    notices.give(by=member, address=f"{SAID}@example.org")
    member.circles.add(Circle.objects.create(name="A circle"))
    now = timezone.now()
    Offer.objects.create(member=member, words=f"I came from {SAID}.", offered_at=now)
    Invitation.objects.create(by=member, digest="x", made_at=now, expires_at=now)
    StandInList.keep((StandIn(SAID, "the town"),), by=member)
    codes.renew(member)
    kept = bookmarks.bookmark(by=member, post=other.posts.get(number=1))
    bookmarks.write_note(by=member, bookmark=kept, note=f"As in {SAID}.")
    bookmarks.move(by=member, bookmark=kept, folder=bookmarks.make_folder(by=member, name=f"On {SAID}"))
    thing = shelf.Thing("link", f"Help in {SAID}", "https://example.org/", f"It helped in {SAID}.", country=SAID)
    wish = checking.Wish(timezone.localdate() + timedelta(days=2), 24, "desk", f"Ask me about {SAID}.")
    checking.agree(by=member, wish=wish)
    shelf.recommend(by=member, post=story.posts.get(number=1), thing=thing)
    return member


def ask(client: Client, posts: str = "erase") -> None:
    """As a person does: the page, the passphrase, the choice."""
    assert "passphrase once more" in words_of(client.get("/me/erase"))
    client.post("/me/erase", {"proving": "look", "present": PASSPHRASE})
    assert "Take my words with me first" in words_of(client.get("/me/erase"))
    assert client.post("/me/erase", {}).status_code == 422
    assert client.post("/me/erase", {"posts": posts}).headers["Location"] == "/me/going"


def later(days: int) -> None:
    """So much time passes, and the worker has been by."""
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=days, minutes=1)):
        for task in regular():
            if task.name in {"erased-accounts", "taken-down"}:
                task.work()
        run_due(table())


def test_at_once_nobody_finds_anything_of_theirs(cast: Cast, going: Member) -> None:
    here, elsewhere, rowan = cast.client(going), cast.client(going), cast.client(cast.rowan)
    ask(here)
    assert elsewhere.get("/me").status_code == 302
    for address in ("/", "/me", "/new", f"/b/{cast.board.ref}", "/drafts"):
        assert here.get(address).headers["Location"] == "/me/going"
    assert "Stop it: I stay" in words_of(here.get("/me/going"))
    assert here.get("/me/words").status_code == 200
    assert rowan.get(f"/m/{going.ref}").status_code == 404
    standing = Post.objects.visible_to(cast.rowan)
    assert {post.author.name for post in standing if post.author} == {"rowan", "wren"}
    going.refresh_from_db()
    assert (going.about, going.circles.count(), going.invitations.count()) == ("", 0, 0)
    assert not MailAddress.objects.exists()
    assert going.recovery_codes.exists()


def test_signing_in_leads_to_the_page_that_stops_it_and_all_stands_as_it_was(cast: Cast, going: Member) -> None:
    one = Post.objects.get(author=going, topic__title="Of wren's")
    taking_down.take_down(by=going, post=one)
    before = {post.pk: post.taken_down_at for post in Post.objects.all()}
    ask(cast.client(going))
    fresh = Client()
    fresh.post("/sign-in", {"name": NAME, "passphrase": PASSPHRASE, "device": "mine"})
    assert fresh.get("/").headers["Location"] == "/me/going"
    assert "Nothing of yours is erased yet" in words_of(fresh.get("/me/going"))
    assert fresh.post("/me/going/stop").headers["Location"] == "/me"
    assert fresh.get("/").status_code == 200
    assert {post.pk: post.taken_down_at for post in Post.objects.all()} == before
    story = Topic.objects.get(author=going)
    assert (story.taken_down_at, story.post_count) == (None, 2)
    assert cast.client(cast.rowan).get(f"/t/{story.ref}").status_code == 200
    later(29)
    assert Member.objects.filter(pk=going.pk).exists()


def test_whoever_did_not_ask_for_it_is_led_to_a_new_passphrase(cast: Cast, going: Member) -> None:
    here = cast.client(going)
    ask(here)
    assert here.post("/me/going/stop", {"do": "new_passphrase"}).headers["Location"] == "/me/passphrase"
    assert here.post("/me/going/stop").headers["Location"] == "/me"  # pressed twice


def test_thirty_days_are_not_over_after_twenty_nine(cast: Cast, going: Member) -> None:
    ask(cast.client(going))
    later(29)
    assert Member.objects.filter(pk=going.pk).exists()
    assert Post.objects.filter(author=going).exists()


def columns_that_point_at(pk: int) -> list[str]:
    """Every foreign key to members, in every table, that still has this value."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column, (_its, target) in connection.introspection.get_relations(cursor, table).items():
                if target == Member._meta.db_table:
                    cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [pk])
                    found += [f"{table}.{column}"] * bool(cursor.fetchone()[0])
    return found


@pytest.mark.django_db(transaction=True)
def test_after_thirty_days_nothing_of_them_is_in_any_table(cast: Cast, going: Member) -> None:
    mention = makers.reply(cast.wren, Topic.objects.get(title="Elsewhere"), f"@{NAME}, are you well?")
    assert going.ref in mention.html
    faces = list(Member.objects.filter(name="Quolbirne"))
    assert columns_that_point_at(going.pk)
    ask(cast.client(going))
    later(31)
    assert not Member.objects.filter(pk__in=[going.pk, *(face.pk for face in faces)]).exists()
    mention.refresh_from_db()
    assert mention.plain == f"@{NAME}, are you well?"  # wren's own words
    Post.objects.filter(pk=mention.pk).update(source="", html="", plain="", ask="")
    traces.wipe()
    assert tables_that_hold(NAME, going.ref, SAID, "Quolbirne") == set()
    assert [column for one in (going, *faces) for column in columns_that_point_at(one.pk)] == []
    if connection.vendor == "sqlite":
        assert [name for word in (NAME, SAID, going.ref, "Quolbirne") for name in files_that_hold(word)] == []
    assert Post.objects.filter(author=cast.rowan).count() == 2
    assert [message.text.source for message in Message.objects.order_by("number")] == [
        "",
        "[quote]\n[…]\n[/quote] I do.",
    ]
    assert Conversation.objects.get().subject == ""


def test_posts_that_stay_bear_another_name_in_each_topic(cast: Cast, going: Member) -> None:
    down = Post.objects.get(author=going, topic__title="Of wren's")
    taking_down.take_down(by=going, post=down)
    ask(cast.client(going), "keep")
    assert "your posts stand again" in words_of(cast.client(going).get("/me/going"))
    later(31)
    assert not Member.objects.filter(pk=going.pk).exists()
    rest = Post.objects.exclude(author__in=[cast.rowan, cast.wren]).exclude(erased_at__isnull=False)
    assert [post.source for post in rest.order_by("pk")] == [
        f"He hid the {SAID} keys, twice.",
        f"Under another name: {SAID}.",
    ]
    names = {post.author.name for post in rest if post.author}
    assert len(names) == 2
    assert not names & {NAME, "Quolbirne"}
    assert Post.objects.get(pk=down.pk).source == ""  # it was down before: they had not wanted it to stand
    shown = cast.client(cast.rowan).get(f"/t/{Topic.objects.get(title__contains=SAID).ref}").content.decode()
    assert NAME not in shown
    assert tables_that_hold(NAME) == set()


def test_the_name_rests_for_a_year(cast: Cast, going: Member) -> None:
    ask(cast.client(going))
    later(31)
    with pytest.raises(members.NameTaken):
        members.change_name(by=cast.ash, name=NAME.lower())
    with pytest.raises(members.NameTaken):
        members.join(house=makers.house(), name="quolbirne", passphrase=PASSPHRASE)
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=400)):
        members.change_name(by=cast.ash, name=NAME)
    assert Member.objects.get(name_key=name_key(NAME)) == cast.ash


def test_the_last_administrator_makes_another_one_first(cast: Cast) -> None:
    boss = makers.member("boss", role="administrator", passphrase=PASSPHRASE)
    ask(cast.client(boss))
    linden = Member.objects.get(pk=cast.linden.pk)
    linden.set_password(PASSPHRASE)
    linden.save()
    here = cast.client(linden)
    here.post("/me/erase", {"proving": "look", "present": PASSPHRASE})
    assert "A house needs one administrator" in words_of(here.get("/me/erase"))
    assert here.post("/me/erase", {"posts": "erase"}).status_code == 403
    assert here.get("/").status_code == 200
    cast.client(boss).post("/me/going/stop")
    assert here.post("/me/erase", {"posts": "erase"}).headers["Location"] == "/me/going"


def test_somebody_who_only_asked_to_join_takes_that_away_too(cast: Cast) -> None:
    asked = makers.member("Nimvarde", admitted=False, passphrase=PASSPHRASE)
    here = cast.client(asked)
    assert 'href="/me/erase"' in here.get("/waiting").content.decode()
    ask(here)
    later(31)
    assert not Member.objects.filter(pk=asked.pk).exists()


def test_one_whose_key_is_missing_keeps_no_other_waiting(cast: Cast, going: Member) -> None:
    asked = makers.member("Nimvarde", passphrase=PASSPHRASE)
    for member in (going, asked):
        ask(cast.client(member))
    Message.objects.filter(number=2).update(sealed=b"no key opens this, and nothing else does either")
    later(31)
    assert not Member.objects.filter(pk=asked.pk).exists()
    assert Member.objects.filter(pk=going.pk).exists()
