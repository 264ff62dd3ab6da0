"""Which keys a backup needs. The keys themselves are never in it: what is sealed rests sealed there too."""

import hashlib
import hmac
from pathlib import Path

from django.conf import settings


def checks() -> dict[str, str]:
    """{name of a key: what tells it from another of that name}. A key cannot be found from its check."""
    folder: Path = settings.DATA / "keys"
    return {path.name: _check(path) for path in sorted(folder.glob("[0-9a-f]" * 8))} if folder.is_dir() else {}


def _check(path: Path) -> str:
    return hmac.new(path.read_text().strip().encode(), b"leeward backup", hashlib.sha256).hexdigest()[:16]


def absent(wanted: dict[str, str]) -> list[str]:
    """Names of those that are not here, or are others."""
    here = checks()
    return [name for name, check in wanted.items() if here.get(name) != check]
