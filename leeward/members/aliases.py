"""A name for one topic, and the few places where it is known whose it is.

The name is a member of its own, a *face*, with no passphrase and no account behind it. Whatever is written under it
has the face as its author; so all that shows, counts, searches, mentions, quotes, blocks or lists by author takes it
for somebody else, without having been told. The link stands in one row, which names its owner only by a mark and a
seal (`leeward.web.sealing`), and is asked for only by functions of this file, each with the owner in hand.

What it cannot hide: a way of writing, a detail, the same hour. `docs/safety.md` lists each way the link could leak.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from leeward.house.context import the_house
from leeward.members import rules
from leeward.members.actions import NameTaken
from leeward.members.models import Alias, Member
from leeward.members.names import name_key, tidy
from leeward.members.offered_names import offer
from leeward.members.ready import Ready
from leeward.members.resting import is_resting
from leeward.web import sealing
from leeward.web.ids import new_ref

MONTH = timedelta(days=30)
TRIES = 50  # names drawn, of some ten thousand, until one is free


def aliases_of(owner: Member) -> "QuerySet[Alias]":
    """The owner's own, the latest first, each with its face."""
    return Alias.objects.of(owner).select_related("face").order_by("-face__joined_at", "-pk")


def faces_of(owner: Member) -> "QuerySet[Alias, int]":
    """The ids of the owner's faces, for `author__in=`: a part of another query, none of its own."""
    return Alias.objects.of(owner).values_list("face_id", flat=True)


def theirs(owner: Member, field: str = "author") -> Q:
    """The condition "the owner's, under whichever name". One list of ids, so that an index on the field answers it;
    PostgreSQL answers "this one, or one of those" by reading the whole table.
    """
    return Q(**{f"{field}__in": Member.objects.filter(pk=owner.pk).values("pk").union(faces_of(owner), all=True)})


def is_own(owner: Member, author_id: int | None) -> bool:
    """Whether what this author wrote is the owner's: their own, or under a name of theirs (then one query)."""
    if author_id is None or author_id == owner.pk:
        return author_id is not None
    return Alias.objects.of(owner).filter(face_id=author_id).exists()


def face_in(owner: Member, place: str) -> Member | None:
    """The face under which the owner writes in this topic. One query."""
    found: Alias | None = _in_place.first(owner, place)
    return found.face if found else None


@Ready
def _in_place(owner: Member, place: str) -> "QuerySet[Alias]":
    return Alias.objects.of(owner).filter(place=place).select_related("face").order_by("pk")[:1]


def face_id_at(owner: Member, ref: str) -> Subquery:
    """For `annotate`: the id of the owner's face in the topic whose ref the outer row has, or null."""
    return Subquery(Alias.objects.of(owner).filter(place=OuterRef(ref)).values("face_id")[:1])


def face_name_at(owner: Member, ref: str) -> Subquery:
    """As `face_id_at`: the face's name."""
    return Subquery(Alias.objects.of(owner).filter(place=OuterRef(ref)).values("face__name")[:1])


def why_not_take(owner: Member, name: str) -> str | None:
    """What stands against this name, or against one more name, for the eyes of its owner."""
    if sentence := rules.why_not_this_name(tidy(name), the_house()):
        return sentence
    lately = Alias.objects.of(owner).filter(face__joined_at__gt=timezone.now() - MONTH).count()
    return rules.why_not_another_alias(lately)


def take(*, by: Member, name: str, place: str) -> Member:
    """A face of this name for `by`, in this topic only. NameTaken also for names of one's own.

    It joins now, is let in, and can never be signed in to.
    """
    if is_resting(name):
        raise NameTaken
    now = timezone.now()
    face = Member(
        name=tidy(name), name_key=name_key(name), joined_at=now, admitted_at=now, caught_up_at=now, is_demo=by.is_demo
    )
    face.set_unusable_password()
    try:
        with transaction.atomic():
            face.save()
            sealed = sealing.seal(by.ref, for_=f"owner of {face.ref}")
            Alias.objects.create(face=face, owner_mark=Alias.mark_of(by), owner=sealed, place=place)
    except IntegrityError as error:
        raise NameTaken from error
    return face


def of_nobody(*, place: str, since: datetime) -> Member:
    """A face that nobody owns, drawn by chance: for words whose writer lets go of them. It seems to have joined in the
    month of what it says, and is like every other name for one topic, but its mark and its seal hold noise.
    """
    began = since.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _try in range(TRIES):
        name = offer()
        face = Member(name=name, name_key=name_key(name), joined_at=began, admitted_at=began, caught_up_at=began)
        face.set_unusable_password()
        try:
            with transaction.atomic():
                face.save()
                noise = sealing.seal(new_ref(), for_=f"owner of {face.ref}")
                mark = sealing.mark(new_ref(), for_="owner of an alias")
                Alias.objects.create(face=face, owner_mark=mark, owner=noise, place=place)
        except IntegrityError:
            continue
        return face
    raise NameTaken
