"""A post in which the care rules stop: it stands as any other, the desk sees it first, its author sees numbers."""

import re
from html import unescape

import pytest
from django.test import Client

from leeward.boards import actions, taking_down
from leeward.boards.models import Post, Topic
from leeward.care.models import Noticed
from leeward.moderation.models import Case
from leeward.shelter.models import HelpLine, HouseCountry
from tests import makers
from tests.boards.test_reading import cost
from tests.cast import Cast
from tests.clocks.running import run
from tests.drafts.sheet import Sheet
from tests.moderation.hands import case_about, decide, read, report

WORDS = "The rain goes on. I want to die, and I have told nobody."
QUESTION = "Are you safe right now?"
BESIDE = "For you alone"
AUSTRIA = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9"}


@pytest.fixture(autouse=True)
def _lines(db: None) -> None:
    """As a house comes with, whatever else its list holds."""
    HelpLine.objects.all().delete()
    for country, need, name in (
        ("Austria", "4-despair", "A line in Austria"),
        ("Spain", "4-despair", "A line in Spain"),
        ("Spain", "1-danger", "Police in Spain"),
        ("Spain", "5-children", "For children in Spain"),
        ("France", "7-other", "A line in France"),
    ):
        HelpLine.objects.create(country=country, need=need, name=name, number="12 34", noted_on="2031-01-01")


def send(client: Client, topic: Topic, body: str = WORDS, **more: str) -> str:
    """Post a reply as a person does; where it leads."""
    answer = client.post(f"/t/{topic.ref}/reply", {"body": body, "do": "post", **more})
    assert answer.status_code == 302, unescape(answer.content.decode())[-1500:]
    return str(answer.headers["Location"])


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return makers.topic(cast.rowan, cast.board)


def test_its_author_is_led_to_numbers_and_one_question_once_and_everybody_reads_the_post(
    cast: Cast, topic: Topic
) -> None:
    ash, rowan, wren = (cast.client(one) for one in (cast.ash, cast.rowan, cast.wren))
    there = send(ash, topic)
    post = Post.objects.get(number=2)
    assert there == f"/p/{post.ref}/care"
    page = read(ash, there)
    for words in (QUESTION, "It stands as you wrote it", "How this page came about"):
        assert words in page
    for other in (rowan, wren, cast.client(cast.linden)):
        assert other.get(there).status_code == 404
        shown = read(other, f"/t/{topic.ref}")
        assert "I want to die" in shown, "held up by nothing"
        assert BESIDE not in shown
        assert there not in shown
    assert BESIDE in read(ash, f"/t/{topic.ref}")
    assert "<title>Notes</title>" in page
    assert send(ash, topic, "Thank you for reading.").endswith("#p3")


def test_of_a_post_that_waits_to_be_read_it_is_not_said_that_others_can_answer(cast: Cast, topic: Topic) -> None:
    makers.house(hold_first=1)
    ash = cast.client(cast.ash)
    page = read(ash, send(ash, topic, WORDS))
    assert "It waits until somebody who looks after this house has read it" in page
    assert "It stands as you wrote it" not in page
    case = case_about(Post.objects.latest("pk").ref)
    assert (case.kind, case.need) == ("care", 0)
    assert "letting it through closes the case" in read(cast.client(cast.wren), f"/desk/{case.ref}")


@pytest.mark.parametrize("where", ["a topic", "its title", "a change"])
def test_topics_titles_and_changes_are_looked_at_too(cast: Cast, where: str) -> None:
    ash = cast.client(cast.ash)
    if where == "a change":
        post = makers.topic(cast.ash, cast.board).posts.get()
        answer = ash.post(f"/p/{post.ref}/edit", {"body": WORDS, "title": "As before", "do": "post"})
    else:
        form = {"title": "I want to die" if where == "its title" else "Rain", "do": "post"}
        answer = ash.post(f"/b/{cast.board.ref}/new", {**form, "body": "Rain." if where == "its title" else WORDS})
    assert answer.headers["Location"] == f"/p/{Post.objects.get().ref}/care"
    assert case_about(Post.objects.get().ref).kind == "care"


