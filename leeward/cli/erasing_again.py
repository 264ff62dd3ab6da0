"""After a backup was put back: what was erased since its moment is erased again, before anybody is served."""

from pathlib import Path

from django.conf import settings

from leeward.cli.speech import Refused, complain, say
from leeward.clocks import erased
from leeward.clocks.erased import Entry, Kind
from leeward.leaving import again
from leeward.web.sealing import Unreadable

SAID = {
    Kind.ACCOUNT: "accounts",
    Kind.LEAVING: "accounts whose words stay",
    Kind.STORY: "stories",
    Kind.POST: "posts",
    Kind.STORY_LET_GO: "stories that belong to nobody any more",
    Kind.LET_GO: "posts that belong to nobody any more",
    Kind.STRUCK: "posts from which a phrase was taken (taken down now: their authors decide)",
    Kind.TITLE: "titles",
    Kind.VERSIONS: "posts' earlier versions",
    Kind.MESSAGE: "private messages",
    Kind.TALK: "private conversations that everybody left",
}


def insist_on_file(named: str | None) -> None:
    """Refused before anything is put back where the operator names a list that is not there."""
    if named and not Path(named).is_file():
        raise Refused(f"{named} is no file.")


def erase_again(backup: Path, named: str | None) -> None:
    """From the lists beside the backup, in the data folder, in LEEWARD_BACKUPS, and the one that was named."""
    places = [backup.resolve().parent, settings.DATA, *([settings.BACKUPS] if settings.BACKUPS else [])]
    paths = dict.fromkeys([*(place / erased.FILE for place in places), *([Path(named).resolve()] if named else [])])
    found = [entries for path in paths if (entries := _read(path)) is not None]
    if not found:
        complain("No list of what was erased since lies beside the backup: that stands again. See docs/operating.md.")
        return
    done = again.erase_again(set().union(*found) - erased.here())
    erased.take_in(set().union(*found))
    _tell(done)


def _read(path: Path) -> set[Entry] | None:
    try:
        return erased.read(path)
    except Unreadable:
        complain(f"{path} does not open: its key is not here, or it was changed. What it says was erased stands again.")
        return None


def _tell(done: again.Done) -> None:
    if not done.erased and not done.kept:
        say("Nothing that stands again was erased since that moment.")
        return
    say("Erased again, as it was since that moment:")
    for kind in Kind:
        if count := done.erased[kind]:
            say(f"{SAID[kind]} | {count:,}")
    if done.kept:
        say(f"Out of sight, but not erased, because somebody has to keep it or a key is missing | {done.kept:,}")
