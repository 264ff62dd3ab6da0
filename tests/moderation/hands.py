"""Reporting and deciding through the pages, as people do."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from leeward.moderation.models import Case

NUMBER = re.compile(r'<p class="number"[^>]*>([^<]+)</p>')


def read(client: Client, address: str) -> str:
    """The page, as its reader reads it."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return unescape(answer.content.decode())


def report(client: Client, ref: str, kind: str = "threat", note: str = "", *passages: int) -> str:
    """Send a report of the post, topic or member with this ref; the number it was given."""
    wanted = ["", kind, *(f"p{number}" for number in passages)]
    answer = client.post(f"/report/{ref}", {"wanted": wanted, "body": note, "do": "post"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 200, (answer.status_code, page[-2500:])
    found = NUMBER.search(page)
    assert found, page[-2500:]
    return found[1]


def case_about(ref: str) -> Case:
    """The open case about it."""
    return Case.objects.get(about=ref, settled_at=None)


def decide(client: Client, case: Case, does: str, why: str = "Please read the rules once more.", **more: Any) -> Any:
    """Press the button; the answer leads to the desk."""
    form = {"do": does, "why": why, "then": "desk", **more}
    answer = client.post(f"/desk/{case.ref}/decide", form)
    assert answer.status_code == 302, (answer.status_code, unescape(answer.content.decode())[-2500:])
    return answer


def bring(client: Client, ref: str) -> Case:
    """Somebody at the desk brings it there."""
    assert client.post(f"/desk/open/{ref}").status_code == 302
    return case_about(ref)
