"""`leeward worker`: one process that does what was put off."""

import os
import signal
import threading
from argparse import Namespace

from leeward.cli.database import insist_on_ready
from leeward.cli.in_use import in_use
from leeward.cli.speech import say
from leeward.cli.work import regular, table
from leeward.jobs.loop import run_until
from leeward.jobs.queue import run_due

GIVES_WAY = 5  # nobody waits for what was put off; somebody waits for every page


def run(options: Namespace) -> int:
    insist_on_ready()
    with in_use():
        if options.once:
            say(f"{run_due(table())} jobs done.")
        else:
            work()
    return 0


def work() -> None:
    """Until SIGTERM or Ctrl-C; the job in hand is finished first."""
    os.nice(GIVES_WAY)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    run_until(stop, table(), regular())
