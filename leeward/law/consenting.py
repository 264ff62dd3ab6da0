"""Taking consent back, and giving it again: what was written under it goes out of sight, and comes back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from leeward.boards import everything
from leeward.boards.taking_down import DAYS
from leeward.members import consents
from leeward.members.models import Member
from leeward.members.restrained import bind, loose
from leeward.members.restraints import From


def withdraw(*, by: Member) -> None:
    """Everything of theirs on boards is down at once, and they write nothing more, until they agree again."""
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        taken = consents.withdraw(by)
        if taken is None:
            return
        assert taken.withdrawn_at
        everything.take_down(by=by, moment=taken.withdrawn_at)
        bind(by, From.WRITING, until=None, decision=taken.ref)


def agree(*, by: Member) -> None:
    """What went down with the last withdrawal stands again, unless its 30 days are over."""
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        before = consents.last_withdrawn(by)
        consents.agree(by)
        if before is None or before.withdrawn_at is None:
            return
        loose(before.ref)
        if before.withdrawn_at > timezone.now() - timedelta(days=DAYS):
            everything.put_back(by=by, moment=before.withdrawn_at)
