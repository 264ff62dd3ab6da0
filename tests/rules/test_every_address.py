"""Who gets which answer where: every address, every kind of person. An address without a row fails.

200 a page; 302 moved on (to sign in, to the waiting page, or to where the button leads); 303 left; 403 may not, and
the page says why; 404 nothing there for this person; 422 a form given back with what is wrong; 204 noted; 400 no form
of ours. What a stranger posts as a text gets 403 and the text back: only a form opened while signed in is parked.
"""

import pytest

from tests.cast import Cast
from tests.rules.addresses import PEOPLE, Place, name_of, patterns

# method, name, arguments, form |
#     stranger, ash (new), rowan (of some years, author), briar (waits), wren (moderator), linden (administrator)
ROWS = """
GET  front                            | 200 200 200 302 200 200
GET  new                              | 302 200 200 302 200 200
GET  mine                             | 302 200 200 302 200 200
POST mark_all_read                    | 302 302 302 302 302 302
GET  health                           | 200 200 200 200 200 200

GET  leave                            | 303 303 303 303 303 303
POST leave                            | 303 303 303 303 303 303
GET  leaving_help                     | 200 200 200 200 200 200
GET  leaving_practice                 | 302 200 200 302 200 200
GET  here                             | 200 200 200 200 200 200
POST stay                             | 200 200 200 200 200 200
GET  me_leaving                       | 302 200 200 302 200 200
POST me_leaving                       | 302 302 302 302 302 302
GET  help_lines                       | 200 200 200 200 200 200
GET  house_leaving                    | 302 403 403 302 403 200
POST house_leaving                    | 302 403 403 302 403 422
GET  house_help_lines                 | 302 403 403 302 403 200
POST house_help_lines                 | 302 403 403 302 403 422
GET  house_help_line line             | 302 403 403 302 403 200
POST house_help_line line             | 302 403 403 302 403 422

GET  join                             | 200 302 302 302 302 302
POST join                             | 422 302 302 302 302 302
GET  waiting                          | 302 302 302 200 302 302
GET  sign_in                          | 200 302 302 302 302 302
POST sign_in                          | 422 422 422 302 422 422
POST sign_out                         | 302 302 302 302 302 302
GET  recover                          | 200 200 200 302 200 200
POST recover                          | 422 422 422 302 422 422

GET  passkey_sign_in                  | 200 302 302 302 302 302
POST passkey_sign_in                  | 422 422 422 302 422 422
GET  ask_back                         | 200 200 200 302 200 200
POST ask_back                         | 422 422 422 302 422 422
GET  come_back                        | 200 200 200 302 200 200
POST come_back                        | 422 422 422 302 422 422

GET  me                               | 302 200 200 302 200 200
POST me                               | 302 422 422 302 422 422
GET  me_stand_ins                     | 302 200 200 302 200 200
POST me_stand_ins                     | 302 422 422 302 422 422
GET  me_name                          | 302 200 200 302 200 200
POST me_name                          | 302 422 422 302 422 422
GET  me_passphrase                    | 302 200 200 302 200 200
POST me_passphrase                    | 302 422 422 302 422 422
GET  me_codes                         | 302 200 200 302 200 200
POST me_codes                         | 302 422 422 302 422 422
GET  me_keys                          | 302 200 200 302 200 200
GET  me_code_app                      | 302 200 200 302 200 200
POST me_code_app remove=yes           | 302 200 200 302 200 200
GET  me_passkey                       | 302 200 200 302 200 200
POST me_passkey answer=x              | 302 200 200 302 200 200
POST me_key m remove=yes              | 302 200 200 302 200 200
GET  me_sessions                      | 302 200 200 302 200 200
POST end_session m                    | 302 302 302 302 302 302
GET  promise p                        | 302 403 200 302 403 403
POST promise p note=x                 | 302 403 302 302 403 403
GET  owed                             | 302 200 200 302 200 200
GET  owed_aside                       | 302 200 200 302 200 200
GET  still_open                       | 302 200 200 302 200 200
GET  one_owed owed                    | 302 404 200 302 404 404
POST one_owed owed do=let_go          | 302 404 302 302 404 404
GET  first_replies                    | 302 200 200 302 200 200
GET  waits                            | 302 200 200 302 200 200
POST answering alone-t do=take        | 302 302 403 302 302 302
POST answering t do=let_go            | 302 302 302 302 302 302
POST answering t                      | 302 400 400 302 400 400
GET  sign p                           | 302 200 403 302 200 200
POST sign p says=with                 | 302 302 403 302 302 302
GET  notices                          | 302 200 200 302 200 200
POST notices_seen                     | 302 302 302 302 302 302
GET  me_notices                       | 302 200 200 302 200 200
POST me_notices tell=answered         | 302 302 302 302 302 302
GET  following                        | 302 200 200 302 200 200
POST follow_topic t what=all          | 302 302 302 302 302 302
GET  me_mail                          | 302 200 200 302 200 200
POST mail_address address=x           | 302 200 200 302 200 200
POST mail_code                        | 302 422 422 302 422 422
POST mail_choices                     | 302 200 200 302 200 200
GET  recover_by_mail                  | 200 200 200 302 200 200
POST recover_by_mail                  | 422 422 422 302 422 422
GET  leaving_someone                  | 302 200 200 302 200 200
POST leaving_someone                  | 302 422 422 302 422 422
GET  my_words                         | 302 200 200 302 200 200
POST my_words form=text               | 302 200 200 302 200 200
GET  asked_back                       | 302 200 200 302 200 200
POST asked_back                       | 302 302 302 302 302 302
POST end_other_sessions               | 302 302 302 302 302 302
GET  member m                         | 302 200 200 302 200 200
GET  member_posts m                   | 302 404 404 302 404 404
GET  member_posts listing             | 302 200 200 302 200 200
GET  me_aliases                       | 302 200 200 302 200 200
GET  block m                          | 302 200 403 302 403 403
POST block m                          | 302 302 403 302 403 403
POST unblock m                        | 302 302 302 302 302 302
GET  me_blocked                       | 302 200 200 302 200 200

GET  house_members                    | 302 403 403 302 200 200
POST house_members                    | 302 403 403 302 422 422
GET  house_member m                   | 302 403 403 302 200 200
POST admit waiting                    | 302 403 403 302 302 302
POST decline waiting                  | 302 403 403 302 302 302
POST approval m                       | 302 403 403 302 302 302
POST role m role=moderator            | 302 403 403 302 403 302
POST member_circles m                 | 302 403 403 302 403 302
POST account m                        | 302 403 403 302 403 302
GET  house_asked_back                 | 302 403 403 302 200 200
GET  house_asked asked                | 302 403 403 302 200 200
POST house_asked asked                | 302 403 403 302 422 422
GET  house_circles                    | 302 403 403 302 403 200
POST house_circles                    | 302 403 403 302 403 422
GET  house_circle circle              | 302 403 403 302 403 200
POST house_circle circle              | 302 403 403 302 403 422
GET  house_invitations                | 302 403 403 302 200 200
POST house_invitations                | 302 403 403 302 200 200
POST withdraw_invitation invitation   | 302 403 403 302 302 302

GET  rules                            | 200 200 200 200 200 200
GET  short_forms                      | 200 200 200 302 200 200
GET  house                            | 302 403 403 302 403 200
POST house                            | 302 403 403 302 403 422
GET  house_rules                      | 302 403 403 302 403 200
POST house_rules                      | 302 403 403 302 403 302
GET  house_short_forms                | 302 403 403 302 403 200
POST house_short_forms                | 302 403 403 302 403 422
GET  house_short_form form            | 302 403 403 302 403 200
POST house_short_form form            | 302 403 403 302 403 422

GET  search                           | 302 200 200 302 200 200
POST search                           | 302 422 422 302 422 422
POST search q=quiet                   | 302 200 200 302 200 200

GET  drafts                           | 302 200 200 302 200 200
GET  draft draft                      | 302 404 200 302 404 404
POST keep_draft                       | 400 400 400 302 400 400
POST meanwhile                        | 400 400 400 302 400 400
POST go_on                            | 403 403 403 302 403 403
POST discard_draft draft              | 302 404 302 302 404 404
POST take_version draft version=1     | 302 404 302 302 404 404
POST move_draft draft                 | 302 404 403 302 404 404
POST settle_draft draft               | 302 404 400 302 404 404

GET  begin m                          | 302 200 403 302 200 403
POST begin m                          | 403 422 422 302 422 422
GET  conversations                    | 302 200 200 302 200 200
GET  write_to                         | 302 200 200 302 200 200
POST write_to                         | 302 422 422 302 422 422
POST write_to name=wren               | 302 302 302 302 302 302
GET  search_messages                  | 302 200 200 302 200 200
POST search_messages                  | 302 422 422 302 422 422
POST search_messages q=quiet          | 302 200 200 302 200 200
GET  conversation c                   | 302 404 200 302 404 404
GET  conversation request             | 302 404 200 302 404 404
GET  conversation_at c 1              | 302 404 200 302 404 404
GET  write_message c                  | 302 404 200 302 404 404
GET  write_message request            | 302 404 403 302 404 404
POST write_message c                  | 403 404 422 302 404 404
POST answer_request request do=accept | 302 404 302 302 404 404
POST answer_request request           | 302 404 400 302 404 404
GET  leave_conversation c             | 302 404 200 302 404 404
POST leave_conversation c             | 302 404 302 302 404 404
GET  report_messages c                | 302 404 200 302 404 404
POST report_messages c do=send        | 302 404 422 302 404 404
GET  message message                  | 302 302 302 302 404 404
GET  message_passage message 1        | 302 302 302 302 404 404
GET  message_passages message         | 302 200 200 302 404 404
GET  edit_message message             | 302 403 200 302 404 404
POST edit_message message             | 403 403 422 302 404 404
GET  message_versions message         | 302 404 200 302 404 404
GET  take_back message                | 302 403 200 302 404 404
POST take_back message                | 302 403 302 302 404 404
GET  me_looks                         | 302 200 200 302 200 200
GET  house_message_reports            | 302 403 403 302 200 200
GET  house_message_report report      | 302 403 403 302 200 200
POST house_message_report report      | 302 403 403 302 422 422
POST house_message_report report reason=x | 302 403 403 302 200 200
POST house_message_report report do=settle | 302 403 403 302 403 403

GET  attachment picture               | 404 200 200 302 200 200
GET  attachment open-picture          | 200 200 200 302 200 200
GET  attachment draft-picture         | 404 404 200 302 404 404

GET  board b                          | 404 200 200 302 200 200
GET  board open-b                     | 200 200 200 302 200 200
POST mark_board_read b                | 302 302 302 302 302 302
GET  new_topic b                      | 302 200 200 302 200 200
POST new_topic b                      | 403 422 422 302 422 422
POST new_topic open-b title=T&body=B  | 403 302 302 302 302 302
GET  topic t                          | 404 200 200 302 200 200
GET  topic open-t                     | 200 200 200 302 200 200
GET  topic_at t 1                     | 404 200 200 302 200 200
GET  topic_unread t                   | 302 302 302 302 302 302
GET  topic_next t                     | 302 302 302 302 302 302
GET  topic_previous t                 | 302 302 302 302 302 302
GET  topic_print t                    | 404 200 200 302 200 200
GET  topic_print_at t 1               | 404 200 200 302 200 200
GET  reply t                          | 302 200 200 302 200 200
POST reply t                          | 403 422 422 302 422 422
GET  cast t                           | 302 403 200 302 403 403
POST cast t                           | 302 403 302 302 403 403
GET  wanted t                         | 302 403 200 302 403 403
POST wanted t wanted=listen           | 302 403 302 302 403 403
POST keep_topic t do=lock             | 302 403 403 302 302 302
POST position t seen=1&number=1&passage=1 | 302 204 204 302 204 204
GET  seen t 1                         | 302 200 200 302 200 200
GET  post p                           | 404 302 302 302 302 302
GET  post_passage p 1                 | 404 302 302 302 302 302
GET  post open-p                      | 302 302 302 302 302 302
GET  passages p                       | 404 200 200 302 200 200
GET  edit p                           | 302 403 200 302 403 403
POST edit p                           | 403 403 422 302 403 403
GET  versions p                       | 302 404 200 302 404 404
POST strike_version p                 | 302 404 404 302 404 404
GET  my_posts                         | 302 200 200 302 200 200
GET  erase_me                         | 302 200 200 200 200 200
POST erase_me posts=erase             | 302 200 200 200 200 200
GET  going                            | 302 302 302 302 302 302
POST stop_going                       | 302 302 302 302 302 302
GET  strike_post p                    | 302 404 200 302 404 404
POST strike_post p                    | 302 404 422 302 404 404
POST strike_post p phrase=quiet       | 302 404 200 302 404 404
GET  strike_story t                   | 302 404 200 302 404 404
POST strike_story t                   | 302 404 422 302 404 404
GET  taken_down                       | 302 200 200 302 200 200
GET  my_post p                        | 302 404 200 302 404 404
GET  my_story t                       | 302 404 200 302 404 404
POST take_down p                      | 302 404 302 302 404 404
POST put_back p                       | 302 404 302 302 404 404
POST decide_post p                    | 302 404 400 302 404 404
POST take_story_down t                | 302 404 302 302 404 404
POST put_story_back t                 | 302 404 302 302 404 404
POST decide_story t                   | 302 404 400 302 404 404
GET  house_boards                     | 302 403 403 302 403 200
GET  house_group_new                  | 302 403 403 302 403 200
POST house_group_new                  | 302 403 403 302 403 422
GET  house_group group                | 302 403 403 302 403 200
POST house_group group                | 302 403 403 302 403 422
GET  house_board_new                  | 302 403 403 302 403 200
POST house_board_new                  | 302 403 403 302 403 422
GET  house_board b                    | 302 403 403 302 403 200
POST house_board b                    | 302 403 403 302 403 422
"""

# What somebody who is not signed in may open. Boards, topics and posts only where a board is open to everyone; the
# last line asks by itself who is there, because the session may have ended while somebody was writing.
OPEN = """
front health leave leaving_help here stay help_lines join sign_in passkey_sign_in sign_out recover ask_back
come_back recover_by_mail rules short_forms
board topic topic_at topic_print topic_print_at post post_passage passages
new_topic reply edit begin write_message edit_message keep_draft meanwhile go_on attachment
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
