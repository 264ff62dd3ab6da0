"""Lists that name people read of each no more than a line shows."""

from typing import Any, TypeVar

from django.db.models import QuerySet

from leeward.members.models import Member

SHOWN = {"id", "name", "ref"}
NOT_SHOWN = [field.name for field in Member._meta.concrete_fields if field.name not in SHOWN]

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


def with_names(rows: Rows, *paths: str) -> Rows:
    """Each row with these members, by their names and refs alone: a row of a member has some thirty columns."""
    return rows.select_related(*paths).defer(*(f"{path}__{name}" for path in paths for name in NOT_SHOWN))
