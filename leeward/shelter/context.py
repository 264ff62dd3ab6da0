"""What every page knows about the device it is read on."""

from typing import Any, cast

from django.http import HttpRequest

from leeward.members.sessions import SessionStore


def device(request: HttpRequest) -> dict[str, Any]:
    """`device` is "mine" only where its owner said so at sign-in; until then anybody else may use it: "shared".

    `seconds_left` is how long a member's session lasts if nobody does anything more.
    """
    session = cast(SessionStore | None, getattr(request, "session", None))
    if session is None or getattr(request, "member", None) is None:
        return {"device": "shared", "seconds_left": 0}
    return {"device": "mine" if session.get("device") == "mine" else "shared", "seconds_left": session.seconds_left()}
