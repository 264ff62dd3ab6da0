"""`leeward move-database`: everything that is there, compared, while nobody can write; and the old place is shut."""

import os
from pathlib import Path

import pytest

from tests.backups.houses import House, empty_house, new_database
from tests.backups.test_backing_up import DIGEST
from tests.cli.running import Served, leeward

COUNT = "from leeward.boards.models import Post; print(Post.objects.count())"
SESSION = (
    "from leeward.members.sessions import SessionStore; from leeward.members.models import Session\n"
    "store = SessionStore(); store.create(); print(Session.objects.count())"
)


@pytest.fixture
def sqlite(tmp_path: Path) -> House:
    with empty_house(tmp_path / "moves", on="sqlite") as found:
        assert found.run("demo", "--posts", "120").returncode == 0
    return found


def test_it_goes_over_whole_and_comes_back_and_the_old_place_is_shut(sqlite: House) -> None:
    """Where no PostgreSQL is, there is nowhere to go: then it says so, and the community stays."""
    cluster = os.environ.get("LEEWARD_DATABASE")
    if not cluster:
        assert "cannot be reached" in sqlite.run("move-database", "--address-file", "-", given=AWAY).stderr
        assert sqlite.inside(COUNT) == "120"
        return
    assert sqlite.inside(SESSION) == "1"
    with new_database(cluster, "goes") as address:
        there = House(sqlite.data, address)
        ended = sqlite.run("move-database", "--address-file", "-", given=address)
        assert ended.returncode == 0, ended.stderr
        told = DIGEST.findall(ended.stdout)
        assert ("boards_post", "120") in [row[:2] for row in told]
        assert ("members_session", "1") in [row[:2] for row in told]
        assert there.run("check").returncode == 0
        assert there.inside(LOOKED) == "0"  # it knows already how many rows lie where
        assert not (sqlite.data / "leeward.sqlite3").exists()
        new = "from leeward.boards.models import BoardGroup; print(BoardGroup.objects.create(title='a', position=9).pk)"
        assert int(there.inside(new)) > 3
        back = there.run("move-database", "--address-file", "-", given="sqlite\n")
        assert back.returncode == 0, back.stderr
        assert sqlite.inside(COUNT) == "120"
        assert sqlite.run("check").returncode == 0
        refused = there.run("member", "close", "rowan")
        assert refused.returncode == 1  # the old place can only be read


LOOKED = (
    "from django.db import connection; cursor = connection.cursor()\n"
    "cursor.execute('SELECT count(*) FROM pg_stat_user_tables WHERE last_analyze IS NULL'); print(cursor.fetchone()[0])"
)
AWAY = "postgres://nobody@127.0.0.1:1/nowhere\n"


def test_while_it_is_served_it_stays_and_what_cannot_arrive_leaves_it_as_it_was(sqlite: House) -> None:
    with Served(sqlite.data) as served:
        ended = sqlite.run("move-database", "--address-file", "-", given=AWAY)
        assert ended.returncode == 1
        assert "being served" in ended.stderr
        assert served.get("/health") == 200
    ended = sqlite.run("move-database", "--address-file", "-", given=AWAY)
    assert ended.returncode == 1
    assert "stays where it is" in ended.stderr
    assert sqlite.inside(COUNT) == "120"


@pytest.mark.parametrize(("given", "code"), [("sqlite\n", 1), ("mysql://a@b/c\n", 2), ("", 2)])
def test_an_address_that_leads_nowhere_else_is_refused(given: str, code: int, tmp_path: Path) -> None:
    leeward("migrate", "--data", str(tmp_path))
    ended = leeward("move-database", "--address-file", "-", "--data", str(tmp_path), given=given)
    assert ended.returncode == code
    assert len(ended.stderr.splitlines()) == 1
    assert (tmp_path / "leeward.sqlite3").exists()
