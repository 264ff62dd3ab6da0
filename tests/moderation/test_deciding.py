"""Decisions: each with its record and its notice, enforced by the rooms they are about, and undone without a trace."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from leeward.boards.models import Board, Post, Topic
from leeward.members.models import Member, Restraint, Session
from leeward.moderation import deciding
from leeward.moderation.models import Case, Decision
from leeward.notices.models import Notice
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.conversations.talk import plain
from tests.drafts.sheet import Sheet
from tests.moderation.hands import bring, case_about, decide, read, report

BODY = "First words.\n\nHis name is Grimvolk."


@pytest.fixture
def post(cast: Cast) -> Post:
    return makers.topic(cast.rowan, cast.board, "A quiet question", BODY).posts.get()


def state() -> dict[str, object]:
    """All that decisions change: what stands where, who sees it, who is restrained."""
    posts = ("pk", "topic", "number", "hidden_at", "held_at", "html", "in_story_at")
    topics = (
        *("pk", "board", "title", "hidden_at", "held_at", "locked_at", "slow_minutes", "last_number", "post_count"),
        *("last_post_id", "last_author", "answered_at", "updates"),
    )
    return {
        "posts": list(Post.objects.order_by("pk").values(*posts)),
        "topics": list(Topic.objects.order_by("pk").values(*topics)),
        "restraints": list(Restraint.objects.values("member", "kind", "until")),
    }


def latest() -> Decision:
    return Decision.objects.latest("pk")


def kinds(cast: Cast) -> Iterator[tuple[str, str, dict[str, object]]]:
    """(kind, what it is about, what its form says) of everything that can be undone."""
    other = makers.board("Elsewhere")
    into = makers.topic(cast.ash, cast.board, "Another")
    for does in ("note", "ask", "hide", "lock"):
        yield does, "post", {}
    yield "split", "second", {}
    yield "hide", "topic", {}
    yield "move", "topic", {"board": other.ref}
    yield "merge", "topic", {"into": f"http://testserver/t/{into.ref}"}
    yield "slow", "topic", {"minutes": "60"}
    yield "warn", "member", {}
    yield "hold", "member", {"days": "7"}
    yield "limit", "member", {"boards": [cast.board.ref]}
    yield "suspend", "member", {"days": "7"}


def test_every_decision_has_its_record_and_its_notice_and_undone_leaves_all_as_it_was(cast: Cast, post: Post) -> None:
    second = makers.update(cast.rowan, post.topic, "And more.")
    makers.reply(cast.ash, post.topic)
    wren, rowan = cast.client(cast.wren), cast.client(cast.rowan)
    refs = {"post": post.ref, "second": second.ref, "topic": post.topic.ref, "member": cast.rowan.ref}
    for does, about, form in list(kinds(cast)):
        before, count = state(), Decision.objects.count()
        decide(wren, bring(wren, refs[about]), does, why=f"Because of {does}.", **form)
        made = latest()
        assert (made.kind, made.by, made.face, Decision.objects.count()) == (does, cast.wren, cast.rowan, count + 1)
        assert (state() != before) == (does not in {"note", "warn"}), does
        told = read(rowan, f"/me/decisions/{made.ref}")
        assert f"Because of {does}." in told
        assert "ask for a second look until" in told
        assert "wren" not in told.partition("<main")[2]
        assert Notice.objects.filter(member=cast.rowan, about=made.ref).exists()
        assert wren.post(f"/desk/decisions/{made.ref}", {"why": "It was a mistake."}).status_code == 302
        assert state() == before, does
        assert "An earlier decision was undone." in read(rowan, f"/me/decisions/{latest().ref}")
    assert cast.client(cast.ash).get(f"/me/decisions/{made.ref}").status_code == 404


def test_a_decision_that_fails_leaves_neither_record_nor_effect(
    cast: Cast, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state()
    case = bring(cast.client(cast.wren), post.ref)

    def broken(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("leeward.moderation.telling.tell", broken)
    with pytest.raises(RuntimeError):
        deciding.decide(by=cast.wren, case=case, choice=deciding.Choice("hide", why="So."))
    assert state() == before
    assert not Decision.objects.exists()
    assert Case.objects.get().settled_at is None


def test_what_stands_on_an_earlier_decision_is_undone_first(cast: Cast, post: Post) -> None:
    wren = cast.client(cast.wren)
    decide(wren, bring(wren, post.ref), "hide")
    first = latest()
    decide(wren, bring(wren, post.ref), "restore", why="")
    assert wren.post(f"/desk/decisions/{first.ref}", {"why": "x"}).status_code == 403
    second = latest()
    wren.post(f"/desk/decisions/{second.ref}", {"why": "x"})
    post.refresh_from_db()
    assert post.hidden_at is not None
    assert wren.post(f"/desk/decisions/{second.ref}", {"why": "x"}).status_code == 403, "undone twice"
    wren.post(f"/desk/decisions/{first.ref}", {"why": "x"})
    post.refresh_from_db()
    assert post.hidden_at is None


def test_a_post_that_its_author_is_asked_to_change_waits_and_comes_back(cast: Cast, post: Post) -> None:
    makers.reply(cast.ash, post.topic, "I am here.")
    wren, rowan, ash = cast.client(cast.wren), cast.client(cast.rowan), cast.client(cast.ash)
    decide(wren, bring(wren, post.ref), "ask", why="A name stands in it.", words=["2"])
    told = read(rowan, f"/me/decisions/{latest().ref}")
    assert "His name is Grimvolk." in told
    assert f"/p/{post.ref}/edit" in told
    here = f"/t/{post.topic.ref}"
    assert "His name is" not in read(ash, here)
    assert "A post waits here" in read(ash, here)
    assert "This post waits" in read(rowan, here)
    page = Sheet(rowan, f"/p/{post.ref}/edit")
    assert "A moderator asks you to change this" in page.page
    assert page.send("First words.\n\nHe has a name.", title="A quiet question").status_code == 302
    assert "He has a name." not in read(ash, here)
    case = case_about(post.ref)
    assert case.kind == "changed"
    decide(wren, case, "approve", why="")
    assert "He has a name." in read(ash, here)


def test_posts_of_a_member_who_is_read_first_wait_and_say_so(cast: Cast, post: Post) -> None:
    makers.decide(cast.linden, cast.ash, "hold")
    ash, rowan, wren = cast.client(cast.ash), cast.client(cast.rowan), cast.client(cast.wren)
    where = Sheet(ash, f"/t/{post.topic.ref}/reply").send("An hour of words.").headers["Location"]
    assert "This post waits" in read(ash, where.partition("#")[0])
    assert "An hour of words." in read(ash, where.partition("#")[0])
    assert "An hour of words." not in read(rowan, f"/t/{post.topic.ref}")
    begun = Sheet(ash, f"/b/{cast.board.ref}/new").send("A story of mine.", title="Held at first")
    assert "A story of mine." in read(ash, begun.headers["Location"])
    topic = Topic.objects.get(title="Held at first")
    assert rowan.get(f"/t/{topic.ref}").status_code == 404
    assert "Held at first" not in read(rowan, f"/b/{cast.board.ref}")
    for one in Case.objects.filter(settled_at=None).order_by("pk"):
        assert one.kind == "held"
        decide(wren, one, "approve", why="")
    assert "An hour of words." in read(rowan, f"/t/{post.topic.ref}")
    assert "A story of mine." in read(rowan, f"/t/{topic.ref}")
    assert "Held at first" in read(rowan, f"/b/{cast.board.ref}")


def test_restraints_are_said_in_a_sentence_and_end_with_their_undoing(cast: Cast, post: Post) -> None:
    ash = cast.client(cast.ash)
    other = makers.board("Elsewhere")
    refusals = {
        "suspend": ("you can read here and not write", deciding.Choice("suspend", why="So.", days=7)),
        "limit": (
            "certain boards only",
            deciding.Choice("limit", why="So.", details={"boards": [other.ref]}),
        ),
    }
    for does, (sentence, choice) in refusals.items():
        case = bring(cast.client(cast.wren), cast.ash.ref)
        made = deciding.decide(by=cast.wren, case=case, choice=choice)
        refused = ash.post(f"/t/{post.topic.ref}/reply", {"body": "My words", "do": "post"})
        assert refused.status_code == 403
        assert sentence in refused.content.decode()
        assert "My words" in refused.content.decode()
        allowed = ash.get(f"/b/{other.ref}/new").status_code
        assert allowed == (200 if does == "limit" else 403)
        deciding.undo(by=cast.linden, decision=made, why="Enough.")
        assert Sheet(ash, f"/t/{post.topic.ref}/reply").send(f"After {does}.").status_code == 302
    makers.decide(cast.wren, post.topic, "slow", details={"minutes": 60})
    slowed = ash.post(f"/t/{post.topic.ref}/reply", {"body": "Too soon", "do": "post"})
    assert "slowed down" in slowed.content.decode()


def test_a_ban_needs_two_and_leaves_a_way_to_read_why_and_to_appeal(cast: Cast, stranger: Client) -> None:
    hazel = makers.member("hazel", passphrase=PASSPHRASE)
    inside = cast.client(hazel)
    wren, linden = cast.client(cast.wren), cast.client(cast.linden)
    decide(wren, bring(wren, hazel.ref), "ban", why="Threats, three times.")
    first = latest()
    assert inside.get("/new").status_code == 200, "one person has closed the house to somebody"
    assert not Notice.objects.filter(member=hazel).exists()
    second = Case.objects.get(settled_at=None)
    assert second.ref not in read(wren, "/desk")
    assert wren.get(f"/desk/{second.ref}").status_code == 404
    asked = read(linden, f"/desk/{second.ref}")
    for words in ("Agree: the member is banned", "Do not agree: nothing happens", "about <"):
        assert words in asked
    decide(linden, second, "ban", why="Threats, three times.")
    assert latest().seconds == first
    assert not Session.objects.filter(member=hazel).exists()
    assert inside.get("/new").status_code == 302
    signed = stranger.post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE, "device": "mine"})
    assert signed.status_code == 302
    assert stranger.get("/new").headers["Location"] == "/me/decisions"
    assert "This house is closed to you" in read(stranger, "/me/decisions")
    assert "Threats, three times." in read(stranger, f"/me/decisions/{latest().ref}")
    assert stranger.get("/me/words").status_code in {200, 302}
    assert Sheet(stranger, f"/me/decisions/{latest().ref}/appeal").send("It was not me.").status_code == 302
    third = makers.member("third", role="moderator")
    case = Case.objects.get(settled_at=None)
    for decided in (wren, linden):
        assert decided.get(f"/desk/{case.ref}").status_code == 404
    decide(cast.client(third), case, "undo", why="It was somebody else.")
    again = Client()
    again.post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE, "device": "mine"})
    assert again.get("/new").status_code == 200


def test_an_appeal_goes_to_somebody_else_once_and_its_answer_is_a_row(cast: Cast, post: Post) -> None:
    report(cast.client(cast.ash), post.ref, "details")
    wren, rowan, linden = cast.client(cast.wren), cast.client(cast.rowan), cast.client(cast.linden)
    decide(wren, case_about(post.ref), "hide", why="A name.")
    made = latest()
    page = f"/me/decisions/{made.ref}"
    assert f"{page}/appeal" in read(rowan, page)
    Sheet(rowan, f"{page}/appeal").keep("It is my own na")
    assert Sheet(rowan, f"{page}/appeal").body == "It is my own na"
    assert Sheet(rowan, f"{page}/appeal").send(" ").status_code == 422
    assert Sheet(rowan, f"{page}/appeal").send("It is my own name.").status_code == 302
    assert rowan.get(f"{page}/appeal").status_code == 403
    case = Case.objects.get(settled_at=None)
    assert wren.get(f"/desk/{case.ref}").status_code == 404
    assert "It is my own name." in read(linden, f"/desk/{case.ref}")
    decide(linden, case, "keep", why="It is somebody else's name too.")
    assert (latest().kind, latest().appeal) == ("keep", made.appealed)
    assert "It is somebody else's name too." in read(rowan, f"/me/decisions/{latest().ref}")
    assert latest().ref in read(rowan, page)


def test_a_decision_about_another_name_binds_its_bearer_and_tells_nobody_who_that_is(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "By heron", alias="heron")
    heron = Member.objects.get(name="heron")
    wren, rowan = cast.client(cast.wren), cast.client(cast.rowan)
    about_rowan = [
        f"/house/members/{cast.rowan.ref}",
        f"/m/{cast.rowan.ref}",
        f"/desk/{bring(wren, cast.rowan.ref).ref}",
    ]
    before = [plain(read(wren, address)) for address in about_rowan]
    case = bring(wren, topic.posts.get().ref)
    decide(wren, case, "suspend", why="Insults.", days="7")
    assert "you can read here and not write" in rowan.get(f"/b/{cast.board.ref}/new").content.decode()
    assert "to you as heron" in read(rowan, "/me/decisions")
    assert [plain(read(wren, address)) for address in about_rowan] == before
    for address in (f"/desk/{case.ref}", f"/desk/decisions/{latest().ref}", "/desk/decisions"):
        assert "rowan" not in read(wren, address).partition("<main")[2]
    assert (Restraint.objects.get().member, latest().face) == (heron, heron)
    asked = wren.post(f"/desk/{bring(wren, heron.ref).ref}", {"do": "owner", "reason": "A court asks."})
    assert "rowan" in asked.content.decode().partition("Decide</h2>")[0], "at the top, where the page opens"
    assert "A court asks." in read(rowan, "/me/looks")
    assert "whose the name heron is." in read(rowan, "/me/looks")
    assert "A court asks." in read(cast.client(cast.linden), "/desk/looks")
    assert cast.client(cast.wren).get("/desk/looks").status_code == 403


def test_nobody_decides_about_themselves_or_about_those_who_look_after_the_house(cast: Cast) -> None:
    wren = cast.client(cast.wren)
    assert wren.post(f"/desk/open/{cast.wren.ref}").status_code == 403
    mine = makers.topic(cast.wren, cast.board, "As grebe", alias="grebe")
    assert wren.post(f"/desk/open/{mine.ref}").status_code == 403
    linden = makers.topic(cast.linden, cast.board).posts.get()
    case = bring(wren, linden.ref)
    refused = wren.post(f"/desk/{case.ref}/decide", {"do": "suspend", "why": "x", "days": "7"})
    assert refused.status_code == 403
    assert "looks after this house" in refused.content.decode()
    with pytest.raises(PermissionDenied):
        deciding.undo(by=cast.ash, decision=makers.decide(cast.wren, cast.rowan, "warn"), why="x")


def test_a_board_that_is_gone_from_view_keeps_its_decisions_readable(cast: Cast, post: Post) -> None:
    makers.decide(cast.wren, post.topic, "hide")
    Board.objects.update(readers="approved")
    assert "A quiet question" in read(cast.client(cast.rowan), f"/me/decisions/{latest().ref}")
