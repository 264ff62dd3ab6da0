"""The index on PostgreSQL: one tsvector per standing post in a table of its own, found by a GIN index.

The words are folded and spaced by `search_fold` before PostgreSQL's parser sees them, so that neither the database's
locale nor its ideas about addresses and file names change what is found. English endings are taken off, but no word
is left out: "to be or not to be" can be found. Facts stand in capitals ("B3" board, "A7" author, "Y2024"), which no
folded word does.
"""

# ruff: noqa: S608 (nothing in these statements comes from outside this file)

import hashlib

from leeward.search import folding

TABLE = "search_words"
SPACE = "".join(  # ASCII and other signs that are no letters, as the inside of a character class
    f"\\u{first:04x}-\\u{last:04x}"
    for first, last in (
        (0x0001, 0x002F), (0x003A, 0x0040), (0x005B, 0x0060), (0x007B, 0x00A9), (0x00AB, 0x00B1),
        (0x00B4, 0x00B4), (0x00B6, 0x00B8), (0x00BB, 0x00BB), (0x00BF, 0x00BF), (0x00D7, 0x00D7),
        (0x00F7, 0x00F7), (0x060C, 0x060C), (0x061B, 0x061F), (0x066A, 0x066D), (0x06D4, 0x06D4),
        (0x0964, 0x0965), (0x2000, 0x206F), (0x20A0, 0x20C0), (0x2190, 0x2BFF), (0x2E00, 0x2E7F),
        (0x3000, 0x3004), (0x3008, 0x3020), (0x3030, 0x3030), (0xFE10, 0xFE6F), (0xFF01, 0xFF0F),
    )
)  # fmt: skip

# Entries stay in their row, uncompressed, up to 8 kB: fetching them from elsewhere doubled the time of a search.
CREATE_TABLE = (
    f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, {TABLE} tsvector NOT NULL) WITH (toast_tuple_target = 8160)"
)
DROP_TABLE = f"DROP TABLE IF EXISTS {TABLE}"
_CREATE_INDEX = f"CREATE INDEX search_words_found ON {TABLE} USING gin ({TABLE})"

_CONFIGURATION = [
    "CREATE TEXT SEARCH DICTIONARY search_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION search_english (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION search_english ALTER MAPPING FOR asciiword, word WITH search_stem",
]


def _escaped(ranges: folding.Ranges) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _create_fold() -> str:
    """The same as `folding.fold` on a whole text, with spaces for every sign and around letters that stand alone.

    lower() with ICU's rules: under a C locale PostgreSQL's own would know a to z only.
    """
    same, instead = "".join(folding.SAME_LETTERS), "".join(folding.SAME_LETTERS.values())
    parts = f"normalize(translate(t, '{same}', '{instead}'), NFD)"
    plain = f"regexp_replace({parts}, '([A-Za-z])[\\u0300-\\u036f]+', '\\1', 'g')"
    whole = f"normalize(regexp_replace({plain}, '[{_escaped(folding.OPTIONAL_SIGNS)}]', '', 'g'), NFC)"
    words = f"regexp_replace({whole}, '[{SPACE}]+', ' ', 'g')"
    alone, signs = _escaped(folding.SPACELESS), _escaped(folding.SPACELESS_SIGNS)
    spaced = f"regexp_replace({words}, '([{alone}][{signs}]*)', ' \\1 ', 'g')"
    ascii_only = f"regexp_replace(t, '[{SPACE}]+', ' ', 'g')"
    return f"""
CREATE FUNCTION search_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(t) = length(t) THEN lower({ascii_only})
    ELSE lower({spaced} COLLATE "und-x-icu") END
$$"""


_CREATE_VIEW = """
CREATE VIEW search_source AS
SELECT p.id AS post_id, p.topic_id, p.number,
  setweight(to_tsvector('search_english', search_fold(CASE WHEN p.number = 1 THEN t.title ELSE '' END)), 'A')
  || to_tsvector('search_english', search_fold(p.plain))
  || array_to_tsvector(array_remove(ARRAY['B' || t.board_id, 'A' || p.author_id,
       'Y' || to_char(p.written_at AT TIME ZONE 'UTC', 'YYYY')], NULL)) AS words
FROM boards_post p JOIN boards_topic t ON t.id = p.topic_id
WHERE p.taken_down_at IS NULL
"""

