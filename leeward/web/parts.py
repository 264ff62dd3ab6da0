"""Parts of a page that come many times on it: what was said of a row lately is said again.

A part is a macro of a template, given a row and a few facts, and nothing else: the same row is the same part, whoever
reads it. So what is kept can show nobody what another may see: the row was asked for them, and says all of it. A row
that is younger than what is said of it ("just now") is said anew each time, and with the day another thing is said.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.template import engines
from django.utils import timezone, translation

from leeward.web import times

Row = Sequence[Any]


class Part:
    """The macro `name` of `templates/<template>.html`; `moment` is the place in a row where it says when."""

    def __init__(self, template: str, name: str, *, moment: int, keep: int) -> None:
        self.template, self.name, self.moment, self.keep = f"{template}.html", name, moment, keep
        self.kept: dict[tuple[Hashable, Row], str] = {}

    def of(self, rows: Sequence[Row], read: Callable[[list[Row]], list[Any]], *facts: Hashable) -> list[str]:
        """One for each row, in their order. `read` makes of rows what the macro is given, where it has to be asked."""
        said_for = (times.today(), translation.get_language(), *facts)
        parts = [self.kept.get((said_for, row)) for row in rows]
        if missing := [place for place, part in enumerate(parts) if part is None]:
            self._make_room(len(missing))
            macro: Any = getattr(engines["jinja2"].env.get_template(self.template).module, self.name)  # type: ignore[attr-defined]
            settled = _settled_before()
            for place, made in zip(missing, read([rows[place] for place in missing]), strict=True):
                part = parts[place] = str(macro(made, *facts))
                if (moment := rows[place][self.moment]) is not None and moment < settled:
                    self.kept[said_for, rows[place]] = part
        return parts  # type: ignore[return-value]  # none is missing any more

    def _make_room(self, needed: int) -> None:
        """Where it has become too much, it begins anew."""
        if len(self.kept) + needed > self.keep:
            self.kept = {}


def _settled_before() -> Any:
    """A moment as this database gives it: of what is older, a page says the same until the day ends."""
    moment: datetime = timezone.now() - times.LATELY
    return connection.ops.adapt_datetimefield_value(moment)
