"""`leeward serve`: prepare the database, start web processes and a worker, say where to look."""

import ipaddress
from argparse import Namespace

from django.db import connections

from leeward.cli.database import prepare
from leeward.cli.serving import free_address, serve
from leeward.cli.speech import say
from leeward.cli.worker import work


def run(options: Namespace) -> int:
    host, port = free_address(*options.bind)
    prepare()
    connections.close_all()
    return serve(host, port, options.workers, work, lambda: _greet(host, port))


def _greet(host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    say(f"\nLeeward answers at http://{shown}:{port}\nCtrl-C stops it.")


def is_loopback(host: str) -> bool:
    return ipaddress.ip_address(host).is_loopback
