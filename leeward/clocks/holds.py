"""May this go now? Whatever erases words asks here first; who keeps something back, and why, is told nowhere.

A room that has to keep a thing (a case that a law binds) registers a function of (subject, refs), which gives those of
the refs that stay for now. What stays is out of sight meanwhile, and goes when the worker comes by and nobody keeps it.
"""

from collections.abc import Callable, Collection, Iterable

Keeps = Callable[[str, Collection[str]], Collection[str]]
_KEEPERS: list[Keeps] = []


def register(keeps: Keeps) -> None:
    """Called once by a room's AppConfig.ready. `subject` is "post", "topic", "member", "case", "decision",
    or "report" (a copy of private messages)."""
    if keeps not in _KEEPERS:
        _KEEPERS.append(keeps)


def held(subject: str, refs: Iterable[str]) -> set[str]:
    """Which of these stay for now. As many queries as there are keepers; without any, `refs` is not even read."""
    asked = list(refs) if _KEEPERS else []
    return {ref for keeps in _KEEPERS for ref in keeps(subject, asked)} if asked else set()


def may_go(subject: str, *refs: str) -> bool:
    """Whether all of these may be erased now."""
    return not held(subject, refs)
