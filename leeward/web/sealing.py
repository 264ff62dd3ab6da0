"""Words that rest in the database sealed: AES-256-GCM under keys that stand outside it, in DATA/keys.

A stolen database, or a backup without that folder, holds nothing to read. What is sealed for one member and
one field opens for no other. A key is made once; putting a newer file beside it makes that one the key for
what is sealed from then on, and the older ones go on opening what was sealed with them.

Where a row has to be found again by something it may not say, it bears a mark instead: the same for the same words,
and nobody without the first key can tell whose it is.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
ID_BYTES = 4
NONCE_BYTES = 12


class Unreadable(Exception):
    """The key is missing, the bytes were changed, or they were sealed for somebody else."""


def seal(text: str, *, for_: str) -> bytes:
    """The text as bytes that only `unseal` with the same `for_` opens: key id (4), nonce (12), ciphertext."""
    # surrogatepass: half a pair is what some keyboards send while a sign is being put together
    return seal_bytes(text.encode("utf-8", "surrogatepass"), for_=for_)


def seal_bytes(plain: bytes, *, for_: str) -> bytes:
    """The same for what is no text."""
    key_id, key = _newest(settings.DATA / "keys")
    nonce = secrets.token_bytes(NONCE_BYTES)
    return key_id + nonce + AESGCM(key).encrypt(nonce, plain, for_.encode())


def unseal(sealed: bytes, *, for_: str) -> str:
    """The text. Raises Unreadable."""
    return unseal_bytes(bytes(sealed), for_=for_).decode("utf-8", "surrogatepass")


def unseal_bytes(sealed: bytes, *, for_: str) -> bytes:
    """What `seal_bytes` sealed. Raises Unreadable."""
    key_id, nonce, body = sealed[:ID_BYTES], sealed[ID_BYTES : ID_BYTES + NONCE_BYTES], sealed[ID_BYTES + NONCE_BYTES :]
    try:
        return AESGCM(_key(settings.DATA / "keys", key_id.hex())).decrypt(nonce, body, for_.encode())
    except (InvalidTag, ValueError) as wrong:
        raise Unreadable from wrong


def mark(text: str, *, for_: str) -> str:
    """64 hex digits that stand for the text: always the same, and made with the oldest key, which must stay."""
    message = f"{for_}\0{text}".encode("utf-8", "surrogatepass")
    return hmac.digest(_first(settings.DATA), message, "sha256").hex()


@cache
def _first(data: Path) -> bytes:
    """Drawn from the oldest key, so that marks and seals share no secret."""
    folder = data / "keys"
    _newest(folder)
    oldest = min(path.name for path in folder.iterdir() if len(path.name) == 2 * ID_BYTES)
    return hmac.new(_key(folder, oldest), b"marks", hashlib.sha256).digest()


@cache
def _key(folder: Path, key_id: str) -> bytes:
    try:
        return bytes.fromhex((folder / key_id).read_text().strip())
    except OSError as wrong:
        raise Unreadable(f"the key {key_id} is not in {folder}") from wrong


@cache
def _newest(folder: Path) -> tuple[bytes, bytes]:
    """(id, key) of the youngest key; the first is made here. Names are numbers that grow: 00000001, 00000002."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = sorted(path.name for path in folder.iterdir() if len(path.name) == 2 * ID_BYTES)
    if not names:
        _make(folder, names_first := f"{1:0{2 * ID_BYTES}x}")
        names = [names_first]
    return bytes.fromhex(names[-1]), _key(folder, names[-1])


def _make(folder: Path, name: str) -> None:
    """Whole or not at all, and on the disk before anything is sealed with it; whoever comes first wins."""
    draft = folder / f"new.{secrets.token_hex(4)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        (folder / name).hardlink_to(draft)
    draft.unlink()
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
