"""Many strings of which only is asked whether they are there, and with which number: in a tenth of their room.

A quarter of a million strings in a dictionary are 31 MB. A table of their hashes is 4: 8 bytes a place. Two strings
whose hashes agree in 44 bits would be taken for each other, which happens once in some thousand million texts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

_VALUE = (1 << 20) - 1  # a place: 44 bits of the hash, then what is found there and one, so that 0 is an empty place
_HASH = (1 << 64) - 1


class Strings:
    """What `dict.get` says of strings, without the strings. For this process alone: hashes differ by process."""

    def __init__(self, known: Mapping[str, int]) -> None:
        """`known`: 0 to a million each."""
        self._make_room(len(known))
        for key, value in known.items():
            self._table[self._place(key)] = (_hash(key) & ~_VALUE) | (value + 1)

    @classmethod
    def of(cls, words: Iterable[str], room: int) -> Strings:
        """Only whether they are there. Taken one by one, and more than once each where they come so: held all together,
        they would leave holes in a process's memory. ValueError if there are more than `room`."""
        made = cls({})
        made._make_room(room)
        for word in words:
            place = made._place(word)
            room -= not made._table[place]
            if room < 0:
                raise ValueError("more strings than there is room for")
            made._table[place] = (_hash(word) & ~_VALUE) | 1
        return made

    def _make_room(self, number: int) -> None:
        self._mask = (1 << (number * 3 // 2).bit_length()) - 1
        self._table = array("Q", bytes(8 * (self._mask + 1)))

    def get(self, key: str) -> int | None:
        """Its number; None if it is not there."""
        found = self._table[self._place(key)] & _VALUE
        return found - 1 if found else None

    def __contains__(self, key: str) -> bool:
        return self._table[self._place(key)] != 0

    def _place(self, key: str) -> int:
        """Where it is, or the empty place where it would be."""
        hashed = _hash(key)
        table, mask, wanted = self._table, self._mask, hashed >> 20
        place = hashed & mask
        while (found := table[place]) and found >> 20 != wanted:
            place = (place + 1) & mask
        return place


def _hash(key: str) -> int:
    """Python's, with the last letter: its own is of the bytes in memory, which are the same for “br” and “牢”."""
    return (hash(key) ^ (ord(key[-1]) << 43)) & _HASH
