"""Ways to leak that no page shows: sign-in, recovery, names that are taken, mail, logs, files, the rows themselves.

What pages could show is in test_a_stranger_to_all. The table in docs/safety.md names the test for each way.
"""

import json
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from leeward.boards.marks import Subscription
from leeward.boards.models import Topic
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from leeward.members.models import AskedBack, Member
from leeward.notices.models import MailAddress, Outgoing
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.drafts.sheet import Sheet, shown

NOBODY = "siskin"  # as long as "curlew", which is a name for one topic


# ── coming in ────────────────────────────────────────────────────────────────

DOORS: list[tuple[str, Callable[[str], dict[str, str]]]] = [
    ("/sign-in", lambda name: {"name": name, "passphrase": PASSPHRASE}),
    ("/sign-in", lambda name: {"name": name, "passphrase": "!"}),
    ("/recover", lambda name: {"name": name, "code": "abcd-efgh-jkmn-pqrs", "passphrase_choice": "own",
                               "passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE}),
    ("/recover/ask", lambda name: {"name": name, "words": "I told wren about the heron, in spring."}),
    ("/recover/mail", lambda name: {"name": name}),
]  # fmt: skip


@pytest.mark.parametrize(("door", "form"), DOORS)
def test_nobody_comes_in_by_it_and_the_answer_and_the_work_are_those_for_no_name_at_all(
    cast: Cast, curlews: Topic, door: str, form: Callable[[str], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher = type(get_hasher())
    digests: list[str] = []
    encode = hasher.encode

    def counted(self: object, *said: str, **more: int) -> str:
        digests.append("one more")
        return encode(self, *said, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(hasher, "encode", counted)
    found = []
    for name in ("curlew", NOBODY):
        digests.clear()
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(door, form(name))
        page = re.sub(r'value="[^"]*"|<(strong|li)[^>]*>[^<]*</\1>', "", shown(answer)).replace(name, "")
        found.append((answer.status_code, page, len(digests), len(queries), "_auth_user_id" in client.session))
    assert found[0] == found[1]
    assert found[0][-1] is False
    assert not mail.outbox


def test_asking_to_be_let_back_in_by_it_finds_no_account(cast: Cast, curlews: Topic) -> None:
    Client().post("/recover/ask", {"name": "curlew", "words": "I told wren about the heron, in spring."})
    asked = AskedBack.objects.get()
    assert asked.member is None
    assert "Nobody here has that name" in shown(cast.client(cast.wren).get(f"/house/asked-back/{asked.ref}"))


def test_not_even_a_passphrase_set_by_hand_opens_it(cast: Cast, curlews: Topic) -> None:
    face = Member.objects.get(name="curlew")
    face.set_password(PASSPHRASE)
    face.save()
    client = Client()
    assert client.post("/sign-in", {"name": "curlew", "passphrase": PASSPHRASE}).status_code == 422


# ── its name and its page ────────────────────────────────────────────────────


def test_a_taken_name_is_answered_alike_whosever_it_is(cast: Cast, curlews: Topic) -> None:
    """By owner and others, for a name of one topic and for an account."""
    answers = set()
    for client in (cast.client(cast.rowan), cast.client(cast.ash)):
        for name in ("curlew", "wren"):
            answer = client.post("/me/name", {"name": name})
            answers.add((answer.status_code, re.search(r'class="wrong"[^>]*>(.*?)<', shown(answer))[1]))  # type: ignore[index]
            sheet = Sheet(client, f"/b/{cast.board.ref}/new")
            assert "This name is taken, or looks like one that is." in shown(sheet.send("T", title="T", alias=name))
    assert answers == {(422, "This name is taken, or looks like one that is. Take another.")}


def test_a_new_name_of_the_account_changes_nothing_of_the_other(cast: Cast, curlews: Topic) -> None:
    cast.client(cast.rowan).post("/me/name", {"name": "teasel"})
    assert cast.rowan.ref == Member.objects.get(name="teasel").ref
    assert {post.author.name for post in curlews.posts.select_related("author") if post.author} == {"curlew", "ash"}
    assert (
        Sheet(cast.client(Member.objects.get(name="teasel")), f"/t/{curlews.ref}/reply").send("More.").status_code
        == 302
    )


def test_members_see_what_they_see_of_anybody_new_and_moderators_that_it_is_for_one_topic(
    cast: Cast, curlews: Topic
) -> None:
    face, fresh = Member.objects.get(name="curlew"), makers.member("siskin")
    Member.objects.filter(pk=fresh.pk).update(joined_at=face.joined_at)
    ash, wren = cast.client(cast.ash), cast.client(cast.wren)
    pages = []
    for one in (face, fresh):
        page = shown(ash.get(f"/m/{one.ref}")).replace(one.ref, "").replace(one.name, "")
        pages.append(re.sub('name="csrfmiddlewaretoken" value=".*?"', "", page))
    assert pages[0] == pages[1]
    kept = shown(wren.get(f"/house/members/{face.ref}"))
    assert "This is a name for one topic" in kept
    assert "rowan" not in kept
    assert "This is a name for one topic" not in shown(wren.get(f"/house/members/{fresh.ref}"))
    assert ash.get(f"/house/members/{face.ref}").status_code == 403


def test_it_is_in_no_list_of_members_and_there_is_nothing_to_look_after(cast: Cast, curlews: Topic) -> None:
    linden = cast.client(cast.linden)
    face = Member.objects.get(name="curlew")
    assert "curlew" not in shown(linden.get("/house/members"))
    found = shown(linden.post("/house/members", {"q": "curl"}))
    assert f"/house/members/{face.ref}" not in found
    assert "Nobody is called that" in found
    for door, form in (
        ("role", {"role": "moderator"}),
        ("approval", {"approved": "yes"}),
        ("account", {"open": "no"}),
        ("circles", {}),
        ("admit", {}),
        ("decline", {}),
    ):
        assert linden.post(f"/house/members/{face.ref}/{door}", form).status_code == 403, door
    assert f"/house/members/{cast.rowan.ref}" in shown(linden.post("/house/members", {"q": "rowa"}))


# ── mail, logs, files ────────────────────────────────────────────────────────


def test_what_happens_to_it_sends_no_mail_to_its_owner(cast: Cast, curlews: Topic, settings: Any) -> None:
    """A mail on the days on which curlew is answered would tell whoever reads that mailbox and this board."""
    settings.MAIL_IS_SENT = True
    then = cast.rowan.joined_at
    MailAddress.objects.create(member=cast.rowan, sealed=b"x", added_at=then, verified_at=then, news_hour=8)
    makers.reply(cast.ash, curlews, "@curlew, I hear you.")
    run_due(table())
    assert "I hear you" not in shown(cast.client(cast.rowan).get("/notices"))
    assert "By curlew" in shown(cast.client(cast.rowan).get("/notices"))
    assert not Outgoing.objects.exists()
    makers.reply(cast.ash, makers.topic(cast.ash, cast.board), "@rowan, I hear you.")
    run_due(table())
    assert Outgoing.objects.exists()


def test_what_one_wrote_under_it_is_no_news_to_oneself(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Followed first")
    rowan = cast.client(cast.rowan)
    rowan.post(f"/t/{topic.ref}/follow", {"what": "all"})
    makers.reply(cast.rowan, topic, "@rowan, they say, but I am curlew.", alias="curlew")
    run_due(table())
    assert "Followed first" not in shown(rowan.get("/notices"))
    makers.reply(cast.ash, topic, "Good that you are here.")
    run_due(table())
    assert shown(rowan.get("/notices")).count("Followed first") == 1
    assert list(Subscription.objects.filter(topic=topic).values_list("member__name", flat=True).order_by("pk")) == [
        "ash",
        "curlew",
    ]


def test_the_log_names_neither_of_the_two(
    cast: Cast, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        curlews: Topic = request.getfixturevalue("curlews")
        cast.client(cast.ash).get(f"/p/{curlews.posts.get(number=1).ref}/edit")
        Client().post("/sign-in", {"name": "curlew", "passphrase": "x"})
    logged = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    for word in ("curlew", "rowan", cast.rowan.ref):
        assert not [line for line in logged if word in line]


def test_a_file_of_ones_words_leaves_them_out_unless_asked(cast: Cast, curlews: Topic) -> None:
    makers.topic(cast.rowan, cast.board, "By rowan", "Under my own name.")
    client, others = cast.client(cast.rowan), cast.client(cast.ash)
    for member, browser in ((cast.rowan, client), (cast.ash, others)):
        member.set_password(PASSPHRASE)
        member.save()
        browser.force_login(member)
        browser.post("/me/words", {"proving": "look", "present": PASSPHRASE})
    assert "in one file the names would stand beside each other" in shown(client.get("/me/words"))

    def taken(**more: str) -> str:
        return b"".join(client.post("/me/words", {"form": "json", **more})).decode()

    assert [post["topic"] for post in json.loads(taken())["posts"]] == ["By rowan"]
    assert "curlew" not in taken() + taken(form="text")
    assert [post.get("under") for post in json.loads(taken(aliases="yes"))["posts"]] == ["curlew", "curlew", None]
    assert "under the name curlew" in taken(aliases="yes", form="text")
    theirs = b"".join(others.post("/me/words", {"form": "json", "aliases": "yes"}))
    assert {post["topic"] for post in json.loads(theirs)["posts"]} == {"By curlew", "A quiet question"}
    assert b"under" not in theirs
