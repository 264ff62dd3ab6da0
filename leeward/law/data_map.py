"""Which table holds what of whom: every field of every row, by what it is there for (`data_map.txt`, `activities`).

`tests/rules/test_data_map.py` holds that file against the models: whoever adds a field says there what it is for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import BinaryField

NOBODYS = "nobodys"
OPEN_BYTES = frozenset({("members_passkey", "public"), ("alike_story", "vector"), ("alike_story", "leans"),
                        ("alike_story", "themes"), ("alike_passage", "signs")})  # fmt: skip
DIGESTS = frozenset({"password", "digest", "mark", "owner_mark", "receipt", "code", "code_digest"})


@cache
def told() -> dict[str, dict[str, list[str]]]:
    """{activity: {table: fields}}, as the file says."""
    found: dict[str, dict[str, list[str]]] = {}
    lines = (Path(__file__).parent / "data_map.txt").read_text().splitlines()
    activity = ""
    for line in lines:
        if line.startswith("["):
            activity = line.strip("[]")
        elif line and not line.startswith("#"):
            table, _colon, fields = line.partition(":")
            found.setdefault(activity, {})[table] = fields.split()
    return found


def in_the_models() -> dict[str, list[str]]:
    """{table: fields} as the rooms declare them now; the row's own number is left out."""
    return {
        model._meta.db_table: [field.name for field in model._meta.local_fields if field.name != "id"]
        for model in apps.get_models(include_auto_created=True)
    }


@cache
def sealed_fields() -> frozenset[tuple[str, str]]:
    """(table, field) of what rests as bytes that only the key opens."""
    return (
        frozenset(
            (model._meta.db_table, field.name)
            for model in apps.get_models(include_auto_created=True)
            for field in model._meta.local_fields
            if isinstance(field, BinaryField)
        )
        - OPEN_BYTES
    )


def how_it_rests(table: str, fields: list[str]) -> str:
    """The fields of a table; * what is sealed, ° what is kept as a digest only."""
    marks = {name: "*" if (table, name) in sealed_fields() else "°" if name in DIGESTS else "" for name in fields}
    return ", ".join(f"{name}{mark}" for name, mark in marks.items())
