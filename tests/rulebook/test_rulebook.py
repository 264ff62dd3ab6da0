"""The rules of the house: written as a draft, told of before they hold, accepted at joining, readable for good."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from leeward.cli.work import table
from leeward.drafts.models import Draft
from leeward.house import versions
from leeward.house.models import RulesVersion
from leeward.jobs.queue import run_due
from leeward.members.models import Member
from leeward.moderation.models import Decision
from leeward.notices.models import Notice
from leeward.rulebook import actions
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.drafts.sheet import Sheet
from tests.moderation.hands import bring, decide, read

FIRST = "## Be kind\n\nTo others, and to yourself.\n\n> Fine: “I hear you.”"
LINE = "The house rules change"


def write(client: Client, source: str, summary: str = "Names stay out.", wanted: object = "") -> int:
    """As an administrator does; the number it was given."""
    sent = Sheet(client, "/house/rules").send(source, note=summary, wanted=wanted)
    assert sent.status_code == 302, unescape(sent.content.decode())[-2500:]
    run_due(table())
    return int(sent.headers["Location"].rpartition("/")[2])


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_rules_are_kept_while_they_are_written_and_seen_before_they_hold(cast: Cast, stranger: Client) -> None:
    linden = cast.client(cast.linden)
    assert "No rules are written down yet" in read(stranger, "/rules")
    sheet = Sheet(linden, "/house/rules")
    assert "## Speak from your own life" in sheet.body, "there is something to begin with"
    sheet.keep("1. **Speak** from your own l")
    assert Sheet(linden, "/house/rules").body == "1. **Speak** from your own l"
    source = "1. **Speak** from your own life.\n2. <script>alert(1)</script>"
    seen = Sheet(linden, "/house/rules").send(source, do="preview").content.decode()
    assert "<strong>Speak</strong>" in seen
    assert "<script>alert" not in seen
    assert "Without an example so far:" in seen
    assert "No rules are written down yet" in read(stranger, "/rules")
    assert write(linden, source) == 1
    page = read(stranger, "/rules")
    assert "<strong>Speak</strong>" in page
    assert "Version 1. It holds since" in page
    assert "Change the house rules" not in page
    assert not Draft.objects.of(cast.linden).open().exists()
    for body, note in (("a" * 40_001, "So."), (" ", "So."), (source, "So."), ("New.", ""), ("New.", "b" * 501)):
        assert Sheet(linden, "/house/rules").send(body, note=note).status_code == 422
    assert Sheet(linden, "/house/rules").send("New.", note="So.", wanted=in_days(-1)).status_code == 422
    assert cast.client(cast.wren).post("/house/rules", {"body": "Mine.", "do": "post"}).status_code == 403
    assert RulesVersion.objects.count() == 1


def test_a_change_is_told_to_everybody_before_it_holds_and_stays_on_their_pages_until_read(cast: Cast) -> None:
    makers.house(rules=FIRST)
    Member.objects.update(rules_seen=1)
    ash, linden = cast.client(cast.ash), cast.client(cast.linden)
    assert LINE not in read(ash, "/new")
    number = write(linden, f"{FIRST}\n\n## No names\n\n> Not here: a school.", "Names stay out.", wanted=in_days(7))
    assert LINE not in read(linden, "/new"), "whoever wrote it has read it"
    assert LINE in read(ash, "/new")
    assert "The house rules change on" in read(ash, "/notices")
    page = read(ash, "/rules")
    assert "They change on" in page
    assert "Names stay out." in page
    assert "No names" not in page, "it holds later"
    assert LINE not in read(ash, "/new")
    assert "(1)" not in read(ash, "/new").partition("Notices")[2][:40]
    changed = read(ash, f"/rules/{number}")
    assert "It holds from" in changed
    assert "<mark>## No names</mark>" in changed
    assert "Be kind" in changed
    assert versions.in_force() == RulesVersion.objects.get(number=1)
    later = timezone.now() + timedelta(days=7)
    assert versions.in_force(later) == RulesVersion.objects.get(number=2)
    RulesVersion.objects.filter(number=2).update(holds_from=timezone.now())
    assert "No names" in read(ash, "/rules")
    assert "another holds now" in read(ash, "/rules/1")
    every = read(ash, "/rules/versions")
    assert every.index("Version 2") < every.index("Version 1")
    assert ash.get("/rules/3").status_code == 404


def test_where_a_change_asks_for_it_each_member_accepts_it_and_nothing_is_closed_meanwhile(cast: Cast) -> None:
    makers.house(rules=FIRST)
    Member.objects.update(rules_accepted=1, rules_seen=1, rules_accepted_at=timezone.now())
    ash = cast.client(cast.ash)
    write(cast.client(cast.linden), FIRST + "\n\nNo names.", wanted=["", "asks"])
    assert "we ask you to accept" in read(ash, "/new")
    read(ash, "/rules/2")
    assert "we ask you to accept" in read(ash, "/new"), "to have seen it is not to have accepted it"
    assert Sheet(ash, f"/b/{cast.board.ref}/new").send("As ever.", title="I write").status_code == 302
    assert ash.post("/rules", {"number": "9"}).status_code == 302
    cast.ash.refresh_from_db()
    assert cast.ash.rules_accepted == 1, "what nobody has written cannot be accepted"
    assert ash.post("/rules", {"number": "2"}).headers["Location"] == "/rules"
    assert "we ask you to accept" not in read(ash, "/new")
    assert "You accepted version 2 on" in read(ash, "/rules")
    assert Client().post("/rules", {"number": "2"}).headers["Location"].startswith("/sign-in")


def test_joining_accepts_the_version_in_force_and_keeps_which_and_when(cast: Cast, stranger: Client) -> None:
    makers.house(rules=FIRST)
    actions.change_rules(by=cast.linden, source="Other.", summary="All of it.", wanted=in_days(3))
    form = {"name": "hazel", "passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE, "passphrase_choice": "own"}
    assert stranger.post("/join", {**form, "consents": "yes"}).status_code == 422, "without saying so nobody joins"
    assert stranger.post("/join", {**form, "agreed": "yes", "consents": "yes"}).status_code in {200, 303}
    hazel = Member.objects.get(name="hazel")
    assert (hazel.rules_accepted, hazel.rules_seen) == (1, 1)
    assert hazel.rules_accepted_at == hazel.joined_at
    assert LINE in read(stranger, "/new"), "what comes later is told to them too"


def test_each_decision_points_at_the_rules_as_they_held_then(cast: Cast) -> None:
    makers.house(rules=FIRST)
    topic = makers.topic(cast.rowan, cast.board)
    wren = cast.client(cast.wren)
    case = bring(wren, topic.posts.get().ref)
    assert "Be kind" in read(wren, f"/desk/{case.ref}/decide?do=hide")
    decide(wren, case, "hide", rule="Be kind")
    made = Decision.objects.get()
    write(cast.client(cast.linden), "## Be quiet", "Kindness is out.")
    for client, address in (
        (cast.client(cast.rowan), f"/me/decisions/{made.ref}"),
        (wren, f"/desk/decisions/{made.ref}"),
        (wren, "/desk/decisions"),
    ):
        page = read(client, address)
        assert 'href="/rules/1"' in page, address
        assert 'href="/rules/2"' not in page.partition("<main")[2].partition('class="decision"')[2]
    assert "To others, and to yourself." in read(cast.client(cast.rowan), "/rules/1")


def test_everybody_is_told_once_however_many_there_are(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leeward.rulebook.telling.AT_ONCE", 2)
    for number in range(5):
        makers.member(f"more{number}")
    makers.member("closed", admitted=False)
    makers.topic(cast.rowan, cast.board, alias="heron")
    write(cast.client(cast.linden), "Be kind.")
    told = list(Notice.objects.filter(what="rules").values_list("member__name", flat=True))
    assert sorted(told) == ["ash", "more0", "more1", "more2", "more3", "more4", "rowan", "wren"]


@pytest.mark.parametrize(
    ("source", "rules"),
    [
        ("# A\n\nx\n\n## B ##\n- c", ["A", "B"]),
        ("We are kind:\n\n1. **One.** More.\n2) Two", ["One. More.", "Two"]),
        ("- a\n* b\nc", ["a", "b"]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("", []),
    ],
)
def test_a_decision_can_rest_on_each_rule_however_they_are_written(source: str, rules: list[str]) -> None:
    assert versions.rules_in(source) == rules


def test_whoever_writes_a_second_change_before_the_first_holds_reads_what_that_does(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    write(linden, FIRST, "")
    assert "is told of already" not in read(linden, "/house/rules")
    write(linden, f"{FIRST}\n\n## No names", wanted=in_days(9))
    assert "Version 2 is told of already" in read(linden, "/house/rules")


def test_where_two_changes_are_to_come_the_second_shows_all_that_changes_from_what_holds(cast: Cast) -> None:
    makers.house(rules=FIRST)
    Member.objects.update(rules_seen=1)
    ash, linden = cast.client(cast.ash), cast.client(cast.linden)
    second = f"{FIRST}\n\n## No money"
    write(linden, second, "Nobody is asked for money.", wanted=in_days(12))
    write(linden, f"{second}\n\n## No names", "Names stay out.", wanted=in_days(8))
    assert '/rules/3">Read what changes' in read(ash, "/new"), "one line, and it leads to the last"
    changed = read(ash, "/rules/3")
    assert "<mark>## No money</mark>" in changed
    assert "<mark>## No names</mark>" in changed
    assert changed.index("Nobody is asked for money.") < changed.index("Names stay out.")
    assert "never in force by itself: version 3 was written later" in read(ash, "/rules/2")
    assert "never in force by itself" not in changed
    assert read(ash, "/rules/versions").count("never in force by itself: version 3") == 1
    for number, days in ((1, 30), (3, 6)):
        RulesVersion.objects.filter(number=number).update(holds_from=timezone.now() - timedelta(days=days))
    RulesVersion.objects.filter(number=2).update(holds_from=timezone.now() - timedelta(days=2))
    assert "It held from" not in read(ash, "/rules/2")
    assert "<mark>## No money</mark>" in read(ash, "/rules/3"), "beside what held until it did"
