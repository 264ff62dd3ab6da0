"""What cannot be done is said in a sentence, and what was typed stands below it."""

from html import unescape

from leeward.members.models import Member
from tests import makers
from tests.cast import Cast
from tests.moderation.hands import case_about, decide, report

REASON = "Two paragraphs,\n\nand nobody wants to write <them> again."


def test_a_reason_that_was_typed_is_given_back_where_it_can_not_be_used_any_more(cast: Cast) -> None:
    post = makers.topic(cast.rowan, cast.board).posts.get()
    report(cast.client(cast.ash), post.ref, "threat")
    wren, case, typed = cast.client(cast.wren), case_about(post.ref), {"do": "hide", "why": REASON}
    decide(cast.client(cast.linden), case, "leave")
    settled = wren.post(f"/desk/{case.ref}/decide", typed)
    gone = wren.post("/desk/11111111111/decide", typed)
    Member.objects.filter(pk=cast.wren.pk).update(role="member")
    no_more = wren.post(f"/desk/{case.ref}/decide", typed)
    assert [refused.status_code for refused in (settled, gone, no_more)] == [403, 404, 403]
    for refused in (settled, gone, no_more):
        page = refused.content.decode()
        assert REASON in unescape(page)
        assert "<them>" not in page
