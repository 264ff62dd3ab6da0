"""A file on its way in: held in memory only, as far as it may be large, and without its name.

The file that came says where it was taken, so it never touches a disk. It is read to its end even when it is too large:
the words in the same form come through, and its page can say what was wrong. From somebody without a session nothing
is held at all.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

BYTES_MAX = 20 * 1024 * 1024  # a phone's photograph has 2 to 12 MB
FIELD = "picture"


class Arrived(UploadedFile):  # type: ignore[type-arg]
    """A file as far as it was held: nothing of one that is too large, or that nobody signed in sent."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(BytesIO(content), name=FIELD, size=size)
        self.content = content

    @property
    def is_too_large(self) -> bool:
        return (self.size or 0) > BYTES_MAX


class Receiver(FileUploadHandler):
    """The only way in for files, whatever address they are sent to."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.is_held = bool(request and request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        self.parts: list[bytes] = []
        self.size = 0
        self.came = False

    def new_file(self, field_name: str, *args: Any, **more: Any) -> None:
        if field_name != FIELD or self.came:
            raise SkipFile
        self.came = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > BYTES_MAX:
            self.parts.clear()
        elif self.is_held:
            self.parts.append(raw_data)

    def file_complete(self, file_size: int) -> Arrived:
        return Arrived(b"".join(self.parts), file_size)


def arrived(request: HttpRequest) -> Arrived | None:
    """The picture that came with this form, if one was chosen."""
    file = request.FILES.get(FIELD)
    return file if isinstance(file, Arrived) else None
