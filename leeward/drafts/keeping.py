"""Keeping words: one read and one write, whatever their length. What has returned from here is on the disk.

Two pages may write on one sheet (two tabs, a phone and a laptop). Whoever adds to what the other kept goes on
with it; whoever did not see it gets a sheet of their own (a fork), so that neither writes over the other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from leeward.attachments.actions import let_go
from leeward.drafts.models import Draft, Version
from leeward.drafts.pictures import in_draft
from leeward.drafts.tokens import Park
from leeward.drafts.words import Mismatch, Splice, Words
from leeward.web.statements import change, put_in

ONE_VERSION = timedelta(minutes=1)  # the newest is written over for so long; then it stays as it is
A_LOT_LESS = 80  # characters gone at once: what stood before stays as a version, however young
TRIES = 5  # two pages of one sheet in the same instant: one of them reads again


@dataclass(frozen=True)
class Sent:
    """What a page sent: the whole words, or a change to revision `base`. `step` counts what this page sent."""

    words: Words | None = None
    splice: Splice | None = None
    lines: Words | None = None  # with a splice: title, note and cursor beside it
    base: int | None = None  # the revision the page began from; None: it does not know
    step: int = 0


@dataclass(frozen=True)
class Kept:
    """What stands now. `park` is where the page goes on; another than it came with after a fork."""

    draft: Draft
    version: Version
    park: Park
    words: Words
    forked: bool = False

    @property
    def is_cut(self) -> bool:
        return self.words.fitted() != self.words


class Blank(Exception):
    """Nothing was typed and nothing is kept: no draft is made of it."""


def keep(park: Park, sent: Sent) -> Kept:
    """Keep what was sent. Raises Mismatch where a change does not fit, Blank where there is nothing to keep."""
    for attempt in range(TRIES):
        # Where nothing was kept before, the first try does not look: three statements in all, as ever after.
        looks = attempt > 0 or sent.base != 0
        newest = Version.objects.newest(park.member_id, park.once) if looks else None
        kept = _begin(park, sent) if newest is None else _go_on(park, sent, newest)
        if kept:
            return kept
    raise Mismatch


def _go_on(park: Park, sent: Sent, newest: Version) -> Kept | None:
    """None: somebody else wrote between our reading and our writing."""
    mine = newest.writer == park.writer
    standing = newest.words
    if mine and 0 < sent.step <= newest.step:  # a late arrival: what came after it is kept already
        return Kept(newest.draft, newest, park, standing)
    words = _applied(sent, standing, newest.revision)
    if words.fitted().says() == standing.says():
        return Kept(newest.draft, newest, park, words)
    is_seen = sent.base is None or sent.base == newest.revision
    if newest.draft.posted_at or not (mine or is_seen):
        return _fork(park, replace(sent, words=words, splice=None), newest.draft)
    version = _write(newest, park, words, sent.step, has_less=_has_less(standing, words))
    return Kept(newest.draft, version, park, words) if version else None


def _applied(sent: Sent, standing: Words, revision: int) -> Words:
    if sent.splice is None:
        return (sent.words or Words()).after(standing)
    if sent.base != revision or sent.lines is None:
        raise Mismatch
    return replace(sent.lines, body=sent.splice.applied_to(standing.body)).after(standing)


def _has_less(standing: Words, words: Words) -> bool:
    return len(standing.body) - len(words.body) >= A_LOT_LESS


def _write(newest: Version, park: Park, words: Words, step: int, *, has_less: bool) -> Version | None:
    """Over the newest version while it is young and ours, else as a new one. None where we came second."""
    now = timezone.now()
    next_ = Version(
        draft=newest.draft, revision=newest.revision + 1, writer=park.writer, step=step, begun_at=now, kept_at=now
    )
    next_.hold(words.fitted())
    if not has_less and newest.writer == park.writer and now - newest.begun_at < ONE_VERSION:
        fields = {name: getattr(next_, name) for name in ("revision", "step", "sealed", "kept_at")}
        if not change(Version, {"pk": newest.pk, "revision": newest.revision}, fields):
            return None
        next_.pk, next_.begun_at = newest.pk, newest.begun_at
        return next_
    return _insert(next_)


def _insert(version: Version) -> Version | None:
    try:
        with transaction.atomic():
            put_in(version)
    except IntegrityError:
        return None
    return version


def _begin(park: Park, sent: Sent, fork_of: Draft | None = None) -> Kept | None:
    """A new draft with its first version; None where it is there already."""
    if sent.splice is not None:
        if sent.base != 0 or sent.lines is None:
            raise Mismatch
        sent = replace(sent, words=replace(sent.lines, body=sent.splice.applied_to("")), splice=None)
    words = sent.words or Words()
    if words.is_blank():
        raise Blank
    now = timezone.now()
    try:
        with transaction.atomic():
            root = (fork_of.fork_of_id or fork_of.pk) if fork_of else None
            draft = Draft(member_id=park.member_id, once=park.once, fork_of_id=root, begun_at=now)
            draft.aim(park.kind, park.target)
            put_in(draft)
            version = Version(draft=draft, revision=1, writer=park.writer, step=sent.step, begun_at=now, kept_at=now)
            version.hold(words.fitted())
            put_in(version)
    except IntegrityError:
        return None
    return Kept(draft, version, park, words, forked=fork_of is not None)


def _fork(park: Park, sent: Sent, of: Draft) -> Kept:
    """Another sheet for a page that did not see what stands on this one; the same page always gets the same."""
    own = hashlib.sha256(f"{park.once}\0{park.writer}".encode()).hexdigest()[:24]
    mine = park.with_once(own)
    for _try in range(TRIES):
        newest = Version.objects.newest(mine.member_id, own)
        alone = replace(sent, base=None)
        kept = _begin(mine, alone, fork_of=of) if newest is None else _go_on(mine, alone, newest)
        if kept:
            return replace(kept, forked=True)
    raise Mismatch


def discard(draft: Draft) -> None:
    """Gone, with every version of it and the pictures that stood nowhere else, at once."""
    pictures = in_draft(draft)
    with transaction.atomic():
        draft.delete()
        let_go(pictures)


def take_back(draft: Draft, version: Version) -> None:
    """An earlier version stands again, as the newest; what stood until now stays as a version too."""
    newest = Version.objects.newest(draft.member_id, draft.once)
    if newest is None or newest.words.says() == version.words.says():
        return
    now = timezone.now()
    again = Version(draft=draft, revision=newest.revision + 1, writer="", begun_at=now, kept_at=now)
    again.hold(version.words)
    _insert(again)


def move(draft: Draft, kind: str, target: str) -> None:
    """The words go on in another place."""
    draft.aim(kind, target)
    rows = Draft.objects.filter(pk=draft.pk, posted_at=None)
    rows.update(kind=kind, place=draft.place, sealed_target=draft.sealed_target)
