"""The project's own files: what is tracked, and what is about to be."""

import subprocess
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Paths from the top of the tree, as git knows them."""
    asked = ["git", "-C", str(TOP), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(sorted(Path(name) for name in set(names) if name and (TOP / name).is_file()))


def ending(*suffixes: str, under: str = "") -> list[Path]:
    """Those with one of these endings, in one folder and below."""
    return [path for path in files() if path.suffix in suffixes and path.as_posix().startswith(under)]


def text(path: Path) -> str:
    return (TOP / path).read_text(encoding="utf-8", errors="replace")


def rows(found: list[str]) -> str:
    """For an assertion's message: one finding a line."""
    return "\n" + "\n".join(found)
