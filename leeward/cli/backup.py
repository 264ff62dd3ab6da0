"""`leeward backup`: the whole house of one moment, while members go on writing; kept only if it could be put back."""

import shutil
import subprocess
import sys
from argparse import Namespace
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from leeward.attachments.models import Attachment
from leeward.backups import folders, keys, stream
from leeward.backups.pictures import Gathering, Gone
from leeward.backups.sealed import Writer
from leeward.cli.arguments import TRIAL
from leeward.cli.asking import from_file
from leeward.cli.database import insist_on_ready
from leeward.cli.speech import Progress, Refused, say
from leeward.clocks import erased
from leeward.clocks.actions import days_of
from leeward.members import passphrases

TRIES = 3  # a picture may be thrown away in the very second of the moment; then the moment is a new one


def run(options: Namespace) -> int:
    place, passphrase = _place(options), _passphrase(options)
    insist_on_ready()
    try:
        with folders.being_made(place) as folder:
            for left in settings.DATA.glob(f"{TRIAL}*"):  # of a trial that was killed
                shutil.rmtree(left)
            before = next(iter(reversed(folders.all_in(place))), None)
            moment, bare = _gather(folder, before, passphrase)
            _prove(folder, passphrase)
            whole = folders.finish(folder, moment)
            erased.carry(place)
    except folders.Busy as wrong:
        raise Refused(f"Another backup is being made in {place}, or of this house. It goes on.") from wrong
    except OSError as wrong:
        raise Refused(f"Nothing was kept: a file could not be read or written ({wrong}).") from wrong
    went = folders.let_go(place, timezone.now() - timedelta(days=days_of("backups")))
    _tell(whole, bare, went)
    return 0


def _place(options: Namespace) -> Path:
    """Refused where it is not said, or where it would go down with the house."""
    place = Path(options.to).resolve() if options.to else settings.BACKUPS
    if place is None:
        raise Refused("Where to? Give --to, or set LEEWARD_BACKUPS.", code=2)
    if place.is_relative_to(settings.DATA):
        raise Refused("A backup inside the data folder is lost together with it. Choose another place.", code=2)
    if Path(options.passphrase_file).resolve().is_relative_to(place):
        raise Refused("The passphrase lies beside the backups: whoever takes them can open them. Move it.", code=2)
    return Path(place)


def _passphrase(options: Namespace) -> str:
    passphrase = from_file(options.passphrase_file)
    if sentence := passphrases.why_not_this_passphrase(passphrase):
        raise Refused(sentence)
    return passphrase


def _gather(folder: Path, before: Path | None, passphrase: str) -> tuple[datetime, int]:
    """(the moment, how many pictures have no file in the house either)."""
    for tried in range(1, TRIES + 1):
        pictures = Gathering(folder, before)
        pictures.all_there_are()
        with stream.one_moment():
            moment = timezone.now()
            refs = set(Attachment.objects.values_list("ref", flat=True))
            try:
                pictures.these(refs, must=tried < TRIES)
            except Gone:
                shutil.rmtree(folder / "pictures")
                continue
            pictures.only(refs)
            _write(folder, pictures, passphrase, moment)
        say(f"Pictures: {len(pictures.here):,}, of which {pictures.copied:,} are new.")
        return moment, len(refs - pictures.here.keys())
    raise AssertionError("the last try takes what there is")


def _write(folder: Path, pictures: Gathering, passphrase: str, moment: datetime) -> None:
    line = Progress("Backing up, rows", _rows())
    facts = {
        "made_at": moment.isoformat(),
        "keys": keys.checks(),
        "pictures": {ref: [fact.size, fact.digest] for ref, fact in sorted(pictures.here.items())},
    }
    with Writer(folder / folders.HOUSE, passphrase) as file:
        stream.write(file.write, facts, with_sessions=False, told=line.add)
    line.end()


def _rows() -> int:
    """About how many, for the line of progress: as many as the posts' keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM boards_post")
        return int(cursor.fetchone()[0] or 0)


def _prove(folder: Path, passphrase: str) -> None:
    """Put it back as an operator would, beside the house, and throw that away. Refused where it did not work."""
    words = ["restore", str(folder), "--trial", "--passphrase-file", "-", "--data", str(settings.DATA)]
    ended = subprocess.run([sys.executable, "-m", "leeward.cli", *words], input=passphrase, text=True)  # noqa: S603
    if ended.returncode:
        raise Refused("The backup could not be put back, so it is not kept. The one before it stands.")


def _tell(whole: Path, bare: int, went: int) -> None:
    size = (whole / folders.HOUSE).stat().st_size / 1_000_000
    say(f"\n{whole} is whole: {size:,.1f} MB beside the pictures.")
    if bare:
        say(f"{bare} pictures have no file in the house either: see `leeward check`.")
    if went:
        say(f"{went} older backups were let go of.")
    say(f"Not in it, and needed to open what is sealed: {settings.DATA / 'keys'} and {settings.DATA / 'secret'}.")
    say("Keep a copy of both somewhere else than the backups.")
