"""Back in with help: slow, never quiet, and nothing that one person could do alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from leeward.members import codes
from leeward.members.models import AskedBack, CodeApp, Member
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.clocks.running import run
from tests.members.pages import codes_of, words_of

NEW = "eight loud herons wading"
TYPED = {"passphrase_choice": "own", "passphrase": NEW, "passphrase_again": NEW, "passphrase_offered": ""}
NOTICE = "Somebody asked to be let into this account"


@pytest.fixture
def hazel(cast: Cast) -> Member:
    return makers.member("hazel", passphrase=PASSPHRASE)


def ask(name: str = "hazel") -> str:
    page = Client().post("/recover/ask", {"name": name, "words": "I wrote to wren about the heron."})
    return codes_of(page)[0]


def decide(cast: Cast, yes: bool = True, by: Member | None = None) -> int:
    asked = AskedBack.objects.latest("asked_at")
    said = {"reason": "She knew what she wrote to me.", "do": "yes" if yes else "no"}
    return cast.client(by or cast.wren).post(f"/house/asked-back/{asked.ref}", said).status_code


def wait(hours: float) -> None:
    for asked in AskedBack.objects.exclude(approved_at=None):
        assert asked.approved_at
        AskedBack.objects.filter(pk=asked.pk).update(approved_at=asked.approved_at - timedelta(hours=hours))


def come_back(receipt: str, client: Client | None = None) -> str:
    page = (client or Client()).post("/recover/back", {"receipt": receipt, **TYPED}, follow=True)
    return words_of(page)


def test_after_a_yes_and_three_days_the_receipt_lets_in(cast: Cast, hazel: Member) -> None:
    receipt = ask()
    CodeApp.objects.create(member=hazel, secret=b"", confirmed_at=timezone.now())
    old = codes.renew(hazel)
    assert "Nobody has answered yet" in words_of(Client().post("/recover/back", {"receipt": receipt}))
    come_back(receipt)
    assert decide(cast) == 302
    wait(71)
    assert "Somebody said yes" in words_of(Client().post("/recover/back", {"receipt": receipt}))
    come_back(receipt)
    hazel.refresh_from_db()
    assert hazel.check_password(PASSPHRASE)
    wait(1.1)
    assert "opens to you" in words_of(Client().post("/recover/back", {"receipt": receipt.upper()}))
    came = Client()
    assert "Your recovery codes" in come_back(receipt, came)
    hazel.refresh_from_db()
    assert hazel.check_password(NEW)
    assert came.get("/me").status_code == 200
    assert not CodeApp.objects.exists()
    assert not codes.use(hazel, old[0])
    assert "opened again with the help" in words_of(came.get("/me/sessions"))
    assert NOTICE not in words_of(came.get("/me"))
    assert "is over" in come_back(receipt)


def test_every_page_says_so_and_one_click_ends_it(cast: Cast, hazel: Member) -> None:
    receipt, here = ask(), cast.client(hazel)
    assert NOTICE not in words_of(here.get("/"))
    decide(cast)
    for address in ("/", "/me", "/rules", "/search"):
        assert NOTICE in words_of(here.get(address))
    assert NOTICE not in words_of(cast.client(cast.ash).get("/"))
    assert "Unless you end it" in words_of(here.get("/me/asked-back"))
    assert here.post("/me/asked-back").status_code == 302
    assert NOTICE not in words_of(here.get("/"))
    wait(80)
    assert "is over" in come_back(receipt)
    hazel.refresh_from_db()
    assert hazel.check_password(PASSPHRASE)


def test_whoever_knows_the_passphrase_has_not_lost_it(cast: Cast, hazel: Member) -> None:
    receipt = ask()
    decide(cast)
    here = Client()
    here.post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE})
    assert NOTICE in words_of(here.get("/"))  # still there, so that the owner reads of it
    assert "It is over" in words_of(here.get("/me/asked-back"))
    here.post("/me/asked-back")
    assert NOTICE not in words_of(here.get("/"))
    wait(80)
    assert "is over" in come_back(receipt)


def test_the_answers_tell_nobody_whether_a_name_exists(cast: Cast, hazel: Member) -> None:
    known, unknown = ask("hazel"), ask("nobody here")
    pages = [words_of(Client().post("/recover/back", {"receipt": receipt})) for receipt in (known, unknown)]
    assert pages[0] == pages[1]
    assert AskedBack.objects.filter(member=None).count() == 1
    assert decide(cast, yes=True) == 403  # nobody there to let in
    assert decide(cast, yes=False) == 302
    assert "is over" in words_of(Client().post("/recover/back", {"receipt": unknown}))


def test_moderators_decide_and_only_administrators_about_moderators(cast: Cast, hazel: Member) -> None:
    ask()
    assert decide(cast, by=cast.ash) == 403
    ask("wren")
    assert decide(cast, by=cast.wren) == 403
    other = makers.member("heron", role="moderator")
    assert decide(cast, by=other) == 403
    assert decide(cast, by=cast.linden) == 302
    assert decide(cast, by=cast.linden) == 403  # decided already
    page = words_of(cast.client(cast.wren).get("/house/asked-back"))
    assert "hazel" in page
    assert "wren just now" not in page


def test_a_receipt_is_nothing_that_a_moderator_sees_and_words_rest_sealed(cast: Cast, hazel: Member) -> None:
    receipt = ask()
    asked = AskedBack.objects.get()
    page = cast.client(cast.wren).get(f"/house/asked-back/{asked.ref}")
    assert "I wrote to wren about the heron." in words_of(page)
    assert receipt not in page.content.decode()
    assert b"heron" not in bytes(asked.words)
    assert receipt not in asked.receipt


def test_asking_is_slowed_for_whoever_asks_and_never_for_a_name(cast: Cast, hazel: Member) -> None:
    said = {"name": "hazel", "words": "It is me."}
    watcher = Client(REMOTE_ADDR="10.0.0.9")
    assert [watcher.post("/recover/ask", said).status_code for _try in range(7)] == [200] * 6 + [429]
    assert Client(REMOTE_ADDR="10.0.0.1").post("/recover/ask", said).status_code == 200


def test_an_old_request_lapses(cast: Cast, hazel: Member) -> None:
    receipt = ask()
    decide(cast)
    wait(72 + 14 * 24 + 1)
    assert "is over" in come_back(receipt)
    AskedBack.objects.update(asked_at=timezone.now() - timedelta(days=121))
    assert run("asked-back") == 1


def test_a_wrong_receipt_and_an_empty_form(cast: Cast) -> None:
    assert "Nothing was asked with this receipt" in come_back("abcd-abcd-abcd-abcd")
    assert Client().post("/recover/back", {}).status_code == 422
    assert Client().post("/recover/ask", {"name": "hazel"}).status_code == 422
