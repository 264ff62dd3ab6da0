"""Which way to copy a SQLite database of one moment disturbs those who write least.

    python -m tests.backups.disturbing DATABASE

Works on a copy. While each way goes on, one writer commits small rows as a member's autosave does; printed is how long
its commits took, beside those while nothing else went on. Nothing is judged here.
"""

import shutil
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

QUIET = 5.0  # seconds with nothing else


def main(source: Path) -> None:
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        copy = Path(folder) / "copy"
        shutil.copyfile(source, copy)
        with opened(copy) as made:
            made.execute("CREATE TABLE kept (words TEXT)")
        print("way | seconds | commits | p50 | p95 | worst")
        for what, way in (
            ("nothing else", lambda path: time.sleep(QUIET)),
            ("a long read (BEGIN, every row)", read_all),
            ("VACUUM INTO", vacuum_into),
            ("the backup API, all at once", lambda path: back_up(path, -1)),
            ("the backup API, 500 pages a step", lambda path: back_up(path, 500)),
        ):
            print(one(what, copy, way), flush=True)


def opened(path: Path) -> sqlite3.Connection:
    found = sqlite3.connect(path, timeout=20, isolation_level=None)
    found.execute("PRAGMA journal_mode=WAL")
    found.execute("PRAGMA synchronous=FULL")
    return found


def one(what: str, path: Path, way: Callable[[Path], object]) -> str:
    over, spent = threading.Event(), list[float]()
    writer = threading.Thread(target=write, args=(path, over, spent))
    writer.start()
    began = time.monotonic()
    way(path)
    seconds = time.monotonic() - began
    over.set()
    writer.join()
    cut = [1000 * each for each in statistics.quantiles(spent, n=20)]
    return f"{what} | {seconds:.1f} | {len(spent):,} | {cut[9]:.1f} ms | {cut[18]:.1f} ms | {1000 * max(spent):.0f} ms"


def write(path: Path, over: threading.Event, spent: list[float]) -> None:
    connection = opened(path)
    while not over.wait(0.005):
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO kept VALUES (?)", ["word " * 300])
        connection.execute("COMMIT")
        spent.append(time.perf_counter() - began)
    connection.close()


def read_all(path: Path) -> None:
    connection = opened(path)
    connection.execute("BEGIN")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for _row in connection.execute(f'SELECT * FROM "{name}"'):
            pass
    connection.execute("ROLLBACK")
    connection.close()


def vacuum_into(path: Path) -> None:
    connection = opened(path)
    connection.execute("VACUUM INTO ?", [f"{path}.vacuumed"])
    connection.close()
    Path(f"{path}.vacuumed").unlink()


def back_up(path: Path, pages: int) -> None:
    """With steps it begins anew whenever somebody else wrote in between: so it is given up after a minute."""
    connection, into = opened(path), sqlite3.connect(f"{path}.backed-up")
    until = time.monotonic() + 60
    try:
        connection.backup(
            into, pages=pages, sleep=0.005, progress=lambda *_: None if time.monotonic() < until else 1 / 0
        )
    except ZeroDivisionError:
        print("(given up after a minute: it began anew at every commit)")
    connection.close()
    into.close()
    Path(f"{path}.backed-up").unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
