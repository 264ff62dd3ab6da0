"""A report shows what whoever reports has chosen, to those who look after the house, and every look is told."""

from datetime import timedelta

from django.utils import timezone

from leeward.conversations.models import Message, Participant, Report
from leeward.members.models import Member
from leeward.moderation import looking
from leeward.moderation.models import Case, Look
from leeward.web.models import Tally
from leeward.web.times import day
from tests import makers
from tests.cast import Cast
from tests.clocks.running import run
from tests.conversations.talk import ask, read, requests_of, say, two
from tests.drafts.sheet import Sheet

WHY = "Somebody asked me to look at a threat."
LEAVE = {"do": "leave", "then": "desk"}


def report(client: object, place: str, *evidence: str, note: str = "Please read this.") -> None:
    form = {"wanted": [*evidence, "threat"], "body": note, "do": "send"}
    page = client.post(f"/c/{place}/report", form).content.decode()  # type: ignore[attr-defined]
    assert "Your report is there" in page, page
    assert "never learns from us" not in page, "of two who write, the other reads that messages were opened"
    assert "they may guess it" in page


def test_only_what_was_chosen_is_shown_and_only_for_a_reason_that_both_read(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    threat = say(rowan, theirs, "I know where you live.\n\nAnd who your sister is.")
    say(rowan, theirs, "The rest of it is quite harmless.")
    page = read(ash, f"/c/{mine}/report")
    assert "I know where you live." in page
    assert "told to you and to whoever wrote these messages" in page
    report(ash, mine, f"{threat}.1")
    wren = cast.client(cast.wren)
    ref = Case.objects.get().ref
    shut = read(wren, f"/desk/{ref}")
    for words in ("I know where", "sister", "ash", "rowan", "Please read"):
        assert words not in shut.partition("<main")[2]
    without = wren.post(f"/desk/{ref}", {"do": "look", "reason": " "})
    assert without.status_code == 422
    assert "I know where" not in without.content.decode()
    assert not Look.objects.exists()
    opened = wren.post(f"/desk/{ref}", {"do": "look", "reason": WHY}).content.decode()
    assert day(timezone.now()) in opened
    assert "I know where you live." in opened
    assert "Please read this." in opened
    assert "sister" not in opened
    assert "harmless" not in opened
    for client, words in ((ash, "the report you made."), (rowan, "a report with 1 message of yours.")):
        seen = read(client, "/me/looks")
        assert WHY in seen
        assert "wren" in seen
        assert words in seen
    assert "Nobody has." in read(cast.client(cast.linden), "/me/looks")
    wren.post(f"/desk/{ref}", {"do": "look", "reason": "A second look."})
    assert "A second look." in read(rowan, "/me/looks")


def test_what_a_changed_message_said_before_goes_along(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    threat = say(rowan, theirs, "I know where you live.")
    Sheet(rowan, f"/c/message/{threat}/edit").send("Have a good day.")
    report(ash, mine, threat)
    ref = Case.objects.get().ref
    opened = cast.client(cast.wren).post(f"/desk/{ref}", {"do": "look", "reason": WHY}).content.decode()
    assert "Have a good day." in opened
    assert "I know where you live." in opened
    rowan.post(f"/c/message/{threat}/take-back")
    again = cast.client(cast.wren).post(f"/desk/{ref}", {"do": "look", "reason": WHY}).content.decode()
    assert "I know where you live." in again, "what was reported can be taken back"


def test_nobody_reports_what_they_cannot_read_or_nothing_at_all(cast: Cast) -> None:
    ash, mine, _rowan, _theirs = two(cast, cast.ash, cast.rowan)
    other = makers.message(makers.conversation(makers.member("one", approved=True), makers.member("two"))[0], "Theirs.")
    for evidence in ((), (other.ref,), (f"{other.ref}.1",), ("nonsense",)):
        answer = ash.post(f"/c/{mine}/report", {"wanted": [*evidence, "threat"], "body": "My note.", "do": "send"})
        assert answer.status_code == 422
        assert "Choose at least one message" in answer.content.decode()
        assert "My note." in answer.content.decode()
    assert not Report.objects.exists()


def test_a_request_can_be_reported_before_it_is_answered(cast: Cast) -> None:
    ask(cast.client(cast.ash), cast.rowan, "I know where you live.")
    rowan = cast.client(cast.rowan)
    place = requests_of(rowan)[0]
    ref = Message.objects.get().ref
    report(rowan, place, ref)
    assert "not answered yet" in read(cast.client(cast.ash), "/c")


def test_nobody_judges_their_own_case(cast: Cast) -> None:
    """Not whoever reported, nor whoever is reported: for them there is no such report."""
    wren, hers, ash, mine = two(cast, cast.wren, cast.ash)
    words = say(wren, hers, "I am the one who decides here.")
    report(ash, mine, words)
    ref = Case.objects.get().ref
    assert "Nothing waits here." in read(wren, "/desk")
    assert wren.get(f"/desk/{ref}").status_code == 404
    assert wren.post(f"/desk/{ref}", {"do": "look", "reason": WHY}).status_code == 404
    assert ref in read(cast.client(cast.linden), "/desk")
    Member.objects.filter(pk=cast.linden.pk).update(role="member")
    assert ash.get(f"/c/{mine}/report").status_code == 403, "nobody is left to look"


def test_a_settled_report_goes_off_the_list_and_its_words_after_ninety_days(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    report(ash, mine, say(rowan, theirs, "I know where you live."))
    ref = Case.objects.get().ref
    wren = cast.client(cast.wren)
    assert wren.post(f"/desk/{ref}/decide", LEAVE).status_code == 403
    wren.post(f"/desk/{ref}", {"do": "look", "reason": WHY})
    assert wren.post(f"/desk/{ref}/decide", LEAVE).status_code == 302
    assert "Nothing waits here." in read(wren, "/desk")
    assert run("message-reports") == 0
    Report.objects.update(settled_at=timezone.now() - timedelta(days=91))
    assert run("message-reports") == 1
    assert bytes(Report.objects.get().sealed) == b""
    assert wren.post(f"/desk/{ref}", {"do": "look", "reason": WHY}).status_code == 403
    assert WHY in read(ash, "/me/looks"), "that somebody looked stays"


def test_what_was_ticked_on_one_page_travels_to_the_next(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    words = say(rowan, theirs, "I know where you live.")
    later = ""
    place = Participant.objects.select_related("conversation", "face").get(ref=theirs)
    for _number in range(2):
        for _each in range(15):
            later = makers.message(place, "More.").ref
        Tally.objects.all().delete()
    page = ash.post(f"/c/{mine}/report", {"page": "1", "wanted": [words], "do": "later", "body": "So far."})
    text = page.content.decode()
    assert f'name="wanted" value="{words}"' in text
    assert "So far." in text
    report(ash, mine, words, later)
    opened = looking.look(by=cast.wren, case=Case.objects.get(), reason=WHY)
    assert [piece.text for piece in opened.pieces] == ["I know where you live.", "More."]


def test_a_report_of_messages_is_a_draft_with_what_was_ticked_until_it_is_sent_once(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    words = say(rowan, theirs, "I know where you live.")
    sheet = Sheet(ash, f"/c/{mine}/report")
    sheet.keep("He wrote this in the ni", wanted=f"{words} threat")
    again = Sheet(ash, f"/c/{mine}/report")
    assert again.body == "He wrote this in the ni"
    assert f'value="{words}" checked' in again.page
    assert 'value="threat" checked' in again.page
    assert again.send("He wrote this in the night.", do="keep", wanted=[words]).status_code == 302
    last = Sheet(ash, f"/c/{mine}/report")
    for _press in range(2):
        assert last.send("He wrote this in the night.", do="send", wanted=[words, "threat"]).status_code == 200
    assert (Report.objects.count(), Case.objects.count()) == (1, 1)
    assert Sheet(ash, f"/c/{mine}/report").body == ""
    assert rowan.get(f"/c/{mine}/report").status_code == 404
