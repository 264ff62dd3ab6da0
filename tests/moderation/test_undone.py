"""A decision undone leaves the board as it was: every row, and every page of several readers, byte for byte; and one
whose record cannot be written has no effect at all."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from leeward.boards.models import Post
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from leeward.members.models import Session
from leeward.moderation import deciding
from leeward.moderation.models import Case, Decision
from tests import makers
from tests.cast import Cast
from tests.moderation.hands import bring, decide
from tests.moderation.test_deciding import kinds, state
from tests.sight.crawling import steady

# What a decision and its undoing leave behind by design: their own record, notices of them, and work done meanwhile.
RECORD = {"moderation", "notices", "jobs", "sessions", "web", "alike", "search", "law"}
SEEN = {"ask", "hide", "restore", "move", "split", "merge", "lock", "erase", "account"}  # by readers
COUNT = re.compile(rb"(Notices</a>|Notices <span[^>]*>\(\d+\)</span></a>)")  # whom it concerns is told


@pytest.fixture
def post(cast: Cast) -> Post:
    post = makers.topic(cast.rowan, cast.board, "A quiet question", "First words.\n\nThen more.").posts.get()
    makers.update(cast.rowan, post.topic, "And it went on.")
    makers.reply(cast.ash, post.topic, f'[quote post="{post.ref}"]First words.[/quote] I hear you.')
    return post


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every room, but for the record."""
    found: dict[str, list[dict[str, Any]]] = {}
    for model in apps.get_models():
        if model._meta.app_label not in RECORD and model is not Session:
            found[model._meta.label] = list(model._default_manager.order_by("pk").values())
    return found


def pages(cast: Cast, post: Post) -> dict[tuple[str, str], tuple[int, bytes]]:
    """What each of several readers is shown where the decision could be seen."""
    topic, second = post.topic.ref, Post.objects.get(source="And it went on.")
    addresses = ["/", "/new", f"/b/{cast.board.ref}", f"/t/{topic}", f"/t/{topic}/print", f"/t/{topic}/story"]
    addresses += [f"/p/{post.ref}", f"/p/{second.ref}", f"/m/{cast.rowan.ref}"]
    readers = {"stranger": Client(), **{who.name: cast.client(who) for who in (cast.ash, cast.rowan, cast.wren)}}
    found = {}
    for name, client in readers.items():
        for address in addresses:
            answer = client.get(address)
            found[name, address] = (answer.status_code, COUNT.sub(b"", steady(answer.content)))
    return found


def every_kind(cast: Cast, post: Post) -> Iterator[tuple[str, str, dict[str, object]]]:
    """(kind, the ref of what it is about, what its form says); what another has to precede is made so first."""
    second = post.topic.posts.get(number=2)
    refs = {"post": post.ref, "second": second.ref, "topic": post.topic.ref, "member": cast.rowan.ref}
    for does, about, form in kinds(cast):
        yield does, refs[about], form
    yield "erase", second.ref, {}
    yield "erase", post.topic.ref, {}
    yield "account", cast.rowan.ref, {}
    makers.decide(cast.linden, second, "hide")
    yield "restore", second.ref, {}


def test_every_kind_of_decision_undone_leaves_every_row_and_page_as_it_was(cast: Cast, post: Post) -> None:
    wren, linden = cast.client(cast.wren), cast.client(cast.linden)
    tried = set()
    for does, ref, form in every_kind(cast, post):
        run_due(table())
        before, shown = rows(), pages(cast, post)
        decide(wren, bring(wren, ref), does, why="Because.", **form)
        made = Decision.objects.latest("pk")
        if made.waits_at:
            second = Case.objects.get(kind="second", settled_at=None)
            decide(linden, second, does, why="I have looked, and yes.")
            made = Decision.objects.latest("pk")
        if does in SEEN:
            assert pages(cast, post) != shown, does
        assert linden.post(f"/desk/decisions/{made.ref}", {"why": "It was wrong."}).status_code == 302
        after = rows()
        assert {label for label in before if before[label] != after[label]} == set(), does
        again = pages(cast, post)
        assert [where for where in shown if shown[where] != again[where]] == [], does
        tried.add(does)
    assert tried >= {"ask", "hide", "restore", "move", "split", "merge", "lock", "slow", "hold", "erase", "account"}


def test_where_the_record_cannot_be_written_nothing_is_decided(
    cast: Cast, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise RuntimeError

    for does, ref, form in [*every_kind(cast, post), ("ban", cast.rowan.ref, {})]:
        case = bring(cast.client(cast.wren), ref)
        before, count = (rows(), state()), Decision.objects.count()
        details = {key: value for key, value in form.items() if key in {"board", "boards", "into"}}
        if does == "slow":
            details = {"minutes": 60}
        if does == "merge":
            details = {"into": str(form["into"]).rpartition("/")[2]}
        choice = deciding.Choice(does, why="So.", days=7, details=details)
        with monkeypatch.context() as patched:
            patched.setattr(Decision, "save", broken)
            with pytest.raises(RuntimeError):
                deciding.decide(by=cast.wren, case=case, choice=choice)
        assert (rows(), state()) == before, does
        assert Decision.objects.count() == count
        Case.objects.open().delete()
