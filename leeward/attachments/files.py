"""The bytes of pictures: one sealed file each in DATA/attachments, named by chance, readable by nobody else.

A file is whole on the disk before there is a row for it, and its row is gone before it is: a kill at any moment leaves
at most a file without a row, which `sweeping` takes away.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from leeward.web import sealing
from leeward.web.ids import ALPHABET, LENGTH

BEGUN = "new."  # how the name of a file begins that is still being written
YOUNG = timedelta(hours=1)  # a file without a row may be one whose row comes in a moment


def folder() -> Path:
    """Made when the first picture comes."""
    place: Path = settings.DATA / "attachments"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def keep(ref: str, picture: bytes) -> None:
    """On the disk when this returns. A ref is never given twice, so nothing is written over."""
    place = folder()
    draft = place / f"{BEGUN}{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(sealing.seal_bytes(picture, for_=_for(ref)))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(place / ref)
    entry = os.open(place, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def read(ref: str) -> bytes | None:
    """None where the file is not there, or its key is not."""
    try:
        return sealing.unseal_bytes((folder() / ref).read_bytes(), for_=_for(ref))
    except (OSError, sealing.Unreadable):
        return None


def forget(refs: list[str]) -> None:
    for ref in refs:
        with contextlib.suppress(FileNotFoundError):
            (folder() / ref).unlink()


def missing(refs: Iterable[str]) -> int:
    """How many of the refs have no file."""
    names = set(os.listdir(folder()))
    return sum(ref not in names for ref in refs)


def settled(now: datetime) -> Iterator[str]:
    """The names of all files that are older than YOUNG, those half written included."""
    with os.scandir(folder()) as found:
        for entry in found:
            with contextlib.suppress(FileNotFoundError):
                if _is_ours(entry.name) and entry.stat().st_mtime < (now - YOUNG).timestamp():
                    yield entry.name


def _is_ours(name: str) -> bool:
    return name.startswith(BEGUN) or (len(name) == LENGTH and set(name) <= set(ALPHABET))


def _for(ref: str) -> str:
    """A file copied over another does not open."""
    return f"attachment:{ref}"
