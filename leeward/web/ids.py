"""Opaque ids for addresses: they say nothing about what they lead to, nor how many there are."""

import secrets

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # no 0 O I l: read out loud without doubt
LENGTH = 11  # 58 ** 11 is 64 bits: a guess finds nothing


def new_ref() -> str:
    """A fresh random id of 11 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
