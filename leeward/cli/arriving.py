"""The other side of `leeward move-database`: a process with the new database as its only one, and rows on its input.

No verb of its own: it would write whatever comes into whatever database is set.
"""

import sys

from leeward.cli import start
from leeward.cli.speech import Refused, complain, say


def main() -> int:
    """0: everything stands there, compared and ready to be served. 1: nothing does."""
    start.open_house(None)
    from django.core.management import call_command
    from django.db import DatabaseError

    from leeward.backups import stream
    from leeward.cli.database import settle
    from leeward.cli.restore import insist_on_no_community, tell

    lines = iter(sys.stdin.buffer)
    try:
        insist_on_no_community()
        tell(stream.read(lines, stream.facts_of(next(lines, b""))))
        say("Making the index of words anew ...")
        call_command("migrate", verbosity=0, interactive=False)
        settle()
    except (Refused, stream.Broken) as wrong:
        complain(str(wrong))
        return 1
    except DatabaseError as wrong:
        complain(f"The other database refused it: {type(wrong).__name__}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