def test_drafts_previews_quotes_of_others_and_private_messages_tell_nobody(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    Sheet(ash, f"/t/{topic.ref}/reply").keep(WORDS)
    ash.post(f"/t/{topic.ref}/reply", {"body": WORDS, "do": "preview"})
    makers.conversation(cast.ash, cast.rowan, WORDS)
    ref = topic.posts.get().ref
    send(ash, topic, f'[quote name="rowan" post="{ref}"]{WORDS}[/quote]\n\nI hear you.')
    assert (Case.objects.count(), Noticed.objects.count()) == (0, 0)
    assert BESIDE not in read(ash, f"/t/{topic.ref}")


def test_the_desk_has_it_before_all_else_without_a_reporter_and_nobody_is_in_their_own_case(
    cast: Cast, topic: Topic
) -> None:
    older = makers.topic(cast.rowan, cast.board, "An older one").posts.get()
    report(cast.client(cast.ash), older.ref, "known")
    send(cast.client(cast.ash), topic)
    post = Post.objects.get(topic=topic, number=2)
    wren, case = cast.client(cast.wren), case_about(post.ref)
    desk = read(wren, "/desk")
    assert desk.index(case.ref) < desk.index(case_about(older.ref).ref)
    page = read(wren, f"/desk/{case.ref}")
    assert "not a report: words that may be about the writer's own life" in page
    assert '<blockquote dir="auto">I want to die</blockquote>' in page
    assert f"/m/{cast.ash.ref}/write" in page
    assert (case.reports_count, case.need) == (0, 0)
    helper = makers.member("helper", role="helper", approved=True)
    assert case.ref not in read(cast.client(helper), "/desk")
    send(wren, topic, WORDS)
    own = Post.objects.get(topic=topic, number=3)
    assert wren.get(f"/desk/{case_about(own.ref).ref}").status_code == 404
    assert BESIDE in read(wren, f"/t/{topic.ref}")
    assert read(wren, f"/t/{topic.ref}").count(BESIDE) == 2, "the name of the fold and the fold: one post's alone"


def test_a_report_of_advertising_takes_no_danger_from_the_desk(cast: Cast, topic: Topic) -> None:
    send(cast.client(cast.ash), topic)
    post = Post.objects.get(number=2)
    report(cast.client(cast.rowan), post.ref, "spam")
    case = case_about(post.ref)
    assert (case.kind, case.need, case.reports_count) == ("care", 0, 1)
    helper = makers.member("helper", role="helper", approved=True)
    assert cast.client(helper).get(f"/desk/{case.ref}").status_code == 404


def test_changing_it_runs_the_rules_again_and_never_doubles_the_case(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    send(ash, topic)
    post = Post.objects.get(number=2)
    actions.edit(by=cast.ash, post=post, body=f"{WORDS} And more.")
    assert Case.objects.filter(about=post.ref).count() == 1
    decide(cast.client(cast.wren), case_about(post.ref), "leave", why="")
    actions.edit(by=cast.ash, post=post, body=f"{WORDS} And more again.")
    assert not Case.objects.filter(about=post.ref, settled_at=None).exists(), "it has been seen"
    actions.edit(by=cast.ash, post=post, body=f"{WORDS} He is outside my door right now.")
    assert Case.objects.filter(about=post.ref, settled_at=None).count() == 1, "another danger"
    actions.edit(by=cast.ash, post=post, body="I slept, and it is better.")
    assert BESIDE not in read(ash, f"/t/{topic.ref}")
    assert ash.get(f"/p/{post.ref}/care").status_code == 404


@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("safe", "says: I am safe right now"),
        ("unsafe", "says: no, or I am not sure"),
        ("write", "would like somebody from here to write to them"),
    ],
)
def test_each_answer_says_before_what_it_does_and_does_it(cast: Cast, topic: Topic, do: str, said: str) -> None:
    ash, wren = cast.client(cast.ash), cast.client(cast.wren)
    there = send(ash, topic)
    post = Post.objects.get(number=2)
    assert f'aria-describedby="does-{do}"' in read(ash, there)
    first = case_about(post.ref)
    decide(wren, first, "leave", why="")
    assert ash.post(there, {"do": "shout"}).status_code == 422
    assert ash.post(there, {"do": do}).headers["Location"] == there
    assert "You said" in read(ash, there) or "You asked that somebody writes" in read(ash, there)
    again = Case.objects.filter(about=post.ref, settled_at=None).first()
    assert (again is not None) is (do != "safe"), "what asks for somebody opens it again"
    assert said in read(wren, f"/desk/{(again or first).ref}")
    assert cast.client(cast.rowan).post(there, {"do": do}).status_code == 404


