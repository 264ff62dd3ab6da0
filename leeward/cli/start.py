"""Before anything else: the data folder, the settings, Django."""

import os
from pathlib import Path

from leeward.cli.speech import Refused


def open_house(data: str | None, listens_on: str = "") -> None:
    """Point the settings at the data folder (--data, else LEEWARD_DATA, else ./data) and load Django.

    `listens_on` is the address of `serve`, which decides whether demo accounts may be used.

    Raises Refused where the folder cannot be used or a setting cannot be read.
    """
    folder = Path(data or os.environ.get("LEEWARD_DATA", "").strip() or "data")
    os.environ["LEEWARD_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leeward.settings")
    from leeward.web.loopback import is_loopback

    os.environ["LEEWARD_LOOPBACK"] = "yes" if is_loopback(listens_on) else "no"
    _try_out(folder)
    try:
        import leeward.settings  # noqa: F401 (read here, so that a wrong setting is told from a wrong program)
    except ValueError as wrong:
        raise Refused(f"A setting cannot be read: {wrong}", code=2) from wrong
    import django

    django.setup()


def _try_out(folder: Path) -> None:
    """Make the folder, and write and remove one file in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        trial = folder / f".trial-{os.getpid()}"
        trial.touch()
        trial.unlink()
    except OSError as wrong:
        raise Refused(
            f"The data folder {folder} cannot be written to ({wrong.strerror}). "
            "Choose another with --data, or let this user write there."
        ) from wrong
