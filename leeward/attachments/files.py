"""The bytes of pictures: one sealed file each, named by chance, resting in the data folder or in S3-compatible storage.

A file is whole on the disk before there is a row for it, and its row is gone before it is: a kill at any moment leaves
at most a file without a row, which `sweeping` takes away.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from leeward.attachments.resting import BEGUN, folder, place
from leeward.web import sealing
from leeward.web.ids import ALPHABET, LENGTH

__all__ = ["folder", "forget", "keep", "missing", "put_back", "read", "refs", "sealed", "settled"]

YOUNG = timedelta(hours=1)  # a file without a row may be one whose row comes in a moment

log = logging.getLogger("leeward.attachments")


def keep(ref: str, picture: bytes) -> None:
    """On the disk when this returns. A ref is never given twice, so nothing is written over. OSError where it fails."""
    place().put(ref, sealing.seal_bytes(picture, for_=_for(ref)))


def read(ref: str) -> bytes | None:
    """None where the file is not there or cannot be had now, or its key is not."""
    try:
        return sealing.unseal_bytes(place().get(ref), for_=_for(ref))
    except FileNotFoundError:
        return None
    except (OSError, sealing.Unreadable) as wrong:
        log.error("a picture cannot be read: %s", type(wrong).__name__)
        return None


def forget(refs: list[str]) -> None:
    """What cannot be dropped now is a file without a row, which the worker finds."""
    where = place()
    for ref in refs:
        try:
            where.drop(ref)
        except OSError as wrong:
            log.error("a picture's file stays for now: %s", type(wrong).__name__)


def missing(refs: Iterable[str]) -> int:
    """How many of the refs have no file."""
    names = {name for name, _since in place().all()}
    return sum(ref not in names for ref in refs)


def settled(now: datetime) -> Iterator[str]:
    """The names of all files that are older than YOUNG, those half written included."""
    for name, since in place().all():
        if _is_ours(name) and since < now - YOUNG:
            yield name


def refs() -> list[str]:
    """Of every whole file that is there."""
    return [name for name, _since in place().all() if "." not in name]


def sealed(ref: str) -> bytes:
    """As it rests. FileNotFoundError where it is not there."""
    return place().get(ref)


def put_back(ref: str, content: bytes) -> None:
    """What `sealed` gave."""
    place().put(ref, content)


def _is_ours(name: str) -> bool:
    return name.startswith(BEGUN) or (len(name) == LENGTH and set(name) <= set(ALPHABET))


def _for(ref: str) -> str:
    """A file copied over another does not open."""
    return f"attachment:{ref}"
