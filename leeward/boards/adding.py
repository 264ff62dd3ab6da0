"""A picture added while writing: it is kept, and its line stands in the text, for the writer to move."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError

from leeward.attachments import actions
from leeward.attachments.receiving import arrived
from leeward.boards.forms import Composer
from leeward.drafts.composers import write_anew
from leeward.members.requests import MemberRequest, house_of
from leeward.words import picture_line


def was_asked(composer: Composer, request: MemberRequest) -> bool:
    """Whether the button was the one for pictures, or a file came with any other: nothing is lost without a word."""
    return composer.do == "picture" or arrived(request) is not None


def add(composer: Composer, request: MemberRequest) -> None:
    """The composer then has the picture and its line in the text, or says why not. Nothing is posted."""
    composer.do, composer.described = "picture", request.POST.get("described", "")
    try:
        picture = actions.add(
            by=request.member,
            house=house_of(request),
            arrived=arrived(request),
            description=composer.described,
            source=composer.body,
            once=request.POST.get("once", "")[:32],
        )
    except PermissionDenied as refused:
        composer.errors, composer.is_refused = {"picture": str(refused)}, True
    except ValidationError as wrong:
        composer.errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    else:
        if picture.ref not in composer.body:
            before = composer.body.rstrip()
            gap = "\n\n" if before else ""
            composer.body = f"{before}{gap}{picture_line(picture.ref, composer.described)}\n"
            composer.sheet = write_anew(request, title=composer.title, body=composer.body)
        composer.added, composer.described = picture, ""
