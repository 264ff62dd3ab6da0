"""What was erased here, as marks that say nothing: so that a backup from before does not bring it back.

A row is written in the transaction of the erasing itself. The worker carries all rows into a sealed file in the data
folder, and into another beside the backups, where they outlive the database; `leeward restore` reads them there.

A mark is made of a thing's ref with the house's key: it is found again by making the marks of what a backup brought,
and nobody else can tell what it is of. Of an account nothing else is noted that goes with it, so no list says which
posts were one person's.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone

from leeward.clocks.models import Erased
from leeward.web import sealing

FILE = "erased"
KEPT = timedelta(days=400)  # the longest that backups may be kept is 365
_SEALED_FOR = "the ledger of what was erased"

Entry = tuple[str, str, str, str]  # kind, mark, day as 2026-11-22, and what tells it from one like it
_as_one: ContextVar[bool] = ContextVar("as_one", default=False)


class Kind(models.TextChoices):
    """In the order in which they are done again: an account takes its posts along."""

    ACCOUNT = "account"
    LEAVING = "leaving"  # an account whose words stayed, under names that belong to nobody
    STORY = "story"
    POST = "post"
    STORY_LET_GO = "story_let_go"
    LET_GO = "let_go"
    STRUCK = "struck"  # a phrase was taken out of it, or of an earlier version
    TITLE = "title"  # of a topic, which one was taken out of
    VERSIONS = "versions"  # an earlier version of it
    MESSAGE = "message"  # a private one, taken back
    TALK = "talk"  # a private conversation that everybody left


@contextmanager
def all_as_one(kind: Kind, ref: str) -> Iterator[None]:
    """What is erased inside is told by this one entry alone."""
    note(kind, [ref])
    before = _as_one.set(True)
    try:
        yield
    finally:
        _as_one.reset(before)


def note(kind: Kind, refs: Iterable[str]) -> None:
    """In the transaction that erases them."""
    if not _as_one.get():
        _write((kind, ref) for ref in refs)


def _write(found: Iterable[tuple[Kind, str]]) -> None:
    day = timezone.now().date()  # no more than the day: an hour would tie together what went together
    marks = sorted((kind, mark_of(ref)) for kind, ref in found)
    Erased.objects.bulk_create(Erased(kind=kind, mark=mark, day=day) for kind, mark in marks)


def mark_of(ref: str) -> str:
    """Raises Unreadable where the key is not here."""
    return sealing.mark(ref, for_="erased")


def carry(*more: Path) -> int:
    """Into the files, joined with what they hold already; how many there are. They are written only when that changed.

    Done by the worker every minute, and by `leeward backup` for the folder that it writes to.
    """
    places = [settings.DATA, *([settings.BACKUPS] if settings.BACKUPS else []), *more]
    entries = here()
    held = {place: read(place / FILE) for place in places if place.is_dir()}
    oldest = (timezone.now() - KEPT).date().isoformat()
    whole = {entry for entry in entries.union(*(found or set() for found in held.values())) if entry[2] >= oldest}
    for place, found in held.items():
        if found != whole and (whole or found is not None):
            _put(place / FILE, whole)
    return len(whole)


def read(path: Path) -> set[Entry] | None:
    """What a file says; None where there is none. Unreadable where the key is not here or it was changed."""
    with contextlib.suppress(FileNotFoundError):
        lines = json.loads(sealing.unseal_bytes(path.read_bytes(), for_=_SEALED_FOR))
        return {(str(kind), str(mark), str(day), str(once)) for kind, mark, day, once in lines}
    return None


def _put(path: Path, entries: set[Entry]) -> None:
    """Whole or not at all; in no order that says what went together."""
    draft = path.with_name(f"{FILE}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(sealing.seal_bytes(json.dumps(sorted(entries)).encode(), for_=_SEALED_FOR))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


def take_in(entries: Iterable[Entry]) -> None:
    """Rows again, in a database that was put back."""
    days = ((kind, mark, datetime.fromisoformat(day).date(), once) for kind, mark, day, once in entries)
    rows = [Erased(kind=kind, mark=mark, day=day, once=once) for kind, mark, day, once in days]
    Erased.objects.bulk_create(rows, ignore_conflicts=True)


def here() -> set[Entry]:
    """What this database knows of."""
    rows = Erased.objects.values_list("kind", "mark", "day", "once")
    return {(kind, mark, day.isoformat(), once) for kind, mark, day, once in rows}


def sweep(before: datetime) -> int:
    """The clock's part; the files follow with the next `carry`."""
    return Erased.objects.filter(day__lt=before.date()).delete()[0]
