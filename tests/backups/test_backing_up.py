"""`leeward backup`: of one moment, sealed, proven, whole or not there, and gone in time."""

import re
import shutil
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from leeward.backups.folders import FORM
from tests.backups.houses import House
from tests.cli.running import leeward
from tests.clocks.running import run

DIGEST = re.compile(r"^(\w+) \| ([\d,]+) \| ([0-9a-f]{32})$", re.M)
WRITING = """
from leeward.web.models import Tally; from django.utils import timezone; from django.db import transaction
import sys
for number in range(100_000):
    with transaction.atomic():
        Tally.objects.filter(key__startswith="kept").delete()
        Tally.objects.create(key=f"kept{number}", **MORE)
        Tally.objects.create(key=f"kept too{number}", **MORE)
    if number == 0: print("writing", flush=True)
"""


def whole_ones(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.name.startswith("20"))


def back_up(house: House, place: Path) -> Path:
    """The newest backup, just made."""
    ended = house.run("backup", "--to", str(place), "--passphrase-file", "-")
    assert ended.returncode == 0, ended.stderr
    return whole_ones(place)[-1]


def test_what_is_written_meanwhile_is_not_disturbed_and_what_is_kept_is_of_one_moment(
    house: House, place: Path, other: House
) -> None:
    more = "MORE = {'began_at': timezone.now()}\n"
    with house.begin(
        "-c", "import django; django.setup()\nfrom django.utils import timezone\n" + more + WRITING
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"writing\n"
        backup = back_up(house, place)
        assert writer.poll() is None  # it would have ended with the first error
        writer.kill()
    other.bring_keys_of(house)
    ended = other.run("restore", str(backup), "--passphrase-file", "-")
    assert ended.returncode == 0, ended.stderr
    pair = other.inside(
        "from leeward.web.models import Tally\n"
        "print(*sorted(Tally.objects.filter(key__startswith='kept').values_list('key', flat=True)))"
    )
    assert re.fullmatch(r"kept too(\d+) kept\1", pair)


def test_it_proves_itself_table_by_table_and_what_is_put_back_is_the_same(
    house: House, place: Path, other: House
) -> None:
    picture = house.add_picture(b"a heron")
    ended = house.run("backup", "--to", str(place), "--passphrase-file", "-")
    assert ended.returncode == 0, ended.stderr
    told = DIGEST.findall(ended.stdout)
    assert ("boards_post", "150") in [row[:2] for row in told]
    assert "members_session" not in [row[0] for row in told]
    other.bring_keys_of(house)
    again = other.run("restore", str(whole_ones(place)[0]), "--passphrase-file", "-")
    assert again.returncode == 0, again.stderr
    assert DIGEST.findall(again.stdout) == told
    read = f"from leeward.attachments import files; print(files.read({picture!r}))"
    assert other.inside(read) == "b'a heron'"
    checked = other.run("check")
    assert checked.returncode == 0, checked.stdout
    third = other.run("backup", "--to", str(place.parent / "third"), "--passphrase-file", "-")
    assert DIGEST.findall(third.stdout) == told


def test_nothing_in_it_can_be_read_without_the_passphrase(house: House, place: Path) -> None:
    backup = back_up(house, place)
    assert backup.stat().st_mode & 0o077 == 0
    found = (backup / "house").read_bytes()
    for word in (b"boards_post", b"rowan", b"Thursdays"):
        assert word not in found
    assert not list(backup.rglob("keys"))
    assert not list(backup.rglob("secret"))


def test_a_picture_is_written_once_and_goes_with_the_last_backup_that_holds_it(house: House, place: Path) -> None:
    stays, goes = house.add_picture(b"a rush"), house.add_picture(b"a reed")
    first = back_up(house, place)
    house.lose_picture(goes)
    _wait_a_second(first)
    second = back_up(house, place)
    assert (second / "pictures" / stays).samefile(first / "pictures" / stays)
    assert (first / "pictures" / goes).exists()
    assert not (second / "pictures" / goes).exists()
    assert goes not in (second / "pictures.txt").read_text()


def _wait_a_second(first: Path) -> None:
    """Backups are named by the second."""
    while timezone.now().strftime(FORM) <= first.name:
        signal.sigtimedwait([], 0.1)


def test_a_picture_that_went_bad_in_the_backup_is_found_and_the_new_one_is_not_kept(house: House, place: Path) -> None:
    ref = house.add_picture(b"an eel")
    first = back_up(house, place)
    (first / "pictures" / ref).write_bytes(b"something else")
    _wait_a_second(first)
    ended = house.run("backup", "--to", str(place), "--passphrase-file", "-")
    assert ended.returncode == 1
    assert "pictures are not what they were" in ended.stderr
    assert "it is not kept" in ended.stderr
    assert whole_ones(place) == [first]


def test_killed_at_any_moment_it_leaves_nothing_that_is_taken_for_a_whole_one(house: House, place: Path) -> None:
    words = ["backup", "--to", str(place), "--data", str(house.data), "--passphrase-file", str(_passphrase(place))]
    for begun in ("new.*", "new.*/house", "new.*/pictures.txt"):
        with house.begin("-m", "leeward.cli", *words) as process:
            while process.poll() is None and not list(place.glob(begun)):
                signal.sigtimedwait([], 0.005)
            process.kill()
        assert list(place.glob("new.*"))
        assert not whole_ones(place)
    back_up(house, place)
    assert not list(place.glob("new.*"))


def _passphrase(place: Path) -> Path:
    path = place.parent / "passphrase"
    path.write_text("seven brown herons singing\n")
    return path


def test_old_ones_go_by_the_clock_with_the_next_backup_and_by_the_worker(
    house: House, place: Path, settings: Any, db: None
) -> None:
    first = back_up(house, place)
    now = timezone.now()
    young, old = (place / (now - timedelta(days=days)).strftime(FORM) for days in (29, 31))
    for copy in (young, old):
        shutil.copytree(first, copy)
    _wait_a_second(first)
    last = back_up(house, place)
    assert whole_ones(place) == [young, first, last]
    named = {**house.settings, "LEEWARD_BACKUPS": str(place)}
    assert "backups                | in order" in leeward("check", "--data", str(house.data), **named).stdout
    named["LEEWARD_BACKUPS"] = str(place / "nowhere")
    assert "backups                | not in order" in leeward("check", "--data", str(house.data), **named).stdout
    shutil.copytree(first, old)
    settings.BACKUPS = place
    assert run("backups") == 1
    assert run("backups") == 0
    assert whole_ones(place) == [young, first, last]


@pytest.mark.parametrize(
    ("to", "passphrase", "code", "why"),
    [
        ("{data}/backups", "-", 2, "lost together with it"),
        ("{place}", "{place}/passphrase", 2, "The passphrase lies beside the backups"),
        ("", "-", 2, "Where to"),
    ],
)
def test_a_backup_that_would_be_worth_nothing_is_refused(
    to: str, passphrase: str, code: int, why: str, house: House, place: Path
) -> None:
    to, passphrase = (word.format(data=house.data, place=place) for word in (to, passphrase))
    ended = house.run("backup", "--to", to, "--passphrase-file", passphrase)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert why in ended.stderr


def test_a_passphrase_that_anybody_would_try_is_refused(house: House, place: Path) -> None:
    ended = house.run("backup", "--to", str(place), "--passphrase-file", "-", given="password123\n")
    assert ended.returncode == 1
    assert "passphrase" in ended.stderr
    assert not place.exists()
