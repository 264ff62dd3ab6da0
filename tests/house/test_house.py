"""The house: kept by administrators, read by everybody."""

import pytest
from django.test import Client

from leeward.house.models import House, ShortForm
from leeward.jobs.models import Job
from tests import makers
from tests.cast import Cast
from tests.members.pages import words_of

HOUSE = {
    "name": "The Long Table",
    "neutral_name": "Notes",
    "welcome": "Come in.",
    "accent": "moss",
    "pictures": "off",
    "leave_to": "www.example.org/weather",
}


@pytest.mark.parametrize(
    "address", ["/house", "/house/joining", "/house/rules", "/house/short-forms", "/house/short-forms/{entry}"]
)
def test_only_administrators_keep_the_house(cast: Cast, stranger: Client, address: str) -> None:
    entry = ShortForm.objects.create(form="H", meaning="husband")
    address = address.format(entry=entry.pk)
    for person in (cast.ash, cast.rowan, cast.wren):
        for answer in (cast.client(person).get(address), cast.client(person).post(address, HOUSE)):
            assert answer.status_code == 403
            assert "for the administrators" in words_of(answer)
    assert stranger.get(address).status_code == 302
    assert cast.client(cast.linden).get(address).status_code == 200


def test_an_administrator_sets_the_house_up(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    kept = linden.post("/house", HOUSE)
    assert kept.status_code == 302
    page = linden.get(kept.headers["Location"])
    assert "Kept." in words_of(page)
    assert 'data-accent="moss"' in page.content.decode()
    assert "<title>Notes</title>" in page.content.decode()
    house = House.objects.get()
    assert house.name == "The Long Table"
    assert house.leave_to == "https://www.example.org/weather"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Something has to stand here"),
        ({"name": "a" * 61}, "60 characters fit here, and it has 61"),
        ({"neutral_name": "Notes of The Long Table"}, "name out of it"),
        ({"leave_to": "javascript:alert(1)"}, "whole address"),
        ({"leave_to": "ftp://example.org/"}, "whole address"),
        ({"leave_to": "https://me:secret@example.org/"}, "without a name and passphrase"),
        ({"accent": "neon"}, ""),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_is_kept_in_view(cast: Cast, changes: dict[str, str], sentence: str) -> None:
    page = cast.client(cast.linden).post("/house", {**HOUSE, "welcome": "Kept <words>.", **changes})
    assert page.status_code == 422
    assert sentence in words_of(page)
    assert "Kept <words>." in words_of(page)
    assert House.objects.get().name == "Test house"


GATE = {
    "joining": "approval",
    "joining_question": "What brings you here?\n\n  What would help? ",
    "inviting": "approved",
    "hold_first": "3",
    "hold_links": "yes",
    "read_within": "12",
}


def test_an_administrator_says_how_one_joins_and_what_is_read_first(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    kept = linden.post("/house/joining", GATE)
    assert "Kept." in words_of(linden.get(kept.headers["Location"]))
    house = House.objects.get()
    assert (house.joining, house.inviting, house.hold_first, house.hold_links) == ("approval", "approved", 3, True)
    assert house.joining_question == "What brings you here?\nWhat would help?"
    wrong = (
        ({"hold_first": "11"}, "10 is the most"),
        ({"read_within": "0"}, "At least 1"),
        ({"read_within": "soon"}, "Give a number"),
        ({"joining_question": "a\nb\nc\nd"}, "Three questions at most"),
        ({"joining": "never"}, ""),
    )
    for changes, sentence in wrong:
        page = linden.post("/house/joining", {**GATE, **changes})
        assert (page.status_code, sentence in words_of(page)) == (422, True), changes
    assert House.objects.get().hold_first == 3


def test_short_forms_are_added_changed_removed_and_posts_follow(cast: Cast, stranger: Client) -> None:
    linden = cast.client(cast.linden)
    assert linden.post("/house/short-forms", {"form": "OO", "meaning": "our old life"}).status_code == 302
    entry = ShortForm.objects.get()
    assert "OO our old life" in words_of(stranger.get("/short-forms"))
    changed = {"form": "OOL", "meaning": "our old life, as it was"}
    assert linden.post(f"/house/short-forms/{entry.pk}", changed).status_code == 302
    assert linden.post(f"/house/short-forms/{entry.pk}", {"remove": "yes"}).status_code == 302
    assert "No short forms" in words_of(stranger.get("/short-forms"))
    jobs = Job.objects.filter(kind="rerender_short_forms").order_by("pk")
    assert [job.detail["forms"] for job in jobs] == [["OO"], ["OO", "OOL"], ["OOL"]]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"form": "H", "meaning": "another"}, "explained already"),
        ({"form": "", "meaning": "x"}, "which short form"),
        ({"form": "HH", "meaning": ""}, "what it means"),
        ({"form": "two words", "meaning": "x"}, "one word"),
        ({"form": "*", "meaning": "x"}, "one word"),
        ({"form": "A" * 13, "meaning": "x"}, "12 characters fit here"),
    ],
)
def test_a_short_form_that_cannot_be_gets_a_sentence(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    ShortForm.objects.create(form="H", meaning="husband")
    other = ShortForm.objects.create(form="W", meaning="wife")
    linden = cast.client(cast.linden)
    for address in ("/house/short-forms", f"/house/short-forms/{other.pk}"):
        page = linden.post(address, typed)
        assert page.status_code == 422
        assert sentence in words_of(page)
    assert not Job.objects.exists()
    assert set(ShortForm.objects.values_list("form", "meaning")) == {("H", "husband"), ("W", "wife")}


def test_the_glossary_reads_like_a_dictionary(db: None, stranger: Client) -> None:
    makers.house()
    for form in ("b", "A", "C"):
        ShortForm.objects.create(form=form, meaning=f"is {form}")
    page = words_of(stranger.get("/short-forms"))
    assert page.index("is A") < page.index("is b") < page.index("is C")
