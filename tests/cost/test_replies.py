"""What posting a reply of 200 words asks of one process: statements, calls of Python functions. With head-room."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.boards.models import Post, Topic
from leeward.cli.measuring import FORM
from leeward.demo.loading import load
from leeward.drafts.tokens import Park
from leeward.members.models import Member
from tests.cost.counting import calls

STATEMENTS = 36  # savepoints too
CALLS = {"sqlite": 3_900, "postgresql": 5_800}  # the library that speaks to PostgreSQL is written in Python


@pytest.mark.django_db
def test_a_reply_asks_for_no_more_than_it_did() -> None:
    load(timezone.now(), posts=300, processes=1)
    rowan, client = Member.objects.get(name="rowan"), Client()
    client.force_login(rowan)
    topic = Topic.objects.visible_to(rowan).filter(locked_at=None).order_by("pk")[0]

    def reply(number: int) -> None:
        """As a browser sends it."""
        answer = client.post(f"/t/{topic.ref}/reply", forms[number], content_type=FORM)
        assert answer.status_code == 302

    forms = [urlencode(form(rowan, topic, number)) for number in range(4)]
    for number in (0, 1):  # at first, queries and templates are made ready
        reply(number)
    with CaptureQueriesContext(connection) as asked:
        reply(2)
    assert len(asked) <= STATEMENTS
    assert calls(lambda: reply(3)) <= CALLS[connection.vendor]
    assert Post.objects.filter(topic=topic, author=rowan, source__startswith="I have been there").count() == 4


def form(member: Member, topic: Topic, number: int) -> dict[str, str]:
    body = f"I have been there, and it took me {number} years. " * 20
    return {"park": Park(member.pk, "reply", topic.ref).token(), "revision": "0", "body": body, "do": "post"}
