"""What a writer answers to the one question, and what that does: each is said before it is pressed."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.boards.models import Post
from leeward.care.models import Answer, Noticed
from leeward.care.noticing import put_on_desk
from leeward.members.models import Member

PAST = "past"


@dataclass(frozen=True)
class Offered:
    """One answer: its button, what pressing it does, and how it stands afterwards."""

    do: str
    label: str
    does: str
    said: str


def offered() -> list[Offered]:
    """In the order of the page."""
    return [
        Offered(
            Answer.SAFE,
            _("Yes, I am safe right now"),
            _("Those who look after this house read that you said so. Nothing else happens."),
            _("You said that you are safe right now."),
        ),
        Offered(
            Answer.UNSAFE,
            _("No, or I am not sure"),
            _("Those who look after this house read that you said so. Nobody can come to you from here, for nobody "
              "here knows where you are: the people at the numbers above can do more, at once."),
            _("You said that you are not safe, or not sure."),
        ),
        Offered(
            Answer.WRITE,
            _("I would like somebody from here to write to me"),
            _("One of those who look after this house is asked to write to you in private, under the name of this "
              "post. They are volunteers: it may take hours, at night until morning. You need not answer."),
            _("You asked that somebody writes to you. You will find it among your conversations."),
        ),
        Offered(
            PAST,
            _("It was long ago, or it is not about me"),
            _("Nothing more is shown with this post. Those who look after this house read that you said so."),
            _("You said that it was long ago, or not about you. Nothing more is shown with the post."),
        ),
    ]  # fmt: skip


def answer(*, by: Member, post: Post, do: str) -> None:
    """One of `offered`. Said again, the last one holds. ValidationError: {"do": sentence}."""
    if do not in {*Answer.values, PAST}:
        raise ValidationError({"do": _("Choose one of the answers, or none: the post stands in any case.")})
    with transaction.atomic():
        row = Noticed.objects.own(by).select_for_update(of=("self",)).get(post=post)
        now = timezone.now()
        if do == PAST:
            row.set_aside_at = now
            Post.objects.filter(pk=post.pk).update(care_at=None)
        else:
            row.answer, row.answered_at = do, now
        row.save()
        if do in {Answer.UNSAFE, Answer.WRITE}:
            put_on_desk(post)


def note_shown(row: Noticed) -> None:
    Noticed.objects.filter(pk=row.pk, shown_at=None).update(shown_at=timezone.now())


def facts_of(row: Noticed | None) -> list[str]:
    """For the desk: what was noticed, and what the author has said since."""
    if row is None:
        return []
    what = {
        "self": _("the writer's own life"),
        "another": _("danger from somebody now"),
        "child": _("danger to a child"),
    }
    kinds = ", ".join(what[kind] for kind in row.kinds.split() if kind in what)
    found = [_("The care rules brought it here, not a report: words that may be about %(what)s.") % {"what": kinds}]
    said = {
        Answer.SAFE: _("Its author was asked, and says: I am safe right now."),
        Answer.UNSAFE: _("Its author was asked, and says: no, or I am not sure."),
        Answer.WRITE: _("Its author would like somebody from here to write to them."),
    }
    if row.answer:
        found.append(said[Answer(row.answer)])
    if row.set_aside_at:
        found.append(_("Its author says that it was long ago, or not about them."))
    return found
