"""Adding a picture as a person does it: the composer is opened, a file chosen, the button pressed."""

import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from leeward.attachments.models import Attachment
from tests.drafts.sheet import Sheet, body_of

LINE = re.compile(r"\[picture (\w{11})(?:: [^\]]*)?\]")
NAME = "IMG_0417 Ada at the boiler house.jpg"


def file(content: bytes, name: str = NAME, kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def add(client: Client, address: str, content: bytes, body: str = "", do: str = "picture", **more: Any) -> Any:
    """The answer to a press on "Add this picture" (or another button), with a file chosen."""
    return Sheet(client, address).send(body, do=do, **{"picture": file(content), "described": "A boiler", **more})


def text_of(answer: Any) -> str:
    """What stands in the composer that came back."""
    return body_of(answer.content.decode())


def added(answer: Any) -> Attachment:
    """The picture that the answer's text names."""
    assert answer.status_code == 200, unescape(answer.content.decode())[:3000]
    found = LINE.findall(text_of(answer))
    return Attachment.objects.get(ref=found[-1])


def bytes_of(client: Client, picture: Attachment) -> bytes:
    answer = client.get(f"/a/{picture.ref}")
    assert answer.status_code == 200
    return bytes(answer.content)
