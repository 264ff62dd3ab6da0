"""What stands in the browser's own history of the house: the lines that somebody reads who opens it."""

import contextlib
import re
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

# All that an address may say: which kind of page it is. The rest are references and numbers.
SAYS = frozenset(
    re.findall(
        r"\S+",
        "sign-in sign-out join codes leaving practice leave search new mine me drafts keep b t p m reply unread next"
        " read rules short-forms help-lines conversations c write",
    )
)
SAYS_NOTHING = re.compile(r"[A-Za-z0-9]{11}|[0-9]{1,9}|")
QUERY = re.compile(r"(?:(?:before|page|done|next|shown)=(?:[A-Za-z0-9]{0,11}|yes|%2F[\w%-]*)&?)*")


def lines(profile: Path, site: str) -> list[tuple[str, str]]:
    """(address, title) of each line about the house."""
    with contextlib.closing(sqlite3.connect(profile / "Default" / "History")) as history:
        return list(history.execute("SELECT url, title FROM urls WHERE url LIKE ? || '%' ORDER BY id", [site]))


def telling(found: list[tuple[str, str]]) -> list[str]:
    """Those lines that say more than that this house was opened: a telling address, or more than one title."""
    said = []
    for address, _title in found:
        parts = urlsplit(address)
        words = [word for word in parts.path.split("/") if not SAYS_NOTHING.fullmatch(word)]
        if set(words) - SAYS or not QUERY.fullmatch(parts.query):
            said.append(address)
    # Of /leave the browser keeps the title of where it led.
    titles = {title for address, title in found if title and urlsplit(address).path != "/leave"}
    return said + sorted(titles if len(titles) > 1 else [])
