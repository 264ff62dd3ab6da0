"""What a browser says of itself, read coarsely: a kind of browser and a kind of device, never a version.

A browser can say what it likes, so this is shown as what it says and never as a proof.
"""

from django.utils.translation import gettext as _

# The first that stands in what the browser says; the order matters, because most of them name others as well.
BROWSERS = (
    ("edg", "edge", "Edge"),
    ("opr/", "opera", "Opera"),
    ("samsungbrowser", "samsung", "Samsung Internet"),
    ("fxios", "firefox", "Firefox"),
    ("firefox", "firefox", "Firefox"),
    ("crios", "chrome", "Chrome"),
    ("chrome", "chrome", "Chrome"),
    ("chromium", "chrome", "Chrome"),
    ("safari", "safari", "Safari"),
)
SYSTEMS = (
    ("ipad", "ipad", "iPad"),
    ("iphone", "iphone", "iPhone"),
    ("android", "android", "Android"),
    ("windows", "windows", "Windows"),
    ("cros", "chromebook", "Chromebook"),
    ("mac os", "mac", "Mac"),
    ("linux", "linux", "Linux"),
)


def coarse(said: str) -> str:
    """ "firefox/android" from a browser's own long name; either part may be empty: "/"."""
    said = said[:500].casefold()
    browser = next((key for sign, key, _name in BROWSERS if sign in said), "")
    system = next((key for sign, key, _name in SYSTEMS if sign in said), "")
    return f"{browser}/{system}"


def in_words(kept: str) -> str:
    """What `coarse` kept, for reading: "Firefox on Android"."""
    browser_key, _slash, system_key = kept.partition("/")
    browser = next((name for _sign, key, name in BROWSERS if key == browser_key), "")
    system = next((name for _sign, key, name in SYSTEMS if key == system_key), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser that does not say what it is")