_PUT_IN = f"INSERT INTO {TABLE} (rowid, {TABLE}) SELECT post_id, words FROM search_source"
_AGAIN = f"ON CONFLICT (rowid) DO UPDATE SET {TABLE} = excluded.{TABLE}"
_FOLLOWED = ("plain", "taken_down_at", "number", "topic_id", "author_id", "written_at")
_CHANGED = " OR ".join(f"old.{column} IS DISTINCT FROM new.{column}" for column in _FOLLOWED)
_OF_TOPIC = "topic_id = new.id AND (number = 1 OR old.board_id IS DISTINCT FROM new.board_id)"

_FUNCTIONS = {
    "search_follow_post": f"{_PUT_IN} WHERE post_id = new.id {_AGAIN}; "
    f"IF new.taken_down_at IS NOT NULL THEN DELETE FROM {TABLE} WHERE rowid = new.id; END IF;",
    "search_forget_post": f"DELETE FROM {TABLE} WHERE rowid = old.id;",
    "search_forget_all": f"TRUNCATE {TABLE};",
    "search_follow_topic": f"{_PUT_IN} WHERE {_OF_TOPIC} {_AGAIN};",
}
_TRIGGERS = {
    "search_post_added": "AFTER INSERT ON boards_post FOR EACH ROW EXECUTE FUNCTION search_follow_post()",
    "search_post_changed": f"AFTER UPDATE OF {', '.join(_FOLLOWED)} ON boards_post FOR EACH ROW "
    f"WHEN ({_CHANGED}) EXECUTE FUNCTION search_follow_post()",
    "search_post_gone": "AFTER DELETE ON boards_post FOR EACH ROW EXECUTE FUNCTION search_forget_post()",
    "search_posts_gone": "AFTER TRUNCATE ON boards_post EXECUTE FUNCTION search_forget_all()",
    "search_topic_changed": "AFTER UPDATE OF title, board_id ON boards_topic FOR EACH ROW "
    "WHEN (old.title IS DISTINCT FROM new.title OR old.board_id IS DISTINCT FROM new.board_id) "
    "EXECUTE FUNCTION search_follow_topic()",
}


def _create_functions() -> list[str]:
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
        for name, body in _FUNCTIONS.items()
    ]


def install() -> list[str]:
    """What makes the triggers, in order. The table must be there. The last line says which definitions these are."""
    made = [*_CONFIGURATION, _create_fold(), _CREATE_VIEW, *_create_functions()]
    made += [f"CREATE TRIGGER {name} {rest}" for name, rest in _TRIGGERS.items()]
    return [*made, f"COMMENT ON VIEW search_source IS '{_digest(made)}'"]


def _digest(made: list[str]) -> str:
    return hashlib.sha256("\n".join([CREATE_TABLE, _CREATE_INDEX, *made]).encode()).hexdigest()


def wanted() -> dict[str, str]:
    """{name: what it stands for}, as `STANDING` gives them when all is in place."""
    return {TABLE: "", **dict.fromkeys(_TRIGGERS, ""), "search_source": _digest(install()[:-1])}


def remove() -> list[str]:
    """Triggers go with their functions."""
    return [
        *(f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in _FUNCTIONS),
        "DROP VIEW IF EXISTS search_source",
        "DROP FUNCTION IF EXISTS search_fold(text)",
        "DROP TEXT SEARCH CONFIGURATION IF EXISTS search_english",
        "DROP TEXT SEARCH DICTIONARY IF EXISTS search_stem",
    ]


def fill() -> list[str]:
    """Everything anew; the GIN index is built at the end, once."""
    return [DROP_TABLE, CREATE_TABLE, f"{_PUT_IN} ORDER BY post_id", _CREATE_INDEX, f"ANALYZE {TABLE}"]


# What stands; the view carries the digest of the definitions it was made with.
STANDING = (
    "SELECT tgname::text, '' FROM pg_trigger "
    "WHERE tgrelid IN (to_regclass('boards_post'), to_regclass('boards_topic')) AND starts_with(tgname, 'search_') "
    "UNION ALL SELECT 'search_source', obj_description(to_regclass('search_source')) "
    f"UNION ALL SELECT '{TABLE}', '' WHERE to_regclass('{TABLE}') IS NOT NULL"
)

DRIFT = {
    "stray": f"SELECT count(*) FROM {TABLE} c LEFT JOIN search_source s ON s.post_id = c.rowid WHERE s.post_id IS NULL",
    "missing": f"SELECT count(*) FROM search_source s LEFT JOIN {TABLE} c ON c.rowid = s.post_id WHERE c.rowid IS NULL",
    "stale": f"SELECT count(*) FROM search_source s JOIN {TABLE} c ON c.rowid = s.post_id WHERE c.{TABLE} <> s.words",
}
INTEGRITY = ""
MERGE = ("", "")  # an entry that was taken out is gone whole; its room is used again after a VACUUM
