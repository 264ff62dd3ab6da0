"""Adding a picture while writing: which button, what the page says, and that no word is lost on the way."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from leeward.attachments import rules
from leeward.attachments.models import Attachment
from leeward.boards.models import Board, Post, Topic
from leeward.drafts.models import Draft
from leeward.house.models import House
from leeward.web.limits import Limit
from leeward.web.models import Tally
from tests import makers
from tests.attachments import samples
from tests.attachments.adding import add, added, bytes_of, file, text_of
from tests.cast import PASSPHRASE, Cast
from tests.drafts.sheet import Sheet, shown

pytestmark = pytest.mark.django_db
STORY = "He put the letters behind the boiler.\n\nI found them."


def test_a_picture_is_added_to_a_reply_and_everybody_on_the_board_sees_it(cast: Cast, topic: Topic, on: None) -> None:
    ash = cast.client(cast.ash)
    answer = add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), STORY, described="Three [old] letters\non a table")
    picture = added(answer)
    assert text_of(answer) == f"{STORY}\n\n[picture {picture.ref}: Three (old) letters on a table]\n"
    assert "The picture is kept." in shown(answer)
    assert not Post.objects.filter(author=cast.ash).exists()

    line = f"[picture {picture.ref}: Three (old) letters on a table]"
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    assert sheet.body == text_of(answer), "the draft has it too"
    preview = shown(sheet.send(f"Here:\n{line}\n\n{STORY}", do="preview"))
    figure = f'<img src="/a/{picture.ref}" alt="Three (old) letters on a table" width="64" height="48" loading="lazy"'
    assert figure in preview
    assert sheet.send(f"Here:\n{line}\n\n{STORY}").status_code == 302
    for reader in (ash, cast.client(cast.rowan), cast.client(cast.rowan, "shared")):
        page = shown(reader.get(f"/t/{topic.ref}"))
        assert figure in page
        assert "[picture" not in page.partition('class="answer"')[0]
        assert bytes_of(reader, picture)[:4] == b"RIFF"


def test_it_is_added_to_a_new_topic_and_to_an_edit_as_well(cast: Cast, on: None) -> None:
    rowan = cast.client(cast.rowan)
    answer = add(rowan, f"/b/{cast.board.ref}/new", samples.png(), STORY, title="The boiler")
    assert 'value="The boiler"' in shown(answer)
    first = added(answer)
    post = makers.reply(cast.rowan, makers.topic(cast.rowan, cast.board), STORY)
    second = added(add(rowan, f"/p/{post.ref}/edit", samples.webp(), STORY, note="a picture"))
    assert first.pk != second.pk
    Sheet(rowan, f"/p/{post.ref}/edit").send(f"{STORY}\n\n[picture {second.ref}]")
    page = shown(cast.client(cast.ash).get(f"/t/{post.topic.ref}"))
    assert f'src="/a/{second.ref}" alt="A picture without a description"' in page


def test_an_empty_sheet_takes_a_picture_and_keeps_it_as_a_draft(cast: Cast, topic: Topic, on: None) -> None:
    ash = cast.client(cast.ash)
    picture = added(add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), ""))
    assert picture.ref in Sheet(ash, f"/t/{topic.ref}/reply").body


@pytest.mark.parametrize("do", ["post", "preview", "keep", "check", "choose", "write", ""])
def test_a_file_that_came_with_any_other_button_is_added_and_nothing_is_posted(
    cast: Cast, topic: Topic, on: None, do: str
) -> None:
    ash = cast.client(cast.ash)
    answer = add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), STORY, do=do)
    assert added(answer).ref in text_of(answer)
    assert "Nothing is posted yet." in shown(answer)
    assert not Post.objects.filter(author=cast.ash).exists()


def test_the_same_form_sent_twice_adds_one_picture(cast: Cast, topic: Topic, on: None) -> None:
    ash = cast.client(cast.ash)
    sheet, came = Sheet(ash, f"/t/{topic.ref}/reply"), samples.jpeg()
    both = [sheet.send(STORY, do="picture", picture=file(came), described="A boiler") for _again in range(2)]
    assert added(both[0]) == added(both[1])
    assert Attachment.objects.count() == 1


def test_off_is_the_beginning_and_off_means_no_field_and_no_way_in(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    post = makers.reply(cast.ash, topic)
    places = [f"/t/{topic.ref}", f"/t/{topic.ref}/reply", f"/b/{cast.board.ref}/new", f"/p/{post.ref}/edit"]
    for place in places:
        assert 'type="file"' not in shown(ash.get(place))
        assert "multipart" not in shown(ash.get(place))
    for do in ("picture", "post", "keep"):
        answer = add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), STORY, do=do)
        assert answer.status_code == 403
        assert "Pictures are turned off in this house." in shown(answer)
        assert text_of(answer) == STORY
    assert not Attachment.objects.exists()

    linden = cast.client(cast.linden)
    assert "Pictures in posts" in shown(linden.get("/house"))
    house = {"name": "H", "neutral_name": "Notes", "accent": "moss", "joining": "open", "leave_to": "example.org"}
    assert linden.post("/house", house).status_code == 422
    assert linden.post("/house", {**house, "pictures": "on"}).status_code == 302
    for place in places:
        assert 'type="file"' in shown(ash.get(place))
    picture = added(add(ash, f"/t/{topic.ref}/reply", samples.jpeg()))
    assert linden.post("/house", {**house, "pictures": "off"}).status_code == 302
    assert bytes_of(ash, picture)  # what stands, stays


def test_each_thing_that_is_wrong_has_its_sentence_and_the_text_stays(
    cast: Cast, topic: Topic, on: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ash, place = cast.client(cast.ash), f"/t/{topic.ref}/reply"

    def refused(sentence: str, content: bytes = b"", **more: Any) -> None:
        answer = add(ash, place, content, **{"body": STORY, **more})
        assert answer.status_code == 422
        assert sentence in shown(answer)
        assert text_of(answer) == more.get("body", STORY)

    refused("Choose a picture first", picture="")
    refused("The file is empty", b"")
    refused("The description has 1,001 characters".replace(",", ""), samples.jpeg(), described="a" * 1001)
    full = "\n\n".join(f"[picture {n}{'a' * 10}]" for n in range(1, 1 + rules.POST_MAX))
    refused("This post has 8 pictures already", samples.jpeg(), body=full)
    sheet = Sheet(ash, place)
    answer = sheet.send(f"{full}\n\n[picture 9{'a' * 10}]")
    assert answer.status_code == 422
    assert "and this one has 9" in shown(answer)
    monkeypatch.setattr(rules, "A_DAY", Limit("pictures", times=2, seconds=60))
    Tally.objects.all().delete()
    Draft.objects.all().delete()
    assert added(add(ash, place, samples.jpeg(), STORY))
    assert add(ash, place, samples.png(), STORY).status_code == 200
    refused("You added 2 pictures within a day", samples.webp())
    assert add(cast.client(cast.rowan), place, samples.jpeg(), STORY).status_code == 200


def test_the_session_ended_meanwhile_and_the_text_is_kept_but_the_picture_is_to_be_chosen_again(
    cast: Cast, topic: Topic, on: None
) -> None:
    cast.ash.set_password(PASSPHRASE)
    cast.ash.save()
    ash = cast.client(cast.ash)
    sheet = Sheet(ash, f"/t/{topic.ref}/reply")
    nobody = Client()
    sent = {**sheet.fields, "body": STORY, "do": "picture", "described": "A boiler", "picture": file(samples.jpeg())}
    answer = nobody.post(f"/t/{topic.ref}/reply", sent)
    assert answer.status_code == 401
    assert "Choose it again where you go on writing." in shown(answer)
    assert text_of(answer) == STORY
    assert 'value="look" checked' in shown(answer), "it is not posted without its picture"
    assert not Attachment.objects.exists()

    came_back = {
        **sheet.fields,
        "body": STORY,
        "then": "look",
        "name": "ash",
        "passphrase": PASSPHRASE,
        "device": "mine",
    }
    onward = nobody.post("/drafts/go-on", {**sheet.fields, "body": STORY, **came_back})
    assert onward.status_code == 302
    assert text_of(nobody.get(onward.headers["Location"])) == STORY
    assert added(add(nobody, f"/t/{topic.ref}/reply", samples.jpeg(), STORY))


def test_a_page_too_old_a_place_gone_and_a_database_gone_give_the_text_back_and_say_so(
    cast: Cast, topic: Topic, on: None, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    ash, place = cast.client(cast.ash), f"/t/{topic.ref}/reply"
    sheet = Sheet(ash, place)
    forged = sheet.send(STORY, do="picture", picture=file(samples.jpeg()), park="forged")
    assert forged.status_code == 403
    assert "Choose it again" in shown(forged)
    assert STORY in shown(forged)

    Board.objects.update(writers="approved")
    gone = sheet.send(STORY, do="picture", picture=file(samples.jpeg()))
    assert gone.status_code == 403
    assert "Choose it again" in shown(gone)
    assert STORY in shown(gone)
    Board.objects.update(writers="members")

    monkeypatch.setattr("leeward.drafts.middleware.database_is_there", lambda: False)
    broken = sheet.send(STORY, do="picture", picture=file(samples.jpeg()))
    assert broken.status_code == 503
    assert "The picture is not kept." in shown(broken)
    assert STORY in shown(broken)


def test_another_persons_picture_is_not_shown_by_copying_its_line(cast: Cast, topic: Topic, on: None) -> None:
    picture = makers.picture(cast.rowan)
    makers.reply(cast.rowan, topic, f"[picture {picture.ref}: my kitchen]")
    makers.board("The porch", readers="everyone")
    copied = makers.reply(cast.ash, topic, f"Look:\n\n[picture {picture.ref}: my kitchen]")
    assert f"/a/{picture.ref}" not in copied.html
    assert "A picture that is no longer here: my kitchen" in copied.html


def test_a_picture_costs_readers_of_the_topic_no_query(
    cast: Cast, topic: Topic, on: None, django_assert_num_queries: object
) -> None:
    ash = cast.client(cast.ash)
    ash.get(f"/t/{topic.ref}")
    picture = makers.picture(cast.rowan)
    makers.reply(cast.rowan, topic, "\n\n".join([f"[picture {picture.ref}: again]"] * 5))
    with django_assert_num_queries(5):  # type: ignore[operator]
        ash.get(f"/t/{topic.ref}")
    with django_assert_num_queries(2):  # type: ignore[operator]
        ash.get(f"/a/{picture.ref}")


def test_a_rendered_post_keeps_its_picture_when_it_is_made_again(cast: Cast, topic: Topic) -> None:
    from leeward.boards.rendering import rerender

    picture = makers.picture(cast.rowan)
    post = makers.reply(cast.rowan, topic, f"Look:\n\n[picture {picture.ref}: a heron]")
    Post.objects.filter(pk=post.pk).update(html="")
    assert rerender(Post.objects.all()) == 2
    assert f'src="/a/{picture.ref}"' in Post.objects.get(pk=post.pk).html


def test_the_check_before_publishing_passes_over_the_pictures_number_and_reads_its_description(
    cast: Cast, topic: Topic
) -> None:
    ash = cast.client(cast.ash)
    body = "We left.\n\n[picture 1985Berta55: Letter of 3 March 1985 to Gwendolyn Marsh]"
    page = shown(Sheet(ash, f"/t/{topic.ref}/reply").send(body, do="check"))
    assert "Gwendolyn" in page.partition('class="check"')[2]
    assert "<mark>" not in page.partition("[picture ")[2].partition(":")[0]


def test_a_house_that_was_never_asked_has_pictures_off(cast: Cast) -> None:
    assert House.objects.get().pictures == "off"
