"""`leeward demo`: a living community to look around in."""

import time
from argparse import Namespace

from django.utils import timezone

from leeward.cli.database import prepare, settle
from leeward.cli.speech import Progress, Refused, say
from leeward.demo.here import NotEmpty, is_here


def run(options: Namespace) -> int:
    prepare()
    if is_here():
        say("The demo community is here already.")
        return 0
    fill(options.posts)
    return 0


def fill(posts: int) -> None:
    """Load it with a line of progress. Refused where somebody else's community lives."""
    from leeward.demo.loading import load  # with all its texts: only for this

    line = Progress("Filling the demo community, posts", posts)
    began = time.monotonic()
    try:
        load(timezone.now(), posts, told=line.add)
    except NotEmpty as wrong:
        raise Refused(
            "A community lives in this data folder already, and a demo does not mix with it. "
            "Choose another folder with --data."
        ) from wrong
    settle()
    line.end()
    say(f"That is {posts / (time.monotonic() - began):,.0f} posts a second, search index and all.")
