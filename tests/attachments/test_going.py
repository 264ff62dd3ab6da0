"""What becomes of pictures that no text shows: gone after a stated time, at once where something was thrown away."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leeward.attachments import actions, files, sweeping
from leeward.attachments.models import Attachment
from leeward.boards import taking_down
from leeward.boards.models import Post, Topic
from leeward.cli import check
from leeward.cli.work import regular
from leeward.drafts.models import Draft
from tests import makers
from tests.attachments import samples
from tests.attachments.adding import add, added
from tests.boards.own_words import age, quote
from tests.cast import Cast
from tests.clocks.running import run
from tests.drafts.sheet import Sheet, shown

pytestmark = pytest.mark.django_db
Capture = Callable[..., Any]  # pytest-django's django_capture_on_commit_callbacks


@pytest.fixture(autouse=True)
def settle(django_capture_on_commit_callbacks: Capture) -> Capture:
    """Files go when the transaction stands; a test's own never does."""
    return django_capture_on_commit_callbacks


def is_there(picture: Attachment) -> bool:
    """Row and file agree, always."""
    row = Attachment.objects.filter(pk=picture.pk).exists()
    assert row == (files.folder() / picture.ref).exists()
    return row


def days_pass(days: int, settle: Capture) -> None:
    """The worker comes by; then so many days go; then it comes again."""
    with settle(execute=True):
        run("pictures")
    Attachment.objects.exclude(unneeded_at=None).update(unneeded_at=F("unneeded_at") - timedelta(days=days))
    with settle(execute=True):
        run("pictures")


def test_a_picture_in_a_post_stays_and_one_edited_out_goes_after_thirty_days(
    cast: Cast, topic: Topic, settle: Capture
) -> None:
    stays, drops = makers.picture(cast.ash), makers.picture(cast.ash)
    makers.reply(cast.ash, topic, f"[picture {stays.ref}]")
    edited = makers.reply(cast.ash, topic, f"[picture {drops.ref}: a heron]")
    days_pass(100, settle)
    assert [is_there(one) for one in (stays, drops)] == [True, True]
    ash = cast.client(cast.ash)
    ash.post(f"/p/{edited.ref}/edit", {"body": "Without.", "do": "post"})
    days_pass(20, settle)
    ash.post(f"/p/{edited.ref}/edit", {"body": f"With.\n\n[picture {drops.ref}: a heron]", "do": "post"})
    days_pass(20, settle)
    assert is_there(drops), "it was taken up again in time"
    ash.post(f"/p/{edited.ref}/edit", {"body": "Without again.", "do": "post"})
    days_pass(29, settle)
    assert is_there(drops)
    days_pass(2, settle)
    assert [is_there(one) for one in (stays, drops)] == [True, False]
    preview = Sheet(ash, f"/p/{edited.ref}/edit").send(f"[picture {drops.ref}: a heron]", do="preview")
    assert "A picture that is no longer here: a heron" in shown(preview)


def test_taken_down_it_waits_as_the_post_does_and_erased_with_it_it_is_gone_at_once(
    cast: Cast, topic: Topic, settle: Capture
) -> None:
    only, twice = makers.picture(cast.ash), makers.picture(cast.ash)
    post = makers.reply(cast.ash, topic, f"[picture {only.ref}]\n\n[picture {twice.ref}]")
    makers.reply(cast.ash, topic, f"[picture {twice.ref}]")
    age(post, 29)
    with settle(execute=True):
        taking_down.erase_due()
    days_pass(100, settle)
    assert is_there(only)
    ash = cast.client(cast.ash)
    with settle(execute=True):
        ash.post(f"/p/{post.ref}/decide", {"do": "erase"})
    assert [is_there(only), is_there(twice)] == [False, True]


def test_a_post_kept_under_nobodys_name_keeps_the_pictures_that_stand_only_there(
    cast: Cast, topic: Topic, settle: Capture
) -> None:
    only, twice = makers.picture(cast.ash), makers.picture(cast.ash)
    post = makers.reply(cast.ash, topic, f"[picture {only.ref}: x]\n\n[picture {twice.ref}: y]")
    other = makers.reply(cast.ash, topic, f"[picture {twice.ref}]")
    nobody = taking_down.let_post_go(by=cast.ash, post=post)
    only.refresh_from_db()
    assert only.owner == nobody, "no row says that it was ash's"
    kept = Post.objects.get(pk=post.pk).html
    assert f"/a/{only.ref}" in kept
    assert f"/a/{twice.ref}" not in kept, "its address would say who wrote both"
    assert f"/a/{twice.ref}" in Post.objects.get(pk=other.pk).html
    days_pass(100, settle)
    assert is_there(only)
    with settle(execute=True):
        actions.forget_member(cast.ash)
    assert [is_there(only), is_there(twice)] == [True, False]


def test_a_phrase_struck_from_quotes_takes_no_picture_along(cast: Cast, topic: Topic) -> None:
    picture = makers.picture(cast.rowan)
    told = makers.reply(cast.ash, topic, "The lighthouse keys.")
    answer = makers.reply(cast.rowan, topic, f"{quote(told, 'lighthouse')}\n\n[picture {picture.ref}: keys]")
    taking_down.erase_post(by=cast.ash, post=told)
    changed = Post.objects.get(pk=answer.pk)
    assert changed.source != answer.source
    assert f"/a/{picture.ref}" in changed.html


def test_hidden_by_a_moderator_it_stays(cast: Cast, topic: Topic, settle: Capture) -> None:
    picture = makers.picture(cast.ash)
    post = makers.reply(cast.ash, topic, f"[picture {picture.ref}]")
    Post.objects.filter(pk=post.pk).update(hidden_at=timezone.now())
    days_pass(100, settle)
    assert is_there(picture)


