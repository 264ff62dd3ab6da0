"""What is sealed opens for its owner alone, and the key is a file that only the owner of the process reads."""

import stat
from pathlib import Path

import pytest

from leeward.web import sealing


@pytest.fixture
def keys(settings: object, tmp_path: Path) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "keys"


@pytest.mark.parametrize("text", ["", "words", "שלום 👩‍👩‍👧", "half \ud83d", "x" * 1_000_000])
def test_what_is_sealed_is_opened_again(keys: Path, text: str) -> None:
    sealed = sealing.seal(text, for_="1:draft")
    assert not text or text.encode("utf-8", "surrogatepass") not in sealed
    assert sealing.unseal(sealed, for_="1:draft") == text


def test_it_opens_for_nobody_else_and_not_when_changed(keys: Path) -> None:
    sealed = sealing.seal("words", for_="1:draft")
    assert sealed != sealing.seal("words", for_="1:draft")
    for bad, whose in [
        (sealed, "2:draft"),
        (sealed[:-1] + b"x", "1:draft"),
        (b"", "1:draft"),
        (sealed[:10], "1:draft"),
    ]:
        with pytest.raises(sealing.Unreadable):
            sealing.unseal(bad, for_=whose)


def test_the_key_is_made_once_and_is_its_owners_alone(keys: Path) -> None:
    sealing.seal("words", for_="x")
    (key,) = keys.iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    before = key.read_text()
    sealing.seal("more", for_="x")
    assert key.read_text() == before


def test_a_newer_key_seals_and_an_older_one_still_opens(keys: Path) -> None:
    old = sealing.seal("old words", for_="x")
    (keys / "00000002").write_text("ab" * 32)
    sealing._newest.cache_clear()
    new = sealing.seal("new words", for_="x")
    assert new[:4] == bytes.fromhex("00000002")
    assert sealing.unseal(old, for_="x") == "old words"
    assert sealing.unseal(new, for_="x") == "new words"
    (keys / "00000002").unlink()
    sealing._key.cache_clear()
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(new, for_="x")


def test_a_mark_is_always_the_same_and_hangs_on_the_oldest_key(keys: Path, tmp_path: Path) -> None:
    mark = sealing.mark("rowan", for_="x")
    assert (len(mark), "rowan" in mark) == (64, False)
    assert mark != sealing.mark("rowan", for_="y")
    assert mark != sealing.mark("ash", for_="x")
    (keys / "00000002").write_text("ab" * 32)
    sealing._newest.cache_clear()
    sealing._first.cache_clear()
    assert sealing.mark("rowan", for_="x") == mark
    (keys / "00000001").write_text("cd" * 32)
    sealing._key.cache_clear()
    sealing._first.cache_clear()
    assert sealing.mark("rowan", for_="x") != mark
