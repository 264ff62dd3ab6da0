"""Who gets which answer where: every address, every kind of person. An address without a row fails.

200 a page; 302 moved on (to sign in, to the waiting page, or to where the button leads); 303 left; 403 may not, and
the page says why; 404 nothing there for this person; 422 a form given back with what is wrong; 204 noted; 400 no form
of ours. What a stranger posts as a text gets 403 and the text back: only a form opened while signed in is parked.
"""

from pathlib import Path

import pytest

from tests.cast import Cast
from tests.rules.addresses import PEOPLE, Place, name_of, patterns

ROWS = "\n".join(
    line for line in (Path(__file__).parent / "who_may.txt").read_text().splitlines() if not line.startswith("#")
)

# What somebody who is not signed in may open. Boards, topics and posts only where a board is open to everyone; the
# last line asks by itself who is there, because the session may have ended while somebody was writing.
OPEN = """
front health metrics leave leaving_help here stay help_lines join sign_in passkey_sign_in sign_out recover ask_back
come_back recover_by_mail rules rules_version rules_versions house_rules short_forms how_long
report report_page reports fair_hands contact legal_notice law_answer law_enter law_entry
board topic topic_at topic_print topic_print_at post post_passage passages story story_at in_story
report_messages case_note
one_bookmark new_topic reply edit recap begin write_message edit_message appeal keep_draft meanwhile go_on attachment
me_check_in
"""

Row = tuple[str, str, list[str], str, list[int]]


def rows() -> list[Row]:
    """(method, name, arguments, form, statuses) of each line."""
    found = []
    for line in filter(None, ROWS.splitlines()):
        what, _, answers = line.partition("|")
        method, name, *words = what.split()
        form = words.pop() if words and "=" in words[-1] else ""
        found.append((method, name, words, form, [int(status) for status in answers.split()]))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("row", rows(), ids=lambda row: " ".join([row[0], row[1], *row[2], row[3]]))
def test_each_person_gets_the_answer_that_the_table_says(row: Row, cast: Cast) -> None:
    method, name, arguments, form, expected = row
    place = Place(cast)
    answers = place.statuses(method, place.address(name, arguments), form)
    assert dict(zip(PEOPLE, answers, strict=True)) == dict(zip(PEOPLE, expected, strict=True))


def test_every_address_has_a_row() -> None:
    assert {name_of(pattern) for pattern in patterns()} == {name for _, name, *_ in rows()}


def test_only_these_pages_are_open_to_strangers() -> None:
    found = {name_of(pattern) for pattern in patterns() if not getattr(pattern.callback, "login_required", True)}
    assert found == set(OPEN.split())
