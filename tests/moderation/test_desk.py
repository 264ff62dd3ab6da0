"""The desk: what needs somebody most on top, worked on together, cheap however much lies there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.members.models import Member
from leeward.moderation.models import Case, CaseNote
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.moderation.hands import bring, case_about, decide, read, report


def posts_by(cast: Cast, count: int) -> list[str]:
    return [makers.topic(cast.rowan, cast.board, f"Topic {n}").posts.get().ref for n in range(count)]


def test_danger_comes_first_then_who_somebody_is_then_the_rest_by_age(cast: Cast) -> None:
    kinds = ["spam", "known", "danger", "other"]
    refs = posts_by(cast, 4)
    for ref, kind in zip(refs, kinds, strict=True):
        report(cast.client(cast.ash), ref, kind)
    wren = cast.client(cast.wren)
    page = read(wren, "/desk")
    places = [page.index(case_about(ref).ref) for ref in (refs[2], refs[1], refs[0], refs[3])]
    assert places == sorted(places)
    assert wren.get("/desk/next").headers["Location"] == f"/desk/{case_about(refs[2]).ref}"
    assert cast.client(cast.ash).get("/desk").status_code == 403
    assert cast.client(cast.ash).get(f"/desk/{case_about(refs[2]).ref}").status_code == 403


def test_taking_handing_over_asking_and_noting_are_seen_by_all_at_the_desk(cast: Cast) -> None:
    ref = posts_by(cast, 1)[0]
    report(cast.client(cast.ash), ref)
    case = case_about(ref)
    wren, linden, place = cast.client(cast.wren), cast.client(cast.linden), f"/desk/{case.ref}"
    wren.post(place, {"do": "take"})
    assert "with wren" in read(linden, "/desk")
    assert "has 1 case" in read(linden, "/desk")
    wren.post(place, {"do": "opinion"})
    Sheet(wren, place).keep("I know Grimvolk, so")
    assert "You have begun a note." in read(wren, place)
    note = Sheet(wren, f"{place}/note")
    assert note.body == "I know Grimvolk, so"
    assert note.send("I know Grimvolk, so I am not sure.").headers["Location"] == place
    assert b"Grimvolk" not in bytes(CaseNote.objects.get(does="note").sealed)
    page = read(linden, place)
    for words in ("wren is at it.", "A second opinion is wanted.", "I know Grimvolk, so I am not sure."):
        assert words in page
    wren.post(place, {"do": "hand", "to": cast.linden.ref})
    assert "with linden" in read(wren, "/desk")
    assert wren.post(place, {"do": "hand", "to": cast.ash.ref}).status_code == 404
    assert Sheet(wren, f"{place}/note").send(" ").status_code == 422
    linden.post(place, {"do": "back"})
    assert "with linden" not in read(wren, "/desk")
    decide(linden, case, "leave", why="")
    assert case.ref not in read(wren, "/desk")
    assert wren.post(place, {"do": "take"}).status_code == 403


def test_who_is_away_gets_nothing_and_kinds_somebody_avoids_are_left_to_others(cast: Cast) -> None:
    child, danger = posts_by(cast, 2)
    report(cast.client(cast.ash), child, "child")
    report(cast.client(cast.ash), danger, "danger")
    wren, linden = cast.client(cast.wren), cast.client(cast.linden)
    wren.post("/desk/me", {"away": "7", "avoids": ["child", "danger"]})
    page = read(wren, "/desk")
    assert case_about(child).ref not in page
    assert "1 more is of a kind" in page
    assert case_about(danger).ref in page, "danger cannot be left to others"
    assert case_about(child).ref in read(wren, "/desk?all=1")
    assert case_about(child).ref in read(linden, "/desk")
    assert "away until" in read(linden, "/desk")
    place = f"/desk/{case_about(child).ref}"
    assert linden.post(place, {"do": "hand", "to": cast.wren.ref}).status_code == 404
    wren.post("/desk/me", {"away": ""})
    assert linden.post(place, {"do": "hand", "to": cast.wren.ref}).status_code == 302
    assert case_about(child).ref in read(wren, "/desk")


def test_a_helper_sees_to_what_endangers_nobody_and_decides_little(cast: Cast) -> None:
    spam, threat = posts_by(cast, 2)
    closed = makers.topic(cast.linden, makers.board("Closed", readers="approved", writers="approved")).posts.get().ref
    report(cast.client(cast.ash), spam, "spam")
    report(cast.client(cast.ash), threat, "threat")
    report(cast.client(cast.wren), closed, "spam")
    helper = cast.client(makers.member("helena", role="helper"))
    page = read(helper, "/desk")
    assert case_about(spam).ref in page
    for other in (threat, closed):
        assert case_about(other).ref not in page
        assert helper.get(f"/desk/{case_about(other).ref}").status_code == 404
    place = f"/desk/{case_about(spam).ref}"
    assert "Write a note" in read(helper, place)
    assert "Ban the member" not in read(helper, place)
    assert helper.post(f"{place}/decide", {"do": "hide", "why": "x"}).status_code == 403
    assert helper.get("/desk/decisions").status_code == 403
    assert helper.post(f"/desk/open/{threat}").status_code == 403
    decide(helper, case_about(spam), "note", why="Please put this on the porch.")


def test_rights_taken_away_are_gone_with_the_next_page(cast: Cast) -> None:
    ref = posts_by(cast, 1)[0]
    report(cast.client(cast.ash), ref)
    wren = cast.client(cast.wren)
    assert wren.get("/desk").status_code == 200
    Member.objects.filter(pk=cast.wren.pk).update(role="member")
    for address in ("/desk", f"/desk/{case_about(ref).ref}", "/desk/decisions"):
        assert wren.get(address).status_code == 403
    assert wren.post(f"/desk/{case_about(ref).ref}/decide", {"do": "hide", "why": "x"}).status_code == 403


@pytest.mark.parametrize("avoids", ["", "spam"])
def test_the_desk_costs_eight_queries_with_five_thousand_open_reports(cast: Cast, avoids: str) -> None:
    now, ref = timezone.now(), posts_by(cast, 1)[0]
    Case.objects.bulk_create(
        Case(
            subject="post",
            about=ref if n == 0 else f"{n:011d}",
            kind=("spam", "danger", "known")[n % 3],
            need=(2, 0, 1)[n % 3],
            face=cast.rowan,
            board=cast.board,
            reports_count=1,
            opened_at=now - timedelta(minutes=n),
            taken_by=cast.linden if n % 7 == 0 else None,
        )
        for n in range(5_000)
    )
    wren = cast.client(cast.wren)
    wren.post("/desk/me", {"avoids": avoids})
    for address in ("/desk", "/desk?page=40"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = read(wren, address)
        assert len(asked) <= 8, "\n".join(query["sql"][:150] for query in asked)
        assert page.count('class="topic-line"') == 50
    case = bring(wren, ref)
    with CaptureQueriesContext(connection) as asked:
        read(wren, f"/desk/{case.ref}")
    assert len(asked) <= 16


def test_the_page_of_a_case_offers_what_would_change_something_and_nothing_else(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The mill")
    answer = makers.reply(cast.ash, topic, "I know that mill.")
    wren, linden = cast.client(cast.wren), cast.client(cast.linden)
    first, second = (bring(wren, post.ref) for post in (topic.posts.get(number=1), answer))
    shown = read(wren, f"/desk/{second.ref}")
    for words in (
        "What was written",
        "The topic",
        "The member",
        "Hide it",
        "Make a topic of its own",
        "Lock the topic",
    ):
        assert words in shown
    for words in ("Show it again", "Let the post through"):
        assert words not in shown
    assert "Make a topic of its own" not in read(wren, f"/desk/{first.ref}")
    split = linden.post(f"/desk/{first.ref}/decide", {"do": "split", "why": "It stands alone.", "then": "desk"})
    assert split.status_code == 403
    assert "there is nothing before it" in split.content.decode()
    decide(wren, second, "hide")
    hidden = read(linden, f"/desk/{bring(linden, answer.ref).ref}")
    assert "Show it again" in hidden
    assert "Hide it</a>" not in hidden.split('id="decide"')[1].split("</section>")[0]


def test_a_decision_on_the_desk_says_what_it_is_about(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The mill by night")
    wren = cast.client(cast.wren)
    decide(wren, bring(wren, topic.posts.get().ref), "ban")
    page = read(cast.client(cast.linden), "/desk")
    assert 'A decision needs a second person: <span dir="auto">The mill by night</span>' in page


def test_whoever_proposes_reads_beforehand_that_nobody_could_agree(cast: Cast) -> None:
    post = makers.topic(cast.rowan, cast.board).posts.get()
    report(cast.client(cast.ash), post.ref, "details")
    case, nobody = Case.objects.get(about=post.ref), "nobody else who could agree"
    wren = cast.client(cast.wren)
    assert nobody not in read(wren, f"/desk/{case.ref}/decide?do=erase")
    report(cast.client(cast.linden), post.ref, "details")
    assert nobody in read(wren, f"/desk/{case.ref}/decide?do=erase")
    makers.member("third", role="moderator")
    assert nobody not in read(wren, f"/desk/{case.ref}/decide?do=erase")
