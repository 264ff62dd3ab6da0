"""Where figures stand: what is told in numbers is looked for around them only, not in the whole text."""

import re

AROUND = 60  # characters on each side in which "my daughter, who is now" or "on the ... of March" has room
FIGURE = re.compile(r"\d+")


def near(text: str, sign: re.Pattern[str] = FIGURE) -> list[tuple[int, int]]:
    """Stretches (start, end) around each match of `sign`, none touching another."""
    found: list[tuple[int, int]] = []
    for match in sign.finditer(text):
        start, end = max(0, match.start() - AROUND), match.end() + AROUND
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
