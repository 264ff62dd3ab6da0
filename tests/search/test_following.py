"""The index says what the posts say, at every moment, whoever changed them and however."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from leeward.boards import actions, taking_down
from leeward.boards.models import Post, Topic
from leeward.search import index
from leeward.search.apps import step_aside
from leeward.search.models import Entry
from tests import makers
from tests.cast import Cast
from tests.search.asking import titles


@pytest.mark.django_db
def test_the_triggers_stand_after_all_migrations() -> None:
    assert index.verify() == index.Drift()
    assert index.ensure() is False


def test_an_edited_post_is_found_by_its_new_words_only(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    actions.edit(by=cast.ash, post=topic.posts.get(), body="A kingfisher.", title="Feathers")
    client = cast.client(cast.rowan)
    assert titles(client, "heron") == titles(client, "birds") == []
    assert titles(client, "kingfisher feathers") == ["Feathers"]
    assert not index.verify()


def test_a_post_taken_back_is_gone_from_the_index_and_may_return(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    post = makers.reply(cast.ash, topic, "A kingfisher.")
    taking_down.take_down(by=cast.ash, post=post)
    assert not Entry.objects.filter(pk=post.pk).exists()
    assert titles(cast.client(cast.rowan), "kingfisher") == []
    taking_down.put_back(by=cast.ash, post=post)
    assert titles(cast.client(cast.rowan), "kingfisher") == ["Birds"]
    assert not index.verify()


def test_a_topic_moved_to_another_board_is_found_there(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    makers.reply(cast.ash, topic, "Another heron.")
    other = makers.board("Elsewhere")
    Topic.objects.filter(pk=topic.pk).update(board=other)
    client = cast.client(cast.rowan)
    assert titles(client, "heron", board=cast.board.ref) == []
    assert titles(client, "heron", board=other.ref) == ["Birds", "Birds"]
    assert not index.verify()


def test_any_way_of_writing_a_post_is_followed(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    now = timezone.now()
    made = Post.objects.bulk_create(
        Post(topic=topic, number=n, author=cast.ash, written_at=now, source="x", plain=f"Wren {n}.") for n in (2, 3, 4)
    )
    assert len(titles(cast.client(cast.rowan), "wren")) == 3
    Post.objects.filter(pk=made[0].pk).update(number=9, written_at=now.replace(year=2011), author=cast.rowan)
    assert titles(cast.client(cast.rowan), "wren", author="rowan", until="2011") == ["Birds"]
    made[1].delete()
    assert len(titles(cast.client(cast.rowan), "wren")) == 2
    assert not index.verify()
    topic.delete()
    assert Entry.objects.count() == 0
    assert not index.verify()


def test_many_posts_may_be_loaded_without_the_index_and_are_found_after(cast: Cast) -> None:
    with index.without_index():
        makers.topic(cast.ash, cast.board, "Birds", "A heron in 北京.")
        assert Entry.objects.count() == 0
    assert not index.verify()
    assert titles(cast.client(cast.rowan), "北京 birds") == ["Birds"]
    with suppress(ZeroDivisionError), index.without_index():
        makers.reply(cast.ash, Topic.objects.get(), "A wren.")
        raise ZeroDivisionError
    assert len(titles(cast.client(cast.rowan), "wren")) == 1


def test_an_index_that_drifted_is_noticed_and_made_anew(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    kept = topic.posts.get()
    lost, stray = makers.reply(cast.ash, topic, "A wren."), makers.reply(cast.ash, topic, "A rook.")
    index.let_go()
    assert index.verify().absent
    Entry.objects.filter(pk=lost.pk).delete()
    Post.objects.filter(pk=stray.pk).delete()
    Post.objects.filter(pk=kept.pk).update(plain="A kingfisher.")
    with connection.cursor() as cursor:
        for statement in index.keeping.engine().install():
            cursor.execute(statement)
    assert index.verify() == index.Drift(stray=1, missing=1, stale=1)
    index.rebuild()
    assert not index.verify()


def test_a_changed_definition_is_put_in_again(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    on = "boards_post" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER search_post_gone {'ON ' + on if on else ''}")
    assert index.verify().absent == ("search_post_gone",)
    assert index.ensure() is True
    assert not index.verify()


@pytest.mark.django_db(transaction=True)
def test_boards_tables_can_be_remade_under_the_index() -> None:
    """What a later migration of boards does on SQLite: copy to a new table, drop the old, rename."""
    migration = type("Change", (), {"app_label": "boards"})()
    step_aside(plan=[(migration, False)])
    for model in (Post, Topic):
        field = models.IntegerField(default=0, db_default=0)
        field.set_attributes_from_name("spare")
        field.model = model
        with connection.schema_editor() as editor:
            editor.add_field(model, field)
        with connection.schema_editor() as editor:
            editor.remove_field(model, field)
    call_command("migrate", verbosity=0)
    assert not index.verify()


def test_the_index_is_no_table_of_the_orm() -> None:
    assert not apps.get_model("search", "Entry")._meta.managed
