"""What of newcomers is read before others see it: said beforehand, kept, measured, let through."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from leeward.boards.models import Post, Topic
from leeward.cli.work import table
from leeward.house.models import House
from leeward.jobs.models import Job
from leeward.members.models import Member
from leeward.moderation import waits
from leeward.moderation.models import Case, Decision
from leeward.notices.models import Notice
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.moderation.hands import bring, case_about, decide, read

LINK = "Here it is: https://shop.example.org/lamps"


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return makers.topic(cast.rowan, cast.board)


def write(client: Client, topic: Topic, body: str) -> Post:
    """Through the page; the post as it stands now."""
    assert Sheet(client, f"/t/{topic.ref}/reply").send(body).status_code == 302
    return Post.objects.latest("pk")


def waits_for(post: Post) -> str:
    post.refresh_from_db()
    return post.held_for if post.held_at and post.hidden_at else ""


def test_first_posts_wait_say_so_and_are_let_through(cast: Cast, topic: Topic) -> None:
    makers.house(hold_first=2, read_within=12)
    ash, rowan, wren = (cast.client(one) for one in (cast.ash, cast.rowan, cast.wren))
    for address in (f"/t/{topic.ref}", f"/t/{topic.ref}/reply", f"/b/{cast.board.ref}/new"):
        page = read(ash, address)
        assert "your first 2 posts are read before others see them" in page, address
        assert "within 12 hours" in page
    begun = Sheet(ash, f"/b/{cast.board.ref}/new").send("It began in spring.", title="Held for a while")
    first = Post.objects.latest("pk")
    assert waits_for(first) == "first"
    page = read(ash, begun.headers["Location"])
    for words in ("It began in spring.", "This post waits", "The first posts of everybody new", "within 12 hours"):
        assert words in page
    assert rowan.get(f"/t/{first.topic.ref}").status_code == 404
    assert "Held for a while" not in read(rowan, f"/b/{cast.board.ref}")
    case = case_about(first.ref)
    assert "The first posts of everybody new" in read(wren, f"/desk/{case.ref}")
    assert "promised to be read by" in read(wren, f"/desk/{case.ref}")
    assert wren.post(f"/desk/{case.ref}/decide", {"do": "approve", "then": "next"}).status_code == 302
    assert "It began in spring." in read(rowan, f"/t/{first.topic.ref}")
    assert Notice.objects.filter(member=cast.ash).exists(), "its author is told"
    second = write(ash, topic, "And once more.")
    assert waits_for(second) == "first"
    decide(wren, case_about(second.ref), "approve", why="")
    assert "read before others" not in read(ash, f"/t/{topic.ref}")
    assert waits_for(write(ash, topic, "Now I am known.")) == ""


def test_a_post_that_waits_keeps_its_place_at_the_desk_until_it_is_decided(cast: Cast, topic: Topic) -> None:
    makers.house(hold_first=1)
    ash, wren = cast.client(cast.ash), cast.client(cast.wren)
    post = write(ash, topic, "With a page I do not know.")
    case = case_about(post.ref)
    page = read(wren, f"/desk/{case.ref}")
    assert "Leave it as it is" not in page
    assert "Show it again" not in page
    assert wren.post(f"/desk/{case.ref}/decide", {"do": "leave"}).status_code == 403
    decide(wren, case, "note", why="We look whether the page is what it says.")
    assert case_about(post.ref) == case, "a note lets nothing through"
    decide(wren, case, "hide")
    decide(wren, bring(wren, post.ref), "leave", why="")
    wren.post(f"/desk/decisions/{Decision.objects.get(kind='hide').ref}", {"why": "It is what it says."})
    assert waits_for(post) == "first"
    decide(wren, case_about(post.ref), "approve", why="")
    assert waits_for(post) == ""
    assert {job.kind for job in Job.objects.all()} <= set(table()), "the worker knows what to do then"


def test_whoever_waited_reads_at_once_that_it_is_through_and_where_it_stands(cast: Cast, topic: Topic) -> None:
    makers.house(hold_first=1)
    ash, wren = cast.client(cast.ash), cast.client(cast.wren)
    post = write(ash, topic, "Hello.")
    decide(wren, case_about(post.ref), "approve", why="")
    assert "Your post has been let through" in read(ash, "/notices")
    page = read(ash, f"/me/decisions/{Decision.objects.get().ref}")
    assert f"/t/{topic.ref}/{post.number}#p{post.number}" in page
    assert "an authority or a court" not in page


def test_those_who_look_after_the_house_and_those_with_posts_write_at_once(cast: Cast, topic: Topic) -> None:
    makers.house(hold_first=1, hold_links=True)
    helper = makers.member("helena", role="helper")
    for member in (cast.rowan, cast.wren, helper):
        client = cast.client(member)
        assert ("read before others" in read(client, f"/t/{topic.ref}")) is False, member
    assert waits_for(write(cast.client(cast.rowan), topic, "Go on.")) == ""
    assert waits_for(write(cast.client(helper), topic, LINK)) == ""
    assert waits_for(write(cast.client(cast.ash), topic, "Hello.")) == "first"


def test_names_for_one_topic_are_as_new_as_whoever_bears_them(cast: Cast, topic: Topic) -> None:
    makers.reply(cast.rowan, topic, "Mine.")
    makers.house(hold_first=1)
    Sheet(cast.client(cast.rowan), f"/b/{cast.board.ref}/new").send("As another.", title="One", alias="Reed")
    Sheet(cast.client(cast.ash), f"/b/{cast.board.ref}/new").send("As another.", title="Two", alias="Sorrel")
    held = {
        post.topic.title: post.held_for for post in Post.objects.filter(plain="As another.").select_related("topic")
    }
    assert held == {"One": "", "Two": "first"}


def test_a_first_link_to_another_site_waits_and_one_to_this_house_does_not(cast: Cast, topic: Topic) -> None:
    makers.house(hold_links=True)
    ash, wren = cast.client(cast.ash), cast.client(cast.wren)
    assert "first time you link to another site" in read(ash, f"/t/{topic.ref}")
    inside = f"See /t/{topic.ref} and [this](http://testserver/t/{topic.ref}) and write to me@example.org."
    assert waits_for(write(ash, topic, inside)) == ""
    first = write(ash, topic, LINK)
    assert waits_for(first) == "link"
    assert waits_for(write(ash, topic, "[lamps](https://shop.example.org)")) == "link"
    assert "The first links" in read(wren, f"/desk/{case_about(first.ref).ref}")
    decide(wren, case_about(first.ref), "approve", why="")
    assert waits_for(write(ash, topic, LINK + " And more.")) == "", "one was let through"
    fern = makers.member("fern")
    for number in range(10):
        makers.reply(fern, topic, f"Number {number}.")
    assert waits_for(write(cast.client(fern), topic, LINK)) == "", "known by ten posts"


def test_a_first_link_that_comes_by_a_change_waits_too(cast: Cast, topic: Topic) -> None:
    makers.house(hold_links=True)
    ash, rowan, wren = cast.client(cast.ash), cast.client(cast.rowan), cast.client(cast.wren)
    post = write(ash, topic, "Nothing to see.")
    Sheet(ash, f"/p/{post.ref}/edit").send("Nothing to see but a comma,")
    assert waits_for(post) == ""
    Sheet(ash, f"/p/{post.ref}/edit").send(LINK)
    assert waits_for(post) == "link"
    assert "shop.example.org" not in read(rowan, f"/t/{topic.ref}")
    assert "shop.example.org" in read(ash, f"/t/{topic.ref}")
    decide(wren, case_about(post.ref), "approve", why="")
    assert "shop.example.org" in read(rowan, f"/t/{topic.ref}")


def test_the_promise_is_measured_and_what_is_late_comes_first(cast: Cast, topic: Topic) -> None:
    makers.house(hold_first=9, read_within=12)
    ash, rowan, wren = cast.client(cast.ash), cast.client(cast.rowan), cast.client(cast.wren)
    posts = [write(ash, topic, f"Number {number}.") for number in range(7)]
    now = timezone.now()
    for number, post in enumerate(posts[:5]):
        decide(wren, case_about(post.ref), "approve", why="")
        begun = now - timedelta(hours=30)
        row = Case.objects.filter(about=post.ref)
        row.update(
            opened_at=begun, settled_at=begun + timedelta(minutes=50 * (number + 1)), due_at=begun + timedelta(hours=12)
        )
    waits.measure()
    assert House.objects.get().read_in is not None
    assert "Usually it is read within" in read(ash, f"/t/{topic.ref}")
    page = read(rowan, "/fair-hands")
    assert "7 posts waited in the last 90 days." in page
    assert "None waited longer than promised." in page
    late = posts[6]
    Case.objects.filter(about=late.ref).update(due_at=now - timedelta(hours=1))
    Post.objects.filter(pk=late.pk).update(held_at=now - timedelta(hours=13), hidden_at=now - timedelta(hours=13))
    desk = read(wren, "/desk")
    assert desk.index(case_about(late.ref).ref) < desk.index(case_about(posts[5].ref).ref)
    assert "past the promised time" in desk
    assert wren.get("/desk/next").headers["Location"] == f"/desk/{case_about(late.ref).ref}"
    assert "It waits longer than the 12 hours promised" in read(ash, f"/t/{topic.ref}")
    assert "One waited longer than promised." in read(rowan, "/fair-hands")
    House.objects.update(read_in=20)
    assert "Lately that was not always kept: most were read within 20 hours" in read(ash, f"/t/{topic.ref}")


def test_whoever_is_known_is_never_asked_about_again(cast: Cast, topic: Topic) -> None:
    for number in range(10):
        makers.reply(cast.ash, topic, f"Number {number}.")
    assert Member.objects.get(pk=cast.ash.pk).known_at is not None
    makers.house(hold_first=10)
    assert waits_for(write(cast.client(cast.ash), topic, LINK)) == ""


def test_in_a_flood_every_post_waits_for_some_hours_by_a_decision_that_ends_by_itself(cast: Cast, topic: Topic) -> None:
    ash, rowan, wren, linden = (cast.client(one) for one in (cast.ash, cast.rowan, cast.wren, cast.linden))
    assert rowan.get("/desk/all").status_code == 403
    assert wren.post("/desk/all", {"do": "begin", "hours": "24", "why": ""}).status_code == 422
    assert wren.post("/desk/all", {"do": "begin", "hours": "5", "why": "Hm."}).status_code == 422
    assert not House.objects.get().all_wait_until
    wren.post("/desk/all", {"do": "begin", "hours": "24", "why": "Forty strangers at once."})
    made = Decision.objects.get()
    assert (made.kind, made.by, made.until and made.until > timezone.now()) == ("all", cast.wren, True)
    for address in (f"/t/{topic.ref}", f"/t/{topic.ref}/reply", f"/b/{cast.board.ref}/new"):
        assert "At the moment every post is read before others see it, until" in read(rowan, address)
    assert waits_for(write(rowan, topic, "In the flood.")) == "all"
    assert "At the moment every post is read" in read(rowan, f"/t/{topic.ref}")
    assert "In the flood." not in read(ash, f"/t/{topic.ref}")
    assert waits_for(write(linden, topic, "We are here.")) == ""
    assert "every post waits to be read, until" in read(linden, "/desk")
    assert "Forty strangers at once." in read(linden, "/desk/all")
    assert "Forty strangers at once." in read(linden, f"/desk/decisions/{made.ref}")
    assert linden.post("/desk/all", {"do": "begin", "hours": "6", "why": "More."}).status_code == 403
    assert linden.post("/desk/all", {"do": "end", "why": ""}).status_code == 422
    linden.post("/desk/all", {"do": "end", "why": "They are gone."})
    assert House.objects.get().all_wait_until is None
    assert waits_for(write(rowan, topic, "After the flood.")) == ""
    assert Post.objects.get(plain="In the flood.").held_at is not None, "what waited goes on waiting"
    wren.post("/desk/all", {"do": "begin", "hours": "6", "why": "Again."})
    over = timezone.now() - timedelta(minutes=1)
    House.objects.update(all_wait_until=over)
    Decision.objects.filter(kind="all").update(until=over)
    assert waits_for(write(rowan, topic, "It ended by itself.")) == ""
    assert "every post waits" not in read(wren, "/desk")
    last = Decision.objects.filter(kind="all").latest("pk")
    assert "It has ended by itself." in read(wren, f"/desk/decisions/{last.ref}")
