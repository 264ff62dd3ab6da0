"""The pictures of a backup: the sealed files as they rest in the house, each written once however many backups hold it.

A picture never changes, so one that the backup before holds already is a second name of the same file there (a hard
link): each backup is whole by itself, and to let go of an old one is to delete its folder. Where the disk knows no
second names, it is a copy.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from leeward.attachments import files

LIST = "pictures.txt"  # ref, bytes and SHA-256 of each; a ref says nothing


class Gone(Exception):
    """A picture was deleted in the house between the moment and its copy."""


@dataclass(frozen=True)
class Known:
    """What a picture's file must be."""

    size: int
    digest: str


def known(folder: Path) -> dict[str, Known]:
    """{ref: what it must be}, as a backup's list says; nothing where there is no backup."""
    found = {}
    with contextlib.suppress(FileNotFoundError), (folder / LIST).open() as lines:
        for line in lines:
            ref, size, digest = line.split()
            found[ref] = Known(int(size), digest)
    return found


class Gathering:
    """Brings the pictures of the house into the new backup `into`, with the help of the one `before`."""

    def __init__(self, into: Path, before: Path | None) -> None:
        self._into = into / "pictures"
        self._before = before / "pictures" if before else None
        self._known = known(before) if before else {}
        self.here: dict[str, Known] = {}
        self.copied = 0  # the others were in the backup before
        self._into.mkdir(mode=0o700)

    def all_there_are(self) -> None:
        """Before the moment, so that little is left to be done in it."""
        self.these(files.refs())

    def these(self, refs: Iterable[str], *, must: bool = False) -> None:
        """Bring those that are not here yet. Gone where one `must` be there and is not."""
        for ref in refs:
            if ref in self.here or self._linked(ref):
                continue
            try:
                self.here[ref] = _copy(ref, self._into / ref)
                self.copied += 1
            except FileNotFoundError as wrong:
                if must:
                    raise Gone from wrong

    def _linked(self, ref: str) -> bool:
        fact = self._known.get(ref)
        if self._before is None or fact is None:
            return False
        try:
            os.link(self._before / ref, self._into / ref)
        except OSError:
            return False
        self.here[ref] = fact
        return True

    def only(self, refs: set[str]) -> None:
        """Drop what the moment does not hold, and write the list."""
        for ref in self.here.keys() - refs:
            (self._into / ref).unlink()
            del self.here[ref]
        with os.fdopen(os.open(self._into.parent / LIST, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            for ref, fact in sorted(self.here.items()):
                file.write(f"{ref} {fact.size} {fact.digest}\n")


def _copy(ref: str, into: Path) -> Known:
    """A new file, or none. FileNotFoundError where the house has none."""
    content = files.sealed(ref)
    with os.fdopen(os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    return Known(len(content), hashlib.sha256(content).hexdigest())


def wrong_ones(folder: Path, facts: dict[str, Known]) -> list[str]:
    """Refs whose file is missing or is not what it must be. Reads all of them."""
    return [ref for ref, fact in facts.items() if _is(folder / ref) != fact]


def _is(path: Path) -> Known | None:
    try:
        with path.open("rb") as file:
            return Known(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return None


def put_back(backup: Path, refs: Iterable[str]) -> None:
    """To where the house's files rest: copies, for those may be deleted, and a backup's may not."""
    for ref in refs:
        files.put_back(ref, (backup / "pictures" / ref).read_bytes())
