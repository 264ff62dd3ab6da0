"""The only three ways Leeward reads its environment. Every name is listed in docs/operating.md."""

import os


def text(name: str, default: str = "") -> str:
    """The variable's value, trimmed; the default where it is missing or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, yes, on, true; False for 0, no, off, false; ValueError for anything else."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "yes", "on", "true"}:
        return True
    if value in {"0", "no", "off", "false"}:
        return False
    raise ValueError(f"{name} is {value!r}: write yes or no.")


def names(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default
