"""Writing to one another through the pages, as a browser would."""

import re
from html import unescape
from typing import Any

from django.test import Client

from leeward.members.models import Member
from tests.cast import Cast
from tests.drafts.sheet import Sheet

PLACE = re.compile(r"^/c/(\w{11})")


def read(client: Client, address: str) -> str:
    """The page, as its reader reads it."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return unescape(answer.content.decode())


def ask(client: Client, to: Member, body: str = "May I write to you?", subject: str = "A question", **more: Any) -> str:
    """Send a request; the asker's own place."""
    sheet = Sheet(client, f"/m/{to.ref}/write")
    answer = sheet.send(body, title=subject, **more)
    found = PLACE.match(answer.headers.get("Location", ""))
    assert found, (answer.status_code, answer.content.decode()[-3000:])
    return found[1]


def requests_of(client: Client) -> list[str]:
    """The places of the requests on somebody's list."""
    page = read(client, "/c").partition("requests-title")[2].partition("</section>")[0]
    return re.findall(r'href="/c/(\w{11})"', page)


def accept(client: Client) -> str:
    """Say yes to the latest request, and land in the conversation; the place."""
    place = requests_of(client)[0]
    answer(client, place, "accept")
    read(client, f"/c/{place}")
    return place


def answer(client: Client, place: str, do: str) -> None:
    assert client.post(f"/c/{place}/answer", {"do": do}).status_code == 302


def say(client: Client, place: str, body: str) -> str:
    """One more message, sent; its ref."""
    page = Sheet(client, f"/c/{place}/write").send(body)
    assert page.status_code == 302, page.content.decode()[-2000:]
    return str(page.headers["Location"].rpartition("#m")[2])


def two(cast: Cast, one: Member, other: Member, body: str = "May I write to you?") -> tuple[Client, str, Client, str]:
    """An open conversation: (a browser, its place, the other browser, its place)."""
    first, second = cast.client(one), cast.client(other)
    mine = ask(first, other, body)
    return first, mine, second, accept(second)


def plain(page: str, *refs: str) -> str:
    """A page without what differs from one answer to the next."""
    for ref in refs:
        page = page.replace(ref, "REF")
    page = re.sub(r'(name="(?:csrfmiddlewaretoken|park|once)" value=")[^"]*', r"\1", page)
    page = re.sub(r"\bm\w{11}\b", "mREF", page)
    return re.sub(r"(/c/|/c/message/|quote=|by-|data-ref=\"|/drafts/|whole-|wanted\" value=\")\w{11}", r"\1REF", page)
