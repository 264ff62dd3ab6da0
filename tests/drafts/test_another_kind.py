"""What the next room has to write so that its kind of text gets all of this: what stands between the two lines."""

import pytest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.test import Client
from django.urls import include, path
from pytest_django.fixtures import Settings

from leeward.drafts import kinds
from leeward.drafts.composers import composer, post, sheet_of
from leeward.drafts.kinds import Kind, Place, register
from leeward.drafts.models import Draft
from leeward.drafts.requests import Writing
from leeward.drafts.words import Words
from leeward.members.models import Member
from tests.cast import Cast
from tests.drafts.sheet import Sheet, body_of

SENT: list[tuple[str, str]] = []
FORM = """{% from "drafts/parts.html" import kept with context %}<form method="post">{{ kept(sheet) }}
<textarea id="body" name="body">{{ "\\n" }}{{ sheet.words.body }}</textarea></form>"""


# ── from here ───────────────────────────────────────────────────────────────
def send_letter(by: Member, target: str, words: Words, once: str) -> str:
    SENT.append((by.name, words.body))
    return "/letters"


def where_letter(member: Member, target: str) -> Place:
    return Place("A letter", f"/letters/{target}")


LETTER = Kind("letter", where_letter, send_letter)


@composer("letter")
def letter(request: Writing, ref: str) -> HttpResponse:
    if request.method == "POST" and request.POST["do"] == "post":
        return redirect(post(request))
    sheet = sheet_of(request, "letter", ref)
    return HttpResponse(engines.all()[0].from_string(FORM).render({"sheet": sheet}, request))


# ── to here ─────────────────────────────────────────────────────────────────
urlpatterns = [path("letters/<str:ref>", letter, name="letter"), path("", include("leeward.urls"))]


@pytest.fixture(autouse=True)
def room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    SENT.clear()
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register(LETTER)
    settings.ROOT_URLCONF = __name__


def test_a_kind_registered_in_a_few_lines_is_kept_parked_listed_and_sent_once(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    Sheet(ash, "/letters/one").keep("Dear you,")
    sheet = Sheet(ash, "/letters/one")
    assert sheet.body == "Dear you,"
    assert "A letter" in ash.get("/drafts").content.decode()
    parked = Client().post("/letters/one", {**sheet.fields, "body": "Dear you, yours", "do": "post"})
    assert parked.status_code == 401
    assert body_of(parked.content.decode()) == "Dear you, yours"
    assert SENT == []
    again = Sheet(ash, "/letters/one")
    for _twice in range(2):
        assert again.send(again.body).headers["Location"] == "/letters"
    assert SENT == [("ash", "Dear you, yours")]
    assert Draft.objects.exclude(posted_at=None).count() == 1


def test_a_name_is_given_to_one_kind_only() -> None:
    with pytest.raises(ValueError, match="letter"):
        register(Kind("letter", where_letter, lambda by, target, words, once: "/elsewhere"))
