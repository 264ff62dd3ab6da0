"""The headers of every answer: closed by default, nothing kept, nothing told to where a link leads."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
FOR_ASSETS = {
    name: FOR_ALL[name] for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy", "Referrer-Policy")
}


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outermost: a page that forgot them cannot exist."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in FOR_PAGES.items():
            response.headers.setdefault(name, value)
        if settings.BEHIND_TLS:
            response.headers.setdefault("Strict-Transport-Security", "max-age=63072000")
        return response

    return answer
