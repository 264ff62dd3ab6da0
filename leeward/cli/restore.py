"""`leeward restore`: a backup, whole, into an empty place; or only to see whether it could be."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection

from leeward.attachments import files
from leeward.backups import folders, keys, pictures, sealed, stream
from leeward.backups.pictures import Known
from leeward.cli.asking import from_file
from leeward.cli.database import settle
from leeward.cli.erasing_again import erase_again, insist_on_file
from leeward.cli.in_use import alone
from leeward.cli.speech import Progress, Refused, complain, say
from leeward.demo.here import is_empty


def run(options: Namespace) -> int:
    backup = Path(options.backup)
    house = backup / folders.HOUSE
    if not house.is_file():
        raise Refused(f"{backup} is no backup: it has no file named {folders.HOUSE}.")
    insist_on_no_community()
    _insist_on_no_pictures()
    insist_on_file(options.erased)
    try:
        with alone():
            _restore(backup, sealed.lines(house, from_file(options.passphrase_file)), options)
    except sealed.Shut as wrong:
        raise Refused("It does not open: the passphrase is another, or the file was changed or cut off.") from wrong
    except stream.Broken as wrong:
        raise Refused(f"Nothing was put back. {wrong}") from wrong
    except DatabaseError as wrong:
        raise Refused(f"Nothing was put back: the database refused it ({type(wrong).__name__}).") from wrong
    return 0


def insist_on_no_community() -> None:
    """Refused where one lives in the database already, or where the database cannot be reached."""
    try:
        tables = connection.introspection.table_names()
    except OperationalError as wrong:
        raise Refused("The database cannot be reached.") from wrong
    if "members_member" in tables and not is_empty():
        raise Refused("A community lives here already, and nothing is written over it. Choose an empty place.")


def _insist_on_no_pictures() -> None:
    try:
        found = files.refs()
    except OSError as wrong:
        raise Refused(f"Where pictures are to rest cannot be reached ({wrong}). See LEEWARD_FILES.") from wrong
    if found:
        raise Refused("There are pictures where this house keeps them already, and nothing is written over them.")


def _restore(backup: Path, lines: Iterator[bytes], options: Namespace) -> None:
    facts = stream.facts_of(next(lines, b""))
    wanted = {ref: Known(*fact) for ref, fact in facts["pictures"].items()}
    if not options.trial:
        _insist_on_keys(facts, options)
    if wrong := pictures.wrong_ones(backup / "pictures", wanted):
        raise stream.Broken(f"{len(wrong)} of {len(wanted)} pictures are not what they were.")
    line = Progress("Trying it out, rows" if options.trial else "Putting back, rows", 0)
    found = stream.read(lines, facts, line.add)
    line.end()
    for _rest in lines:  # to the seal of the last piece
        raise stream.Broken("It goes on after its end.")
    tell(found)
    say(f"Pictures: {len(wanted):,}, all as they were.")
    if not options.trial:
        _make_ready(backup, wanted)
        erase_again(backup, options.erased)


def _insist_on_keys(facts: stream.Facts, options: Namespace) -> None:
    absent = keys.absent(facts["keys"])
    if absent and not options.without_keys:
        raise Refused(
            f"The keys {', '.join(absent)} are not in {settings.DATA / 'keys'}. Put the folder keys and the file "
            "secret there from where you keep them. --without-keys goes on without: drafts, private messages and "
            "pictures will never open then."
        )
    if absent:
        complain(f"Going on without the keys {', '.join(absent)}.")


def tell(found: list[stream.Line]) -> None:
    """The comparison, table by table."""
    say("table | rows | digest, the same before and after")
    for line in found:
        say(f"{line.table} | {line.count:,} | {line.digest}")
    say(f"\n{len(found)} tables, {sum(line.count for line in found):,} rows: all as they were.")


def _make_ready(backup: Path, wanted: dict[str, Known]) -> None:
    """Pictures in their place, the shape of this version, the index of words."""
    pictures.put_back(backup, wanted)
    say("Making the index of words anew ...")
    call_command("migrate", verbosity=0, interactive=False)
    settle()
    say("The community is back as it was. Sessions are not kept: everybody signs in anew.")
