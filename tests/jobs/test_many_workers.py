"""A worker may run many times over: nothing is done twice, nothing is forgotten when one is killed."""

import os
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from leeward.jobs import queue, turns
from leeward.jobs.loop import run_until
from leeward.jobs.models import Job, Turn
from leeward.jobs.turns import Regular, give_back, work_in_turn
from leeward.web.models import Tally

pytestmark = pytest.mark.django_db(transaction=True)


def note(detail: dict[str, Any]) -> None:
    """Breaks where it was done before: the key is the row's."""
    Tally.objects.bulk_create([Tally(key=f"{detail['n']}", began_at=timezone.now())])


def process(work: Callable[[], object]) -> int:
    """A process of its own, with a connection of its own, as a worker on another machine; its id."""
    connections.close_all()
    if child := os.fork():
        return child
    try:
        work()
    finally:
        os._exit(0)  # without ending what the test's process has begun


def ended(*children: int) -> None:
    for child in children:
        os.waitpid(child, 0)


def test_two_workers_at_once_do_each_job_once() -> None:
    for number in range(60):
        queue.put("note", {"n": number})
    ended(*(process(lambda: queue.run_due({"note": note})) for _worker in range(2)))
    assert Tally.objects.count() == 60
    assert not Job.objects.exists()


def test_two_threads_of_one_process_do_each_job_once() -> None:
    done: list[int] = []

    def work() -> None:
        try:
            queue.run_due({"count": lambda detail: done.append(detail["n"])})
        finally:
            connection.close()

    for number in range(20):
        queue.put("count", {"n": number})
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert sorted(done) == list(range(20))
    assert not Job.objects.exists()


def test_what_a_killed_worker_had_in_hand_is_taken_up_again_and_done_once() -> None:
    def fall(detail: dict[str, Any]) -> None:
        note(detail)
        os.kill(os.getpid(), signal.SIGKILL)

    queue.put("note", {"n": 1})
    ended(process(lambda: queue.run_due({"note": fall})))
    assert Job.objects.get().attempts == 1
    assert not Tally.objects.exists()
    assert queue.run_due({"note": note}) == 0  # another looks while the lease runs
    assert queue.run_due({"note": note}, timezone.now() + queue.LEASE) == 1
    assert Tally.objects.count() == 1
    assert not Job.objects.exists()


def daily(done: list[str], who: str) -> Regular:
    return Regular("daily", 24 * 3600, lambda: done.append(who))


def test_rare_work_is_done_by_one_of_the_workers_and_again_when_it_is_due() -> None:
    done: list[str] = []
    one, other = [daily(done, "one")], [daily(done, "other")]
    for _round in range(3):
        work_in_turn(one)
        work_in_turn(other)
        work_in_turn([daily(done, "restarted")])
    assert done == ["one"]
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    with mock.patch("django.utils.timezone.now", return_value=tomorrow):
        work_in_turn([daily(done, "restarted")])
        work_in_turn([daily(done, "another")])
    assert done == ["one", "restarted"]


def test_work_that_comes_round_within_moments_is_kept_by_one_worker_until_it_ends() -> None:
    done: list[str] = []
    one, other = ([Regular("mail", 0, lambda who=who: done.append(who))] for who in ("one", "other"))  # type: ignore[misc]
    for _round in range(3):
        work_in_turn(one)
        work_in_turn(other)
    assert done == ["one"] * 3
    give_back(one)
    other[0].due = 0
    work_in_turn(other)
    assert done == ["one"] * 3 + ["other"]


def test_the_turn_of_a_killed_worker_ends_by_itself() -> None:
    done: list[str] = []
    work_in_turn([Regular("mail", 5, lambda: done.append("killed"))])
    Turn.objects.create(name="daily", until=timezone.now() + turns.TERM)  # killed while at it
    work_in_turn([Regular("mail", 5, lambda: done.append("early")), daily(done, "early")])
    later = timezone.now() + turns.TERM + timedelta(seconds=1)
    with mock.patch("django.utils.timezone.now", return_value=later):
        work_in_turn([Regular("mail", 5, lambda: done.append("mail")), daily(done, "daily")])
    assert done == ["killed", "mail", "daily"]


def test_two_workers_that_come_in_the_same_moment_do_not_both_take_a_turn() -> None:
    def sweep() -> None:
        note({"n": os.getpid()})

    Turn.objects.create(name="sweep", until=timezone.now())
    for _round in range(5):
        ended(*(process(lambda: work_in_turn([Regular("sweep", 3600, sweep)])) for _worker in range(2)))
        Turn.objects.update(until=timezone.now())
    assert Tally.objects.count() == 5


def test_a_worker_that_ends_while_the_database_is_away_ends_in_peace() -> None:
    stop = threading.Event()
    stop.set()
    with mock.patch("leeward.jobs.loop.give_back", side_effect=DatabaseError):
        run_until(stop, {})
    assert stop.is_set()
