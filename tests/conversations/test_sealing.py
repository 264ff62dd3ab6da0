"""Nothing that anybody writes in private rests in clear: every column of every table is read."""

from django.db import connection
from django.test import Client

from leeward.conversations.models import Message
from leeward.moderation.models import Case
from tests.cast import Cast
from tests.conversations.talk import read, requests_of, say
from tests.drafts.sheet import Sheet

WORDS = ("heliotrope", "periwinkle", "saxifrage", "celandine", "valerian", "hellebore", "bergamot", "chicory")


def everything() -> dict[str, bytes]:
    """{table: all its bytes}, as somebody reads them who has the database and not the keys."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            cells = [cell for row in cursor.fetchall() for cell in row]
            found[table] = b"\0".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in cells
            ).lower()
    return found


def test_no_subject_message_draft_version_report_note_or_reason_is_in_clear(cast: Cast) -> None:
    ash, rowan, wren = (cast.client(one) for one in (cast.ash, cast.rowan, cast.wren))
    sheet = Sheet(ash, f"/m/{cast.rowan.ref}/write")
    sheet.keep("A draft about heliotrope", title="On periwinkle")
    sheet.send("A message about saxifrage", title="On periwinkle", revision=str(sheet.base))
    theirs = requests_of(rowan)[0]
    rowan.post(f"/c/{theirs}/answer", {"do": "accept"})
    said = say(rowan, theirs, "An answer about celandine")
    Sheet(rowan, f"/c/message/{said}/edit").send("An answer about valerian")
    mine = _place(ash)
    ash.post(f"/c/{mine}/report", {"wanted": [said, "threat"], "body": "A note on hellebore", "do": "send"})
    wren.post(f"/desk/{Case.objects.get().ref}", {"do": "look", "reason": "Because of bergamot"})
    Sheet(ash, f"/c/{mine}").keep("A half thought about chicory")
    tables = everything()
    assert len(tables) > 20
    assert b"rowan" in tables["members_member"], "this test reads nothing"
    assert not [(word, table) for word in WORDS for table, cells in tables.items() if word.encode() in cells]
    page = read(ash, f"/c/{mine}")
    for word in ("saxifrage", "valerian", "periwinkle", "chicory"):
        assert word in page


def _place(client: Client) -> str:
    return read(client, "/c").partition('href="/c/')[2].partition("topic-title")[2].partition("/c/")[2][:11]


def test_a_message_moved_into_another_row_does_not_open(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    Sheet(ash, f"/m/{cast.rowan.ref}/write").send("For rowan alone, about saxifrage.")
    Sheet(ash, f"/m/{cast.wren.ref}/write").send("For wren.")
    first, second = Message.objects.order_by("pk")
    Message.objects.filter(pk=second.pk).update(sealed=first.sealed)
    page = read(cast.client(cast.wren), f"/c/{requests_of(cast.client(cast.wren))[0]}")
    assert "saxifrage" not in page
    assert "would like to write with you" in page
