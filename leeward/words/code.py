"""Where a text holds code between backticks, so that nothing else is looked for there.

Two deliberate differences from CommonMark. A backtick with a letter on either side is an apostrophe, as in
``don`t``, and opens nothing. A fence that is never closed is no fence: the rest of a post does not turn into
code because somebody typed three backticks. Both here and in the parser, so that they agree.
"""

import re
from bisect import bisect_left

_RUN = re.compile("`+")
_FIRST_ON_LINE = re.compile("^[ \t]*(`{3,})", re.MULTILINE)
_CLOSER = re.compile("^[ \t]*(`{3,})[ \t]*$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*(?=\n)")


def is_apostrophe(source: str, start: int, end: int) -> bool:
    """Whether the backticks at `source[start:end]` are one, between two letters."""
    return (
        end - start == 1 and start > 0 and end < len(source) and source[start - 1].isalnum() and source[end].isalnum()
    )


class Backticks:
    """Every run of backticks in a text, and which run ends which: built once, asked in order, linear in all."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.by_length: dict[int, list[int]] = {}
        for run in _RUN.finditer(source):
            self.by_length.setdefault(run.end() - run.start(), []).append(run.start())
        self.first_on_line = {match.start(1) for match in _FIRST_ON_LINE.finditer(source)}
        self.closers = [(match.start(1), len(match[1])) for match in _CLOSER.finditer(source)]
        self.longest_after = [0] * (len(self.closers) + 1)
        for index in range(len(self.closers) - 1, -1, -1):
            self.longest_after[index] = max(self.closers[index][1], self.longest_after[index + 1])
        self.blanks = [match.start() for match in _BLANK.finditer(source)]

    def _line_end(self, start: int) -> int:
        end = self.source.find("\n", start)
        return len(self.source) if end < 0 else end

    def is_fence(self, start: int, end: int) -> bool:
        """Whether the run could open a fence: three or more, first on its line, none later on that line."""
        return start in self.first_on_line and "`" not in self.source[end : self._line_end(end)]

    def fence_end(self, start: int, end: int) -> int | None:
        """The offset after the fence that the run opens, or None if nothing closes it."""
        length = end - start
        index = bisect_left(self.closers, (end, 0))
        if self.longest_after[index] < length:
            return None
        while self.closers[index][1] < length:
            index += 1
        return self._line_end(self.closers[index][0])

    def span_end(self, start: int, end: int) -> int | None:
        """The offset after the code span that the run opens, or None: the same paragraph has to close it."""
        if is_apostrophe(self.source, start, end):
            return None
        same = self.by_length.get(end - start, [])
        index = bisect_left(same, end)
        if index == len(same):
            return None
        blank = bisect_left(self.blanks, end)
        if blank < len(self.blanks) and self.blanks[blank] < same[index]:
            return None
        return same[index] + end - start
