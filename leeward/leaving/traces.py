"""After words were erased: what a database keeps of them for a while by itself, goes too.

SQLite writes zeros over what was deleted (`secure_delete` in the settings). Two places remain: pieces of the index of
words, until they are merged, and the log of the latest changes beside the database file, until it is written back and
emptied. PostgreSQL keeps an old row until VACUUM lets its room be used again. This does all of these.
"""

import logging
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from leeward.jobs import queue
from leeward.search import index

AGAIN = timedelta(minutes=2)  # where somebody is reading in that moment, the log cannot be emptied
# The tables in which words rest that people erase.
TABLES = (
    *("boards_post", "boards_revision", "boards_topic", "boards_castentry", "boards_quoting", "drafts_draft"),
    *("drafts_version", "members_member", "members_alias", "search_words", "jobs_job"),
    *("conversations_conversation", "conversations_message", "conversations_version", "conversations_report"),
    *("moderation_report", "moderation_decision", "moderation_appeal", "moderation_casenote"),
)

log = logging.getLogger("leeward.leaving")


def wipe_traces(detail: dict[str, Any]) -> None:
    """Once the job is done and gone: none of this can be done inside a transaction."""
    transaction.on_commit(wipe)


def wipe() -> None:
    """Now. What cannot be done in this moment is put off."""
    try:
        index.merge_out()
        is_done = _vacuum() if connection.vendor == "postgresql" else _empty_the_log()
    except DatabaseError as wrong:
        log.warning("traces of erased words wait: %s", type(wrong).__name__)
        is_done = False
    if not is_done:
        queue.put_once("wipe_traces", due_at=timezone.now() + AGAIN)


def _vacuum() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(TABLES)}")
    return True


def _empty_the_log() -> bool:
    """Write everything back into the database file, and leave the log with no byte. False: somebody was reading."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_pages = cursor.fetchone()
    return not busy
