"""Many rows at once, made by the database itself; and what it says of how a page's queries find theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.members.models import Member
from leeward.moderation.decided import Look, LookOn

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
KINDS = "CASE i %% 5 WHEN 0 THEN 'hide' WHEN 1 THEN 'note' WHEN 2 THEN 'warn' WHEN 3 THEN 'leave' ELSE 'lock' END"
NUMBER = "replace(CAST(1000000000 + i AS text), '0', 'Z')"  # no ref holds a nought
YEARS = 12  # over which decisions are spread, as in an old house


def _ago(unit: str) -> str:
    """A moment so many seconds ago as the expression says."""
    if connection.vendor == "postgresql":
        return f"now() - ({unit}) * interval '1 second'"
    return f"strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', '-' || ({unit}) || ' seconds')"


def decisions(count: int, *, face: int, by: int, others: list[int]) -> None:
    """So many, spread over the years; every hundredth is about `face`, the rest about others."""
    each = YEARS * 365 * 24 * 3600 // count
    whose = f"CASE WHEN i %% 100 = 0 THEN {face} ELSE {others[0]} + i %% {len(others)} END"
    details = "'{}'::jsonb" if connection.vendor == "postgresql" else "'{}'"
    sql = f"""INSERT INTO moderation_decision
        (ref, kind, subject, about_ref, face_id, by_id, at, rule, rules_number, sealed, details, told_at)
        {NUMBERS} SELECT 'd' || {NUMBER}, {KINDS}, 'post', 'p' || {NUMBER}, {whose}, {by},
        {_ago(f"({count} - i) * {each}")}, 'Rule ' || CAST(i %% 7 AS text), 1, %s, {details}, {_ago("0")} FROM n"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [count, b"-"])
        cursor.execute(
            """INSERT INTO moderation_appeal (ref, decision_id, by_id, at, sealed)
            SELECT 'a' || substr(ref, 2), id, face_id, at, %s FROM moderation_decision WHERE id %% 2 = 1""",
            [b""],
        )
        cursor.execute("UPDATE moderation_decision SET kind = 'undo', undoes_id = id - 1 WHERE id %% 50 = 0", [])


def settled(count: int, *, board: int, others: list[int]) -> None:
    """Cases of old, each with one report by nobody and one whom it concerns."""
    sql = f"""INSERT INTO moderation_case
        (ref, subject, about, face_id, board_id, kind, need, is_private, reports_count, opened_at, settled_at)
        {NUMBERS} SELECT 'c' || {NUMBER}, 'post', 'p' || {NUMBER}, {others[0]} + i %% {len(others)}, {board}, 'spam', 2,
        false, 1, {_ago("i * 600 + 600")}, {_ago("i * 600")} FROM n"""
    concerned = "INSERT INTO moderation_concerned (case_id, face_id) SELECT id, face_id FROM moderation_case"
    reports = """INSERT INTO moderation_report (ref, case_id, kind, made_at, sealed)
        SELECT 'r' || substr(ref, 2), id, 'spam', opened_at, %s FROM moderation_case"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [count])
        cursor.execute(concerned)
        cursor.execute(reports, [b""])


def looks(count: int, *, by: Member, on: Member) -> None:
    """So many, one a minute, most of them reviewed; each on one member."""
    now = timezone.now()
    rows = [Look(what="owner", by=by, at=now - timedelta(minutes=n), reviewed_by=by) for n in range(count)]
    for number, row in enumerate(rows):
        row.hold("A court asks.")
        row.reviewed_at = now if number % 50 else None
    made = Look.objects.bulk_create(rows)
    LookOn.objects.bulk_create(LookOn(look=row, face=on) for row in made)


def know_sizes() -> None:
    """What PostgreSQL does by itself now and then; nothing does it on SQLite."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def asked_by(client: Client, address: str) -> list[str]:
    """The statements of one page that is there."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return [query["sql"] for query in asked]


def scans(statements: Iterable[str], table: str) -> list[str]:
    """Of these, the plans that read all of the table."""
    found = []
    for sql in statements:
        if f'FROM "{table}"' not in sql or (not sql.startswith(f'SELECT "{table}"') and 'FROM "house_house"' in sql):
            continue  # the last: what every page asks, where this table is looked into by one ref
        plan = _plan(sql)
        names = {table, *re.findall(rf'"{table}" (?:AS )?"?([A-Z]+\d+)"?', sql)}
        whole = [name for name in names if re.search(rf"SCAN {name}(?! USING)\b", plan)]
        if re.search(rf"Seq Scan on {table}\b", plan) or (whole and not _is_a_page_of_all(sql, plan)):
            found.append(f"{sql}\n{plan}")
    return found


def _is_a_page_of_all(sql: str, plan: str) -> bool:
    """The newest of all there are, by the primary key: it stops after a page."""
    while (bare := re.sub(r"\([^()]*\)", "", sql)) != sql:
        sql = bare
    return " WHERE " not in sql and " LIMIT " in sql and "TEMP B-TREE" not in plan


def _plan(sql: str) -> str:
    how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {sql}".replace("%", "%%"), [])
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
