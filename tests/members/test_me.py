"""A member's own pages, and what others see."""

import pytest
from django.test import Client

from leeward.members.me_views import RENAMED
from leeward.members.models import Member, RecoveryCode
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.members.pages import codes_of, words_of

NEW = "eight loud herons wading"


@pytest.fixture
def hazel(db: None) -> Member:
    makers.house()
    return makers.member("hazel", passphrase=PASSPHRASE)


def browser(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def test_a_member_says_something_about_themselves(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    kept = ash.post("/me", {"about": "I like herons.\n\n<b>Really.</b>", "theme": "night", "smileys": "yes"})
    assert kept.status_code == 302
    assert "kept" in words_of(ash.get(kept.headers["Location"]))
    seen = cast.client(cast.rowan).get(f"/m/{cast.ash.ref}").content.decode()
    assert '<p dir="auto">&lt;b&gt;Really.&lt;/b&gt;</p>' in seen
    assert 'data-theme="night"' in ash.get("/me").content.decode()
    cast.ash.refresh_from_db()
    assert cast.ash.smileys


def test_too_much_about_oneself_is_kept_in_view(cast: Cast) -> None:
    page = cast.client(cast.ash).post("/me", {"about": "a" * 2_001, "theme": "purple"})
    assert page.status_code == 422
    assert "2000 characters fit here, and it has 2001" in words_of(page)
    assert "a" * 2_001 in page.content.decode()


def test_a_new_name_is_asked_for_the_same_rules(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    for name, sentence in [("Rówan", "taken"), ("moderator", "looks after"), ("rоwan", "alphabets")]:
        page = ash.post("/me/name", {"name": name})
        assert page.status_code == 422
        assert sentence in words_of(page)
        assert "Your name now: ash" in words_of(page)
    assert ash.post("/me/name", {"name": "Ash"}).status_code == 302  # one's own look is free
    assert ash.post("/me/name", {"name": " silver   birch "}).status_code == 302
    cast.ash.refresh_from_db()
    assert cast.ash.name == "silver birch"


def test_nobody_walks_through_ten_names(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    answers = [ash.post("/me/name", {"name": f"ash {letter}"}).status_code for letter in "bcdefg"[: RENAMED.times + 1]]
    assert answers == [302] * RENAMED.times + [429]


def test_a_new_passphrase_ends_every_other_session(hazel: Member) -> None:
    here, elsewhere = browser(hazel), browser(hazel)
    typed = {"present": PASSPHRASE, "passphrase_choice": "own", "passphrase": NEW, "passphrase_again": NEW}
    wrong = here.post("/me/passphrase", {**typed, "present": "wrong and wrong"})
    assert wrong.status_code == 422
    assert "not your present passphrase" in words_of(wrong)
    assert elsewhere.get("/me").status_code == 200
    assert here.post("/me/passphrase", typed).status_code == 302
    assert here.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 302
    hazel.refresh_from_db()
    assert hazel.check_password(NEW)


def test_whoever_sits_at_an_open_browser_cannot_try_passphrases(hazel: Member) -> None:
    here = browser(hazel)
    tries = [here.post("/me/codes", {"present": f"wrong number {number}"}).status_code for number in range(9)]
    assert tries == [422] * 8 + [429]
    right = here.post("/me/codes", {"present": PASSPHRASE})
    assert right.status_code == 429
    assert not codes_of(right)


def test_new_codes_replace_the_old_and_only_digests_are_kept(hazel: Member) -> None:
    here = browser(hazel)
    first = codes_of(here.post("/me/codes", {"present": PASSPHRASE}))
    second = codes_of(here.post("/me/codes", {"present": PASSPHRASE}))
    assert len(first) == len(second) == 8
    assert not set(first) & set(second)
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(kept) == 8
    assert not kept & set(second)


def test_a_member_signs_out_everywhere_else(cast: Cast) -> None:
    here, elsewhere = cast.client(cast.ash), cast.client(cast.ash)
    assert "in 1 other" in words_of(here.get("/me"))
    assert here.post("/me/sessions/others").status_code == 302
    assert elsewhere.get("/me").status_code == 302
    assert "In this browser only" in words_of(here.get("/me"))


def test_others_see_a_name_a_month_and_a_role_and_strangers_see_nothing(cast: Cast, stranger: Client) -> None:
    page = words_of(cast.client(cast.ash).get(f"/m/{cast.wren.ref}"))
    assert "wren moderator since" in page
    assert "Look after" not in page
    assert stranger.get(f"/m/{cast.wren.ref}").status_code == 302
    assert cast.client(cast.briar).get(f"/m/{cast.wren.ref}").headers["Location"] == "/waiting"
    assert cast.client(cast.ash).get(f"/m/{cast.briar.ref}").status_code == 404
    assert cast.client(cast.ash).get("/m/11111111111").status_code == 404


def test_the_waiting_page_leads_on_once_there_is_nothing_to_wait_for(cast: Cast) -> None:
    assert "request has arrived" in words_of(cast.client(cast.briar).get("/waiting"))
    assert cast.client(cast.ash).get("/waiting").status_code == 302
