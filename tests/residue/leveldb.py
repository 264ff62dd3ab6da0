"""LevelDB's two kinds of files, read by the format its own documents describe (table_format.md, log_format.md)."""

import contextlib
from collections.abc import Iterator

import cramjam

FOOTER, TRAILER = 48, 5  # bytes at the end of a table, and after each block: its kind and its checksum
BLOCK, HEADER = 32_768, 7  # bytes of a log's block, and before each piece of a record


def number(data: bytes, at: int) -> tuple[int, int]:
    """(the varint at `at`, where it ends)."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def block(data: bytes, start: int, size: int) -> bytes:
    raw = data[start : start + size]
    if data[start + size] == 1:
        return bytes(cramjam.snappy.decompress_raw(raw))
    if data[start + size] == 2:
        return bytes(cramjam.zstd.decompress(raw))
    return raw


def entries(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys, put together again from what they share with the one before, and values."""
    end = len(raw) - 4 - 4 * int.from_bytes(raw[-4:], "little")
    at, key = 0, b""
    while at < end:
        shared, at = number(raw, at)
        unshared, at = number(raw, at)
        length, at = number(raw, at)
        key = key[:shared] + raw[at : at + unshared]
        at += unshared
        yield key, raw[at : at + length]
        at += length


def table_blocks(data: bytes) -> Iterator[bytes]:
    """Each key and value of a table. A file that broke off midway gives what could be read."""
    with contextlib.suppress(IndexError, ValueError, cramjam.DecompressionError):
        footer = data[-FOOTER:]
        _start, at = number(footer, 0)
        _size, at = number(footer, at)
        start, at = number(footer, at)
        size, at = number(footer, at)
        for _key, handle in entries(block(data, start, size)):
            place, at = number(handle, 0)
            length, at = number(handle, at)
            for key, value in entries(block(data, place, length)):
                yield key
                yield value


def log_records(data: bytes) -> Iterator[bytes]:
    """The records of a log, each in one piece."""
    at, held = 0, b""
    while at + HEADER <= len(data):
        if BLOCK - at % BLOCK < HEADER:
            at += BLOCK - at % BLOCK
            continue
        length, kind = int.from_bytes(data[at + 4 : at + 6], "little"), data[at + 6]
        piece = data[at + HEADER : at + HEADER + length]
        held = piece if kind in {1, 2} else held + piece
        if kind in {1, 4} and held:
            yield held
        at += HEADER + length
