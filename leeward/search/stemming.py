"""English words without their endings, as both databases' indexes see them: Porter's algorithm of 1980.

The index finds "leaving" for "leaves"; to mark what was found, a page must know the same stems. A test holds
this against SQLite's own stemmer, word by word.
"""

import re
from functools import lru_cache
from threading import Lock
from typing import Any

_SHORTEST, _LONGEST = 3, 64  # letters; SQLite leaves all other words as they are
_WORD = re.compile("[a-z]+")
_alone = Lock()  # the stemmer works on the word within itself: two threads in it at once made nonsense of both


@lru_cache(maxsize=1)
def _porter() -> Any:
    import snowballstemmer  # it loads the stemmers of thirty languages: only who marks or searches waits for that

    return snowballstemmer.stemmer("porter")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded word; words that are not all a to z stay as they are."""
    if not _SHORTEST <= len(word) <= _LONGEST or not _WORD.fullmatch(word):
        return word
    # Two things SQLite's has over the algorithm as printed: "possibly" is "possible", "apology" is "apolog".
    with _alone:
        found = str(_porter().stemWord(word[:-3] + "ble" if word.endswith("bly") else word))
    return found[:-1] if found.endswith("logi") else found
