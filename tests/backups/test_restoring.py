"""`leeward restore`: into an empty place, whole, or not at all."""

import shutil
from pathlib import Path

import pytest

from tests.backups.houses import House
from tests.backups.test_backing_up import back_up

COUNT = "from leeward.boards.models import Post; print(Post.objects.count())"


@pytest.fixture(scope="module")
def made(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One backup for all tests here."""
    return back_up(house, tmp_path_factory.mktemp("backups") / "place")


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to do anything with."""
    return Path(shutil.copytree(made, tmp_path / made.name))


def restore(house: House, backup: Path, *words: str, given: str = "") -> tuple[int, str]:
    more = {"given": given} if given else {}
    ended = house.run("restore", str(backup), "--passphrase-file", "-", *words, **more)
    return ended.returncode, ended.stderr


def test_it_writes_over_nothing(house: House, backup: Path) -> None:
    code, said = restore(house, backup)
    assert code == 1
    assert "nothing is written over it" in said
    assert house.inside(COUNT) == "150"


def test_pictures_that_lie_there_are_not_written_over_either(other: House, backup: Path) -> None:
    (other.data / "attachments").mkdir()
    (other.data / "attachments" / "somebodys").touch()
    code, said = restore(other, backup, "--without-keys")
    assert code == 1
    assert "pictures" in said


def test_without_the_keys_it_asks_for_them_and_goes_on_only_when_told(house: House, other: House, backup: Path) -> None:
    code, said = restore(other, backup)
    assert code == 1
    assert "00000001" in said
    code, said = restore(other, backup, "--without-keys")
    assert code == 0, said
    assert other.inside(COUNT) == "150"


def test_keys_of_another_house_are_not_taken_for_its_own(house: House, other: House, backup: Path) -> None:
    other.inside("from leeward.web import sealing; sealing.seal('x', for_='y')")  # makes a key of that name
    code, said = restore(other, backup)
    assert code == 1
    assert "00000001" in said
    shutil.rmtree(other.data / "keys")
    other.bring_keys_of(house)
    assert restore(other, backup)[0] == 0


def test_another_passphrase_opens_nothing(other: House, backup: Path) -> None:
    code, said = restore(other, backup, "--without-keys", given="eight brown herons singing\n")
    assert code == 1
    assert "the passphrase is another" in said
    assert restore(other, backup, "--without-keys")[0] == 0


@pytest.mark.parametrize("what", ["a byte changed", "cut in a piece", "cut between pieces", "bytes behind it"])
def test_a_file_that_is_not_as_it_was_written_puts_nothing_back(what: str, other: House, backup: Path) -> None:
    shutil.copytree(backup, backup.parent / "whole" / backup.name)
    house = backup / "house"
    found = bytearray(house.read_bytes())
    first = int.from_bytes(found[33:37])
    if what == "a byte changed":
        found[len(found) // 2] ^= 1
    elif what == "cut in a piece":
        del found[-100:]
    elif what == "cut between pieces":
        del found[37 + first :]
    else:
        found += b"more"
    house.write_bytes(found)
    code, said = restore(other, backup, "--without-keys")
    assert code == 1
    assert said.splitlines()[-1].startswith("It does not open")
    assert "Traceback" not in said
    assert restore(other, backup.parent / "whole" / backup.name, "--without-keys")[0] == 0


def test_a_trial_puts_nothing_anywhere(house: House, backup: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    ended = House(room).run("restore", str(backup), "--trial", "--passphrase-file", "-")
    assert ended.returncode == 0, ended.stderr
    assert "boards_post | 150 | " in ended.stdout
    assert list(room.iterdir()) == []


def test_what_is_no_backup_is_said_in_one_sentence(other: House, tmp_path: Path) -> None:
    code, said = restore(other, tmp_path)
    assert code == 1
    assert said == f"{tmp_path} is no backup: it has no file named house.\n"


def test_the_next_post_takes_a_number_that_never_was_given(house: House, other: House, place: Path) -> None:
    """A number that was given once may stand elsewhere, as the target of a picture or a report."""
    last = house.inside(
        "from leeward.boards.models import BoardGroup\n"
        "row = BoardGroup.objects.create(title='gone', position=9); print(row.pk); row.delete()"
    )
    backup = back_up(house, place)
    other.bring_keys_of(house)
    assert restore(other, backup)[0] == 0
    new = other.inside(
        "from leeward.boards.models import BoardGroup; print(BoardGroup.objects.create(title='new', position=9).pk)"
    )
    assert int(new) == int(last) + 1
