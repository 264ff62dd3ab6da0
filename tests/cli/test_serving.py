"""`leeward serve` starts what is needed, says where to look, and leaves nothing behind."""

import os
import signal
import socket
import urllib.error
from pathlib import Path

import pytest

from tests.cli.running import Served, gone, leeward


def test_it_answers_and_ends_cleanly_when_told_to(tmp_path: Path) -> None:
    with Served(tmp_path) as served:
        assert served.get("/health") == 200
        assert "Nobody administers this board yet" in served.said
        children = served.children()
        assert len(children) == 2  # one web process and the worker
        os.killpg(served.process.pid, signal.SIGINT)
        assert served.process.wait(timeout=30) == 0
        assert served.process.stdout
        assert served.process.stdout.read() == ""
    assert gone(children)
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_nothing_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    with Served(tmp_path) as served:
        children = served.children()
        served.process.kill()
        assert gone(children)


def test_a_web_process_or_worker_that_falls_is_started_again(tmp_path: Path) -> None:
    with Served(tmp_path) as served:
        for fallen in served.children():
            os.kill(fallen, signal.SIGKILL)
            assert gone([fallen])
            for _ in range(200):
                if len(served.children()) == 2 and fallen not in served.children() and _answers(served):
                    break
                signal.sigtimedwait([], 0.1)
            assert fallen not in served.children()
            assert len(served.children()) == 2
            assert served.get("/health") == 200


def _answers(served: Served) -> bool:
    try:
        return served.get("/health") == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = leeward("serve", "--bind", f"127.0.0.1:{port}", "--data", str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Cannot listen on 127.0.0.1:{port}")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("bind", ["nonsense", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:70000", ":8000"])
def test_an_address_that_is_none_is_wrong_use(bind: str, tmp_path: Path) -> None:
    ended = leeward("serve", "--bind", bind, "--data", str(tmp_path))
    assert ended.returncode == 2
    assert "write it like 127.0.0.1:8000" in ended.stderr


def test_a_data_folder_that_cannot_be_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = leeward("serve", "--data", str(tmp_path / "file"))
    assert ended.returncode == 1
    assert "cannot be written to" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    ended = leeward("check", "--data", str(tmp_path), LEEWARD_TLS="perhaps")
    assert ended.returncode == 2
    assert "LEEWARD_TLS is 'perhaps'" in ended.stderr


def test_a_database_that_is_away_is_said_in_one_sentence(tmp_path: Path) -> None:
    away = "postgres://nobody@127.0.0.1:1/nowhere"
    ended = leeward("migrate", "--data", str(tmp_path), LEEWARD_DATABASE=away)
    assert ended.returncode == 1
    assert ended.stderr.startswith("The database cannot be reached")
