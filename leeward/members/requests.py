"""The request as views see it once the member is known."""

from django.http import HttpRequest

from leeward.house.context import the_house
from leeward.house.models import House
from leeward.members.models import Member


class Request(HttpRequest):
    """Any page: `member` is None for somebody not signed in."""

    member: Member | None
    house: House


class MemberRequest(HttpRequest):
    """A page for members only."""

    member: Member
    house: House


def house_of(request: Request | MemberRequest) -> House:
    """The house, asked for once: the page finds it on the request."""
    request.house = the_house()
    return request.house
