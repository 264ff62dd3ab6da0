"""How the command talks: plain sentences, progress for what takes longer than a breath, one refusal."""

import sys
import time


class Refused(Exception):
    """What was asked cannot be done; the sentence says why and, where it helps, what to do."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code  # 1: not done. 2: asked in a way that cannot be done


def say(sentence: str = "") -> None:
    """To standard output, at once even through a pipe."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """To standard error."""
    print(sentence, file=sys.stderr, flush=True)


class Progress:
    """One line that counts upwards on a terminal; in a log, a line at the end only."""

    def __init__(self, what: str, whole: int) -> None:
        self.what, self.whole, self.done = what, whole, 0
        self._began = self._shown = time.monotonic()
        self._is_terminal = sys.stderr.isatty()

    def add(self, count: int = 1) -> None:
        """So many more are done. Writes at most five times a second."""
        self.done += count
        now = time.monotonic()
        if self._is_terminal and now - self._shown > 0.2:
            self._shown = now
            print(f"\r{self.what}: {self.done:,} of {self.whole:,} ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """The last line: how many, and how long it took."""
        if self._is_terminal:
            print("\r\033[K", end="", file=sys.stderr)
        seconds = time.monotonic() - self._began
        print(f"{self.what}: {self.done:,} in {seconds:.1f} s", file=sys.stderr, flush=True)
