"""Who waits for a first answer: in which order, for whose eyes, and who says that they are writing."""

import re
import threading
from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.answering import taking, waiting
from leeward.boards import holding
from leeward.boards.holding import HELD_FOR, Answering
from leeward.boards.models import Topic
from leeward.members import sight
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, shown

SOMEBODY = "Somebody is writing to them at the moment."
MINE = "You said that you are writing to them"


def waiting_titles(client: Client, address: str = "/first-replies") -> list[str]:
    return re.findall(r'class="waiting-title"[^>]*>([^<]*)<', shown(client.get(address)))


def ago(days: float) -> object:
    """Write as somebody did so many days ago."""
    return mock.patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(days=days))


def opened(by: Member, board: object, title: str, days: float = 0) -> Topic:
    with ago(days):  # type: ignore[attr-defined]
        return makers.topic(by, board, title, "Has anyone been there?")  # type: ignore[arg-type]


def newcomer(name: str) -> Member:
    member = makers.member(name)
    Member.objects.filter(pk=member.pk).update(joined_at=timezone.now() - timedelta(days=9))
    return member


def test_newcomers_stand_first_and_in_each_part_whoever_waits_longest(cast: Cast) -> None:
    new = newcomer("heron")
    opened(cast.ash, cast.board, "of a year, today")
    opened(new, cast.board, "new, today")
    opened(cast.ash, cast.board, "of a year, five days", 5)
    opened(new, cast.board, "new, two days", 2)
    opened(cast.ash, cast.board, "too long ago", waiting.LISTED.days + 1)
    order = ["new, two days", "new, today", "of a year, five days", "of a year, today"]
    assert waiting_titles(cast.client(cast.rowan)) == order
    assert waiting_titles(cast.client(cast.wren)) == order


def test_a_line_says_who_since_when_how_long_what_they_ask_and_what_would_help(cast: Cast) -> None:
    body = "He counts my keys. " * 120 + "\n\nHow do you hide a key?"
    Sheet(cast.client(newcomer("heron")), f"/b/{cast.board.ref}/new").send(body, title="Keys", wanted="been_there")
    page = shown(cast.client(cast.rowan).get("/first-replies"))
    line = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page[page.index('class="lines waiting"') :].split("</ul>")[0]))
    assert "Keys heron, new here, in Living with it, just now, 2 minutes to read How do you hide a key?" in line
    assert "What would help: somebody who has been there" in line


def test_an_answer_takes_a_topic_off_and_its_withdrawal_puts_it_back(cast: Cast) -> None:
    topic = opened(cast.ash, cast.board, "Waits", 3)
    rowan = cast.client(cast.rowan)
    makers.reply(cast.ash, topic, "Nobody?")  # one's own word is no answer
    assert waiting_titles(rowan) == ["Waits"]
    first, second = makers.reply(cast.wren, topic), makers.reply(cast.linden, topic)
    topic.refresh_from_db()
    assert (topic.answered_at, waiting_titles(rowan)) == (first.written_at, [])
    cast.client(cast.wren).post(f"/p/{first.ref}/take-down")
    topic.refresh_from_db()
    assert topic.answered_at == second.written_at
    cast.client(cast.linden).post(f"/p/{second.ref}/take-down")
    assert waiting_titles(rowan) == ["Waits"]
    cast.client(cast.wren).post(f"/p/{first.ref}/put-back")
    topic.refresh_from_db()
    assert (topic.answered_at, waiting_titles(rowan)) == (first.written_at, [])


