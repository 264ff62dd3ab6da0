"""Pages come from the replica, nothing in them lags, and nobody notices when it falls or the primary restarts."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from leeward.web.replica import PAGES
from tests.cli.running import Served
from tests.scaling.conftest import Spread
from tests.scaling.engines import PRIMARY, REPLICA, Engines
from tests.scaling.members import Person, people_of

LOOKED_AT = "SELECT coalesce(sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0)), 0) FROM pg_stat_user_tables"


@pytest.fixture(scope="module")
def served(house: Spread) -> Iterator[Served]:
    with Served(house.data, settings=house.settings) as found:
        yield found


@pytest.fixture(scope="module")
def people(house: Spread, served: Served) -> dict[str, Person]:
    return people_of(house, served.address)


def until(holds: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def comes_from_the_replica(engines: Engines, person: Person) -> bool:
    """Whether looking at a page makes the replica look into its tables (which it counts with some delay)."""
    before = engines.ask(LOOKED_AT, REPLICA)

    def counted() -> bool:
        assert person.get("/").status == 200
        return bool(engines.ask(LOOKED_AT, REPLICA) > before)

    return until(counted)


def test_what_anybody_wrote_is_on_everybodys_next_page_and_the_page_comes_from_the_replica(
    running: Engines, people: dict[str, Person]
) -> None:
    ash, rowan = people["ash"], people["rowan"]
    topic = next(ref for ref in ash.topics if ref in rowan.topics)
    for number in range(8):
        words = f"The {number}th evening was quieter"
        answer = ash.reply(topic, words)
        assert answer.status == 302, answer.text
        for reader in (ash, rowan):
            page = reader.get(answer.leads_to.partition("#")[0])
            assert page.status == 200
            assert words in page.text
    assert comes_from_the_replica(running, rowan)


def test_while_the_replica_lags_pages_come_from_the_primary_with_what_was_just_taken_away(
    running: Engines, people: dict[str, Person]
) -> None:
    ash, rowan = people["ash"], people["rowan"]
    topic = next(ref for ref in ash.topics if ref in rowan.topics)
    words = "Only while nobody minds"
    here = ash.reply(topic, words).leads_to.partition("#")[0]
    assert words in rowan.get(here).text
    running.ask("SELECT pg_wal_replay_pause()", REPLICA)
    try:
        assert ash.send(f"/m/{rowan.ref}/block").status == 302
        assert words not in rowan.get(here).text
        assert ash.send(f"/m/{rowan.ref}/unblock").status == 302
        assert words in rowan.get(here).text
    finally:
        running.ask("SELECT pg_wal_replay_resume()", REPLICA)
    assert comes_from_the_replica(running, rowan)


def test_a_replica_that_falls_and_comes_back_is_noticed_by_no_reader(
    running: Engines, people: dict[str, Person]
) -> None:
    rowan = people["rowan"]
    pages = ["/", "/new", f"/t/{rowan.topics[0]}", f"/b/{rowan.boards[0]}"]
    assert comes_from_the_replica(running, rowan)
    running.kill(REPLICA)
    assert [rowan.get(page).status for page in pages * 3] == [200] * 12
    running.start(REPLICA)
    assert comes_from_the_replica(running, rowan)


def test_readers_wait_while_the_primary_restarts_and_none_is_told_that_something_broke(
    running: Engines, people: dict[str, Person]
) -> None:
    rowan, over, seen = people["rowan"], threading.Event(), list[int]()

    def read() -> None:
        while not over.is_set():
            seen.append(rowan.get(f"/t/{rowan.topics[0]}").status)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert until(lambda: len(seen) > 5)
        running.crash(PRIMARY)
        time.sleep(1)
        running.start(PRIMARY)
        count = len(seen)
        assert until(lambda: len(seen) > count + 5)
    finally:
        over.set()
        reader.join()
    assert set(seen) == {200}
    assert rowan.reply(rowan.topics[0], "It came back").status == 302


def test_no_page_that_is_read_from_the_replica_wants_to_write(running: Engines, house: Spread) -> None:
    with Served(house.data, settings=house.settings) as served:
        wren = people_of(house, served.address)["wren"]
        topic = wren.topics[0]
        post = wren.get(f"/t/{topic}").text.partition('href="/p/')[2][:11]
        pages = [
            *("/", "/new", "/mine", f"/b/{wren.boards[0]}", f"/t/{topic}", f"/t/{topic}/1", f"/t/{topic}/unread"),
            *(f"/t/{topic}/next", f"/t/{topic}/previous", f"/t/{topic}/print", f"/t/{topic}/print/1", f"/p/{post}"),
            *(f"/p/{post}/1", f"/p/{post}/passages", f"/p/{post}/versions", f"/m/{wren.ref}", f"/m/{wren.ref}/posts"),
            *("/notices", "/owed", "/shelf", "/me/bookmarks", "/me/following", "/t/AAAAAAAAAAA", "/a/AAAAAAAAAAA"),
        ]
        for page in pages:
            assert wren.get(page).status in {200, 302, 404}, page
        assert len(pages) >= len(PAGES)
        served.process.terminate()
        assert served.process.stdout
        assert "took over" not in served.process.stdout.read()
