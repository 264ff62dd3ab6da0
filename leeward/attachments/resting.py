"""Where sealed files rest: in DATA/attachments, or where LEEWARD_FILES says, in S3-compatible storage (`bucket`)."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

BEGUN = "new."  # how the name of a file begins that is still being written


class Place(Protocol):
    """Both kinds. OSError where it cannot be done."""

    def put(self, name: str, content: bytes) -> None:
        """There, whole, when this returns."""

    def get(self, name: str) -> bytes:
        """FileNotFoundError where there is none."""

    def drop(self, name: str) -> None:
        """One that is not there is as good."""

    def all(self) -> Iterator[tuple[str, datetime]]:
        """Every name, those half written included, and since when it is there."""


def place() -> Place:
    """As configured. What S3 needs is loaded (21 MB) only where it is."""
    if settings.FILES:
        from leeward.attachments.bucket import bucket_at

        return bucket_at(settings.FILES)
    return Folder()


def folder() -> Path:
    """In the data folder; made when the first picture comes."""
    found: Path = settings.DATA / "attachments"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


class Folder:
    """One file each, readable by nobody else."""

    def put(self, name: str, content: bytes) -> None:
        where = folder()
        draft = where / f"{BEGUN}{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(where / name)
        entry = os.open(where, os.O_RDONLY)
        try:
            os.fsync(entry)
        finally:
            os.close(entry)

    def get(self, name: str) -> bytes:
        return (folder() / name).read_bytes()

    def drop(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            (folder() / name).unlink()

    def all(self) -> Iterator[tuple[str, datetime]]:
        with os.scandir(folder()) as found:
            for entry in found:
                with contextlib.suppress(FileNotFoundError):
                    yield entry.name, datetime.fromtimestamp(entry.stat().st_mtime, UTC)
