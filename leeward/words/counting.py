"""How many words a text has, for telling how long it takes to read.

Scripts that put no spaces between words are counted by their letters: two Han characters or kana make a word
(Chinese is read at some 400 to 500 characters a minute, English at some 240 words), and four letters of Thai, Lao,
Khmer or Burmese.
"""

import re

_EAST = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\U00020000-\U0003ffff]")
_SOUTH = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3]")


def is_spaced(character: str) -> bool:
    """Whether this is a letter or digit of a script that puts spaces between words."""
    return character.isalnum() and not (_EAST.match(character) or _SOUTH.match(character))


def count_words(text: str) -> int:
    """Words of `text`, rounded up; what holds no letter or digit is no word."""
    text, east = _EAST.subn(" ", text)
    text, south = _SOUTH.subn(" ", text)
    spaced = len([piece for piece in text.split() if piece.isalnum() or any(map(str.isalnum, piece))])
    return spaced + (east + 1) // 2 + (south + 3) // 4
