"""What fair hands keep goes by itself: words, then who did what, then the rows; never what still binds somebody."""

from datetime import timedelta

from django.utils import timezone

from leeward.members.models import Restraint
from leeward.moderation import desk, looking, reporting
from leeward.moderation.models import Appeal, Case, CaseNote, Decision, Look, Report
from leeward.moderation.subjects import find
from tests import makers
from tests.cast import Cast
from tests.clocks.running import run
from tests.drafts.sheet import Sheet
from tests.moderation.hands import bring, decide, read
from tests.sight.crawling import steady


def passed(days: int) -> None:
    """So many days ago everything was settled, decided and looked at."""
    then = timezone.now() - timedelta(days=days)
    Case.objects.filter(settled_at__isnull=False).update(settled_at=then)
    Decision.objects.update(at=then)
    Look.objects.update(at=then)


def everything(cast: Cast) -> Case:
    """A report with a note, notes at the desk, a look at whose a name is, a decision, and an appeal against it."""
    topic = makers.topic(cast.rowan, cast.board, alias="heron")
    thing = find(cast.ash, topic.posts.get().ref)
    assert thing
    reporting.report(by=cast.ash, thing=thing, said=reporting.Said("threat", (1,), "It is Grimvolk."))
    case = Case.objects.get()
    desk.leave_note(by=cast.wren, case=case, words="I know Grimvolk.")
    looking.look_at_owner(by=cast.wren, case=case, reason="A court asks.")
    decide(cast.client(cast.wren), case, "hide", why="Grimvolk stands in it.", words=["1"])
    made = Decision.objects.get()
    Sheet(cast.client(cast.rowan), f"/me/decisions/{made.ref}/appeal").send("It does not.")
    return Case.objects.get(pk=case.pk)


def test_each_thing_goes_in_its_own_time_and_the_numbers_stay(cast: Cast) -> None:
    case = everything(cast)
    rowan, linden = cast.client(cast.rowan), cast.client(cast.linden)
    answer = Case.objects.get(settled_at=None)
    assert answer.kind == "appeal"
    decide(linden, answer, "keep", why="We looked.")
    made = Decision.objects.order_by("pk")[0]
    names = ("reports", "desk-notes", "cases", "decisions", "looks")
    for days, gone in ((89, {}), (91, {"reports"}), (181, {"desk-notes"}), (731, {"cases", "looks"})):
        passed(days)
        assert {name for name in names if run(name)} == set(gone), days
    assert not Report.objects.exists()
    assert not CaseNote.objects.exists()
    assert not Case.objects.filter(pk=case.pk).exists()
    assert "Grimvolk stands in it." in read(rowan, f"/me/decisions/{made.ref}")
    Decision.objects.update(at=timezone.now())
    numbers = steady(linden.get("/fair-hands").content)
    passed(1096)
    assert run("decisions") == 2
    assert run("decisions") == 0, "once is enough"
    made.refresh_from_db()
    assert (made.said, made.face) == ({"why": "", "words": []}, None)
    assert Appeal.objects.get().words == ""
    assert rowan.get(f"/me/decisions/{made.ref}").status_code == 404
    assert linden.get(f"/desk/decisions/{made.ref}").status_code == 200
    Decision.objects.update(at=timezone.now())
    assert steady(linden.get("/fair-hands").content) == numbers


def test_what_still_binds_somebody_or_is_still_open_stays_whole(cast: Cast) -> None:
    wren = cast.client(cast.wren)
    decide(wren, bring(wren, cast.rowan.ref), "limit", boards=[cast.board.ref])
    topic = makers.topic(cast.ash, cast.board)
    case = bring(wren, topic.ref)
    desk.leave_note(by=cast.wren, case=case, words="Not yet.")
    passed(3000)
    assert [run(name) for name in ("decisions", "desk-notes")] == [0, 0]
    assert "For the sake" not in Decision.objects.get().said["why"]
    assert Decision.objects.get().face == cast.rowan
    Restraint.objects.all().delete()
    assert run("decisions") == 1


def test_every_reader_finds_these_rows_in_the_one_table(cast: Cast) -> None:
    page = read(cast.client(cast.ash), "/how-long")
    for words in (
        *(
            "What reports say",
            "Copies of private messages",
            "Notes among those",
            "Who reported what",
            "Whom a decision",
        ),
        *("Who looked at something private", "Posts and stories that their author", "Accounts whose member asked"),
    ):
        assert f"<h3>{words}" in page, words
