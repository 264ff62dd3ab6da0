"""Every verb with its options and help, in one place. Knows no Django, so help is instant."""

import argparse
import os

DEMO_POSTS = 5_000
TRIAL = "leeward-trial-"  # how the name of a folder begins in which something is tried out, and thrown away
ROLES = ("member", "helper", "auditor", "moderator", "administrator")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="leeward",
        description="Runs and looks after a Leeward board.",
        epilog="Settings come from the environment; docs/operating.md lists them all.",
    )
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    _serving(verbs)
    _house(verbs)
    _member(verbs)
    _care(verbs)
    _moving(verbs)
    return whole


Verbs = argparse._SubParsersAction  # argparse keeps the one name we need for types to itself


def _verb(verbs: "Verbs[argparse.ArgumentParser]", name: str, does: str) -> argparse.ArgumentParser:
    found = verbs.add_parser(name, help=does, description=does)
    _data(found)
    return found


def _data(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "--data", metavar="DIR", help="the data folder: database, secret, assets (LEEWARD_DATA, or ./data)"
    )


def _serving(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    serve = _verb(verbs, "serve", "Start everything that is needed, and stop it cleanly on Ctrl-C.")
    serve.add_argument(
        "--bind",
        metavar="HOST:PORT",
        type=address,
        default="127.0.0.1:8000",
        help="where to listen (%(default)s)",
    )
    serve.add_argument("--demo", action="store_true", help="fill an empty database with the demo community first")
    serve.add_argument(
        "--workers",
        metavar="N",
        type=_between(1, 64),
        default=min(2, os.cpu_count() or 1),
        help="web processes (%(default)s)",
    )
    worker = _verb(verbs, "worker", "Do what was put off, for as long as it runs (`serve` starts one by itself).")
    worker.add_argument("--once", action="store_true", help="do what is due now and end")
    _verb(verbs, "migrate", "Bring the database to the shape that this version needs.")


def _house(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    demo = _verb(verbs, "demo", "Fill an empty database with the demo community.")
    demo.add_argument(
        "--posts",
        metavar="N",
        type=_between(1, 10_000_000),
        default=DEMO_POSTS,
        help="how many (%(default)s)",
    )
    setup = _verb(verbs, "setup", "Name the board and make its first administrator.")
    setup.add_argument("--board", metavar="NAME", help="the name of the board; asked for if missing")
    setup.add_argument("--administrator", metavar="NAME", help="the administrator's name; asked for if missing")
    _passphrase(setup)


def _member(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    does = "Add a member, give a role, admit, close, open again, set a passphrase."
    member = verbs.add_parser("member", help=does, description=does)
    deeds = member.add_subparsers(dest="deed", metavar="DEED", required=True)
    for name, does in (
        ("add", "make a member, admitted and approved"),
        ("role", "give a member a role"),
        ("admit", "let somebody in who waits to be admitted"),
        ("close", "close an account: nobody can sign in to it, its posts stay"),
        ("reopen", "open a closed account again"),
        ("passphrase", "set a new passphrase; all the member's sessions end"),
    ):
        deed = deeds.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
        _data(deed)
        deed.add_argument("name", metavar="NAME")
        if name == "role":
            deed.add_argument("role", choices=ROLES)
        if name == "add":
            deed.add_argument("--role", choices=ROLES, default="member")
        if name in ("add", "passphrase"):
            _passphrase(deed)


def _care(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    rerender = _verb(verbs, "rerender", "Make the stored HTML of posts anew, from what their authors typed.")
    rerender.add_argument("--all", action="store_true", help="every post, not only those made by an older version")
    rerender.add_argument("--search", action="store_true", help="only the index of words, from the posts as they are")
    _verb(verbs, "check", "Say whether this board is in good order. Exit code 1 if something is not.")
    bench = _verb(verbs, "bench", "Print what pages cost, as ratios to an empty page measured in the same run.")
    bench.add_argument(
        "--posts",
        metavar="N",
        type=_between(100, 10_000_000),
        default=DEMO_POSTS,
        help="size of the community (%(default)s)",
    )
    bench.add_argument(
        "--beside", metavar="DIR", help="only how far pages are apart here and in that data folder, of another size"
    )
    bench.add_argument("--brief", action="store_true", help="only the pages that --beside compares, as JSON")


def _moving(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    backup = _verb(
        verbs, "backup", "Make a backup while the board runs, and prove it by putting it back somewhere else."
    )
    backup.add_argument("--to", metavar="DIR", help="where backups lie, one folder for each (LEEWARD_BACKUPS)")
    _opens(backup)
    restore = _verb(verbs, "restore", "Put a backup back into an empty place.")
    restore.add_argument("backup", metavar="BACKUP", help="the folder of one backup, such as 2026-11-22T083000Z")
    restore.add_argument(
        "--without-keys", action="store_true", help="go on though the keys in the data folder are others"
    )
    restore.add_argument(
        "--trial", action="store_true", help="only try: into a folder that is thrown away (inside --data, if given)"
    )
    restore.add_argument(
        "--erased", metavar="FILE", help="what was erased since: the file of that name from the old house's data folder"
    )
    _opens(restore)
    move = _verb(
        verbs, "move-database", "Take the community from SQLite to PostgreSQL, or back, while nobody serves it."
    )
    move.add_argument(
        "--address-file",
        metavar="FILE",
        required=True,
        help="holds where to: postgres://..., or the word sqlite (- is standard input)",
    )


def _opens(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "--passphrase-file",
        metavar="FILE",
        required=True,
        help="the passphrase that opens the backup (- is standard input)",
    )


def _passphrase(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from FILE (- is standard input) instead of asking",
    )


def address(text: str) -> tuple[str, int]:
    """`HOST:PORT` or `[::1]:PORT` as (host, port). Port 0 means: any free one."""
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not (port.isascii() and port.isdigit()) or int(port) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no address: write it like 127.0.0.1:8000.")
    return host, int(port)


def _between(low: int, high: int):  # type: ignore[no-untyped-def]  # argparse takes any callable
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"write a number from {low:,} to {high:,}.")
        return int(text)

    return number
