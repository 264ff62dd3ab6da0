"""CSS, JavaScript and images under one address that changes when any of them does.

All files are published as /static/<hash of the whole tree>/..., so a browser may keep each for ever.
The custom elements (js/*.js) import nothing from one another and are sent as one file, app.js. Those about leaving are
sent before it, as leave.js, and run at once: on a slow line somebody may have to leave while the page is still coming.
"""

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from whitenoise import WhiteNoise


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _spare(style: bytes) -> bytes:
    """A style sheet without what only its writers read: comments, and the space that lines begin with."""
    return re.sub(rb"\n\s*", b"\n", re.sub(rb"/\*.*?\*/", b"", style, flags=re.DOTALL))


def _said(script: bytes) -> bytes:
    """A script without the lines that are comments alone."""
    return re.sub(rb"^[ ]*(?://|/\*\*.*\*/$).*\n", b"", script, flags=re.MULTILINE)


def _joined(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files as published: each folder of parts as one file, the parts in the order of their names."""
    published = {name: data for name, data in files.items() if not name.startswith(("js/", "css/", "img/"))}
    scripts = {name: b"{\n" + _said(data) + b"}\n" for name, data in files.items() if name.startswith("js/")}
    published["leave.js"] = b"".join(data for name, data in scripts.items() if name.startswith("js/leave"))
    published["app.js"] = b"".join(data for name, data in scripts.items() if not name.startswith("js/leave"))
    published["app.css"] = _spare(b"".join(data for name, data in files.items() if name.startswith("css/")))
    return published


@cache
def published() -> tuple[str, dict[str, bytes]]:
    """(hash of the tree, {name: bytes}); read once per process."""
    files = _joined(_read(settings.ASSETS))
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(name.encode() + b"\0" + data + b"\0")
    return digest.hexdigest()[:12], files


def asset(name: str) -> str:
    """The address of a published file. KeyError for a name that is not there: a test finds every use."""
    digest, files = published()
    if name not in files:
        raise KeyError(name)
    return f"/static/{digest}/{name}"


@cache
def icon() -> str:
    """The tab's icon, inside the page: so small that asking for it would cost more than it weighs."""
    return "data:image/svg+xml," + quote((settings.ASSETS / "img" / "icon.svg").read_bytes().strip(), safe=" =:/'")


def _lay_out() -> tuple[Path, str]:
    """Write the published files, plain and compressed, into the data folder once per version."""
    digest, files = published()
    folder = settings.DATA / "assets" / digest
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(data)
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, 9, mtime=0))
    return folder, digest


def with_assets(application: Any) -> Any:
    """The WSGI application with /static/ answered in front of it, by WhiteNoise."""
    from leeward.web.headers import FOR_ASSETS

    def add_headers(headers: Any, path: str, url: str) -> None:
        for name, value in FOR_ASSETS.items():
            headers[name] = value

    folder, digest = _lay_out()
    return WhiteNoise(
        application,
        root=str(folder),
        prefix=f"static/{digest}",
        max_age=10 * 365 * 24 * 3600,
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        add_headers_function=add_headers,
    )
