"""From what was typed to the verb's function, and from what went wrong to one sentence and an exit code."""

import importlib
import os
import signal
import sys
import tempfile
from types import FrameType
from typing import Protocol, cast

from leeward.cli import start
from leeward.cli.arguments import TRIAL, parser
from leeward.cli.speech import Refused, complain

# Where a house keeps what does not lie in its data folder: a trial keeps nothing there.
ELSEWHERE = ("LEEWARD_DATABASE", "LEEWARD_REPLICA", "LEEWARD_FILES")


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
    """In the house that was named; a bench without one, and a trial, in one of their own that is gone afterwards."""
    is_trial = getattr(options, "trial", False)
    if not is_trial and (options.verb != "bench" or options.data is not None):
        return _in_house(options)
    with tempfile.TemporaryDirectory(prefix=TRIAL, dir=options.data) as folder:
        options.data = folder
        if is_trial:
            for elsewhere in ELSEWHERE:
                os.environ.pop(elsewhere, None)
        return _in_house(options)


def _in_house(options: Options) -> int:
    """The verb's own file is imported only once Django is loaded, and help and usage need neither."""
    start.open_house(options.data, *getattr(options, "bind", ("",))[:1])
    verb = importlib.import_module(f"leeward.cli.{options.verb.replace('-', '_')}")
    return cast(int, verb.run(options))


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends a verb as Ctrl-C does: transactions roll back, what was started is ended."""
    raise KeyboardInterrupt
