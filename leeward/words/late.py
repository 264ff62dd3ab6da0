"""Patterns that are compiled when first used: a long list of phrases takes 20 ms, and a start would wait for all."""

import re
from typing import Any, cast


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._wanted = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Asked once for each method: from then on it is the compiled pattern's own."""
        compiled = self.__dict__.get("_compiled")
        if compiled is None:
            compiled = self.__dict__["_compiled"] = re.compile(*self._wanted)
        found = self.__dict__[name] = getattr(compiled, name)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, when first used. Give it to no function of `re`: they know real patterns only."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
