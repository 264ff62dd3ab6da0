"""The load drill in short: who reads and writes meets no error, and no acknowledged word is lost to a kill."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.backups.houses import empty_house
from tests.cli.running import environment


@pytest.mark.parametrize("kill", [False, True], ids=["left alone", "killed again and again"])
def test_every_acknowledged_word_is_there_at_the_end(tmp_path: Path, kill: bool) -> None:
    with empty_house(tmp_path / f"load{int(kill)}") as house:
        words = [str(house.data), "--posts", "400", "--minutes", "0.3", *(["--kill"] if kill else [])]
        ended = subprocess.run(
            [sys.executable, "-m", "tests.load.drill", *words],
            capture_output=True, text=True, timeout=400, env=environment(**house.settings),
        )  # fmt: skip
    said = re.search(r"acknowledged: (\d+) posts, (\d+) messages, (\d+) drafts: all there", ended.stdout)
    assert said, ended.stdout + ended.stderr
    assert sum(map(int, said.groups())) > 5, ended.stdout
    assert ended.returncode == 0, ended.stdout + ended.stderr
