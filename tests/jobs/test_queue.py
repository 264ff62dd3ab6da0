"""Work put off is done once, or again, or given up; it is never lost."""

import logging
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from leeward.jobs import queue
from leeward.jobs.loop import run_until
from leeward.jobs.models import Job
from leeward.jobs.turns import Regular
from leeward.web.models import Tally
from tests.clocks.running import run

pytestmark = pytest.mark.django_db


def note(detail: dict[str, Any]) -> None:
    """An effect that can be seen, and rolled back."""
    Tally.objects.create(key=detail["key"], began_at=timezone.now())


def break_after_writing(detail: dict[str, Any]) -> None:
    note(detail)
    raise RuntimeError("a secret sentence")


TABLE = {"note": note, "break": break_after_writing}


def test_a_job_is_done_once_and_is_gone() -> None:
    queue.put("note", {"key": "a"})
    assert queue.run_due(TABLE) == 1
    assert queue.run_due(TABLE) == 0
    assert Tally.objects.filter(key="a").count() == 1
    assert not Job.objects.exists()


def test_a_job_waits_for_its_moment() -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    queue.put("note", {"key": "a"}, due_at=tomorrow)
    assert queue.run_due(TABLE) == 0
    assert queue.run_due(TABLE, now=tomorrow + timedelta(seconds=1)) == 1


def test_what_has_waited_longest_comes_first() -> None:
    now, done = timezone.now(), []
    queue.put("say", {"n": 2}, due_at=now - timedelta(minutes=1))
    queue.put("say", {"n": 1}, due_at=now - timedelta(minutes=2))
    queue.run_due({"say": lambda detail: done.append(detail["n"])})
    assert done == [1, 2]


def test_a_failed_effect_is_rolled_back_and_tried_again_later(caplog: pytest.LogCaptureFixture) -> None:
    queue.put("break", {"key": "a"})
    now = timezone.now()
    queue.run_due(TABLE, now)
    assert not Tally.objects.filter(key="a").exists()
    job = Job.objects.get()
    assert (job.attempts, job.claimed_until, job.failed_at) == (1, None, None)
    assert job.due_at == now + queue.PAUSE
    assert "RuntimeError" in caplog.text
    assert "test_queue.py" in caplog.text
    assert "secret" not in caplog.text


def test_each_pause_is_twice_the_last_and_then_it_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    queue.put("break", {"key": "a"})
    now, pauses = timezone.now(), []
    for _ in range(queue.MOST_ATTEMPTS):
        queue.run_due(TABLE, now)
        pauses.append(Job.objects.get().due_at - now)
        now = Job.objects.get().due_at
    assert pauses[:4] == [queue.PAUSE * n for n in (1, 2, 4, 8)]
    assert Job.objects.get().failed_at is not None
    assert queue.run_due(TABLE, now + timedelta(days=9)) == 0


def test_a_kind_that_nobody_knows_is_kept_for_a_version_that_does(caplog: pytest.LogCaptureFixture) -> None:
    queue.put("from the future")
    queue.run_due(TABLE)
    assert Job.objects.get().attempts == 1
    assert "KeyError" in caplog.text


def test_a_claimed_job_is_left_alone_until_its_lease_runs_out() -> None:
    queue.put("note", {"key": "a"})
    now = timezone.now()
    assert queue.claim(now) is not None
    assert queue.claim(now + queue.LEASE / 2) is None
    assert queue.claim(now + queue.LEASE + timedelta(seconds=1)) is not None
    assert Job.objects.get().attempts == 2


def test_a_worker_that_lost_its_lease_leaves_no_effect(caplog: pytest.LogCaptureFixture) -> None:
    def slow(detail: dict[str, Any]) -> None:
        note(detail)
        Job.objects.update(claimed_until=timezone.now() + timedelta(hours=2))  # another has taken it over

    queue.put("slow", {"key": "a"})
    queue.run_one({"slow": slow})
    assert "LeaseLost" in caplog.text
    assert not Tally.objects.filter(key="a").exists()


def test_a_job_at_which_every_worker_is_killed_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    queue.put("note", {"key": "a"})
    now = timezone.now()
    for _ in range(queue.MOST_ATTEMPTS):
        assert queue.claim(now) is not None  # and the kernel ends this worker
        now += queue.LEASE + timedelta(seconds=1)
    assert queue.run_due(TABLE, now) == 1
    assert Job.objects.get().failed_at == now
    assert "WorkersEnded" in caplog.text
    assert not Tally.objects.filter(key="a").exists()


def test_a_job_put_off_in_a_transaction_that_fails_was_never_put_off() -> None:
    with pytest.raises(RuntimeError):
        _put_off_and_fail()
    assert not Job.objects.exists()


def _put_off_and_fail() -> None:
    with transaction.atomic():
        queue.put("note", {"key": "a"})
        raise RuntimeError


def test_what_was_given_up_a_month_ago_is_dropped() -> None:
    now = timezone.now()
    for days in (1, 31):
        Job.objects.create(kind="x", due_at=now, failed_at=now - timedelta(days=days))
    assert run("failed-jobs") == 1


def test_the_loop_works_tidies_once_and_stops() -> None:
    stop, tidied = threading.Event(), []

    def tidy() -> None:
        tidied.append(1)
        stop.set()

    queue.put("note", {"key": "a"})
    run_until(stop, TABLE, [Regular("tidy", 3600, tidy)])
    assert tidied == [1]
    assert Tally.objects.filter(key="a").exists()
