"""`leeward demo`: a living community to look around in."""

from argparse import Namespace

from django.utils import timezone

from leeward.cli.database import prepare
from leeward.cli.speech import Progress, Refused, say
from leeward.demo.loading import NotEmpty, is_here, load


def run(options: Namespace) -> int:
    prepare()
    if is_here():
        say("The demo community is here already.")
        return 0
    fill(options.posts)
    return 0


def fill(posts: int) -> None:
    """Load it with a line of progress. Refused where somebody else's community lives."""
    line = Progress("Filling the demo community, posts", posts)
    try:
        load(timezone.now(), posts, told=line.add)
    except NotEmpty as wrong:
        raise Refused(
            "A community lives in this data folder already, and a demo does not mix with it. "
            "Choose another folder with --data."
        ) from wrong
    line.end()
