"""Where backups lie: one folder for each, named by its moment, beside one another.

2026-11-22T083000Z/house       the database, sealed with the operator's passphrase
2026-11-22T083000Z/pictures/   the pictures, sealed as they rest in the house
2026-11-22T083000Z/pictures.txt
new.x1y2z3/                    being made; a name like the one above is given to whole and proven ones only
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

HOUSE = "house"
BEGUN = "new."
GOING = "old."
FORM = "%Y-%m-%dT%H%M%SZ"
_NAMED = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")


class Busy(Exception):
    """Another backup is being made there."""


def moment_of(backup: Path) -> datetime:
    """When it was made, as its name says."""
    return datetime.strptime(backup.name, FORM).replace(tzinfo=UTC)


def all_in(place: Path) -> list[Path]:
    """Every whole backup, the oldest first; none where there is no such place."""
    with contextlib.suppress(OSError, ValueError):
        return sorted(path for path in place.iterdir() if _NAMED.fullmatch(path.name) and path.is_dir())
    return []


@contextmanager
def being_made(place: Path) -> Iterator[Path]:
    """A new folder, which is gone when the block ends unless `finish` was called. Busy where somebody else is there."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(place):
        for left in (*place.glob(f"{BEGUN}*"), *place.glob(f"{GOING}*")):  # of a backup that was killed
            shutil.rmtree(left)
        folder = place / f"{BEGUN}{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    with os.fdopen(os.open(place / ".lock", os.O_RDWR | os.O_CREAT, 0o600)) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as wrong:
            raise Busy from wrong
        yield


def finish(folder: Path, moment: datetime) -> Path:
    """From now on it is a backup, and stays one over a lost power supply. One a second at most."""
    whole = folder.parent / moment.strftime(FORM)
    for name in (*sorted((folder / "pictures").iterdir()), folder / "pictures.txt", folder / "pictures", folder):
        _to_disk(name)
    folder.rename(whole)
    _to_disk(folder.parent)
    return whole


def _to_disk(path: Path) -> None:
    entry = os.open(path, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def let_go(place: Path, before: datetime) -> int:
    """Delete all that are older, the last one too: what was erased in the house goes when that was promised."""
    went = 0
    for backup in all_in(place):
        if moment_of(backup) < before:
            going = place / f"{GOING}{backup.name}"
            backup.rename(going)  # half deleted it must not be taken for a whole one
            shutil.rmtree(going)
            went += 1
    return went


def sweep(before: datetime) -> int:
    """The clock's part: the folder that LEEWARD_BACKUPS names. Copies that were carried elsewhere it cannot reach."""
    return let_go(settings.BACKUPS, before) if settings.BACKUPS else 0
