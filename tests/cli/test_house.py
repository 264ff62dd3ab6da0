"""Setting up a board and looking after its members from the shell."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import leeward

WORDS = "three slow otters humming\n"


@pytest.fixture(scope="module")
def boathouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board that is set up once, with maple as its administrator."""
    folder = tmp_path_factory.mktemp("boathouse")
    ended = leeward(
        "setup", "--board", "The Boathouse", "--administrator", "maple", "--passphrase-file", "-",
        "--data", str(folder), given=WORDS,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert '"The Boathouse" is set up' in ended.stdout
    return folder


@pytest.fixture
def data(boathouse: Path, tmp_path: Path) -> str:
    """A copy of it for one test."""
    shutil.copytree(boathouse, tmp_path / "data")
    return str(tmp_path / "data")


def test_a_board_that_is_set_up_is_in_good_order_and_is_not_set_up_again(data: str) -> None:
    ended = leeward("check", "--data", data)
    assert ended.returncode == 0, ended.stdout
    again = leeward("setup", "--board", "Other", "--administrator", "birch", "--data", data)
    assert again.returncode == 1
    assert "has an administrator, maple" in again.stderr


def test_a_board_without_an_administrator_is_not_in_order(tmp_path: Path) -> None:
    leeward("migrate", "--data", str(tmp_path))
    ended = leeward("check", "--data", str(tmp_path))
    assert ended.returncode == 1
    assert "leeward setup" in ended.stdout


def test_setting_up_asks_for_nothing_where_nobody_can_answer(tmp_path: Path) -> None:
    ended = leeward("setup", "--board", "X", "--data", str(tmp_path))
    assert ended.returncode == 2
    assert "--administrator" in ended.stderr


def test_a_weak_passphrase_is_refused_and_nobody_is_made(data: str) -> None:
    ended = leeward("member", "add", "tern", "--passphrase-file", "-", "--data", data, given="password123\n")
    assert ended.returncode == 1
    assert leeward("member", "close", "tern", "--data", data).stderr == "Nobody here is called tern.\n"


def test_a_member_is_added_given_a_role_closed_and_opened(data: str) -> None:
    steps = [
        (["add", "tern", "--passphrase-file", "-"], "tern can sign in now."),
        (["role", "tern", "moderator"], "The role of tern is now: moderator."),
        (["close", "TERN"], "The account of tern is closed."),
        (["reopen", "tern"], "The account of tern is open again."),
        (["passphrase", "tern", "--passphrase-file", "-"], "signed out everywhere"),
    ]
    for words, said in steps:
        ended = leeward("member", *words, "--data", data, given=WORDS)
        assert ended.returncode == 0, ended.stderr
        assert said in ended.stdout
    again = leeward("member", "add", "tern", "--passphrase-file", "-", "--data", data, given="other words entirely\n")
    assert again.returncode == 1
    assert "taken" in again.stderr


def test_the_last_administrator_cannot_be_closed(data: str) -> None:
    ended = leeward("member", "close", "maple", "--data", data)
    assert ended.returncode == 1
    assert "one administrator at least" in ended.stderr


def test_a_demo_is_not_mixed_into_somebodys_board(data: str) -> None:
    ended = leeward("demo", "--data", data)
    assert ended.returncode == 1
    assert "does not mix" in ended.stderr


def test_others_who_can_read_the_secret_are_reported(data: str) -> None:
    (Path(data) / "secret").chmod(0o644)
    ended = leeward("check", "--data", data)
    assert ended.returncode == 1
    assert "others on this machine can read it" in ended.stdout
