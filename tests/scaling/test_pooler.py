"""Everything runs with PgBouncer in front of PostgreSQL, which gives each transaction another connection."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.running import Served
from tests.scaling.conftest import Spread
from tests.scaling.engines import POOLER, PRIMARY, Engines
from tests.scaling.members import people_of


@pytest.fixture
def pooled(running: Engines, house: Spread) -> Spread:
    return replace(house, address=running.address(POOLER), pooled=True)


def test_members_read_and_write_and_the_worker_works_through_a_pooler(running: Engines, pooled: Spread) -> None:
    with Served(pooled.data, settings=pooled.settings) as served:
        rowan = people_of(pooled, served.address)["rowan"]
        for number in range(3):
            words = f"Through the {number}th door"
            answer = rowan.reply(rowan.topics[1], words)
            assert answer.status == 302, answer.text
            assert words in rowan.get(answer.leads_to.partition("#")[0]).text
        for page in ("/", "/new", "/mine", "/notices", "/owed", "/drafts", "/me", "/me/words"):
            assert rowan.get(page).status == 200, page
        assert rowan.send("/search", q="door").status == 200
    ended = pooled.run("worker", "--once")
    assert ended.returncode == 0, ended.stderr
    assert running.ask("SELECT count(*) FROM jobs_job WHERE due_at < now()") == 0


def test_a_backup_is_made_through_a_pooler(pooled: Spread, tmp_path: Path) -> None:
    ended = pooled.run("backup", "--to", str(tmp_path / "backups"), "--passphrase-file", "-")
    assert ended.returncode == 0, ended.stderr
    assert list((tmp_path / "backups").glob("20*"))


def test_connections_to_postgresql_stay_few_however_many_ask(running: Engines, pooled: Spread) -> None:
    counted = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
    alone = replace(pooled, replica="").settings
    with Served(pooled.data, settings=alone) as one, Served(pooled.data, settings=alone) as other:
        for served in (one, other):
            rowan = people_of(pooled, served.address)["rowan"]
            assert {rowan.get("/").status for _ in range(10)} == {200}
        assert running.ask(counted, PRIMARY) <= 8 + 1  # the pool's size, and whoever asks


def test_without_the_setting_the_pooler_refuses_in_one_sentence(pooled: Spread) -> None:
    ended = replace(pooled, pooled=False, replica="").run("check")
    assert ended.returncode == 1
    assert "unsupported startup parameter" in ended.stdout + ended.stderr
