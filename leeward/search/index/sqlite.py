"""The index on SQLite: FTS5 with a text of its own, so that an entry can always be taken out exactly.

An entry's third column holds facts as words ("b3" board, "a7" author, "y2024"), so that a search by author or year
walks only what fits, however common its words are.
"""

# ruff: noqa: S608 (nothing in these statements comes from outside this file)

from leeward.search import folding

NAMES = (
    ("trigger", "search_post_added"),
    ("trigger", "search_post_changed"),
    ("trigger", "search_post_gone"),
    ("trigger", "search_topic_changed"),
    ("view", "search_source"),
)
TABLE = "search_words"
CHUNK = 300  # characters; taking letters out of a long text one by one would cost its length squared

BEYOND_LATIN = folding.letters_of(((0x0370, 0x1FFF), (0x2E80, 0x3FFFF)))

# Combining signs belong to words (Hindi is made of them); endings and accents do not count.
CREATE_TABLE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, body, facts, "
    "tokenize = \"porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
)
DROP_TABLE = f"DROP TABLE IF EXISTS {TABLE}"


def _folded(text: str) -> str:
    """What `folding.fold` does beyond FTS5's own folding, and spaces around letters that stand alone.

    char(1) stands after such a letter until it is known whether a sign of its own follows (char(2)): no post holds
    either, they are no text.

    Letter by letter (5 microseconds each), and only for a text in which such a letter stands. Asking for all those
    letters costs 0.4 ms a post, so two cheaper questions come first: ASCII only? Nothing beyond Latin and signs?
    """
    alone, optional = folding.letters_of(folding.SPACELESS), folding.letters_of(folding.OPTIONAL_SIGNS)
    signs = folding.letters_of(folding.SPACELESS_SIGNS)
    same, instead = "".join(folding.SAME_LETTERS), "".join(folding.SAME_LETTERS.values())
    return f"""
    CASE WHEN length(CAST({text} AS BLOB)) = length({text}) THEN {text}
    WHEN {text} NOT GLOB '*[{BEYOND_LATIN}]*' THEN {text}
    WHEN {text} GLOB '*[{alone}{optional}{same}]*' THEN (
      WITH RECURSIVE
        chunk(n, piece) AS (
          SELECT 0, substr({text}, 1, {CHUNK}) UNION ALL
          SELECT n + 1, substr({text}, (n + 1) * {CHUNK} + 1, {CHUNK}) FROM chunk
          WHERE (n + 1) * {CHUNK} < length({text})),
        letter(n, i, sign, piece) AS (
          SELECT n, 1, substr(piece, 1, 1), piece FROM chunk UNION ALL
          SELECT n, i + 1, substr(piece, i + 1, 1), piece FROM letter WHERE i < length(piece))
      SELECT replace(replace(replace(group_concat(CASE
          WHEN sign GLOB '[{signs}]' THEN char(2) || sign || char(1)
          WHEN sign GLOB '[{alone}]' THEN ' ' || sign || char(1)
          WHEN sign GLOB '[{optional}]' THEN ''
          WHEN instr('{same}', sign) THEN substr('{instead}', instr('{same}', sign), 1)
          ELSE sign END, ''), char(1, 2), ''), char(2), ''), char(1), ' ')
      FROM (SELECT sign FROM letter ORDER BY n, i))
    ELSE {text} END"""


def _create_view() -> str:
    return f"""CREATE VIEW search_source AS
SELECT p.id AS post_id, p.topic_id AS topic_id, p.number AS number,
  CASE WHEN p.number = 1 THEN {_folded("t.title")} ELSE '' END AS title,
  {_folded("p.plain")} AS body,
  'b' || t.board_id || ' y' || substr(p.written_at, 1, 4) || coalesce(' a' || p.author_id, '') AS facts
FROM boards_post p JOIN boards_topic t ON t.id = p.topic_id
WHERE p.taken_down_at IS NULL"""


