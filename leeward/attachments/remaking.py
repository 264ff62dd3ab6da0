"""Makes a picture anew. Run as a process of its own, by its path: it imports nothing of ours and can do little else.

The file that came stands on standard input. Out comes one line of JSON, then, if all went well, a WebP image with
nothing in it but its pixels. The line is {"width", "height"} or {"wrong": "kind" | "pixels" | "broken"}. Whatever a
hostile file does to a decoder happens here: with little memory and time, no file, no socket, no secret in reach.
"""

import io
import json
import os
import resource
import sys
from typing import Any

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")  # what phones and browsers make; MPO opens as JPEG
# Pixels of the picture that came: phones make up to 50 million, in formats that are decoded with little memory.
PIXELS_MAX = {
    **dict.fromkeys(("JPEG", "MPO", "HEIF"), 52_000_000),
    **dict.fromkeys(("PNG", "WEBP", "GIF"), 24_000_000),
}
LONG, SHORT, STRIP = 1_600, 720, 6_400  # pixels: see `scaled`
QUALITY = 82  # of WebP: no difference seen on photographs and screenshots; a photograph is some 200 kB
MEMORY = 640 * 1024 * 1024  # bytes: the most that a picture within PIXELS_MAX was measured to need is 430 million
SECONDS = 10  # of computing


def confine() -> None:
    """From here on: no file, no socket, no dump of memory, little memory and time. Not even root's child gets more."""
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))


def scaled(width: int, height: int) -> tuple[int, int]:
    """At most LONG on the longer side. A strip, such as a long screenshot, keeps SHORT across, up to STRIP long."""
    long, short = max(width, height), min(width, height)
    by = min(1.0, max(LONG / long, min(SHORT / short, STRIP / long)))
    return max(1, round(width * by)), max(1, round(height * by))


def in_srgb(image: Any, profile: bytes | None) -> Any:
    """In the colours that every screen knows; 8 bits, with transparency only where there was some."""
    from PIL import ImageCms

    if image.mode.startswith(("I", "F")):  # 16 bits of grey
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    has_alpha = image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info
    wanted = "RGBA" if has_alpha else "RGB"
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image.convert(wanted)
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        seen = image.convert("RGB") if alpha else image
        turned: Any = ImageCms.profileToProfile(seen, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a profile for other colours, or a broken one
        return image.convert(wanted)
    if alpha:
        turned.putalpha(alpha)
    return turned


def remade(came: bytes) -> tuple[dict[str, Any], bytes]:
    """(what to say, the picture). The first frame only; turned as it was meant to be seen."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(came), formats=FORMATS)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        return {"wrong": "kind"}, b""
    if image.width * image.height > PIXELS_MAX[str(image.format)]:  # read from the header: nothing is decoded yet
        return {"wrong": "pixels", "pixels": image.width * image.height}, b""
    profile = image.info.get("icc_profile")
    size = scaled(*image.size)
    image.draft("RGB", size)  # JPEG only: decoded at a half, a quarter or an eighth where that is enough
    if image.size != size:
        image.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = in_srgb(ImageOps.exif_transpose(image), profile)
    # A bare copy of the pixels: what the file said about itself hangs on the image that was opened.
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=QUALITY, method=4, exact=False)
    return {"width": bare.width, "height": bare.height}, out.getvalue()


def main() -> None:
    import pillow_heif
    from PIL import Image, ImageCms, ImageOps  # noqa: F401

    Image.init()  # all that will be needed: afterwards no file can be opened
    Image.MAX_IMAGE_PIXELS = None  # judged by PIXELS_MAX
    pillow_heif.register_heif_opener()
    pillow_heif.options.DECODE_THREADS = 1
    came = sys.stdin.buffer.read()
    confine()
    try:
        said, picture = remade(came)
    except Exception:
        said, picture = {"wrong": "broken"}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + picture)


if __name__ == "__main__":
    main()
