"""The index as the ORM sees it: a table whose one column is asked whether it matches."""

from typing import Any

from django.db import models
from django.db.models.lookups import Lookup


class Matched(models.Field):  # type: ignore[type-arg]
    """SQLite's hidden column of the whole FTS5 table; PostgreSQL's tsvector."""

    def get_prep_value(self, value: Any) -> Any:
        return value


@Matched.register_lookup
class Matches(Lookup):
    """`words__matches=(words, facts)`: in the engine's own language, made by `leeward.search.asking` only."""

    lookup_name = "matches"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} MATCH %s", [*params, self.rhs[0]]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        words, facts = self.rhs
        found, asked = "to_tsquery('search_english', %s)", [*params, words]
        if facts:
            found, asked = f"({found} && %s::tsquery)", [*asked, facts]
        return f"{column} @@ {found}", asked


class Entry(models.Model):
    """One standing post's words. The table belongs to `leeward.search.index`, which puts it in and fills it."""

    post_id = models.BigIntegerField(primary_key=True, db_column="rowid")
    words = Matched(db_column="search_words")

    class Meta:
        managed = False
        db_table = "search_words"
