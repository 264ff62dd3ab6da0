"""Files that are no pictures, or mean harm: each gets a sentence, the text stays, the house stands."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from leeward.attachments import making, remaking
from leeward.attachments.models import Attachment
from leeward.attachments.receiving import Arrived, arrived
from leeward.boards.models import Topic
from tests.attachments import samples
from tests.attachments.adding import add, added, bytes_of, file, text_of
from tests.cast import Cast
from tests.drafts.sheet import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on")]
STORY = "He put the letters behind the boiler."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="9" height="9"/></svg>'
NO_PICTURE = "This file cannot be read as a picture."
PAGE = b"<!doctype html><script>alert(1)</script>"

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a text called .jpg": (lambda: b"Dear diary, " * 50, NO_PICTURE),
    "a page": (lambda: PAGE, NO_PICTURE),
    "SVG": (lambda: SVG, NO_PICTURE),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", NO_PICTURE),
    "TIFF": (lambda: samples.written(samples.scene(), "TIFF"), NO_PICTURE),
    "a ZIP": (lambda: b"PK\x03\x04" + bytes(400), NO_PICTURE),
    "a promise of 2.5 billion points": (samples.png_bomb, "2500 million points, too many to work on"),
    "a packed text of 200 MB": (samples.text_bomb, "The file is damaged"),
    "a JPEG cut short": (lambda: samples.jpeg()[:900], "The file is damaged"),
    "a PNG cut short": (lambda: samples.png()[:700], "The file is damaged"),
    "a HEIC cut short": (lambda: samples.heic()[:700], NO_PICTURE),
    "only a JPEG's head": (lambda: samples.jpeg()[:4], NO_PICTURE),
    "30 MB": (lambda: samples.jpeg() + bytes(30_000_000), "The picture has 31 MB; 20 are the most."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_a_sentence_and_the_text_stays(cast: Cast, topic: Topic, what: str) -> None:
    make, sentence = REFUSED[what]
    ash = cast.client(cast.ash)
    answer = add(ash, f"/t/{topic.ref}/reply", make(), STORY)
    assert answer.status_code == 422
    assert sentence in shown(answer)
    assert text_of(answer) == STORY
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_many_frames_the_first_is_taken(cast: Cast, topic: Topic, kind: str) -> None:
    ash = cast.client(cast.ash)
    kept = bytes_of(ash, added(add(ash, f"/t/{topic.ref}/reply", samples.many_frames(kind))))
    assert b"ANIM" not in kept
    assert len(kept) < 1000


def test_what_unpacks_a_thousandfold_is_made_small_within_its_bounds(cast: Cast, topic: Topic) -> None:
    packed = samples.packed_png()
    assert len(packed) < 100_000
    ash = cast.client(cast.ash)
    assert added(add(ash, f"/t/{topic.ref}/reply", packed)).width == 1600


def test_a_picture_that_is_a_page_as_well_comes_out_as_a_picture_only(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    for came in (samples.gif() + PAGE, samples.jpeg()[:2] + b"\xff\xfe" + b"\0\x2a" + PAGE + samples.jpeg()[2:]):
        picture = added(add(ash, f"/t/{topic.ref}/reply", came))
        answer = ash.get(f"/a/{picture.ref}")
        assert b"script" not in answer.content
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"] == 'inline; filename="picture.webp"'


def test_a_decoder_that_falls_eats_or_sleeps_takes_nobody_along(
    cast: Cast, topic: Topic, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a broken decoder could do, done on purpose in its place."""
    folder = tmp_path_factory.mktemp("broken")
    ash = cast.client(cast.ash)
    monkeypatch.setattr(making, "PATIENCE", 2)
    for harm in (
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "held = bytearray(1_000_000_000)",
        "import time; time.sleep(60)",
        "print('not what was agreed')",
    ):
        (folder / "remaking.py").write_text(f"import sys\nsys.stdin.buffer.read()\n{harm}\nsys.exit(1)\n")
        monkeypatch.setattr(making, "__file__", str(folder / "making.py"))
        answer = add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), STORY)
        assert answer.status_code == 422
        assert "The file is damaged" in shown(answer)
        assert text_of(answer) == STORY
    monkeypatch.undo()
    assert added(add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), STORY))


# What a decoder that was taken over would try, from inside, after `confine`.
TRIES = """
import os, socket, subprocess, sys
sys.path.insert(0, {folder!r})
import remaking
remaking.confine()
def refused(do):
    try:
        do()
    except (OSError, MemoryError):
        return "refused"
    return "DONE"
print(refused(lambda: open("/etc/hostname")), refused(lambda: socket.socket()),
      refused(lambda: os.pipe()), refused(lambda: bytearray(1_000_000_000)), sorted(os.environ))
"""


def test_in_there_no_file_opens_no_line_opens_and_no_secret_is_in_reach() -> None:
    code = TRIES.format(folder=str(remaking.__file__.rpartition("/")[0]))
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, env={}, check=True)
    assert done.stdout.split() == ["refused"] * 4 + ["['LC_CTYPE']"]


def test_the_pages_never_load_a_decoder() -> None:
    """So a served house holds no more memory than before, until somebody adds a picture, and then for a second."""
    code = "import sys; import leeward.wsgi; print('PIL' in sys.modules, 'pillow_heif' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_while_another_picture_is_being_made_one_is_asked_to_wait(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "TURN", 0.0)
    ash = cast.client(cast.ash)
    with making._turn():
        answer = add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), STORY)
        assert answer.status_code == 422
        assert "add yours again in a moment" in shown(answer)
    assert added(add(ash, f"/t/{topic.ref}/reply", samples.jpeg(), STORY))


def test_from_a_stranger_nothing_is_held_and_no_address_takes_a_file_but_the_composers(
    cast: Cast, topic: Topic, stranger: Client
) -> None:
    big = {"picture": file(bytes(3_000_000)), "other": file(bytes(3_000_000)), "name": "x", "passphrase": "y"}
    before = set(settings.DATA.rglob("*"))
    answer = stranger.post("/sign-in", big)
    assert answer.status_code == 422
    held = answer.wsgi_request.FILES
    assert list(held) == ["picture"]
    came = arrived(answer.wsgi_request)
    assert isinstance(came, Arrived)
    assert (came.size, came.content) == (3_000_000, b"")
    assert cast.client(cast.ash).post("/me", {"about": "x", "picture": file(samples.jpeg())}).status_code in {302, 422}
    assert not Attachment.objects.exists()
    assert {path.name for path in set(settings.DATA.rglob("*")) - before} == set()
