"""Strings that are not kept are found, or not, as in a dictionary."""

from random import Random

import pytest

from leeward.web.strings import Strings

# Python hashes the bytes that a string has in memory: these two have the same.
TWINS = {"br": 84, "\u7262": 43_960}


def test_it_says_what_a_dictionary_says() -> None:
    dice = Random(4)
    known = TWINS | {_word(dice): dice.randrange(128_001) for _ in range(20_000)}
    strings = Strings(known)
    unknown = {_word(dice) + "?" for _ in range(20_000)} - known.keys()
    assert {word: strings.get(word) for word in known} == known
    assert {strings.get(word) for word in unknown} == {None}
    assert all(word in strings for word in known)
    assert not any(word in strings for word in unknown)


def test_they_may_come_one_by_one_and_again_as_long_as_there_is_room() -> None:
    strings = Strings.of((word for word in ["ash", "rowan", "ash", *TWINS]), room=4)
    assert all(word in strings for word in ("ash", "rowan", *TWINS))
    assert "wren" not in strings
    with pytest.raises(ValueError, match="more strings"):
        Strings.of(["ash", "rowan", "wren"], room=2)


def _word(dice: Random) -> str:
    letters = dice.choice(["abcdefghijklmnopqrstuvwxyz", "абвгдежзик", "牢騒静かな朝", "\U0001f600\U0001f33b🌧é"])
    return "".join(dice.choices(letters, k=dice.randint(1, 9)))
