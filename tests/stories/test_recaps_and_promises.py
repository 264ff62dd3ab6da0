"""What is kept above a story, and a promise that an update keeps."""

import json

from leeward.boards import actions
from leeward.boards.models import Topic
from leeward.boards.story import Story
from leeward.leaving.words import as_json, as_text
from leeward.members.models import Circle
from leeward.stories.rules import RECAP_MAX
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.stories.reader import story_page, words_of


def begun(cast: Cast) -> Topic:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    makers.update(cast.rowan, topic, "June.")
    return topic


def test_its_author_keeps_a_recap_as_plain_words_and_it_is_a_draft_before(cast: Cast) -> None:
    topic = begun(cast)
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    assert "Write a recap" in words_of(story_page(rowan, topic))
    assert "Write a recap" not in words_of(story_page(ash, topic))
    sheet = Sheet(rowan, f"/t/{topic.ref}/recap")
    sheet.keep("Half a recap")
    assert "The recap of “The boiler”" in words_of(rowan.get("/drafts"))
    assert "Half a recap" not in words_of(story_page(ash, topic))
    too_long = Sheet(rowan, f"/t/{topic.ref}/recap").send("x" * (RECAP_MAX + 1))
    assert too_long.status_code == 422
    assert "at most 1,500" in words_of(too_long)
    done = Sheet(rowan, f"/t/{topic.ref}/recap").send("He <b>left</b>.\n\nThe key fits.")
    assert done.headers["Location"] == f"/t/{topic.ref}/story"
    assert "He <b>left</b>. The key fits." in words_of(story_page(ash, topic))
    assert cast.client(cast.wren).get(f"/t/{topic.ref}/recap").status_code == 403
    assert Sheet(rowan, f"/t/{topic.ref}/recap").body == "He <b>left</b>.\n\nThe key fits."
    Sheet(rowan, f"/t/{topic.ref}/recap").send("")
    assert "The key fits." not in words_of(story_page(ash, topic))
    alone = makers.topic(cast.rowan, cast.board)
    assert rowan.get(f"/t/{alone.ref}/recap").status_code == 403


def test_it_is_shown_to_who_may_see_the_whole_story(cast: Cast) -> None:
    topic = begun(cast)
    few = makers.board("A few", readers="circle", readers_circle=Circle.objects.create(name="Few"))
    for member in (cast.rowan, cast.linden):
        member.circles.add(few.readers_circle)  # type: ignore[arg-type]
    Sheet(cast.client(cast.rowan), f"/t/{topic.ref}/recap").send("All in short.")
    assert "All in short." in words_of(story_page(cast.client(cast.ash), topic))
    actions.open_topic(by=cast.rowan, board=few, title="Among few", body="More.", goes_on=topic.ref)
    assert "All in short." in words_of(story_page(cast.client(cast.linden), topic))
    assert "All in short." not in words_of(story_page(cast.client(cast.ash), topic))


def test_a_phrase_is_struck_from_it_and_the_file_of_ones_words_has_it(cast: Cast) -> None:
    topic = begun(cast)
    rowan = cast.client(cast.rowan)
    Sheet(rowan, f"/t/{topic.ref}/recap").send("He works at Grimvolk.")
    text = "".join(as_text(cast.rowan))
    assert "The story so far\n\nHe works at Grimvolk." in text
    assert ", an update\n\nJune." in text
    found = json.loads("".join(as_json(cast.rowan)))
    assert found["recaps"] == [{"topic": "The boiler", "recap": "He works at Grimvolk."}]
    assert [post["in_story"] for post in found["posts"]] == [True, True]
    assert "The recap of your story" in words_of(
        rowan.post(f"/t/{topic.ref}/strike", {"phrase": "Grimvolk", "do": "look"})
    )
    rowan.post(f"/t/{topic.ref}/strike", {"phrase": "Grimvolk", "do": "strike"})
    assert "Grimvolk" not in Story.objects.get().recap


def test_a_file_without_other_names_has_no_recap_of_theirs(cast: Cast) -> None:
    other = makers.topic(cast.rowan, cast.board, "Under another", "At night.", alias="Speedwell")
    makers.update(cast.rowan, other)
    rowan = cast.client(cast.rowan)
    sheet = Sheet(rowan, f"/t/{other.ref}/recap")
    assert "It stands under the name Speedwell" in sheet.page
    sheet.send("A secret in short.")
    assert "A secret" not in "".join(as_json(cast.rowan))
    both = json.loads("".join(as_json(cast.rowan, with_aliases=True)))
    assert both["recaps"] == [{"topic": "Under another", "recap": "A secret in short.", "under": "Speedwell"}]


def test_an_update_keeps_a_promise_if_its_author_says_so(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "The rest another day.")
    elsewhere = makers.topic(cast.rowan, cast.board, "Elsewhere")
    rowan = cast.client(cast.rowan)
    for part, note in ((topic, "about the key"), (elsewhere, "something else")):
        rowan.post(f"/p/{part.posts.get().ref}/promise", {"note": note})
    assert "You wrote an update since" not in words_of(rowan.get("/owed"))
    done = Sheet(rowan, f"/t/{topic.ref}/reply").send("Here is the rest.", story="update")
    update = topic.posts.get(number=2)
    assert done.headers["Location"] == f"/p/{update.ref}/update"
    page = rowan.get(f"/p/{update.ref}/update")
    assert "You had promised more" in words_of(page)
    assert "about the key" in words_of(page)
    assert "something else" not in words_of(page)
    assert words_of(rowan.get("/owed")).count("You wrote an update since: does it keep this?") == 1
    ref = page.content.decode().split('name="kept" value="')[1].split('"')[0]
    rowan.post(f"/p/{update.ref}/update", {"do": "mark"})
    assert words_of(rowan.get("/owed")).count("You promised to write more.") == 2, "only what is ticked"
    rowan.post(f"/p/{update.ref}/update", {"do": "mark", "kept": ref})
    assert words_of(rowan.get("/owed")).count("You promised to write more.") == 1
    done = Sheet(rowan, f"/t/{topic.ref}/reply").send("And a second.", story="update")
    assert done.headers["Location"].endswith("#p3"), "nothing to ask any more"


def test_a_new_topic_of_the_story_keeps_it_too_and_nobody_else_sees_any_of_it(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "The rest another day.")
    rowan = cast.client(cast.rowan)
    rowan.post(f"/p/{topic.posts.get().ref}/promise", {"note": "about the key"})
    done = Sheet(rowan, f"/b/{cast.board.ref}/new").send("Part two.", title="Second", story=topic.ref)
    opening = Topic.objects.get(title="Second").posts.get()
    assert done.headers["Location"] == f"/p/{opening.ref}/update"
    page = rowan.get(f"/p/{opening.ref}/update")
    assert "about the key" in words_of(page)
    ref = page.content.decode().split('name="kept" value="')[1].split('"')[0]
    assert cast.client(cast.ash).post(f"/p/{opening.ref}/update", {"do": "mark", "kept": ref}).status_code == 403
    rowan.post(f"/p/{opening.ref}/update", {"do": "mark", "kept": ref})
    assert "You promised to write more." not in words_of(rowan.get("/owed"))
