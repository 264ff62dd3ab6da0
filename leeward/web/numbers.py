"""Whole numbers as they arrive in addresses and forms, where anything may stand."""


def whole(text: str | None, digits: int = 15) -> int | None:
    """The number, or None for whatever is not one, or is longer: a database cannot hold every number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= digits else None
