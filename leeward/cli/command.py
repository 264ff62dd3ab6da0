"""From what was typed to the verb's function, and from what went wrong to one sentence and an exit code."""

import importlib
import os
import signal
import sys
import tempfile
from types import FrameType
from typing import Protocol, cast

from leeward.cli import start
from leeward.cli.arguments import parser
from leeward.cli.speech import Refused, complain


class Options(Protocol):
    """What argparse hands over; each verb reads the names that `arguments` gave it."""

    verb: str
    data: str | None


def main(words: list[str] | None = None) -> int:
    """Run one verb. 0: done. 1: not done, and why in one sentence. 2: the command was typed wrongly."""
    signal.signal(signal.SIGTERM, _as_interrupt)
    options = cast(Options, parser().parse_args(words))
    try:
        return _run(options)
    except Refused as refused:
        complain(str(refused))
        return refused.code
    except KeyboardInterrupt:
        complain("Stopped.")
        return 1
    except BrokenPipeError:  # `leeward check | head`: nobody listens any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(options: Options) -> int:
    """The verb's own file is imported only once Django is loaded, and help and usage need neither."""
    if options.verb == "bench" and options.data is None:
        with tempfile.TemporaryDirectory(prefix="leeward-bench-") as folder:
            options.data = folder
            return _run(options)
    start.open_house(options.data, *getattr(options, "bind", ("",))[:1])
    verb = importlib.import_module(f"leeward.cli.{options.verb}")
    return cast(int, verb.run(options))


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends a verb as Ctrl-C does: transactions roll back, what was started is ended."""
    raise KeyboardInterrupt
