"""The data map of the law pack names every field of every table: nothing about people is kept that it does not say."""

from leeward.clocks.kinds import clock_of
from leeward.law import data_map
from leeward.law.activities import ACTIVITIES
from tests.rules.tree import rows

HOW = "say in leeward/law/data_map.txt what it is there for (below [nobodys] what is about nobody)"


def test_every_field_of_every_table_is_named_with_what_it_is_there_for() -> None:
    told = {table: fields for its in data_map.told().values() for table, fields in its.items()}
    kept = data_map.in_the_models()
    found = [f"{table}.{name}: {HOW}" for table in kept for name in kept[table] if name not in told.get(table, [])]
    found += [
        f"{table}.{name}: is no longer there"
        for table in told
        for name in told[table]
        if name not in kept.get(table, [])
    ]
    assert not found, rows(found)


def test_every_part_of_the_map_has_a_purpose_readers_and_clocks_that_run() -> None:
    assert {one.name for one in ACTIVITIES} | {data_map.NOBODYS} == set(data_map.told())
    found = [f"{one.name}: no clock {name}" for one in ACTIVITIES for name in one.clocks if clock_of(name) is None]
    assert not found, rows(found)
    assert all(str(part) for one in ACTIVITIES for part in (one.why, one.readers, one.goes))
