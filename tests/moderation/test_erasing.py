"""Erasing at the desk: proposed by one, agreed to by another, told, waited for, and then gone, with a receipt."""

from collections.abc import Callable, Collection
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from leeward.boards import actions
from leeward.boards.models import Post, Topic
from leeward.cli.work import table
from leeward.clocks import holds
from leeward.jobs.queue import run_due
from leeward.members.models import Member
from leeward.moderation.models import Case, Decision
from leeward.notices.models import Notice
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.clocks.running import run
from tests.drafts.sheet import Sheet
from tests.leaving.traces import tables_that_hold
from tests.moderation.hands import bring, decide, read, report
from tests.moderation.test_deciding import latest, state

SAID = "Grimvolk"


@pytest.fixture
def post(cast: Cast) -> Post:
    """A reply of rowan's with an earlier version, quoted by ash, reported."""
    topic = makers.topic(cast.ash, cast.board)
    made = makers.reply(cast.rowan, topic, f"In {SAID}, by the mill.")
    actions.edit(by=cast.rowan, post=made, body=f"In {SAID}, by the old mill.")
    makers.reply(cast.ash, topic, f'[quote name="rowan" post="{made.ref}"]In {SAID}[/quote] I hear you.')
    report(cast.client(cast.ash), made.ref, "details", "", 1)
    return made


def propose(cast: Cast, ref: str, does: str = "erase") -> Decision:
    wren = cast.client(cast.wren)
    decide(wren, bring(wren, ref), does, why="A house can be found by it.", words=["1"])
    return latest()


def agree(cast: Cast) -> Decision:
    case = Case.objects.get(kind="second", settled_at=None)
    assert cast.client(cast.wren).get(f"/desk/{case.ref}").status_code == 404, "whoever proposes does not agree"
    page = read(cast.client(cast.linden), f"/desk/{case.ref}")
    assert "It is about:" in page
    assert "Do not agree: all is as it was before" in page
    decide(cast.client(cast.linden), case, Decision.objects.get(ref=case.about).kind, why="I have looked, and yes.")
    return latest()


def the_day_comes(made: Decision) -> int:
    Decision.objects.filter(pk=made.pk).update(until=timezone.now() - timedelta(minutes=1))
    count = run("decided-erasing")
    run_due(table())
    return count


@pytest.mark.django_db(transaction=True)
def test_one_proposes_it_is_hidden_and_told_another_agrees_and_weeks_later_the_words_are_gone(
    cast: Cast, post: Post
) -> None:
    rowan, ash, linden = cast.client(cast.rowan), cast.client(cast.ash), cast.client(cast.linden)
    first = propose(cast, post.ref)
    assert SAID not in read(ash, f"/t/{post.topic.ref}").partition('class="quote')[0]
    assert "while two people look at whether it has to be erased" in read(rowan, f"/me/decisions/{first.ref}")
    assert rowan.get(f"/me/decisions/{first.ref}/appeal").status_code == 403, "nothing is decided yet"
    made = agree(cast)
    assert (made.seconds, made.by, made.face) == (first, cast.linden, cast.rowan)
    told = read(rowan, f"/me/decisions/{made.ref}")
    for words in ("going to be erased", "It is erased on", "take your words along", "ask for a second look until"):
        assert words in told, words
    assert 'href="/me/words"' in told
    assert Notice.objects.filter(member=cast.rowan, about__in=[first.ref, made.ref]).count() == 2
    assert SAID in read(rowan, f"/p/{post.ref}/mine")
    assert run("decided-erasing") == 0, "its day has not come"
    assert the_day_comes(made) == 1
    assert the_day_comes(made) == 0
    assert tables_that_hold(SAID) == set()
    told = read(rowan, f"/me/decisions/{made.ref}")
    assert "was erased on" in told
    assert "1 post, 1 earlier version, 1 quote by others" in told
    assert "A house can be found by it." in read(rowan, f"/me/decisions/{first.ref}")
    assert "cannot be undone" in read(linden, f"/desk/decisions/{made.ref}")
    assert linden.post(f"/desk/decisions/{made.ref}", {"why": "No."}).status_code == 403
    assert "a second person has answered" in read(linden, "/desk/decisions")


