"""Is this page asked for on the machine that serves it? What must not leave the machine asks here."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def is_loopback(host: str) -> bool:
    """127.0.0.1, ::1 and their like, and localhost."""
    try:
        return ipaddress.ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return host == "localhost"


def on_this_machine(request: HttpRequest | None) -> bool:
    """Served on a loopback address (`leeward serve` says so), asked for by that name, and by no proxy."""
    if request is None or not settings.ON_LOOPBACK or "X-Forwarded-For" in request.headers:
        return False
    host, _, port = request.get_host().rpartition(":")
    return is_loopback(host if port.isdigit() and host else request.get_host())
