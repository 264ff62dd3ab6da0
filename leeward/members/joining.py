"""What somebody answered who asked to join: sealed, for the eyes of those who look after the house, and for a time.

Whoever sees to them is a room above, and registers itself here (`register`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from leeward.web import sealing

if TYPE_CHECKING:
    from leeward.members.models import Member

Answers = list[tuple[str, str]]  # (the question as it was asked, the answer)
Asked = Callable[["Member"], None]
Answered = Callable[["Member", "Member", bool], None]
_asked: list[Asked] = []
_answered: list[Answered] = []


class JoiningAnswers(models.Model):
    """One row for whoever was asked. No word of it is readable without the key."""

    member = models.OneToOneField("members.Member", on_delete=models.CASCADE, related_name="joining")
    sealed = models.BinaryField()

    def hold(self, answers: Answers) -> None:
        self.sealed = sealing.seal(json.dumps(answers), for_=f"joining of {self.member.ref}")

    @property
    def said(self) -> Answers:
        found = json.loads(sealing.unseal(bytes(self.sealed), for_=f"joining of {self.member.ref}"))
        return [(str(question), str(answer)) for question, answer in found]


def register(asked: Asked, answered: Answered) -> None:
    """Called once by a room's AppConfig.ready.

    `asked(member)` is called when somebody begins to wait; `answered(by, member, is_in)` when they are let in or
    declined; each in the transaction that says so.
    """
    if asked not in _asked:
        _asked.append(asked)
        _answered.append(answered)


def keep(member: Member, answers: Iterable[tuple[str, str]]) -> None:
    """Somebody waits from now on, and said this."""
    said = [(question, answer) for question, answer in answers if answer.strip()]
    if said:
        row = JoiningAnswers(member=member)
        row.hold(said)
        row.save(force_insert=True)
    for told in _asked:
        told(member)


def note_answered(by: Member, member: Member, *, is_in: bool) -> None:
    for told in _answered:
        told(by, member, is_in)


def said_by(member: Member) -> Answers:
    """One query."""
    row = JoiningAnswers.objects.filter(member=member).select_related("member").first()
    return row.said if row else []


def forget(member: Member) -> None:
    JoiningAnswers.objects.filter(member=member).delete()


def change(member: Member, put: Callable[[str], str]) -> None:
    """Each answer as `put` makes it: a phrase is struck from it."""
    row = JoiningAnswers.objects.filter(member=member).select_related("member").first()
    if row:
        row.hold([(question, put(answer)) for question, answer in row.said])
        row.save(update_fields=["sealed"])


def sweep(before: datetime) -> int:
    """Answers of those who were let in or declined before that; how many. Who still waits keeps theirs."""
    over = Q(member__admitted_at__lt=before) | Q(member__closed_at__lt=before)
    return JoiningAnswers.objects.filter(over).delete()[0]
