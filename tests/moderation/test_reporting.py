"""Reports: by anybody, of what they can see; gathered, sealed, and looked up by a number."""

import re
from datetime import timedelta
from html import unescape

from django.test import Client
from django.utils import timezone

from leeward.drafts.models import Draft
from leeward.moderation.models import Case, Decision, Report
from leeward.moderation.reporting import FROM_HERE
from tests import makers
from tests.cast import Cast
from tests.clocks.running import run
from tests.drafts.sheet import Sheet
from tests.moderation.hands import case_about, decide, read, report

TEXT = "I know where she lives.\n\nIt is the blue house by the mill."


def test_somebody_without_an_account_reports_an_open_post_and_looks_it_up_by_its_number(
    cast: Cast, stranger: Client
) -> None:
    porch = makers.board("The porch", readers="everyone", writers="members")
    post = makers.topic(cast.rowan, porch, body=TEXT).posts.get()
    page = read(stranger, f"/t/{post.topic.ref}")
    assert f"/report/{post.ref}" in page
    number = report(stranger, post.ref, "details", "That is my sister's house.", 2)
    case = case_about(post.ref)
    assert (case.kind, case.need, case.reports_count) == ("details", 1, 1)
    desk = cast.client(cast.wren)
    shown = read(desk, f"/desk/{case.ref}")
    assert "It is the blue house by the mill." in shown
    assert "That is my sister's house." in shown
    assert "by somebody without an account" in shown
    waits = stranger.post("/reports", {"number": number}).content.decode()
    assert "Somebody will read it." in waits
    assert number not in waits
    desk.post(f"/desk/{case.ref}", {"do": "take"})
    assert "Somebody is looking at it now." in stranger.post("/reports", {"number": number}).content.decode()
    decide(desk, case, "hide")
    done = stranger.post("/reports", {"number": f" {number.replace('-', '  ')} "})
    assert "something was done" in done.content.decode()
    assert "wren" not in done.content.decode()
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", number)  # what a head can keep
    eastern = number.translate({ord("0") + digit: chr(0x660 + digit) for digit in range(10)})
    assert "something was done" in stranger.post("/reports", {"number": eastern}).content.decode()
    assert stranger.post("/reports", {"number": "ABCD-EFGH"}).status_code == 422
    assert number not in str(list(Report.objects.values()))


def test_nobody_reports_or_finds_out_about_what_they_may_not_see(cast: Cast, stranger: Client) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    post = topic.posts.get()
    for ref in (post.ref, topic.ref, cast.rowan.ref, "1".ljust(11, "1")):
        assert stranger.get(f"/report/{ref}").status_code == 404
        assert stranger.post(f"/report/{ref}", {"wanted": "spam", "body": "x", "do": "post"}).status_code == 404
    circle = makers.topic(cast.wren, makers.board("Closed", readers="approved"))
    ash = cast.client(cast.ash)
    assert ash.get(f"/report/{circle.ref}").status_code == 404
    assert ash.get(f"/report/{topic.ref}").status_code == 200
    assert not Case.objects.exists()


def test_a_members_note_is_kept_while_it_is_written_and_rests_sealed(cast: Cast) -> None:
    post = makers.topic(cast.rowan, cast.board, body=TEXT).posts.get()
    ash = cast.client(cast.ash)
    sheet = Sheet(ash, f"/report/{post.ref}")
    sheet.keep("He wrote this about my Zylvastra", wanted="threat p1")
    again = Sheet(ash, f"/report/{post.ref}")
    assert again.body == "He wrote this about my Zylvastra"
    assert 'value="threat" checked' in again.page
    assert 'value="p1" checked' in again.page
    assert "A report about" in read(ash, "/drafts")
    number = report(ash, post.ref, "threat", "He wrote this about my Zylvastra house.", 1)
    made = Report.objects.get()
    assert made.by == cast.ash
    assert b"Zylvastra" not in bytes(made.sealed)
    assert made.said == {"passages": ["I know where she lives."], "note": "He wrote this about my Zylvastra house."}
    assert all(number not in draft.posted_to for draft in Draft.objects.exclude(posted_at=None))
    sent = Sheet(ash, f"/report/{post.ref}")
    for _twice in range(2):
        assert sent.send("A second one, pressed twice.", wanted=["", "spam"]).status_code == 200
    assert Report.objects.count() == 2
    assert case_about(post.ref).reports_count == 2
    assert "A report you made" in read(ash, f"/me/reports/{made.ref}")
    assert cast.client(cast.rowan).get(f"/me/reports/{made.ref}").status_code == 404