def test_under_another_name_one_does_not_answer_oneself_nor_find_oneself_waiting(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    address = Sheet(ash, f"/b/{cast.board.ref}/new").send("Am I heard?", title="Otter", alias="quiet otter").url
    assert (waiting_titles(ash), waiting_titles(cast.client(cast.rowan))) == ([], ["Otter"])
    Sheet(ash, f"{address}/reply").send("I add this.")
    assert waiting_titles(cast.client(cast.rowan)) == ["Otter"]
    topic = Topic.objects.get(ref=address.rsplit("/", 1)[1])
    ash.post(f"/t/{topic.ref}/take-down")
    ash.post(f"/t/{topic.ref}/decide", {"do": "let_go"})
    topic.refresh_from_db()
    assert topic.answered_at is None


def test_what_one_may_not_see_or_answer_is_not_on_the_list(cast: Cast) -> None:
    approved = makers.board("Approved", readers="approved", writers="approved")
    read_only = makers.board("Read only", writers="approved")
    for board in (approved, read_only):
        opened(cast.linden, board, board.title)
    locked, pinned, hidden, down = (opened(cast.linden, cast.board, title) for title in ("L", "P", "H", "D"))
    for topic, field in ((locked, "locked_at"), (pinned, "pinned_at"), (hidden, "hidden_at")):
        Topic.objects.filter(pk=topic.pk).update(**{field: timezone.now()})
    cast.client(cast.linden).post(f"/p/{down.posts.get().ref}/take-down")
    gone = makers.member("heron")
    opened(gone, cast.board, "Closed account")
    Member.objects.filter(pk=gone.pk).update(closed_at=timezone.now())
    opened(cast.linden, cast.board, "Open")
    assert waiting_titles(cast.client(cast.ash)) == ["Open"]
    assert waiting_titles(cast.client(cast.rowan)) == ["Approved", "Read only", "Open"]
    assert waiting_titles(cast.client(cast.linden)) == []
    assert waiting_titles(cast.client(cast.wren)) == ["Approved", "Read only", "H", "Open"]
    for topic in (locked, pinned):
        assert cast.client(cast.ash).post(f"/t/{topic.ref}/answering", {"do": "take"}).status_code == 403
    assert cast.client(cast.ash).post(f"/t/{hidden.ref}/answering", {"do": "take"}).status_code == 404


@pytest.mark.parametrize("turned", [False, True])
def test_between_blocked_members_nothing_waits_and_nobody_writes(cast: Cast, turned: bool) -> None:
    theirs = opened(cast.rowan, cast.board, "Theirs", 1)
    other, answered = opened(cast.linden, cast.board, "Third party", 2), opened(cast.linden, cast.board, "Answered", 3)
    makers.reply(cast.rowan, answered)
    taking.take(by=cast.rowan, topic=other)
    ash = cast.client(cast.ash)
    assert waiting_titles(ash) == ["Third party", "Theirs"]
    assert SOMEBODY in shown(ash.get("/first-replies"))
    sight.block(by=cast.ash if turned else cast.rowan, other=cast.rowan if turned else cast.ash)
    # "Answered" says "no answer yet" on its board; a list without it would tell of the block.
    assert waiting_titles(ash) == ["Answered", "Third party"]
    for page in ("/first-replies", f"/t/{other.ref}"):
        assert SOMEBODY not in shown(ash.get(page))
    assert ash.post(f"/t/{other.ref}/answering", {"do": "take"}).headers["Location"] == f"/t/{other.ref}"
    assert ash.post(f"/t/{theirs.ref}/answering", {"do": "take"}).status_code == 404
    assert waiting_titles(cast.client(cast.wren)) == ["Third party", "Theirs"]


def test_who_takes_one_is_not_named_and_anybody_may_answer_all_the_same(cast: Cast) -> None:
    topic = opened(cast.ash, cast.board, "Waits")
    rowan, wren, ash = (cast.client(member) for member in (cast.rowan, cast.wren, cast.ash))
    assert rowan.post(f"/t/{topic.ref}/answering", {"do": "take"}).headers["Location"] == f"/t/{topic.ref}"
    for page in ("/first-replies", f"/t/{topic.ref}", f"/t/{topic.ref}/reply"):
        assert MINE in shown(rowan.get(page))
        assert SOMEBODY in shown(wren.get(page))
        assert "rowan" not in shown(wren.get(page))
    assert SOMEBODY not in shown(ash.get(f"/t/{topic.ref}"))  # who waits is not to watch it lapse
    refused = wren.post(f"/t/{topic.ref}/answering", {"do": "take"})
    assert (refused.status_code, "You can answer all the same" in shown(refused)) == (403, True)
    Sheet(wren, f"/t/{topic.ref}/reply").send("Yes, I have been there.")
    assert SOMEBODY in shown(cast.client(cast.linden).get(f"/t/{topic.ref}"))  # rowan still writes
    Sheet(rowan, f"/t/{topic.ref}/reply").send("So have I, and I got out.")
    assert not Answering.objects.exists()


def test_it_is_let_go_by_a_press_and_lapses_by_itself(cast: Cast) -> None:
    topic = opened(cast.ash, cast.board, "Waits")
    rowan, wren = cast.client(cast.rowan), cast.client(cast.wren)
    rowan.post(f"/t/{topic.ref}/answering", {"do": "take"})
    assert rowan.post(f"/t/{topic.ref}/answering", {"do": "let_go"}).headers["Location"] == "/first-replies"
    assert SOMEBODY not in shown(wren.get("/first-replies"))
    rowan.post(f"/t/{topic.ref}/answering", {"do": "take"})
    Answering.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert SOMEBODY not in shown(wren.get("/first-replies"))
    assert MINE not in shown(rowan.get("/first-replies"))
    assert wren.post(f"/t/{topic.ref}/answering", {"do": "take"}).status_code == 302
    held = Answering.objects.get(member=cast.wren)
    assert timedelta() < held.until - timezone.now() <= HELD_FOR
    assert holding.sweep() == 1
    assert Answering.objects.get() == held


def test_one_member_holds_two_at_most(cast: Cast) -> None:
    first, second, third = (opened(cast.ash, cast.board, title) for title in ("One", "Two", "Three"))
    rowan = cast.client(cast.rowan)
    for topic in (first, second, first):  # pressed again it is still one
        assert rowan.post(f"/t/{topic.ref}/answering", {"do": "take"}).status_code == 302
    refused = rowan.post(f"/t/{third.ref}/answering", {"do": "take"})
    assert (refused.status_code, "writing to two people already" in shown(refused)) == (403, True)
    makers.reply(cast.wren, first)  # it waits no more, so it is no promise either
    assert rowan.post(f"/t/{third.ref}/answering", {"do": "take"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_same_in_the_same_moment_one_has_it() -> None:
    makers.house()
    board, writer = makers.board(), makers.member("ash")
    helpers = [makers.member(name, approved=True) for name in ("rowan", "heron")]
    for _ in range(3):
        topic = makers.topic(writer, board)
        Answering.objects.all().delete()
        start = threading.Barrier(2)
        found: list[int] = []

        def press(
            helper: Member, topic: Topic = topic, start: threading.Barrier = start, found: list[int] = found
        ) -> None:
            client = Client()
            client.force_login(helper)
            start.wait()
            found.append(client.post(f"/t/{topic.ref}/answering", {"do": "take"}).status_code)
            connections.close_all()

        threads = [threading.Thread(target=press, args=(helper,)) for helper in helpers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(found) == [302, 403]
        assert Answering.objects.count() == 1


def test_the_list_goes_on_from_page_to_page_and_leaves_nobody_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting.waiting_for, "__defaults__", (None, 3))
    new = newcomer("heron")
    for n in range(5):
        opened(new if n % 2 else cast.ash, cast.board, f"Topic {n}", n)
    same = timezone.now() - timedelta(days=7)
    for n in (5, 6):
        topic = opened(cast.ash, cast.board, f"Topic {n}")
        Topic.objects.filter(pk=topic.pk).update(opened_at=same)
    rowan, address = cast.client(cast.rowan), "/first-replies"
    found: list[list[str]] = []
    while address:
        found.append(waiting_titles(rowan, address))
        onward = re.search(r'rel="next" href="([^"]+)"', rowan.get(address).content.decode())
        address = onward[1] if onward else ""
    assert [title[-1] for page in found for title in page] == ["3", "1", "5", "6", "4", "2", "0"]
    assert [len(page) for page in found] == [3, 3, 1]
    for odd in ("9" * 15, "9" * 30, "-1", "x", "0"):
        assert rowan.get(f"/first-replies?after={odd}").status_code == 200


def test_the_front_page_shows_the_first_five_to_those_who_help(cast: Cast) -> None:
    for n in range(7):
        opened(cast.linden, cast.board, f"Topic {n}", 7 - n)
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    assert waiting_titles(rowan, "/") == [f"Topic {n}" for n in range(5)]
    assert waiting_titles(ash, "/") == []
    assert 'href="/first-replies"' in shown(ash.get("/"))
    settings = {"about": "", "theme": "device"}
    rowan.post("/me", settings)
    ash.post("/me", {**settings, "shows_waiting": "yes"})
    assert waiting_titles(rowan, "/") == []
    assert len(waiting_titles(ash, "/")) == 5
    cast.rowan.refresh_from_db()
    rowan.post("/me", settings)
    assert waiting_titles(rowan, "/") == []


def test_where_nobody_waits_a_sentence_says_so(cast: Cast) -> None:
    rowan = cast.client(cast.rowan)
    assert "Nobody waits for a first answer. Whoever wrote has been heard." in shown(rowan.get("/first-replies"))
    assert "Nobody waits. Whoever wrote has been heard." in shown(rowan.get("/"))


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_one_query_and_the_front_page_eight_at_most(cast: Cast) -> None:
    rowan = cast.client(cast.rowan)
    sight.block(by=cast.rowan, other=cast.ash)
    opened(cast.linden, cast.board, "One")
    small = cost(rowan, "/first-replies"), cost(rowan, "/")
    for n in range(40):
        taking.take(by=makers.member(f"helper {n}"), topic=opened(cast.linden, cast.board, f"More {n}"))
    assert (cost(rowan, "/first-replies"), cost(rowan, "/")) == small
    assert small[0] <= 4
    assert small[1] <= 8


def test_the_index_of_those_who_wait_is_what_the_list_reads(cast: Cast) -> None:
    rows = waiting._in_order(waiting.answerable_by(cast.rowan), cast.rowan)
    plan = rows.explain()
    if connection.vendor == "sqlite":
        assert "topic_waiting" in plan