def refused(cast: Cast, first: Decision) -> None:
    """By the second person."""
    case = Case.objects.get(kind="second", settled_at=None)
    decide(cast.client(cast.linden), case, "undo", why="Nobody is found by it.")


def withdrawn(cast: Cast, first: Decision) -> None:
    """By whoever proposed it."""
    assert cast.client(cast.wren).post(f"/desk/decisions/{first.ref}", {"why": "I was wrong."}).status_code == 302


def undone(cast: Cast, first: Decision) -> None:
    """After both had agreed; the proposal itself is nothing any more."""
    made = agree(cast)
    assert cast.client(cast.wren).post(f"/desk/decisions/{first.ref}", {"why": "No."}).status_code == 403
    assert cast.client(cast.linden).post(f"/desk/decisions/{made.ref}", {"why": "No."}).status_code == 302
    assert cast.client(cast.wren).post(f"/desk/decisions/{first.ref}", {"why": "No."}).status_code == 403


def heard(cast: Cast, first: Decision) -> None:
    """By somebody else, whom rowan asked; until then nothing is erased."""
    made = agree(cast)
    assert Sheet(cast.client(cast.rowan), f"/me/decisions/{made.ref}/appeal").send("It is my name.").status_code == 302
    assert the_day_comes(made) == 0
    third = makers.member("third", role="moderator")
    case = Case.objects.get(kind="appeal", settled_at=None)
    for decided in (cast.wren, cast.linden):
        assert cast.client(decided).get(f"/desk/{case.ref}").status_code == 404
    decide(cast.client(third), case, "undo", why="It is.")


@pytest.mark.parametrize("turned_back", [refused, withdrawn, undone, heard])
@pytest.mark.parametrize("what", ["post", "topic", "account"])
def test_turned_back_all_stands_as_before_and_the_author_reads_so(
    cast: Cast, post: Post, turned_back: Callable[[Cast, Decision], None], what: str
) -> None:
    story = makers.topic(cast.rowan, cast.board, "A story", SAID)
    before = state()
    ref = {"post": post.ref, "topic": story.ref, "account": cast.rowan.ref}[what]
    first = propose(cast, ref, "account" if what == "account" else "erase")
    assert state() != before
    turned_back(cast, first)
    assert state() == before
    assert not Case.objects.filter(kind="second", settled_at=None).exists()
    assert "An earlier decision was undone" in read(cast.client(cast.rowan), "/me/decisions")
    for decision in Decision.objects.filter(kind__in=["erase", "account"]):
        assert the_day_comes(decision) == 0
    assert Post.objects.filter(author=cast.rowan, erased_at=None).count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_topic_goes_with_all_its_author_wrote_in_it_and_others_words_are_not_touched(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, f"The {SAID} years", "It began there.")
    answer = makers.reply(cast.ash, topic, "I hear you.")
    propose(cast, topic.ref)
    made = agree(cast)
    assert cast.client(cast.ash).get(f"/t/{topic.ref}").status_code == 404
    assert the_day_comes(made) == 1
    topic.refresh_from_db()
    answer.refresh_from_db()
    assert (topic.title, topic.author, answer.source) == ("[…]", None, "I hear you.")
    assert tables_that_hold(SAID, "It began there.") == set()


