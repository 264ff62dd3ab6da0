"""Every address answers with the headers that keep a page to itself, whoever asks."""

import pytest
from pytest_django.fixtures import Settings

from leeward.web.headers import CONTENT_SECURITY_POLICY
from tests.cast import Cast
from tests.rules.addresses import Place
from tests.rules.test_every_address import rows

WANTED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
# A picture needs nothing at all, and may not act if it is opened by itself.
STRICTER = {"Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"}
CLOSED = (
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "payment",
    "usb",
    "clipboard-read",
    "browsing-topics",
)


@pytest.mark.django_db
def test_every_address_has_them_for_members_and_strangers(cast: Cast, settings: Settings) -> None:
    settings.BEHIND_TLS = True
    place = Place(cast)
    wrong: list[tuple[str, str, object]] = []
    for method, name, arguments, _form, _statuses in rows():
        for client in (cast.client(cast.linden), type(cast.client(cast.ash))()):
            answer = client.generic(method, place.address(name, arguments), secure=True)
            found = {header: answer.headers.get(header) for header in WANTED}
            policy = answer.headers.get("Permissions-Policy", "")
            wanted = {**WANTED, **STRICTER} if answer.headers.get("Content-Type") == "image/webp" else WANTED
            if found != wanted or any(f"{power}=()" not in policy for power in CLOSED):
                wrong.append((method, name, found))
            if answer.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
                wrong.append((method, name, "Referrer-Policy"))
            if "max-age=63072000" not in answer.headers.get("Strict-Transport-Security", ""):
                wrong.append((method, name, "Strict-Transport-Security"))
    assert not wrong


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    parts = dict(part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["frame-ancestors"] == "'none'"
    assert parts["base-uri"] == "'none'"
    assert parts.pop("img-src") == "'self' data:", "an image inside the page is the tab's icon, and asks nobody"
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "data:"} & set(" ".join(parts.values()).split())


@pytest.mark.django_db
def test_without_tls_nothing_is_promised_about_it(cast: Cast) -> None:
    assert "Strict-Transport-Security" not in cast.client(cast.ash).get("/").headers
