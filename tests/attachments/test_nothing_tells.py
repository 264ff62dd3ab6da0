"""A picture goes in with a place, a name and a moment in it, and comes out with nothing but its points."""

import io
import struct
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from PIL import Image

from leeward.boards.models import Topic
from tests.attachments import samples
from tests.attachments.adding import add, added, bytes_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on")]
# A WebP file made of these has points in it and no word: VP8X says only how large it is and that some are see-through.
ALLOWED = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
ONLY_ALPHA = 0b0001_0000


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every piece of a WebP file, to its last byte."""
    assert content[:4] + content[8:12] == b"RIFFWEBP"
    assert struct.unpack("<I", content[4:8])[0] == len(content) - 8, "something stands after the picture's end"
    at = 12
    while at < len(content):
        size = struct.unpack("<I", content[at + 4 : at + 8])[0]
        yield content[at : at + 4], content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_a_picture_with_a_place_in_it_comes_out_with_nothing_but_points(cast: Cast, topic: Topic, kind: str) -> None:
    came = samples.KINDS[kind]()
    assert samples.gps_of(came)[2] == samples.LATITUDE  # first: it is in there
    assert samples.gps_of(came)[4] == samples.LONGITUDE
    assert sum(mark in came for mark in samples.MARKS) >= 4

    ash = cast.client(cast.ash)
    kept = bytes_of(ash, added(add(ash, f"/t/{topic.ref}/reply", came)))
    assert [mark for mark in samples.MARKS if mark.lower() in kept.lower()] == []
    found = dict(chunks(kept))
    assert set(found) <= ALLOWED
    assert found.get(b"VP8X", b"\0")[0] & ~ONLY_ALPHA == 0
    assert samples.gps_of(kept) == {}
    with Image.open(io.BytesIO(kept)) as image:
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info)


def test_neither_the_files_name_nor_its_bytes_are_kept_anywhere(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    came = samples.jpeg()
    picture = added(add(ash, f"/t/{topic.ref}/reply", came))
    assert "IMG_0417" not in str(vars(picture))
    stored = settings.DATA / "attachments" / picture.ref
    assert stored.stat().st_mode & 0o777 == 0o600
    assert stored.parent.stat().st_mode & 0o777 == 0o700
    resting = stored.read_bytes()
    assert came[:200] not in resting
    assert b"WEBP" not in resting  # sealed, as drafts are: a stolen folder shows no picture


@pytest.mark.parametrize(("kind", "alpha"), [("png", True), ("webp", True), ("jpeg", False), ("gif", False)])
def test_what_can_be_seen_stays_the_first_frame_with_its_transparency(
    cast: Cast, topic: Topic, kind: str, alpha: bool
) -> None:
    ash = cast.client(cast.ash)
    kept = bytes_of(ash, added(add(ash, f"/t/{topic.ref}/reply", samples.KINDS[kind]())))
    with Image.open(io.BytesIO(kept)) as image:
        assert getattr(image, "n_frames", 1) == 1
        assert image.size == (64, 48)
        assert (image.mode == "RGBA") is alpha
        left, right = (image.convert("RGB").getpixel((x, 24)) for x in (8, 56))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > 150 > left[2]
    assert right[2] > 150 > right[0]


def test_a_picture_taken_sideways_stands_upright_without_the_note_that_says_so(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    picture = added(add(ash, f"/t/{topic.ref}/reply", samples.jpeg(orientation=6)))
    assert (picture.width, picture.height) == (48, 64)
    with Image.open(io.BytesIO(bytes_of(ash, picture))) as image:
        assert image.size == (48, 64)
        top = image.convert("RGB").getpixel((24, 8))
    assert isinstance(top, tuple)
    assert top[0] > 150 > top[2]  # what was on the left is on top


@pytest.mark.parametrize(
    ("size", "smaller"), [((3200, 2400), (1600, 1200)), ((900, 700), (900, 700)), ((1080, 9000), (720, 6000))]
)
def test_a_large_picture_becomes_smaller_and_a_long_screenshot_stays_readable(
    cast: Cast, topic: Topic, size: tuple[int, int], smaller: tuple[int, int]
) -> None:
    ash = cast.client(cast.ash)
    picture = added(add(ash, f"/t/{topic.ref}/reply", samples.written(samples.scene(*size), "PNG")))
    assert (picture.width, picture.height) == smaller


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA", "CMYK"])
def test_every_way_to_write_colours_can_be_read(cast: Cast, topic: Topic, mode: str) -> None:
    ash = cast.client(cast.ash)
    image = Image.new("I;16", (40, 30), 40_000) if mode == "I;16" else samples.scene(40, 30).convert(mode)
    kept = bytes_of(ash, added(add(ash, f"/t/{topic.ref}/reply", samples.written(image, _format(mode)))))
    with Image.open(io.BytesIO(kept)) as found:
        assert found.size == (40, 30)
        if mode == "I;16":
            assert found.convert("L").getpixel((5, 5)) in range(150, 163)  # 40,000 of 65,535 as 156 of 255


def _format(mode: str) -> str:
    return "JPEG" if mode == "CMYK" else "PNG"


def test_a_profile_is_reckoned_into_the_colours_and_goes(
    cast: Cast, topic: Topic, swapped: Callable[[], bytes]
) -> None:
    ash = cast.client(cast.ash)
    image = Image.new("RGB", (16, 16), (255, 0, 0))
    kept = bytes_of(ash, added(add(ash, f"/t/{topic.ref}/reply", samples.written(image, "PNG", icc_profile=swapped()))))
    with Image.open(io.BytesIO(kept)) as found:
        shown = found.convert("RGB").getpixel((8, 8))
    assert isinstance(shown, tuple)
    assert shown[1] > 200 > shown[0]  # what the profile calls red is green to the eye


@pytest.fixture
def swapped() -> Callable[[], bytes]:
    """A profile whose red is every other screen's green."""

    def make() -> bytes:
        plain = bytearray(samples.profile())
        count = struct.unpack(">I", plain[128:132])[0]
        places = {plain[132 + 12 * n : 136 + 12 * n].decode(): 132 + 12 * n for n in range(count)}
        red, green = places["rXYZ"], places["gXYZ"]
        plain[red + 4 : red + 12], plain[green + 4 : green + 12] = (
            plain[green + 4 : green + 12],
            plain[red + 4 : red + 12],
        )
        return bytes(plain)

    return make
