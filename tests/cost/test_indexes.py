"""No index stands twice: each costs every writer, and PostgreSQL may choose the one that finds more than it should."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model, UniqueConstraint

from leeward.boards import lists
from leeward.members import sight
from tests.cast import Cast

OURS = [model for model in apps.get_models() if model.__module__.startswith("leeward.")]


@pytest.mark.parametrize("model", OURS, ids=[model._meta.label for model in OURS])
def test_no_key_has_an_index_that_another_begins_with(model: type[Model]) -> None:
    whole = [index.fields for index in model._meta.indexes if index.condition is None]
    once = [c.fields for c in model._meta.constraints if isinstance(c, UniqueConstraint) and c.condition is None]
    begun = {fields[0].removeprefix("-") for fields in [*whole, *once, *model._meta.unique_together] if fields}
    alone = {field.name for field in model._meta.local_fields if getattr(field, "db_index", False) and not field.unique}
    assert not alone & begun


def test_topics_with_news_are_counted_in_their_index_alone(cast: Cast) -> None:
    """SQLite says so in its plan; PostgreSQL decides by what it holds."""
    sight.block(by=cast.ash, other=cast.briar)
    cast.ash.refresh_from_db()
    for viewer in (cast.rowan, cast.ash, cast.wren):
        plan = lists._boards.build(viewer).explain()
        if connection.vendor == "sqlite":
            assert plan.count("COVERING INDEX topic_by_activity") == plan.count("INDEX topic_by_activity") == 2, plan