def test_what_is_missing_is_said_and_nothing_typed_is_lost(cast: Cast, stranger: Client) -> None:
    porch = makers.board("The porch", readers="everyone", writers="members")
    post = makers.topic(cast.rowan, porch, body=TEXT).posts.get()
    for client in (stranger, cast.client(cast.ash)):
        answer = client.post(f"/report/{post.ref}", {"wanted": ["", "p2"], "body": "My words.", "do": "post"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Choose what is wrong." in page
        assert "My words." in page
        assert 'value="p2" checked' in page
    trapped = stranger.post(f"/report/{post.ref}", {"wanted": "spam", "body": "Buy.", "website": "x", "do": "post"})
    assert trapped.status_code == 422
    assert not Report.objects.exists()
    for _often in range(FROM_HERE.times + 1):
        last = stranger.post(f"/report/{post.ref}", {"wanted": "spam", "body": "My words.", "do": "post"})
    assert last.status_code == 429
    assert "My words." in last.content.decode()


def test_a_form_that_a_stranger_sends_twice_is_one_report(cast: Cast, stranger: Client) -> None:
    porch = makers.board("The porch", readers="everyone", writers="members")
    post = makers.topic(cast.rowan, porch, body=TEXT).posts.get()
    once = re.findall(r'name="once" value="([^"]+)"', read(stranger, f"/report/{post.ref}"))[0]
    form = {"wanted": "spam", "body": "Pressed twice.", "once": once, "do": "post"}
    first, second = (stranger.post(f"/report/{post.ref}", form).content.decode() for _twice in range(2))
    assert Report.objects.count() == 1
    assert case_about(post.ref).reports_count == 1
    number = re.findall(r"\d{4}-\d{4}-\d{4}", second)[0]  # whoever pressed twice reads the second page
    assert number not in first
    assert "Somebody will read it." in stranger.post("/reports", {"number": number}).content.decode()
    refused = stranger.post(f"/report/{post.ref}", {**form, "wanted": "", "once": "another"}).content.decode()
    assert 'name="once" value="another"' in refused  # mended, it is still that form


def test_several_reports_of_one_thing_are_one_case_as_pressing_as_the_worst(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, body=TEXT)
    post = topic.posts.get()
    report(cast.client(cast.ash), post.ref, "spam")
    other = makers.member("hazel")
    report(cast.client(other), post.ref, "danger")
    case = case_about(post.ref)
    assert (case.kind, case.need, case.reports_count) == ("danger", 0, 2)
    report(cast.client(other), topic.ref, "other")
    report(cast.client(other), cast.rowan.ref, "known")
    page = cast.client(other).post("/report", {"wanted": "other", "body": "The page of rules.", "do": "post"})
    assert page.status_code == 200
    assert Case.objects.count() == 4


def test_whoever_is_concerned_does_not_see_the_case(cast: Cast) -> None:
    mine = makers.topic(cast.wren, cast.board, body=TEXT).posts.get()
    report(cast.client(cast.ash), mine.ref)
    case = case_about(mine.ref)
    wren, linden = cast.client(cast.wren), cast.client(cast.linden)
    assert wren.get(f"/desk/{case.ref}").status_code == 404
    assert wren.post(f"/desk/{case.ref}", {"do": "take"}).status_code == 404
    assert case.ref not in read(wren, "/desk")
    assert case.ref in read(linden, "/desk")
    report(linden, makers.topic(cast.rowan, cast.board, body=TEXT).ref)
    assert linden.get(f"/desk/{Case.objects.latest('pk').ref}").status_code == 404


def test_words_of_reports_settled_long_ago_are_erased(cast: Cast) -> None:
    post = makers.topic(cast.rowan, cast.board, body=TEXT).posts.get()
    report(cast.client(cast.ash), post.ref, "spam", "A note.")
    assert run("reports") == 0
    decide(cast.client(cast.wren), case_about(post.ref), "leave", why="")
    Case.objects.update(settled_at=timezone.now() - timedelta(days=91))
    assert run("reports") == 1
    assert bytes(Report.objects.get().sealed) == b""


def test_whoever_reported_can_see_that_what_was_done_was_undone(cast: Cast, stranger: Client) -> None:
    post = makers.topic(cast.rowan, cast.board, body=TEXT).posts.get()
    ash, rowan, wren, linden = (cast.client(one) for one in (cast.ash, cast.rowan, cast.wren, cast.linden))
    number = report(ash, post.ref, "details")
    decide(wren, case_about(post.ref), "hide", why="A name.")
    hidden = Decision.objects.latest("pk")
    Sheet(rowan, f"/me/decisions/{hidden.ref}/appeal").send("It is my own name.")
    assert "something was done. What" in unescape(stranger.post("/reports", {"number": number}).content.decode())
    decide(linden, Case.objects.get(settled_at=None), "undo", why="It is.")
    told = unescape(stranger.post("/reports", {"number": number}).content.decode())
    assert "Later that was undone" in told
    assert "linden" not in told
