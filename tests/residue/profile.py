"""Every byte of a browser's profile, also what lies in it compressed, in databases or in pieces."""

import contextlib
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import cramjam

from tests.residue.leveldb import log_records, table_blocks

ENTRY_HEADER = 24  # bytes before the key in an entry of Chromium's simple cache
ENTRY_MAGIC = bytes.fromhex("305c72a71b6dfbfc")
ENTRY_END = bytes.fromhex("d8410d97456ffaf4")
MOST = 64 * 1024 * 1024  # bytes taken out of one compressed stream


def readings(profile: Path) -> Iterator[tuple[str, bytes]]:
    """(where it stands, bytes) for every file, and again for whatever could be unpacked from it."""
    for path in sorted(profile.rglob("*")):
        where = path.relative_to(profile).as_posix()
        yield where, where.encode()  # names of files count as well
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        yield where, data
        for kind, inner in unpacked(path, data):
            yield f"{where} ({kind})", inner


def unpacked(path: Path, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What the raw bytes hide."""
    if data.startswith(b"SQLite format 3\0"):
        yield "SQLite", cells(path)
    if path.suffix in {".ldb", ".sst"}:
        yield "LevelDB", b"\n".join(table_blocks(data))
    if path.suffix == ".log":
        yield "LevelDB", b"\n".join(log_records(data))
    for at in places(data, b"\x1f\x8b\x08"):
        with contextlib.suppress(zlib.error):
            yield "gzip", zlib.decompressobj(31).decompress(data[at:], MOST)
    for at in places(data, b"\x28\xb5\x2f\xfd"):
        with contextlib.suppress(cramjam.DecompressionError):
            yield "zstd", bytes(cramjam.zstd.decompress(data[at:]))
    if data.startswith(ENTRY_MAGIC):
        body = data[ENTRY_HEADER + int.from_bytes(data[12:16], "little") :].partition(ENTRY_END)[0]
        for kind in ("brotli", "zstd"):
            with contextlib.suppress(cramjam.DecompressionError):
                yield kind, bytes(getattr(cramjam, kind).decompress(body))


def places(data: bytes, sign: bytes) -> Iterator[int]:
    at = data.find(sign)
    while at >= 0:
        yield at
        at = data.find(sign, at + 1)


def cells(path: Path) -> bytes:
    """Every value of every table, whole, with what still waits in the write-ahead log."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for ending in ("", "-wal", "-journal"):
            beside = path.with_name(path.name + ending)
            if beside.exists():
                shutil.copy(beside, copy.with_name(copy.name + ending))
        found: list[bytes] = []
        with contextlib.closing(sqlite3.connect(copy)) as database, contextlib.suppress(sqlite3.DatabaseError):
            database.text_factory = bytes
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in tables:
                with contextlib.suppress(sqlite3.DatabaseError):
                    for row in database.execute(f'SELECT * FROM "{name.decode()}"'):
                        found += [cell if isinstance(cell, bytes) else str(cell).encode() for cell in row]
    return b"\n".join(found)
