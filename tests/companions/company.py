"""Offering, asking and being paired through the pages, as people do."""

from html import unescape

from django.test import Client

from leeward.boards.models import Topic
from leeward.companions.models import Company, Offer
from leeward.companions.rules import ANSWERS
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast

WORDS = "I left four years ago. I am here on most evenings."
FORM = {"words": WORDS, "at_once": "1", "adult": "yes"}


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return unescape(answer.content.decode())


def of_standing(cast: Cast, *members: Member) -> None:
    """As many answers as it takes, in somebody else's topic."""
    topic = makers.topic(makers.member(f"host {Topic.objects.count()}"), cast.board, "A long table", "Good morning.")
    for member in members:
        for number in range(ANSWERS):
            makers.reply(member, topic, f"Good morning {number}.")


def ask(client: Client, whom: Member | None = None) -> str:
    """Through the page; the address of what came of it."""
    way = f"/companions/ask/{Offer.objects.get(member=whom).ref}" if whom else "/companions/ask"
    assert client.post(way, {}).status_code == 422, "only adults"
    return str(client.post(way, {"adult": "yes"}).headers["Location"])


def pair(cast: Cast) -> str:
    """rowan accompanies ash; the pair's address."""
    way = ask(cast.client(cast.ash), cast.rowan)
    assert cast.client(cast.rowan).post(way, {"do": "take"}).status_code == 302
    assert Company.objects.pairs().count() == 1
    return way