def test_an_open_draft_keeps_its_picture_however_old_and_a_discarded_one_lets_it_go_at_once(
    cast: Cast, topic: Topic, settle: Capture
) -> None:
    ash = cast.client(cast.ash)
    drafted, posted = (makers.picture(cast.ash) for _each in range(2))
    makers.reply(cast.ash, topic, f"[picture {posted.ref}]")
    Sheet(ash, f"/t/{topic.ref}/reply").send(f"[picture {drafted.ref}: x]\n\n[picture {posted.ref}: y]", do="keep")
    days_pass(80, settle)
    assert is_there(drafted)
    with settle(execute=True):
        ash.post(f"/drafts/{Draft.objects.get(member=cast.ash, posted_at=None).ref}/discard")
    assert [is_there(drafted), is_there(posted)] == [False, True]


def test_one_that_was_added_and_never_used_goes(cast: Cast, settle: Capture) -> None:
    picture = makers.picture(cast.ash)
    days_pass(29, settle)
    assert is_there(picture)
    days_pass(2, settle)
    assert not is_there(picture)


def test_forgetting_a_member_or_some_pictures_takes_rows_and_files_at_once(
    cast: Cast, topic: Topic, settle: Capture
) -> None:
    first, second, other = makers.picture(cast.ash), makers.picture(cast.ash), makers.picture(cast.rowan)
    makers.reply(cast.ash, topic, f"[picture {first.ref}]")
    with settle(execute=True):
        actions.forget(cast.ash, [first.ref, other.ref])
    assert [is_there(one) for one in (first, second, other)] == [False, True, True]
    with settle(execute=True):
        actions.forget_member(cast.ash)
    assert [is_there(one) for one in (first, second, other)] == [False, False, True]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_keeps_its_file(cast: Cast) -> None:
    picture = makers.picture(cast.ash)
    with transaction.atomic():
        actions.forget_member(cast.ash)
        transaction.set_rollback(True)
    assert is_there(picture)


def test_what_a_kill_leaves_is_swept_and_nothing_else_is_touched(cast: Cast) -> None:
    """Killed after the file and before the row, or in the midst of writing: and a neighbour's file stays."""
    kept, young = makers.picture(cast.ash), makers.picture(cast.ash)
    Attachment.objects.filter(pk=young.pk).delete()
    place = files.folder()
    lost, half, foreign = place / "123456789AB", place / "new.5f3e", place / "README"
    for path in (lost, half, foreign, place / kept.ref):
        path.touch()
        os.utime(path, times=(0, 0))
    sweeping.sweep_files()
    found = {path.name for path in place.iterdir()}
    assert {kept.ref, young.ref, "README"} <= found
    assert not {lost.name, half.name} & found
    foreign.unlink()


def test_a_file_is_whole_before_it_has_its_name(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the writing breaks off, no file of that name is there, and no row was made."""
    for step in ("write", "fsync", "rename"):
        name = {"write": "leeward.web.sealing.seal_bytes", "fsync": "os.fsync", "rename": "pathlib.Path.rename"}[step]
        with monkeypatch.context() as broken:
            broken.setattr(name, _fail)
            with pytest.raises(OSError, match="power"):
                files.keep("ABCDEFGHJKL", b"points")
        assert not (files.folder() / "ABCDEFGHJKL").exists()
    files.keep("ABCDEFGHJKL", b"points")
    assert files.read("ABCDEFGHJKL") == b"points"
    files.forget(["ABCDEFGHJKL"])


def _fail(*_args: object, **_more: object) -> None:
    raise OSError("power")


@pytest.mark.usefixtures("on")
def test_a_row_without_its_file_never_comes_of_a_full_disk(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    ash = cast.client(cast.ash)
    ash.raise_request_exception = False
    with monkeypatch.context() as full:
        full.setattr("leeward.attachments.files.keep", _fail)
        answer = add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), "The letters.")
    assert answer.status_code == 422
    assert "Pictures cannot be kept just now" in answer.content.decode()
    assert "The letters." in answer.content.decode()
    assert not Attachment.objects.exists()
    assert is_there(added(add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), "The letters.")))


def test_leeward_check_says_when_files_are_missing(cast: Cast) -> None:
    first, _second = makers.picture(cast.ash), makers.picture(cast.ash)
    assert check._pictures() is None
    files.forget([first.ref])
    assert check._pictures() == "1 have no file. Put the folder attachments back from the backup."


def test_the_worker_does_this_by_itself() -> None:
    assert "pictures" in {task.name for task in regular()}


KILLED = """
import os, signal, sys
import django; django.setup()
from leeward.attachments import files, resting
if sys.argv[1] == "renaming":
    resting.Path.rename = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
files.keep("1234ABCDEFG", b"points")
print("kept", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_real_kill_leaves_a_whole_file_or_none_of_that_name() -> None:
    for when, said, stands in (("renaming", "", False), ("after", "kept\n", True)):
        here = {**os.environ, "LEEWARD_DATA": str(settings.DATA)}
        done = subprocess.run([sys.executable, "-c", KILLED, when], capture_output=True, text=True, env=here)
        assert (done.returncode, done.stdout) == (-9, said)
        assert (files.folder() / "1234ABCDEFG").exists() is stands
    assert files.read("1234ABCDEFG") == b"points"
    files.forget(["1234ABCDEFG"])
    for path in files.folder().glob("new.*"):
        path.unlink()
