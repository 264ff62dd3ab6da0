"""Where leaving may lead: somewhere that says nothing about who left."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

# Pages that know whoever opens them: somebody's mail, messages or friends would be the next thing on the screen.
PERSONAL = (
    *("facebook.com", "instagram.com", "x.com", "twitter.com", "tiktok.com", "linkedin.com", "pinterest.com"),
    *("whatsapp.com", "telegram.org", "discord.com", "reddit.com", "snapchat.com", "threads.net"),
    *(
        "mail.google.com",
        "gmail.com",
        "outlook.com",
        "live.com",
        "icloud.com",
        "mail.yahoo.com",
        "proton.me",
        "gmx.net",
    ),
    *("web.de", "t-online.de", "accounts.google.com", "drive.google.com", "photos.google.com"),
)
PERSONAL_STARTS = ("mail.", "webmail.", "my.", "account.", "accounts.", "login.")
LINES_MAX = 500  # help lines: more is no page that somebody in a hurry can read
DESTINATIONS_MAX = 20  # places to choose from


def why_not_leave_to(address: str, own_hosts: list[str]) -> str | None:
    """Whether leaving may lead to this whole address."""
    parts = urlsplit(address)
    host = (parts.hostname or "").casefold()
    if parts.scheme not in {"https", "http"} or "." not in host:
        return _("Give a whole address, such as https://www.example.org/.")
    if parts.username or parts.query or parts.fragment:
        return _("Give the address of a plain page: without a name, a question mark or a # in it.")
    if host in own_hosts:
        return _("That is this house. Leaving has to lead away from it.")
    if host.startswith(PERSONAL_STARTS) or any(host == one or host.endswith(f".{one}") for one in PERSONAL):
        return _("That page knows who opens it. Take one that looks the same to everybody.")
    return None


def why_not_one_more(count: int, most: int) -> str | None:
    if count >= most:
        return _("There is room for %(number)d entries. Remove one first.") % {"number": most}
    return None
