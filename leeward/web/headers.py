"""The headers of every answer: closed by default, nothing kept, nothing told to where a link leads."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # data: is the tab's icon (`assets.icon`); posts never show an address of their own
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

# Passkeys alone stay open, to this house itself; browsers leave them so by default.
CLOSED = [
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read", "display-capture"),
    *("encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock"),
    *("serial", "storage-access", "usb", "window-management", "xr-spatial-tracking"),
]

FOR_ALL = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # No other site is ever told. Not "no-referrer": under it browsers send `Origin: null` with our own forms,
    # and the check that a form came from this house could not be made.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in CLOSED),
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
FOR_PAGES = {**FOR_ALL, "Cache-Control": "no-store"}
# As Django keeps them: encoded and looked at once, and not with every answer.
READY = HttpResponse(headers=FOR_PAGES).headers._store
FOR_ASSETS = {
    name: FOR_ALL[name] for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy", "Referrer-Policy")
}


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outermost: a page that forgot them cannot exist."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers._store = {**READY, **response.headers._store}  # what a view said of them stays
        if settings.BEHIND_TLS:
            response.headers.setdefault("Strict-Transport-Security", "max-age=63072000")
        return response

    return answer


def vary(response: HttpResponse, name: str) -> None:
    """The answer depends on this header of the request: `patch_vary_headers`, which need not read its own again."""
    response.headers["Vary"] = _and(response.headers.get("Vary"), name)


@lru_cache(maxsize=100)
def _and(said: str | None, name: str) -> str:
    stand_in = HttpResponse(headers={} if said is None else {"Vary": said})
    patch_vary_headers(stand_in, (name,))
    return stand_in.headers["Vary"]
