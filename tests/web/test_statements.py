"""What `web.statements` writes is what Django writes."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.boards.holding import Answering
from leeward.boards.marks import Subscription
from leeward.boards.models import Post, Topic
from leeward.drafts.models import Draft
from leeward.jobs.models import Job
from leeward.web.statements import change, put_in, store, take_out
from tests import makers
from tests.cast import Cast


def _draft(cast: Cast) -> Draft:
    draft = Draft(member=cast.rowan, once="once")
    draft.aim("reply", "somewhere")
    return draft


def test_a_row_put_in_is_the_row_that_django_saves(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    about = {
        "topic": topic,
        "author": cast.ash,
        "written_at": timezone.now(),
        "source": "50 % “off”\n\\ ' ?",
        "once": None,
    }
    for one, other in [
        (Post(ref="a", number=8, **about), Post(ref="b", number=9, **about)),
        (
            Job(kind="a", detail={"post": 1}, due_at=timezone.now()),
            Job(kind="b", detail={"said": 'ü"'}, due_at=timezone.now()),
        ),
    ]:
        put_in(one)
        other.save()
        assert other.pk == one.pk + 1
        for row in (one, other):
            stored = type(row)._default_manager.get(pk=row.pk)
            assert model_to_dict(stored) == model_to_dict(row), type(row)
        one.save()
        assert type(one)._default_manager.filter(pk=one.pk).count() == 1, "it knows that it stands there"


def test_bytes_and_moments_come_back_as_they_went_in(cast: Cast) -> None:
    draft = _draft(cast)
    put_in(draft)
    draft.posted_at, draft.posted_to, draft.digest = timezone.now(), "/t/somewhere", "digest"
    store(draft, "posted_at", "sealed_address")
    stored = Draft.objects.get()
    assert (stored.target, stored.posted_to, stored.posted_at) == ("somewhere", "/t/somewhere", draft.posted_at)
    assert stored.digest == "", "nothing but what was named"
    stored.delete()
    with pytest.raises(DatabaseError):
        store(draft, "digest")


@pytest.mark.django_db
def test_several_rows_are_one_statement() -> None:
    jobs = [Job(kind=kind, detail={}, due_at=timezone.now()) for kind in ("one", "two")]
    with CaptureQueriesContext(connection) as asked:
        put_in(*jobs)
    assert len(asked) == 1
    assert list(Job.objects.order_by("kind").values_list("kind", "attempts")) == [("one", 0), ("two", 0)]


def test_a_row_that_stands_there_already(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    put_in(Subscription(member=cast.ash, topic=topic, what="nothing", since=timezone.now()))
    put_in(Subscription(member=cast.ash, topic=topic, since=timezone.now()), unless_there=True)
    assert Subscription.objects.get(member=cast.ash).what == "nothing"
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            put_in(Subscription(member=cast.ash, topic=topic, since=timezone.now()))
        assert connection.needs_rollback, "as after any other statement that failed"
        transaction.set_rollback(True)


def test_rows_are_changed_and_taken_out_by_what_stands_in_them(cast: Cast) -> None:
    one, other = makers.topic(cast.rowan, cast.board), makers.topic(cast.rowan, cast.board)
    for topic in (one, other):
        Answering.objects.create(member=cast.ash, topic=topic, until=timezone.now())
    later = timezone.now()
    assert change(Answering, {"member_id": cast.ash.pk, "topic_id": one.pk}, {"until": later}) == 1
    assert list(Answering.objects.filter(until=later).values_list("topic", flat=True)) == [one.pk]
    assert take_out(Answering, {"member_id": cast.rowan.pk}) == 0
    assert take_out(Answering, {"member_id": cast.ash.pk, "topic_id": one.pk}) == 1
    assert Answering.objects.get().topic == other
    with pytest.raises(TypeError):
        take_out(Topic, {"pk": one.pk})
