"""`leeward migrate`."""

from leeward.cli.database import prepare
from leeward.cli.speech import say


def run(options: object) -> int:
    say("The database is up to date." if not prepare() else "The database is ready.")
    return 0
