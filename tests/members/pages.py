"""Reading a page as a person would: its sentences, its fields, its links."""

import html
import re
from typing import Any


def words_of(response: Any) -> str:
    """The page's text without markup, spaces made single."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def value_of(response: Any, name: str) -> str:
    """What the field `name` holds on the page."""
    found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', response.content.decode())
    assert found, f"no field {name}"
    return html.unescape(found.group(1))


def codes_of(response: Any) -> list[str]:
    """The recovery codes that the page shows."""
    return re.findall(r"\b(?:[0-9a-z]{4}-){3}[0-9a-z]{4}\b", response.content.decode())
