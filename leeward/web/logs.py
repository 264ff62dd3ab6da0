"""What the log says, in one shape for everything: when, how bad, which view, what kind of failure, where in the code.

Nothing of what anybody wrote, no name, no address of a page or a person, no number that could be joined to one. So a
record of ours is said as it stands, and of everybody else's (Django's, a library's) only where it came from and how bad
it is: their sentences are made of paths, values and names. The same holds for the sentence of an exception: "value too
long: ..." would be somebody's words. What failed is told by its kind, its code, and the places it went through.
"""

from __future__ import annotations

import errno
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

OURS = ("leeward.", "_granian")  # whose sentences hold nobody's words; `tests/web/test_logs.py` feeds the odd ones
HERE = Path(__file__).resolve().parent.parent.parent
DEEP = 12  # places of a failure; the innermost matter

# What says too much about whoever asks, whether in a log or a figure: all of it goes by one name.
TELLING = ("leeward.shelter.", "leeward.leaving.", "leeward.care.", "leeward.moderation.report_views")

Facts = dict[str, Any]


def facts_of(record: logging.LogRecord) -> Facts:
    """What may be said of a record, in the order in which it is read."""
    facts: Facts = {
        "time": datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "level": record.levelname,
        "from": record.name,
    }
    facts |= getattr(record, "page", None) or _asked(record)
    if record.name.startswith(OURS) and not hasattr(record, "page"):
        facts["said"] = record.getMessage()
    if record.exc_info and record.exc_info[1] is not None:
        facts |= _failed(record.exc_info[1])
    return facts


def view_of(request: Any) -> str:
    """The view's name; "quiet" for those that would tell something of whoever asked, "none" where there was no view."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "none"
    return "quiet" if match.func.__module__.startswith(TELLING) else match.view_name


def _asked(record: logging.LogRecord) -> Facts:
    """Django's own records of requests: the view's name and the status, and not the path, which they are made of."""
    request, status = getattr(record, "request", None), getattr(record, "status_code", None)
    return {"view": view_of(request), "status": status} if isinstance(status, int) else {}


def _failed(wrong: BaseException) -> Facts:
    """The kind of failure, what the system or database calls it, and where."""
    facts: Facts = {"failed": type(wrong).__name__}
    cause = wrong.__cause__ or wrong
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    if code is None and isinstance(cause, OSError) and cause.errno:
        code = errno.errorcode.get(cause.errno)
    if isinstance(code, str):
        facts["code"] = code
    facts["at"] = _places(wrong.__traceback__)[-DEEP:]
    return facts


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        name = path.relative_to(HERE) if path.is_relative_to(HERE / "leeward") else Path(*path.parts[-3:])
        found.append(f"{name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False)


class Plain(logging.Formatter):
    """The same facts as a line to read."""

    def format(self, record: logging.LogRecord) -> str:
        facts = facts_of(record)
        head = [facts.pop("time"), facts.pop("level"), facts.pop("from")]
        said = [facts.pop("said")] if "said" in facts else []
        places = "".join(f"\n    {place}" for place in facts.pop("at", []))
        return " ".join([*head, *said, *(f"{name}={value}" for name, value in facts.items())]) + places
