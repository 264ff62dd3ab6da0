"""Saying what belongs to a story: while writing, later, over several topics, under one's own name and under others."""

from leeward.boards import taking_down, updates
from leeward.boards.models import Post, Topic
from leeward.boards.story import Story
from leeward.members.aliases import face_in
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.stories.reader import notices, story_page, told, words_of


def test_a_tick_in_the_reply_makes_it_an_update_and_is_kept_with_the_draft(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    rowan = cast.client(cast.rowan)
    for address in (f"/t/{topic.ref}", f"/t/{topic.ref}/reply"):
        assert 'value="update"' in rowan.get(address).content.decode()
        assert 'value="update"' not in cast.client(cast.ash).get(address).content.decode()
    Sheet(rowan, f"/t/{topic.ref}/reply").keep("Half of it", story=" update")
    again = Sheet(rowan, f"/t/{topic.ref}/reply")
    assert 'value="update" aria-describedby="story-hint" checked' in again.page
    again.send("The whole of it", story=["", "update"])
    assert told(cast.client(cast.ash), topic) == ["It began in May.", "The whole of it"]
    Sheet(rowan, f"/t/{topic.ref}/reply").send("No update.", story="")
    Sheet(rowan, f"/t/{topic.ref}/reply").send("Nothing said of it.")
    assert len(told(cast.client(cast.ash), topic)) == 2


def test_nobody_elses_post_becomes_one(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    answer = makers.reply(cast.ash, topic)
    sent = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply").send("Mine", story="update")
    assert sent.status_code == 422
    assert "can say what belongs to the story" in words_of(sent)
    for person in (cast.ash, cast.rowan, cast.wren):
        assert cast.client(person).get(f"/p/{answer.ref}/update").status_code == 403
        assert cast.client(person).post(f"/p/{answer.ref}/update", {"do": "mark"}).status_code == 403
    assert not Post.objects.filter(in_story_at__isnull=False).exists()


def test_a_post_is_made_an_update_later_and_is_none_again(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    post = makers.reply(cast.rowan, topic, "In June he left.")
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    assert "Make it an update" in words_of(rowan.get(f"/t/{topic.ref}"))
    assert "Make it an update" not in words_of(ash.get(f"/t/{topic.ref}"))
    done = rowan.post(f"/p/{post.ref}/update", {"do": "mark"})
    assert done.headers["Location"] == f"/p/{post.ref}/in-story"
    assert told(ash, topic) == ["It began in May.", "In June he left."]
    assert "story, 1 update" in words_of(ash.get(f"/b/{cast.board.ref}"))
    assert "an update" in words_of(ash.get(f"/t/{topic.ref}"))
    rowan.post(f"/p/{post.ref}/update", {"do": "unmark"})
    assert told(ash, topic) == ["It began in May."]
    assert "story, 1 update" not in words_of(ash.get(f"/b/{cast.board.ref}"))


def test_a_new_topic_goes_on_with_a_story_and_leaves_it_again(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    theirs = makers.topic(cast.ash, cast.board, "Of ash's")
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    way = f"/b/{cast.board.ref}/new?story={topic.ref}"
    assert way in rowan.get(f"/t/{topic.ref}").content.decode()
    assert way not in ash.get(f"/t/{topic.ref}").content.decode()
    sheet = Sheet(rowan, way)
    assert f'<option value="{topic.ref}" selected' in sheet.page
    assert theirs.ref not in sheet.page
    wrong = sheet.send("Part two.", title="The second winter", story=theirs.ref)
    assert wrong.status_code == 422
    assert "no longer among yours" in words_of(wrong)
    Sheet(rowan, way).send("Part two.", title="The second winter", story=topic.ref)
    second = Topic.objects.get(title="The second winter")
    assert told(ash, topic) == told(ash, second) == ["It began in May.", "Part two."]
    opening = second.posts.get()
    assert f'value="{topic.ref}" selected' in rowan.get(f"/p/{opening.ref}/update").content.decode()
    rowan.post(f"/p/{opening.ref}/update", {"do": "go_on", "story": ""})
    assert (told(ash, topic), told(ash, second)) == (["It began in May."], ["Part two."])
    rowan.post(f"/p/{opening.ref}/update", {"do": "go_on", "story": topic.ref})
    assert told(ash, second) == ["It began in May.", "Part two."]
    backwards = rowan.post(f"/p/{topic.posts.get().ref}/update", {"do": "go_on", "story": second.ref})
    assert told(ash, topic) == ["It began in May.", "Part two."], backwards


def test_two_stories_with_a_recap_each_stay_two(cast: Cast) -> None:
    topic, second = (makers.topic(cast.rowan, cast.board, title, title) for title in ("One", "Two"))
    rowan = cast.client(cast.rowan)
    for part in (topic, second):
        makers.update(cast.rowan, part)
        Sheet(rowan, f"/t/{part.ref}/recap").send(f"Recap of {part.title}")
    opening = second.posts.get(number=1)
    refused = rowan.post(f"/p/{opening.ref}/update", {"do": "go_on", "story": topic.ref})
    assert refused.status_code == 422
    assert "Both stories have a recap" in words_of(refused)
    Sheet(rowan, f"/t/{topic.ref}/recap").send("")
    rowan.post(f"/p/{opening.ref}/update", {"do": "go_on", "story": topic.ref})
    assert "Recap of Two" in words_of(story_page(cast.client(cast.ash), topic))
    assert Story.objects.count() == 1


def test_another_name_is_joined_to_nothing(cast: Cast) -> None:
    own = makers.topic(cast.rowan, cast.board, "Under my own name", "It began in May.")
    other = makers.topic(cast.rowan, cast.board, "Under another", "It began at night.", alias="Speedwell")
    makers.update(cast.rowan, other, "And went on.")
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    assert told(ash, other) == ["It began at night.", "And went on."]
    assert "A story by Speedwell" in words_of(story_page(ash, other))
    assert "rowan" not in story_page(ash, other).content.decode()
    assert "?story=" not in rowan.get(f"/t/{other.ref}").content.decode()
    sheet = Sheet(rowan, f"/b/{cast.board.ref}/new")
    assert own.ref in sheet.page
    assert other.ref not in sheet.page
    for refused in (
        sheet.send("Part two.", title="T", story=own.ref, alias="Harebell"),
        Sheet(rowan, f"/b/{cast.board.ref}/new").send("Part two.", title="T", story=other.ref, alias=""),
    ):
        assert refused.status_code == 422
        assert "Part two." in refused.content.decode()
    opening = other.posts.get(number=1)
    page = words_of(rowan.get(f"/p/{opening.ref}/update"))
    assert "under a name that is for this topic alone" in page
    assert rowan.post(f"/p/{opening.ref}/update", {"do": "go_on", "story": own.ref}).status_code == 422
    assert Topic.objects.filter(story__isnull=False).count() == 1


def test_what_is_let_go_of_or_erased_leaves_the_story_and_takes_the_recap(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    june, july = (makers.update(cast.rowan, topic, text) for text in ("June.", "July."))
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    for post, gone in ((june, "erase_post"), (july, "let_post_go")):
        Sheet(rowan, f"/t/{topic.ref}/recap").send(f"All of it in short. {gone}")
        assert "All of it in short." in words_of(story_page(ash, topic))
        taking_down.take_down(by=cast.rowan, post=post)
        assert "All of it in short." not in words_of(story_page(ash, topic)), "it may tell of what is down"
        assert "Your recap is not shown" in words_of(story_page(rowan, topic))
        getattr(taking_down, gone)(by=cast.rowan, post=Post.objects.select_related("topic", "author").get(pk=post.pk))
        assert Story.objects.get().recap == ""
    assert told(ash, topic) == ["It began in May."]


def test_a_story_let_go_of_is_apart_from_the_authors_others(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    makers.update(cast.rowan, topic, "June.")
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    Sheet(rowan, f"/b/{cast.board.ref}/new").send("Part two.", title="Second", story=topic.ref)
    second = Topic.objects.get(title="Second")
    makers.update(cast.rowan, second, "Part three.")
    taking_down.take_story_down(by=cast.rowan, topic=second)
    assert told(ash, topic) == ["It began in May.", "June."]
    taking_down.let_story_go(by=cast.rowan, topic=Topic.objects.get(pk=second.pk))
    assert told(ash, topic) == ["It began in May.", "June."]
    assert told(ash, second) == ["Part two.", "Part three."]
    assert "rowan" not in story_page(ash, second).content.decode()
    assert Topic.objects.get(pk=second.pk).story_id != Topic.objects.get(pk=topic.pk).story_id
    taking_down.erase_story(by=cast.rowan, topic=Topic.objects.get(pk=topic.pk))
    assert Topic.objects.get(pk=topic.pk).story_id is None
    assert Story.objects.count() == 1


def test_who_writes_in_their_own_topic_under_another_name_marks_there_too(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "Under another", "At night.", alias="Speedwell")
    post = makers.reply(cast.rowan, topic, "It went on.")
    assert face_in(cast.rowan, topic.ref) == post.author
    cast.client(cast.rowan).post(f"/p/{post.ref}/update", {"do": "mark"})
    assert told(cast.client(cast.ash), topic) == ["At night.", "It went on."]
    assert notices(cast.client(cast.rowan)) == []


def test_offered_are_ones_own_topics_begun_before(cast: Cast) -> None:
    first, second = (makers.topic(cast.rowan, cast.board, title) for title in ("One", "Two"))
    makers.topic(cast.ash, cast.board, "Of ash's")
    assert updates.to_go_on_with(cast.rowan) == [(second.ref, "Two"), (first.ref, "One")]
    assert updates.to_go_on_with(cast.rowan, before=second) == [(first.ref, "One")]
