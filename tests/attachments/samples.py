"""Pictures as phones make them, with everything that a phone writes into them; and files that mean harm.

What stands in MARKS stands in the file, readable or packed, and must stand in nothing that we keep.
"""

import io
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()

CAMERA, OWNER, COMMENT = "Heliotrope 7", "Ada Marker", "taken at the boiler house"
LATITUDE, LONGITUDE = (52.0, 31.0, 12.34), (13.0, 24.0, 17.89)  # degrees, minutes, seconds
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{OWNER}</creator></x:xmpmeta>'.encode()
TRAILING = b"after the end: heliotrope trailer"
MARKS = [
    *(CAMERA.encode(), OWNER.encode(), COMMENT.encode(), b"heliotrope trailer", b"xmpmeta", b"Exif", b"EXIF", b"eXIf"),
    *(b"ICC_PROFILE", b"ICCP", b"iCCP", b"XMP ", b"tEXt", b"iTXt", b"zTXt", b"8BIM", b"Photoshop", b"GPS", b"ftyp"),
    *(b"NETSCAPE", b"ANIM", b"JFIF", b"IHDR"),
]


def scene(width: int = 64, height: int = 48, alpha: bool = False) -> Image.Image:
    """Red on the left and blue on the right: whoever turns it, or drops its alpha, is found out."""
    image = Image.new("RGBA" if alpha else "RGB", (width, height), (200, 30, 30))
    ImageDraw.Draw(image).rectangle((width // 2, 0, width, height), fill=(30, 30, 200))
    if alpha:
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def exif(orientation: int = 1) -> bytes:
    """Camera, owner, moment, place, and a thumbnail's directory."""
    tags = Image.Exif()
    tags[ExifTags.Base.Make], tags[ExifTags.Base.Model] = "Heliotrope", CAMERA
    tags[ExifTags.Base.Artist], tags[ExifTags.Base.DateTime] = OWNER, "2025:11:02 23:41:07"
    tags[ExifTags.Base.Orientation] = orientation
    tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = CAMERA
    place = tags.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLongitudeRef] = "N", "E"
    place[ExifTags.GPS.GPSLatitude], place[ExifTags.GPS.GPSLongitude] = LATITUDE, LONGITUDE
    return bytes(tags.tobytes())


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def written(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def jpeg(orientation: int = 1) -> bytes:
    """EXIF with GPS, XMP, a profile, a comment, IPTC by hand, and bytes after the end."""
    plain = written(
        scene(), "JPEG", exif=exif(orientation), xmp=XMP, icc_profile=profile(), comment=COMMENT, quality=95,
        subsampling=0,
    )  # fmt: skip
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", 5 + len(OWNER))
    iptc += b"\x1c\x02\x50" + struct.pack(">H", len(OWNER)) + OWNER.encode()
    return plain[:2] + b"\xff\xed" + struct.pack(">H", 2 + len(iptc)) + iptc + plain[2:] + TRAILING


def png() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", OWNER)
    text.add_text("Comment", COMMENT, zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    whole = written(scene(alpha=True), "PNG", exif=exif(), pnginfo=text, icc_profile=profile())
    return whole + TRAILING


def webp() -> bytes:
    return written(scene(alpha=True), "WEBP", exif=exif(), xmp=XMP, icc_profile=profile()) + TRAILING


def heic() -> bytes:
    return written(scene(128, 96), "HEIF", exif=exif(), xmp=XMP, quality=90)


def gif() -> bytes:
    """Animated, with a comment; the second frame is green all over."""
    frames = [Image.new("RGB", (64, 48), (20, 160, 20))]
    return written(scene(), "GIF", save_all=True, append_images=frames, comment=COMMENT.encode())


KINDS = {"jpeg": jpeg, "png": png, "webp": webp, "heic": heic, "gif": gif}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A header that promises 2.5 billion points, and next to nothing behind it."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(100_000), 9)) + chunk(b"IEND", b"")


def packed_png() -> bytes:
    """Within the limit of points, and its every row unpacks a thousandfold: 70 MB out of 70 kB."""
    width = height = 4_800
    rows = (b"\0" + bytes(3 * width)) * height
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A picture of one point with a packed text of 200 MB in it."""
    whole = written(Image.new("RGB", (8, 8)), "PNG")
    packed = b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    return whole[:33] + chunk(b"zTXt", packed) + whole[33:]


def many_frames(kind: str, frames: int = 400) -> bytes:
    images = [Image.new("RGB", (32, 32), (n % 256, 0, 0)) for n in range(frames)]
    return written(images[0], kind, save_all=True, append_images=images[1:], duration=10)


def gps_of(content: bytes) -> dict[int, Any]:
    """What a reader of EXIF finds out about the place."""
    with Image.open(io.BytesIO(content)) as image:
        return dict(image.getexif().get_ifd(ExifTags.IFD.GPSInfo))
