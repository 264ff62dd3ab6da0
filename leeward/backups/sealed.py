"""A file that only the operator's passphrase opens, written and read in pieces: compressed, then sealed.

    "leeward backup 1\n", salt (16 bytes), then pieces: length (4), AES-256-GCM of up to 64 KiB

The key is Argon2id of passphrase and salt, so no two files share one. A piece's nonce is its number and whether it is
the last: pieces cannot change places, and a file that was cut off does not open as a whole one.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from isal import isal_zlib

MAGIC = b"leeward backup 1\n"
SALT = 16
PIECE = 64 * 1024
LEVEL = 2  # of isal's four: 300 MB/s, and within some percent of the best
# Argon2id: 64 MB for a third of a second, once a file.
TIME, MEMORY = 4, 64 * 1024


class Shut(Exception):
    """Another passphrase, or bytes that were changed or cut off."""


def _key(passphrase: str, salt: bytes) -> AESGCM:
    words = passphrase.encode("utf-8", "surrogatepass")
    return AESGCM(
        hash_secret_raw(words, salt, time_cost=TIME, memory_cost=MEMORY, parallelism=1, hash_len=32, type=Type.ID)
    )


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


class Writer:
    """`with Writer(path, passphrase) as file: file.write(b"...")`; on the disk when the block ends."""

    def __init__(self, path: Path, passphrase: str) -> None:
        salt = secrets.token_bytes(SALT)
        self._head, self._key = MAGIC + salt, _key(passphrase, salt)
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._file.write(self._head)
        self._squeeze = isal_zlib.compressobj(LEVEL)
        self._waiting, self._number = bytearray(), 0

    def write(self, plain: bytes) -> None:
        self._waiting += self._squeeze.compress(plain)
        while len(self._waiting) > PIECE:
            self._seal(self._waiting[:PIECE], is_last=False)
            del self._waiting[:PIECE]

    def _seal(self, piece: bytes | bytearray, *, is_last: bool) -> None:
        sealed = self._key.encrypt(_nonce(self._number, is_last=is_last), bytes(piece), self._head)
        self._file.write(len(sealed).to_bytes(4) + sealed)
        self._number += 1

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: object, trace: TracebackType | None) -> None:
        with self._file:
            if kind is None:
                self._waiting += self._squeeze.flush()
                while len(self._waiting) > PIECE:
                    self._seal(self._waiting[:PIECE], is_last=False)
                    del self._waiting[:PIECE]
                self._seal(self._waiting, is_last=True)
                self._file.flush()
                os.fsync(self._file.fileno())


def lines(path: Path, passphrase: str) -> Iterator[bytes]:
    """What was written, line by line. Shut where the passphrase is another, or the file not as it was written."""
    unsqueeze, rest = isal_zlib.decompressobj(), b""
    with path.open("rb") as file:
        for piece in _pieces(file, passphrase):
            *whole, rest = (rest + unsqueeze.decompress(piece)).split(b"\n")
            yield from whole
    if rest:
        yield rest


def _pieces(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    head = file.read(len(MAGIC) + SALT)
    if not head.startswith(MAGIC):
        raise Shut
    key, number = _key(passphrase, head[len(MAGIC) :]), 0
    length = file.read(4)
    while length:
        sealed, length = file.read(int.from_bytes(length)), file.read(4)
        try:
            yield key.decrypt(_nonce(number, is_last=not length), sealed, head)
        except (InvalidTag, ValueError) as wrong:
            raise Shut from wrong
        number += 1
    if not number:
        raise Shut