def test_it_was_long_ago_takes_it_all_away_and_the_case_says_so(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    there = send(ash, topic)
    post = Post.objects.get(number=2)
    assert ash.post(there, {"do": "past"}).headers["Location"].endswith("#p2")
    assert BESIDE not in read(ash, f"/t/{topic.ref}")
    assert "says that it was long ago" in read(cast.client(cast.wren), f"/desk/{case_about(post.ref).ref}")
    actions.edit(by=cast.ash, post=post, body=f"{WORDS} A comma more.")
    assert BESIDE not in read(ash, f"/t/{topic.ref}"), "nor with a change"


def test_under_another_name_the_case_and_the_way_to_write_bear_that_name(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    there = send(ash, topic, alias="Quiet Ford")
    post = Post.objects.select_related("author").get(number=2)
    assert post.author
    assert post.author.name == "Quiet Ford"
    assert QUESTION in read(ash, there)
    assert BESIDE in read(ash, f"/t/{topic.ref}")
    page = read(cast.client(cast.wren), f"/desk/{case_about(post.ref).ref}")
    assert f"/m/{post.author.ref}/write" in page
    assert "ash" not in re.sub(r"<[^>]+>", "", page.partition("<main")[2])


def test_the_numbers_are_those_of_the_country_that_somebody_chose_or_their_browser_or_the_house(
    cast: Cast, topic: Topic
) -> None:
    ash, linden = cast.client(cast.ash), cast.client(cast.linden)
    there = send(ash, topic)
    assert "A line in" not in read(ash, there)
    linden.post("/house/care", {"languages": ["en"], "phrases": "", "countries": ["France"]})
    assert list(HouseCountry.objects.values_list("country", flat=True)) == ["France"]
    assert "A line in France" in read(ash, there)
    assert "A line in Austria" in unescape(ash.get(there, **AUSTRIA).content.decode())  # type: ignore[arg-type]
    ash.post("/me/help-lines", {"country": "Spain"})
    page = unescape(ash.get(there, **AUSTRIA).content.decode())  # type: ignore[arg-type]
    assert page.index("Police in Spain") < page.index("A line in Spain")
    assert "For children in Spain" not in page, "not what this is about"
    assert "A line in Austria" not in page
    assert "A line in Spain" in read(ash, f"/t/{topic.ref}")
    ash.post("/me/help-lines", {"country": ""})
    assert "A line in France" in read(ash, there)


def test_administrators_choose_languages_and_add_phrases(cast: Cast, topic: Topic) -> None:
    linden, ash = cast.client(cast.linden), cast.client(cast.ash)
    for wrong in ("die", "i want * die", "(( a"):
        assert linden.post("/house/care", {"languages": ["en"], "phrases": wrong}).status_code == 422
    form = {"languages": ["de"], "phrases": "Over the Weir tonight\n"}
    assert linden.post("/house/care", form).status_code == 302
    assert send(ash, topic).endswith("#p2"), "English is off"
    assert send(ash, topic, "I go over the weir, tonight.").endswith("/care")
    assert "over the weir tonight" in read(linden, "/house/care")


def test_whoever_reports_danger_or_about_a_child_sees_numbers(cast: Cast, topic: Topic) -> None:
    ash, ref = cast.client(cast.ash), topic.posts.get().ref
    ash.post("/me/help-lines", {"country": "Spain"})
    assert "Police in Spain" in read(ash, f"/report/{ref}")
    for kind, there in (("danger", True), ("child", True), ("spam", False)):
        answer = ash.post(f"/report/{ref}", {"wanted": ["", kind], "do": "post"})
        assert ("Police in Spain" in answer.content.decode()) is there, kind


def test_it_is_forgotten_by_the_clock_and_with_the_words(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    send(ash, topic)
    post = Post.objects.get(number=2)
    makers_own = makers.topic(cast.rowan, cast.board, "Another", WORDS).posts.get()
    taking_down.take_down(by=cast.ash, post=post)
    taking_down.erase_post(by=cast.ash, post=post)
    post.refresh_from_db()
    assert post.care_at is None
    run("care-noticed")
    assert list(Noticed.objects.values_list("post", flat=True)) == [makers_own.pk]
    Noticed.objects.update(noticed_at="2001-01-01T00:00Z")
    run("care-noticed")
    makers_own.refresh_from_db()
    assert (Noticed.objects.count(), makers_own.care_at) == (0, None)
    assert BESIDE not in read(cast.client(cast.rowan), f"/t/{makers_own.topic.ref}")


def test_a_post_that_waits_to_be_read_comes_first_too(cast: Cast, topic: Topic) -> None:
    makers.decide(cast.linden, cast.ash, "hold", days=7)
    there = send(cast.client(cast.ash), topic)
    post = Post.objects.get(number=2)
    assert QUESTION in read(cast.client(cast.ash), there)
    case = case_about(post.ref)
    assert (case.kind, case.need) == ("care", 0)
    decide(cast.client(cast.wren), case, "approve", why="")
    assert "I want to die" in read(cast.client(cast.rowan), f"/t/{topic.ref}")


def test_the_topic_costs_others_no_more_and_its_author_three_queries_more(cast: Cast, topic: Topic) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    makers.reply(cast.ash, topic, "Rain.")
    before = [cost(client, f"/t/{topic.ref}") for client in (ash, rowan)]
    for _more in range(3):
        makers.reply(cast.ash, topic, WORDS)
    after = [cost(client, f"/t/{topic.ref}") for client in (ash, rowan)]
    assert after[1] == before[1]
    assert after[0] <= before[0] + 3, "for one post as for three"
