"""From a file that came to a picture that may be kept: one at a time, in a process of its own (see `remaking`).

The web process never loads a decoder: its memory stays as it is, and what breaks one breaks only that process.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leeward.attachments import files

PATIENCE = 20  # seconds for one picture, waiting for the machine included; it gets ten of computing
TURN = 3.0  # seconds that one waits for another's picture: longer, and pages would wait too
BETWEEN = 0.05  # seconds between two looks whether it is our turn


@dataclass(frozen=True)
class Made:
    """A WebP image and its size in pixels."""

    picture: bytes
    width: int
    height: int


class NotMade(Exception):
    """`why`: kind (no picture that we know), pixels (too many), broken, or busy (others' pictures are being made)."""

    def __init__(self, why: str, pixels: int = 0) -> None:
        super().__init__(why)
        self.why, self.pixels = why, pixels


def make(came: bytes) -> Made:
    """The picture made anew. Raises NotMade. Some 0.2 to 2 seconds, and up to 450 MB in the other process."""
    with _turn():
        said, picture = _made_apart(came)
    if why := said.get("wrong"):
        raise NotMade(str(why), int(said.get("pixels", 0)))
    return Made(picture, int(said["width"]), int(said["height"]))


def _made_apart(came: bytes) -> tuple[dict[str, Any], bytes]:
    """A process that was killed, ran out of memory or of time says nothing: then the file counts as broken."""
    command = [sys.executable, "-I", str(Path(__file__).with_name("remaking.py"))]
    try:
        done = subprocess.run(  # noqa: S603 (our own file, with no word of anybody's on its line)
            command, input=came, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE, env={}, cwd="/"
        )
    except subprocess.TimeoutExpired:
        raise NotMade("broken") from None
    first, _line, picture = done.stdout.partition(b"\n")
    if done.returncode or not first:
        raise NotMade("broken")
    return json.loads(first), picture


@contextmanager
def _turn() -> Iterator[None]:
    """One picture at a time in the whole house, so that memory has a bound. A kill gives the turn back."""
    until = time.monotonic() + TURN
    entry = os.open(files.folder(), os.O_RDONLY)
    try:
        while not _taken(entry):
            if time.monotonic() > until:
                raise NotMade("busy")
            time.sleep(BETWEEN)
        yield
    finally:
        os.close(entry)


def _taken(entry: int) -> bool:
    try:
        fcntl.flock(entry, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
