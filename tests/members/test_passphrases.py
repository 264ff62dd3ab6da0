"""An offered passphrase is strong, said in plain words; a weak one is refused."""

import math

import pytest

from leeward.members import codes
from leeward.members.passphrases import (
    OFFERED_WORDS,
    is_ours,
    offer,
    strength_of_an_offer,
    why_not_this_passphrase,
    words,
)


def test_the_list_is_long_and_its_words_are_short_and_told_apart() -> None:
    assert len(set(words())) == len(words())
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 10 for word in words())
    assert OFFERED_WORDS * math.log2(len(words())) >= 50


def test_an_offer_is_strong_enough_for_our_own_rule_and_recognised() -> None:
    offered = offer()
    assert offered != offer()
    assert len(offered.split()) == OFFERED_WORDS
    assert why_not_this_passphrase(offered) is None
    assert is_ours(offered)
    assert not is_ours("four words are few")
    assert not is_ours(offered + "<b>")


def test_the_strength_is_said_in_years() -> None:
    assert "years" in strength_of_an_offer()
    assert int(strength_of_an_offer().split("about ")[1].split(" ")[0].replace(",", "")) > 50_000


@pytest.mark.parametrize(
    ("passphrase", "because"),
    [
        ("short", "too short"),
        ("x" * 201, "too long"),
        ("aaaaaaaaaaaa", "first that anybody"),
        ("1212121212", "first that anybody"),
        ("password123", "first that anybody"),
        ("p a s s w o r d", "first that anybody"),
        ("sunshinesunshine", "first that anybody"),
        ("qwertyuiop", "first that anybody"),
        ("my name is Rowan", "Your name"),
        ("my name is r0-wan", "Your name"),
    ],
)
def test_weak_passphrases_get_a_sentence(passphrase: str, because: str) -> None:
    sentence = why_not_this_passphrase(passphrase, name="rowan")
    assert sentence is not None
    assert because in sentence


def test_a_short_name_does_not_spoil_good_passphrases() -> None:
    assert why_not_this_passphrase("seven quiet herons wading", name="qu") is None


def test_a_code_is_read_from_paper_without_doubt() -> None:
    assert codes.digest("0123-abcd-ef1v-wxyz") == codes.digest(" O1Z3 abcd EFLU wxyz".replace("Z", "2", 1))
    assert codes.digest("0123-abcd-ef1v-wxyz") != codes.digest("0123-abcd-ef1v-wxy2")
