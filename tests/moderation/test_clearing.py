"""Taking down all that one account did since a moment: by one decision, undone by one, at any size."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.answering.models import Sign
from leeward.boards.models import Board, Post, Topic
from leeward.house.models import House
from leeward.members.models import Member
from leeward.moderation import clearing, lists
from leeward.moderation.models import Case, Decision
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.moderation.hands import case_about, decide, read, report
from tests.moderation.test_deciding import latest, state

ALL = {"since": "day", "what": ["posts", "topics", "reports", "signs"], "why": "The same words in forty topics."}


def everything() -> dict[str, object]:
    """What decisions change, and what else this one does."""
    more = {
        "posts": list(Post.objects.order_by("pk").values("pk", "hidden_at", "held_at", "held_for")),
        "signs": list(Sign.objects.order_by("pk").values("pk", "hidden_at")),
        "cases": list(Case.objects.order_by("pk").values("pk", "settled_at")),
    }
    return {**state(), **more}


def test_all_that_one_account_did_goes_by_one_decision_and_comes_back_by_one(cast: Cast) -> None:
    ash, rowan, wren = (cast.client(one) for one in (cast.ash, cast.rowan, cast.wren))
    theirs = makers.topic(cast.rowan, cast.board, "A quiet question")
    mine = makers.topic(cast.ash, cast.board, "Cheap lamps", "Lamps for all.")
    makers.reply(cast.ash, theirs, "Lamps here too.")
    makers.reply(cast.rowan, theirs, "I would rather talk.")
    makers.reply(cast.rowan, mine, "Please do not.")
    ash.post(f"/p/{theirs.posts.get(number=1).ref}/sign", {"says": "with"})
    House.objects.update(hold_first=10)
    Sheet(ash, f"/b/{cast.board.ref}/new").send("Held lamps.", title="More lamps")
    report(ash, theirs.posts.get(number=1).ref, "danger")
    report(rowan, mine.posts.get(number=1).ref, "spam")
    before = everything()
    place = f"/desk/doings/{cast.ash.ref}"
    page = read(wren, place)
    for words in ("2 posts, and 1 that waits to be read", "2 topics that they began, with 1 answer by others",
                  "1 case at the desk that nobody else reported", "Lamps here too."):  # fmt: skip
        assert words in page
    for wrong in ({**ALL, "why": ""}, {**ALL, "what": []}):
        assert wren.post(place, wrong).status_code == 422
    assert everything() == before
    where = wren.post(place, ALL).headers["Location"]
    made = latest()
    assert (made.kind, made.face, made.by) == ("clear", cast.ash, cast.wren)
    assert "what you did since" in read(ash, f"/me/decisions/{made.ref}")
    seen = read(rowan, f"/t/{theirs.ref}")
    assert "Lamps here too." not in seen
    assert "I would rather talk." in seen
    assert rowan.get(f"/t/{mine.ref}").status_code == 404
    assert "a sign to you" not in read(rowan, "/notices")
    assert "The same words in forty topics." in read(ash, f"/me/decisions/{made.ref}")
    assert not Case.objects.filter(settled_at=None).exists(), "their flood lies at the desk still"
    assert "something was done" in read(rowan, f"/me/reports/{Case.objects.get(kind='spam').reports.get().ref}")
    assert wren.post(where, {"why": "It was somebody else."}).status_code == 302
    assert everything() == before
    assert "a sign to you" in read(rowan, "/notices")
    assert "Held lamps." in read(ash, f"/t/{Topic.objects.get(title='More lamps').ref}")
    assert "An earlier decision was undone." in read(ash, f"/me/decisions/{latest().ref}")


def test_only_moderators_and_not_about_themselves_or_those_who_look_after_the_house(cast: Cast) -> None:
    wren = cast.client(cast.wren)
    assert cast.client(cast.rowan).get(f"/desk/doings/{cast.ash.ref}").status_code == 403
    assert cast.client(makers.member("helena", role="helper")).get(f"/desk/doings/{cast.ash.ref}").status_code == 403
    for ref in (cast.wren.ref, cast.linden.ref):
        assert wren.post(f"/desk/doings/{ref}", ALL).status_code == 403
    assert wren.get("/desk/doings/aaaaaaaaaaa").status_code == 404
    assert not Decision.objects.exists()


def test_what_stood_before_that_moment_and_what_others_decided_since_is_not_touched(cast: Cast) -> None:
    wren = cast.client(cast.wren)
    topic = makers.topic(cast.rowan, cast.board)
    old, hidden, new = (makers.reply(cast.ash, topic, f"Number {number}.") for number in range(3))
    Post.objects.filter(pk=old.pk).update(written_at=timezone.now() - timedelta(days=2))
    makers.decide(cast.linden, hidden, "hide")
    wren.post(f"/desk/doings/{cast.ash.ref}", ALL)
    made = latest()
    assert [bool(post.hidden_at) for post in Post.objects.filter(author=cast.ash).order_by("pk")] == [False, True, True]
    makers.decide(cast.linden, new, "restore")
    shown = latest()
    assert wren.post(f"/desk/decisions/{made.ref}", {"why": "x"}).status_code == 403, "something stands on it"
    wren.post(f"/desk/decisions/{shown.ref}", {"why": "x"})
    assert wren.post(f"/desk/decisions/{made.ref}", {"why": "x"}).status_code == 302
    assert [bool(post.hidden_at) for post in Post.objects.filter(author=cast.ash).order_by("pk")] == [
        False,
        True,
        False,
    ]


def test_what_somebody_else_reported_as_danger_is_still_read(cast: Cast) -> None:
    post = makers.topic(cast.ash, cast.board).posts.get()
    report(cast.client(cast.rowan), post.ref, "danger")
    cast.client(cast.wren).post(f"/desk/doings/{cast.ash.ref}", ALL)
    decide(cast.client(cast.wren), case_about(post.ref), "leave", why="")


def flood(by: Member, board: Board, count: int) -> None:
    """So many topics with one post each, and half of them waiting."""
    now = timezone.now()
    topics = Topic.objects.bulk_create(
        Topic(board=board, author=by, title="Lamps", opened_at=now, last_post_at=now, last_number=1, post_count=n % 2,
              held_at=None if n % 2 else now)
        for n in range(count)
    )  # fmt: skip
    Post.objects.bulk_create(
        Post(topic=topic, number=1, author=by, written_at=now, source="Lamps.", plain="Lamps.", html="<p>Lamps.</p>",
             hidden_at=topic.held_at, held_at=topic.held_at, held_for="first" if topic.held_at else "")
        for topic in topics
    )  # fmt: skip
    for post in Post.objects.filter(author=by, held_at=None):
        Topic.objects.filter(pk=post.topic_id).update(last_post_id=post.pk, last_author=by)


@pytest.mark.parametrize("count", [60, 5_000])
def test_it_costs_as_many_statements_for_five_thousand_posts_as_for_sixty(cast: Cast, count: int) -> None:
    flood(cast.ash, cast.board, count)
    before, wren = everything(), cast.client(cast.wren)
    with CaptureQueriesContext(connection) as asked:
        page = read(wren, f"/desk/doings/{cast.ash.ref}")
    assert len(asked) <= 14, "\n".join(query["sql"][:120] for query in asked)
    assert f"{count // 2} posts" in page
    with CaptureQueriesContext(connection) as asked:
        assert wren.post(f"/desk/doings/{cast.ash.ref}", ALL).status_code == 302
    assert len(asked) <= 40, "\n".join(query["sql"][:120] for query in asked)
    assert not Topic.objects.visible_to(cast.rowan).exists()
    with CaptureQueriesContext(connection) as asked:
        assert wren.post(f"/desk/decisions/{latest().ref}", {"why": "x"}).status_code == 302
    assert len(asked) <= 40 + 4 * (count // 2 // clearing.BATCH + 1), len(asked)
    assert everything() == before
    with CaptureQueriesContext(connection) as asked:
        lists.register(cast.wren)
    assert not any('"details"' in query["sql"] for query in asked), "the register reads what stood before"


def test_all_the_time_is_said_so_and_not_as_a_day_a_hundred_years_ago(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board)
    cast.client(cast.wren).post(f"/desk/doings/{cast.ash.ref}", {**ALL, "since": "ever"})
    page = read(cast.client(cast.ash), f"/me/decisions/{latest().ref}")
    assert "all that you did here until then" in page
    assert "what you did since" not in page
