"""Parts of a page that come many times on it: what was said of a row lately is said again.

A part is a macro of a template, given a row and a few facts, and nothing else: the same row is the same part, whoever
reads it. So what is kept can show nobody what another may see: the row was asked for them, and says all of it. Of time
a part says whether something was just now, and else the day: the one is among what it is kept by, and with the day
everything is forgotten.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.template import engines
from django.utils import timezone, translation

from leeward.web import times

Row = Sequence[Any]


class Part:
    """The macro `name` of `templates/<template>.html`; `moments` are the places in a row of the moments it names,
    and `keep` how many parts are kept in all.
    """

    def __init__(self, template: str, name: str, *, moments: Sequence[int], keep: int) -> None:
        self.template, self.name, self.moments, self.keep = f"{template}.html", name, tuple(moments), keep
        self.day: date | None = None
        self.many = 0  # parts on all shelves
        self.kept: dict[tuple[Hashable, ...], dict[Hashable, str]] = {}

    def of(self, rows: Sequence[Row], read: Callable[[list[Row]], list[Any]], *facts: Hashable) -> list[str]:
        """One for each row, in their order. `read` makes of rows what the macro is given, where it has to be asked."""
        today, since = _clock(int(timezone.now().timestamp()) // 10)
        if self.day != today:
            self.day, self.many, self.kept = today, 0, {}
        shelf = (translation.get_language(), *facts)
        kept = self.kept.setdefault(shelf, {})
        keys = self._keys(rows, since)
        parts = [kept.get(key) for key in keys]
        if missing := [place for place, part in enumerate(parts) if part is None]:
            if self.many + len(missing) > self.keep:
                self.many, self.kept = 0, {}
                kept = self.kept.setdefault(shelf, {})
            self.many += len(missing)
            macro: Any = getattr(engines["jinja2"].env.get_template(self.template).module, self.name)  # type: ignore[attr-defined]
            for place, made in zip(missing, read([rows[place] for place in missing]), strict=True):
                kept[keys[place]] = parts[place] = str(macro(made, *facts))
        return parts  # type: ignore[return-value]  # none is missing any more

    def _keys(self, rows: Sequence[Row], since: Any) -> list[Hashable]:
        """The rows themselves; beside one whose moment was just now stands which."""
        keys = list(rows)
        for at in self.moments:
            keys = [
                (key, at) if (moment := row[at]) is not None and moment > since else key
                for key, row in zip(keys, rows, strict=True)
            ]
        return keys  # type: ignore[return-value]  # a row is a tuple


@lru_cache(maxsize=1)
def _clock(_tens_of_seconds: int) -> tuple[date, Any]:
    """(the day, since when everything was just now: a moment as this database gives it), worked out now and then."""
    moment = timezone.now() - times.LATELY
    return times.today(), connection.ops.adapt_datetimefield_value(moment)
