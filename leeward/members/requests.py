"""The request as views see it once the member is known."""

from django.http import HttpRequest

from leeward.members.models import Member


class Request(HttpRequest):
    """Any page: `member` is None for somebody not signed in."""

    member: Member | None


class MemberRequest(HttpRequest):
    """A page for members only."""

    member: Member
