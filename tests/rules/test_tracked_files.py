"""What the tree may not tell: where it was written, and where its packages came from."""

import re
import tempfile
from pathlib import Path

from tests.rules.tree import TOP, files, rows, text

OWN_FOLDERS = "|".join(re.escape(folder) for folder in {f"/{TOP.parts[1]}/", f"{Path.home()}/"})
SCRATCH = re.escape(tempfile.gettempdir()) + "/[a-z]"
REGISTRY = r"https?://[^ \"]*(?:/simple/|/-/[^ ]*\.tgz|/packages/[0-9a-f]{2}/)|--(?:extra-)?index-url|\bpypi\.org/"


def test_no_file_names_this_machine_or_a_registry() -> None:
    told = re.compile(f"{REGISTRY}|(?<![\\w.~}}/])(?:{OWN_FOLDERS}|{SCRATCH})")
    found = []
    for path in files():
        for number, line in enumerate(text(path).splitlines(), start=1):
            if path != Path(__file__).relative_to(TOP) and told.search(line):
                found.append(f"{path}:{number}: {line.strip()[:100]}")
    assert not found, rows(found)
