"""Pictures in S3-compatible storage: sealed there, shown by Leeward alone to whoever may see the text."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from leeward.attachments import files
from leeward.attachments.models import Attachment
from leeward.boards.models import Topic
from leeward.cli import check
from tests import makers
from tests.attachments import samples
from tests.attachments.adding import add, added, bytes_of
from tests.attachments.storage import Storage, storage
from tests.cast import Cast
from tests.cli.running import environment

LOADED = "import sys, django; django.setup(); import leeward.wsgi; print('minio' in sys.modules)"


@pytest.fixture
def kept(settings: Any) -> Iterator[Storage]:
    with storage() as found:
        settings.FILES = found.make("pictures")
        yield found


@pytest.mark.usefixtures("on")
def test_a_picture_rests_sealed_in_the_bucket_and_only_who_may_see_the_text_gets_it(
    cast: Cast, topic: Topic, stranger: Client, kept: Storage
) -> None:
    ash = cast.client(cast.ash)
    picture = added(add(ash, f"/t/{topic.ref}/reply", samples.jpeg()))
    assert kept.names(settings.FILES) == {picture.ref}
    assert b"WEBP" not in kept.content(settings.FILES, picture.ref)
    assert not (files.folder() / picture.ref).exists()
    assert bytes_of(ash, picture)[8:12] == b"WEBP"
    for other in (stranger, cast.client(cast.rowan)):  # it stands in nobody's text yet
        assert other.get(f"/a/{picture.ref}").status_code == 404
    makers.reply(cast.ash, topic, f"[picture {picture.ref}: A boiler]")
    assert bytes_of(cast.client(cast.rowan), picture) == bytes_of(ash, picture)
    assert stranger.get(f"/a/{picture.ref}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_goes_is_gone_from_the_bucket_and_one_that_is_missing_is_told(cast: Cast, kept: Storage) -> None:
    one, other = (makers.picture(cast.ash) for _each in range(2))
    assert kept.names(settings.FILES) == {one.ref, other.ref}
    assert check._pictures() is None
    from leeward.attachments.actions import forget_rows

    forget_rows(Attachment.objects.filter(pk=one.pk))
    assert kept.names(settings.FILES) == {other.ref}
    kept.lose(settings.FILES, other.ref)
    assert check._pictures() == "1 have no file. Put the folder attachments back from the backup."


@pytest.mark.usefixtures("on")
def test_while_the_storage_is_away_everything_else_goes_on_and_no_word_is_lost(
    cast: Cast, topic: Topic, kept: Storage
) -> None:
    ash = cast.client(cast.ash)
    picture = added(add(ash, f"/t/{topic.ref}/reply", samples.jpeg()))
    makers.reply(cast.ash, topic, f"Look: [picture {picture.ref}: A boiler]")
    kept.fall()
    page = ash.get(f"/t/{topic.ref}").content.decode()
    assert "A boiler" in page
    assert ash.get(f"/a/{picture.ref}").status_code == 404
    answer = add(ash, f"/t/{topic.ref}/reply", samples.png(), "The letters.")
    assert answer.status_code == 422
    assert "Pictures cannot be kept just now" in answer.content.decode()
    assert "The letters." in answer.content.decode()
    files.forget([picture.ref])  # by whoever takes a post down meanwhile: the worker comes back to it
    assert "cannot be read where they rest" in (check._pictures() or "")


@pytest.mark.parametrize("address", ["s3://host", "https://key:secret@host/bucket", "bucket"])
def test_an_address_that_is_none_is_said_in_one_sentence(address: str) -> None:
    from leeward.attachments.bucket import Bucket

    with pytest.raises(ValueError, match="must look like"):
        Bucket(address)


def test_what_s3_needs_is_loaded_only_where_it_is_configured(tmp_path: Any) -> None:
    its = environment(LEEWARD_DATA=str(tmp_path), DJANGO_SETTINGS_MODULE="leeward.settings")
    ended = subprocess.run([sys.executable, "-c", LOADED], env=its, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"
