"""`leeward serve`: prepare the database, start web processes and a worker, say where to look."""

import os
from argparse import Namespace

from django.db import connections

from leeward.cli.arguments import DEMO_POSTS
from leeward.cli.database import prepare
from leeward.cli.demo import fill
from leeward.cli.in_use import in_use
from leeward.cli.reloading import listening_at
from leeward.cli.serving import serve
from leeward.cli.speech import Refused, say
from leeward.cli.worker import work
from leeward.demo.here import PASSPHRASE, is_here
from leeward.members.models import Member, Role
from leeward.web.loopback import is_loopback

DEMO_GREETING = f"""
Sign in as one of these, all with the passphrase "{PASSPHRASE}":
  ash     a new member
  rowan   a member of some years
  wren    a moderator
  linden  an administrator

Three things to try first:
  1. As ash, open a long story, go through it by its outline, and quote a passage of it in a reply.
  2. Press "Leave now", then the browser's Back button.
  3. As linden, open "House" and give the board your own name and colour."""


def run(options: Namespace) -> int:
    with in_use(), listening_at(*options.bind) as listening:
        host, port = listening.getsockname()[:2]
        _make_ready(options, host)
        told = _greeting(host, port, is_here())
        connections.close_all()
        return serve(listening, options.workers, work, lambda: say(told))


def _make_ready(options: Namespace, host: str) -> None:
    """The database, and the demo in it. Refused where the demo would be served to others."""
    prepare()
    demo = is_here()
    if (demo or options.demo) and not is_loopback(host):
        raise Refused(
            f"The demo's passphrase is known to everybody, so it is never served on {host}. "
            "Leave --bind out, or choose another data folder with --data."
        )
    if options.demo and not demo:
        fill(DEMO_POSTS)


def _greeting(host: str, port: int, demo: bool) -> str:
    """What stands on the terminal once pages are answered."""
    lines = [f"\nLeeward answers at http://{f'[{host}]' if ':' in host else host}:{port}"]
    if demo:
        lines.append(DEMO_GREETING)
    elif not Member.objects.filter(role=Role.ADMINISTRATOR, closed_at=None).exists():
        lines.append("Nobody administers this board yet. In another terminal: leeward setup")
    if not is_loopback(host) and not os.environ.get("LEEWARD_HOSTS", "").strip():
        lines.append("Set LEEWARD_HOSTS to the name it is reached by; until then others get an error page.")
    return "\n".join([*lines, "\nCtrl-C stops it."])
