"""What a member chooses about leaving, and the pages of numbers to call."""

import pytest
from django.test import Client

from leeward.shelter.models import Destination, HelpLine
from tests.cast import Cast
from tests.members.pages import words_of


def test_a_member_chooses_a_place_of_their_own_and_a_name(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    said = {"leave_to": "own", "leave_to_own": "weather.example.org", "neutral_name": "Recipes"}
    assert ash.post("/me/leaving", said).status_code == 302
    page = ash.get("/me").content.decode()
    assert "<title>Recipes</title>" in page
    assert 'data-leave="https://weather.example.org"' in page
    assert "data-no-shift" in page
    assert ash.get("/leave").headers["Location"] == "https://weather.example.org"


@pytest.mark.parametrize(
    "address", ["mail.example.org", "https://www.facebook.com/ash", "localhost", "https://a.org/?q=me", "ftp://a.org"]
)
def test_leaving_leads_to_no_page_that_knows_who_opens_it(cast: Cast, address: str) -> None:
    answer = cast.client(cast.ash).post("/me/leaving", {"leave_to": "own", "leave_to_own": address})
    assert answer.status_code == 422
    cast.ash.refresh_from_db()
    assert cast.ash.leave_to == ""


def test_an_administrator_offers_places_and_takes_them_back(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    linden.post("/house/leaving", {"title": "Trains", "address": "https://trains.example.org/"})
    place = Destination.objects.get(title="Trains")
    chosen = cast.client(cast.ash).post("/me/leaving", {"leave_to": place.address, "shift_leaves": "yes"})
    assert chosen.status_code == 302
    linden.post("/house/leaving", {"remove": str(place.pk)})
    assert not Destination.objects.filter(title="Trains").exists()
    cast.ash.refresh_from_db()
    assert cast.ash.leave_to == "https://trains.example.org/"  # what was chosen stays theirs


def test_help_lines_are_one_press_away_for_everybody_and_say_when_they_were_noted(cast: Cast, stranger: Client) -> None:
    linden = cast.client(cast.linden)
    said = {"country": "Elsewhere", "need": "2-home", "name": "A line", "number": "0800 1234"}
    linden.post("/house/help-lines", said)
    assert "/help-lines" in stranger.get("/sign-in").content.decode()
    page = stranger.get("/help-lines")
    assert "A line , 0800 1234" in words_of(page)
    assert 'href="tel:08001234"' in page.content.decode()
    assert "Noted in" in words_of(page)
    line = HelpLine.objects.get(name="A line")
    linden.post(f"/house/help-lines/{line.pk}", {"remove": "yes"})
    assert "A line" not in words_of(stranger.get("/help-lines"))
