"""Looking for words in everything that a database keeps: every table, and on SQLite every byte of its files."""

from pathlib import Path

from django.conf import settings
from django.db import connection


def tables_that_hold(*needles: str) -> set[str]:
    """Names of tables in which one of these stands, in any column of any row, small or capital letters alike."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = "\n".join(_text(value) for row in cursor.fetchall() for value in row).casefold()
            if any(needle.casefold() in rows for needle in needles):
                found.add(table)
    return found


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def files() -> list[Path]:
    """SQLite's file, and the log of the latest changes beside it."""
    name = str(connection.settings_dict["NAME"])
    return [path for path in (Path(name), Path(name + "-wal")) if path.exists()]


def files_that_hold(needle: str) -> list[str]:
    """Names of files in which it stands as bytes, as typed or in small letters, as UTF-8 or UTF-16."""
    assert settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    spelt = {needle, needle.lower(), needle.upper()}
    sought = [word.encode(code) for word in spelt for code in ("utf-8", "utf-16-le")]
    return [path.name for path in files() if any(word in path.read_bytes() for word in sought)]
