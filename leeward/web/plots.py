"""Small plots made here, without a script: where each bar stands, in units of its drawing.

`templates/web/plots.html` draws them; a table beside each says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = (300, 56, 20)  # units: wide, high, room below for what the bars are called
ABOVE = 12  # room for a bar's own number


@dataclass(frozen=True)
class Bar:
    """Where it stands, how high, what is said above it and below; "" where there is no room."""

    x: float
    y: float
    high: float
    wide: float
    said: str
    label: str


def bars(heights: Sequence[float], said: Sequence[str], labels: Sequence[str]) -> list[Bar]:
    """Side by side from left to right, the highest as high as there is room."""
    wide, high, below = SIZE
    step, most = wide / max(len(heights), 1), max(heights, default=0) or 1
    found = []
    for place, height in enumerate(heights):
        tall = round(height / most * (high - below - ABOVE), 1)
        x = round(place * step + step / 2, 1)
        found.append(Bar(x, round(high - below - tall, 1), tall, round(step * 0.64, 1), said[place], labels[place]))
    return found
