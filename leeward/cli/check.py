"""`leeward check`: is this board in good order? One row each, and a sentence where it is not."""

import shutil
import stat
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from leeward.attachments import files
from leeward.attachments.models import Attachment
from leeward.backups import folders
from leeward.boards.models import Post
from leeward.cli.database import missing_migrations
from leeward.cli.speech import Refused, say
from leeward.demo.here import is_here
from leeward.jobs.models import Job
from leeward.members.models import Member, Role
from leeward.search import index
from leeward.web.loopback import is_loopback
from leeward.words import RENDERER_VERSION

LEAST_FREE = 500  # MB; below this a busy week, or one backup, fills the disk
OVERDUE = timedelta(minutes=10)  # a worker that runs is never this late for long
LATE = timedelta(days=2)  # a backup is made every night

Wrong = str | None  # the sentence, or None where all is well


def run(options: Namespace) -> int:
    """Exit code 1 if a single row is not in order."""
    bad = 0
    for what, question in _questions():
        wrong = question()
        say(f"{what:<22} | {'not in order: ' + wrong if wrong else 'in order'}")
        bad += bool(wrong)
        if wrong and question is _shape:
            say("The rest cannot be asked before this is put right.")
            break
    say("\nAll is in order." if not bad else f"\nNot in order: {bad}.")
    return 1 if bad else 0


def _questions() -> Iterator[tuple[str, Callable[[], Wrong]]]:
    yield "secret and keys", _secret
    yield "data folder", _folder
    yield "names it is reached by", _hosts
    yield "debugging", lambda: "LEEWARD_DEBUG is for developers only." if settings.DEBUG else None
    yield "database", _shape
    yield "database's own check", _sound
    yield "administrator", _administrator
    yield "demo accounts", _demo
    yield "put-off work", _jobs
    yield "search", _search
    yield "stored pages", _rendered
    yield "pictures", _pictures
    yield "backups", _backups


def _secret() -> Wrong:
    """What signs and what seals: the secret, and the keys once something was sealed."""
    keys = settings.DATA / "keys"
    places = [settings.DATA / "secret", *([keys, *keys.iterdir()] if keys.is_dir() else [])]
    return next(filter(None, map(_closed, places)), None)


def _folder() -> Wrong:
    free = shutil.disk_usage(settings.DATA).free // 1_000_000
    if free < LEAST_FREE:
        return f"only {free} MB are free on its disk."
    return _closed(settings.DATA)


def _closed(path: Path) -> Wrong:
    """Neither group nor others may read it."""
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return f"others on this machine can read it. Run: chmod go= {path}"
    return None


def _hosts() -> Wrong:
    names = [name for name in settings.ALLOWED_HOSTS if not is_loopback(name)]
    if "*" in names:
        return "LEEWARD_HOSTS lets anybody choose the name. Write the real ones."
    if names and not settings.BEHIND_TLS:
        return "it has a public name but LEEWARD_TLS is off: passphrases would travel in the clear."
    return None


def _shape() -> Wrong:
    try:
        missing = missing_migrations()
    except Refused as refused:
        return str(refused)
    return f"{len(missing)} changes are missing. Run: leeward migrate" if missing else None


def _sound() -> Wrong:
    """SQLite looks through its file; PostgreSQL keeps checksums by itself."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    return None if found == "ok" else f"the file is damaged ({found}). Restore the newest backup."


def _administrator() -> Wrong:
    if Member.objects.filter(role=Role.ADMINISTRATOR, closed_at=None).exists():
        return None
    return "nobody administers this board. Run: leeward setup"


def _demo() -> Wrong:
    public = [name for name in settings.ALLOWED_HOSTS if not is_loopback(name)]
    if is_here() and public:
        return f"this is the demo, and it is to be reached as {public[0]}. Choose another data folder."
    return None


def _jobs() -> Wrong:
    given_up = Job.objects.exclude(failed_at=None).count()
    if given_up:
        return f"{given_up} jobs failed again and again; the log says where."
    late = Job.objects.filter(failed_at=None, due_at__lt=timezone.now() - OVERDUE).count()
    return f"{late} jobs are overdue. Is `leeward serve`, or `leeward worker`, running?" if late else None


def _search() -> Wrong:
    return "the index has moved away from the posts. Run: leeward rerender --search" if index.verify() else None


def _pictures() -> Wrong:
    """Rows whose file is not there: after a backup was put back without its folder, or with an older one."""
    try:
        missing = files.missing(Attachment.objects.values_list("ref", flat=True).iterator())
    except OSError as wrong:
        return f"they cannot be read where they rest ({wrong}). See LEEWARD_FILES."
    return f"{missing} have no file. Put the folder attachments back from the backup." if missing else None


def _backups() -> Wrong:
    """Asked only where LEEWARD_BACKUPS names a place."""
    if settings.BACKUPS is None:
        return None
    last = next(reversed(folders.all_in(settings.BACKUPS)), None)
    if last is None or timezone.now() - folders.moment_of(last) > LATE:
        return f"the last in {settings.BACKUPS} is older than {LATE.days} days, or there is none."
    return None


def _rendered() -> Wrong:
    old = Post.objects.filter(rendered_with__lt=RENDERER_VERSION).count()
    return f"{old} posts were made by an older version. Run: leeward rerender" if old else None