@pytest.mark.django_db(transaction=True)
def test_an_account_is_shut_for_all_but_its_words_and_then_nowhere_any_more(cast: Cast, stranger: Client) -> None:
    hazel = makers.member("Zylvastra", passphrase=PASSPHRASE)
    topic = makers.topic(hazel, cast.board, "A story", SAID)
    other = makers.topic(hazel, cast.board, "By another name", "Quietly.", alias="Quolbirne")
    here = cast.client(hazel)
    propose(cast, hazel.ref, "account")
    rowan = cast.client(cast.rowan)
    assert rowan.get(f"/t/{topic.ref}").status_code == 404
    assert rowan.get(f"/t/{other.ref}").status_code == 200, "that is another name, and nobody learns whose"
    assert here.get("/new").status_code == 200, "one person has closed the house to somebody"
    made = agree(cast)
    assert here.get("/new").status_code == 302
    stranger.post("/sign-in", {"name": "Zylvastra", "passphrase": PASSPHRASE, "device": "mine"})
    assert stranger.get("/new").headers["Location"] == "/me/decisions"
    assert "Your account is going to be erased" in read(stranger, f"/me/decisions/{made.ref}")
    assert stranger.get("/me/words").status_code in {200, 302}
    assert the_day_comes(made) == 1
    assert not Member.objects.filter(name__in=["Zylvastra", "Quolbirne"]).exists()
    assert (
        tables_that_hold("Zylvastra", SAID, "Quolbirne", hazel.ref) - {"moderation_decision", "moderation_case"}
        == set()
    )
    made.refresh_from_db()
    assert (made.face, made.details["receipt"]["posts"]) == (None, 1)
    assert cast.client(cast.linden).get(f"/desk/decisions/{made.ref}").status_code == 200