_TAKE_OUT = f"DELETE FROM {TABLE} WHERE rowid = old.id;"
_PUT_IN = f"INSERT INTO {TABLE} (rowid, title, body, facts) SELECT post_id, title, body, facts FROM search_source"
_FOLLOWED = ("plain", "taken_down_at", "number", "topic_id", "author_id", "written_at")
_CHANGED = " OR ".join(f"old.{column} IS NOT new.{column}" for column in _FOLLOWED)
_OF_TOPIC = "topic_id = new.id AND (number = 1 OR old.board_id IS NOT new.board_id)"


def _create_triggers() -> list[str]:
    return [
        f"CREATE TRIGGER search_post_added AFTER INSERT ON boards_post BEGIN {_PUT_IN} WHERE post_id = new.id; END",
        f"CREATE TRIGGER search_post_changed AFTER UPDATE OF {', '.join(_FOLLOWED)} ON boards_post "
        f"WHEN {_CHANGED} BEGIN {_TAKE_OUT} {_PUT_IN} WHERE post_id = new.id; END",
        f"CREATE TRIGGER search_post_gone AFTER DELETE ON boards_post BEGIN {_TAKE_OUT} END",
        f"CREATE TRIGGER search_topic_changed AFTER UPDATE OF title, board_id ON boards_topic "
        f"WHEN old.title IS NOT new.title OR old.board_id IS NOT new.board_id BEGIN "
        f"DELETE FROM {TABLE} WHERE rowid IN (SELECT id FROM boards_post WHERE {_OF_TOPIC}); "
        f"{_PUT_IN} WHERE {_OF_TOPIC}; END",
    ]


def install() -> list[str]:
    """What makes the triggers, in order. The table must be there."""
    return [_create_view(), *_create_triggers()]


def remove() -> list[str]:
    return [f"DROP {kind} IF EXISTS {name}" for kind, name in NAMES]


def fill() -> list[str]:
    """Everything anew, in large pieces: a quarter of the time that single entries take."""
    return [
        DROP_TABLE,
        CREATE_TABLE,
        f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('automerge', 0)",
        f"{_PUT_IN} ORDER BY post_id",
        f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('automerge', 4)",
        f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')",
        f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('rank', 'bm25(4.0, 1.0, 0.0)')",
    ]


def wanted() -> dict[str, str]:
    """{name: its definition}, as `STANDING` gives them when all is in place."""
    view, *triggers = install()
    names = [name for kind, name in NAMES if kind == "trigger"]
    return {TABLE: CREATE_TABLE, "search_source": view, **dict(zip(names, triggers, strict=True))}


# The definitions as they stand: SQLite keeps the text of each.
STANDING = f"SELECT name, sql FROM sqlite_master WHERE name LIKE 'search%' AND name NOT LIKE '{TABLE}!_%' ESCAPE '!'"

# Entries without a standing post, standing posts without an entry, and entries that say something else.
DRIFT = {
    "stray": f"SELECT count(*) FROM {TABLE}_content c LEFT JOIN search_source s ON s.post_id = c.id "
    "WHERE s.post_id IS NULL",
    "missing": f"SELECT count(*) FROM search_source s LEFT JOIN {TABLE}_content c ON c.id = s.post_id "
    "WHERE c.id IS NULL",
    "stale": f"SELECT count(*) FROM search_source s JOIN {TABLE}_content c ON c.id = s.post_id "
    "WHERE c.c0 IS NOT s.title OR c.c1 IS NOT s.body OR c.c2 IS NOT s.facts",
}
INTEGRITY = f"INSERT INTO {TABLE} ({TABLE}) VALUES ('integrity-check')"

# All pieces of the index into one, some megabytes at a time: the first step, and the next ones. An entry that was taken
# out is only struck off; its words stay in older pieces until these are merged.
MERGE = tuple(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('merge', {pages})" for pages in (-500, 500))