def test_what_has_to_be_kept_waits_and_goes_with_a_later_round(
    cast: Cast, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keeps(_subject: str, refs: Collection[str]) -> Collection[str]:
        return {post.ref, cast.rowan.ref} & set(refs)

    monkeypatch.setattr(holds, "_KEEPERS", [keeps])
    for ref, does in ((post.ref, "erase"), (cast.rowan.ref, "account")):
        propose(cast, ref, does)
        assert the_day_comes(agree(cast)) == 0
    assert Post.objects.get(pk=post.pk).source
    monkeypatch.setattr(holds, "_KEEPERS", [])
    assert run("decided-erasing") == 2
    assert not Member.objects.filter(name="rowan").exists()


def test_meanwhile_nobody_shows_it_again_by_another_decision(cast: Cast, post: Post) -> None:
    wren = cast.client(cast.wren)
    decide(wren, bring(wren, post.ref), "hide")
    hidden = latest()
    propose(cast, post.ref)
    case = bring(wren, post.ref)
    for does in ("restore", "hide", "ask", "erase"):
        refused = wren.post(f"/desk/{case.ref}/decide", {"do": does, "why": "So."})
        assert (refused.status_code, "waits to be erased" in refused.content.decode()) == (403, True), does
    assert wren.post(f"/desk/decisions/{hidden.ref}", {"why": "So."}).status_code == 403
    decide(wren, case, "note")


def test_who_may_not_propose_it_and_about_whom_it_cannot_be(cast: Cast, post: Post) -> None:
    helper = cast.client(makers.member("helena", role="helper"))
    case = Case.objects.get(about=post.ref)
    Case.objects.filter(pk=case.pk).update(kind="spam", need=2)
    assert "Erase it" not in read(helper, f"/desk/{case.ref}")
    assert helper.post(f"/desk/{case.ref}/decide", {"do": "erase", "why": "So."}).status_code == 403
    wren = cast.client(cast.wren)
    makers.topic(cast.ash, cast.board, alias="heron")
    heron = Member.objects.get(name="heron")
    for ref, words in ((heron.ref, "a name for one topic"), (cast.linden.ref, "looks after this house")):
        about = bring(wren, ref)
        refused = wren.post(f"/desk/{about.ref}/decide", {"do": "account", "why": "So."})
        assert (refused.status_code, words in refused.content.decode()) == (403, True)
    assert not Topic.objects.filter(hidden_at__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_after_the_day_a_second_look_can_still_say_that_it_was_wrong_and_brings_nothing_back(
    cast: Cast, post: Post
) -> None:
    propose(cast, post.ref)
    made = agree(cast)
    the_day_comes(made)
    rowan, third = cast.client(cast.rowan), makers.member("third", role="moderator")
    assert "does not come back" in read(rowan, f"/me/decisions/{made.ref}")
    Sheet(rowan, f"/me/decisions/{made.ref}/appeal").send("It was my own street.")
    case = Case.objects.get(kind="appeal", settled_at=None)
    assert "should not have been erased" in read(cast.client(third), f"/desk/{case.ref}/decide?do=undo")
    decide(cast.client(third), case, "undo", why="It was.")
    assert "should not have been erased" in read(rowan, f"/me/decisions/{latest().ref}")
    assert "it was wrong" in read(rowan, f"/me/decisions/{made.ref}")
    assert "All is as it was before" not in read(rowan, "/me/decisions")
    assert tables_that_hold(SAID) == set()


def test_whoever_reported_neither_agrees_to_what_was_decided_about_it_nor_hears_the_appeal(
    cast: Cast, post: Post
) -> None:
    accuser = makers.member("accuser", role="moderator")
    report(cast.client(accuser), post.ref, "details", "")
    propose(cast, post.ref)
    second = Case.objects.get(kind="second", settled_at=None)
    assert cast.client(accuser).get(f"/desk/{second.ref}").status_code == 404
    made = agree(cast)
    rowan = cast.client(cast.rowan)
    Sheet(rowan, f"/me/decisions/{made.ref}/appeal").send("It is my name.")
    appeal = Case.objects.get(kind="appeal", settled_at=None)
    assert cast.client(accuser).get(f"/desk/{appeal.ref}").status_code == 404
    decide(cast.client(makers.member("third", role="moderator")), appeal, "keep", why="It has to go.")
    stands = read(rowan, f"/me/decisions/{latest().ref}")
    assert f'href="/me/decisions/{made.ref}"' in stands
    assert "nothing was taken from you" not in stands


def test_a_second_person_reads_that_they_agree_and_whom_it_is_about(cast: Cast, post: Post) -> None:
    propose(cast, post.ref)
    case = Case.objects.get(kind="second", settled_at=None)
    page = read(cast.client(cast.linden), f"/desk/{case.ref}")
    assert "Agree: it is erased some weeks from now" in page
    assert f'A decision</span>, about <a href="/m/{cast.rowan.ref}">' in page


@pytest.mark.django_db(transaction=True)
def test_where_a_post_was_erased_nobody_is_offered_to_put_it_back(cast: Cast, post: Post) -> None:
    propose(cast, post.ref)
    the_day_comes(agree(cast))
    for person in (cast.ash, cast.rowan, cast.wren):
        page = read(cast.client(person), f"/t/{post.topic.ref}")
        assert "It is not here to read any more" in page
        assert "Put it back" not in page, person.name


def test_while_an_account_waits_to_go_nothing_it_wrote_is_shown_again(cast: Cast, post: Post) -> None:
    wren = cast.client(cast.wren)
    decide(wren, Case.objects.get(about=post.ref), "hide", why="For now.")
    hidden = latest()
    first = propose(cast, cast.rowan.ref, "account")
    case = bring(wren, post.ref)
    for does in ("restore", "ask", "hide", "erase"):
        assert wren.get(f"/desk/{case.ref}/decide?do={does}").status_code == 403, does
    assert "decided about this later" in read(wren, f"/desk/decisions/{hidden.ref}")
    assert wren.post(f"/desk/decisions/{hidden.ref}", {"why": "No."}).status_code == 403
    assert Post.objects.filter(pk=post.pk, hidden_at__isnull=False).exists()
    wren.post(f"/desk/decisions/{first.ref}", {"why": "I was wrong."})
    assert wren.post(f"/desk/decisions/{hidden.ref}", {"why": "No."}).status_code == 302
    assert Post.objects.filter(pk=post.pk, hidden_at=None).exists()
