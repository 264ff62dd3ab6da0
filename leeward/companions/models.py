"""Who offers to accompany newcomers, who has asked, and who is paired: the rows, and who may see which.

Everything here goes by members' own names. A name for one topic can neither offer nor ask, and no row joins one to its
owner.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now

from leeward.members.models import Apart, Member, Restraint
from leeward.members.sight import in_sight
from leeward.web.ids import new_ref
from leeward.web.looking import Ago, is_there

AT_ONCE_MAX = 3  # newcomers beside one companion: more is a practice, not company
ASK_AGAIN = timedelta(days=30)  # the same person
WORDS_MAX = 500  # characters


def _here(path: str) -> Q:
    """Whose account is open."""
    return Q(**{f"{path}__closed_at": None, f"{path}__erase_asked_at": None})


class CompanyRows(models.QuerySet["Company"]):
    """Who asked whom, and who is paired."""

    def open(self) -> CompanyRows:
        """Not ended, and both accounts are open."""
        return self.filter(Q(companion=None) | _here("companion"), _here("newcomer"), ended_at=None)

    def before(self) -> CompanyRows:
        """The two were paired once, or the one asked the other a short while ago: not again."""
        return self.filter(Q(taken_at__isnull=False) | Q(asked_at__gt=Ago(ASK_AGAIN)))

    def together(self) -> CompanyRows:
        """No block stands between the two."""
        return self.exclude(
            Exists(Apart.objects.filter(member=OuterRef("newcomer_id"), other=OuterRef("companion_id")))
        )

    def pairs(self) -> CompanyRows:
        """Both have agreed, neither has ended it, and nothing keeps them from one another."""
        return self.open().together().filter(agreed_at__isnull=False)

    def of(self, member: Member) -> CompanyRows:
        return self.filter(Q(newcomer=member) | Q(companion=member))

    def visible_to(self, viewer: Member) -> CompanyRows:
        """The viewer's own, less those with somebody from whom a block keeps them; also what is over.

        Who is reported, and not looked at yet, reaches no further companion: their question waits unseen.
        """
        asked = Q(agreed_at__isnull=False) | ~Exists(_reports("newcomer"))
        theirs = Q(companion=viewer) & in_sight(viewer, "newcomer") & asked
        return self.filter(Q(newcomer=viewer) & in_sight(viewer, "companion") | theirs)

    def open_to(self, viewer: Member) -> CompanyRows:
        """Who has asked anybody who offers, for the eyes of somebody who does; not whom they were with before."""
        offers = Offer.objects.standing().filter(member=viewer)
        before = Company.objects.before().filter(newcomer=OuterRef("newcomer_id"), companion=viewer)
        rows = self.open().filter(Exists(offers), in_sight(viewer, "newcomer"), companion=None)
        return rows.exclude(newcomer=viewer).exclude(Exists(before)).exclude(Exists(_reports("newcomer")))

    def meant_for(self, viewer: Member) -> CompanyRows:
        """Less those that somebody may know of only because they look after the house."""
        return self.filter(Q(newcomer=viewer) | Q(companion=viewer) | Q(companion=None))

    def for_house(self, viewer: Member) -> CompanyRows:
        """All, for those who look after the house; who wrote what to whom is not in these rows."""
        return self if viewer.is_moderator else self.none()

    def told_to(self, viewer: Member) -> CompanyRows:
        """What notices may lead the viewer to; for those who look after the house also what was reported."""
        rows = Company.objects.filter(pk=OuterRef("pk"))  # asked of the one a notice is about, and not of all
        found = Q(is_there(rows.visible_to(viewer))) | Q(is_there(rows.open_to(viewer)))
        return self.filter(found | Q(reported_at__isnull=False) if viewer.is_moderator else found)


class Company(models.Model):
    """One newcomer asks one companion, or anybody who offers; the two are paired once both have agreed.

    asked -- the companion takes it --> taken -- both have agreed --> paired -- either --> ended

    Whoever asked one person has agreed to them in asking.
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    newcomer = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    companion = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)  # the companion agrees
    agreed_at = models.DateTimeField(null=True)  # both do
    ended_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    looked_at = models.DateTimeField(null=True)  # somebody who looks after the house has looked at the report

    objects = CompanyRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["newcomer"], condition=Q(ended_at__isnull=True), name="company_one_at_once")
        ]

    def other(self, member: Member) -> Member | None:
        """Who is on the other side, as this side sees it."""
        return self.companion if member.pk == self.newcomer_id else self.newcomer


def _reports(side: str) -> CompanyRows:
    """Of an outer row's newcomer or companion: a report by somebody else about them that nobody has looked at."""
    rows = Company.objects.filter(reported_at__isnull=False, looked_at=None).exclude(reported_by=F(side))
    return rows.filter(**{side: OuterRef(f"{side}_id")})


class OfferRows(models.QuerySet["Offer"]):
    """Who offers."""

    def standing(self) -> OfferRows:
        """Neither taken back, ended by a moderator, nor paused: somebody new may be sent to them."""
        rows = self.filter(_here("member"), withdrawn_at=None, stopped_at=None)
        rows_with: Any = rows.with_pause().with_rest()
        found: OfferRows = rows_with.filter(is_paused=False, rests=False)
        return found

    def with_rest(self) -> OfferRows:
        """Adds `rests`: a decision keeps its owner from writing, somewhere or at once. Their own name's alone: what
        was decided about a name for one topic must not show on this one."""
        now_on = Restraint.objects.filter(Q(until=None) | Q(until__gt=Now()), member=OuterRef("member_id"))
        return self.annotate(rests=Exists(now_on))

    def with_pause(self) -> OfferRows:
        """Adds `is_paused`: somebody whom they accompanied has reported or blocked them, and no moderator has looked.

        Nothing says so to its owner, who would learn from it that they were blocked.
        """
        since = Coalesce(OuterRef("looked_at"), OuterRef("offered_at"))
        mine = Company.objects.filter(companion=OuterRef("member_id"))
        reported = mine.filter(reported_at__gt=since).exclude(reported_by=OuterRef("member_id"))
        blocked = Apart.objects.filter(
            other=OuterRef("member_id"),
            chosen_at__gt=since,
            member__in=Company.objects.filter(companion=OuterRef(OuterRef("member_id"))).values("newcomer"),
        )
        return self.annotate(
            is_paused=models.Case(
                models.When(Exists(reported) | Exists(blocked), then=models.Value(True)), default=models.Value(False)
            )
        )

    def with_room(self) -> OfferRows:
        """Adds `held`, how many they accompany or have said yes to; those who have room for one more."""
        mine = Company.objects.open().together().filter(companion=OuterRef("member_id"), taken_at__isnull=False)
        mine = mine.order_by()
        held = Subquery(mine.values("companion").annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return self.annotate(held=Coalesce(held, 0)).filter(held__lt=F("at_once"))

    def for_house(self, viewer: Member) -> OfferRows:
        """All that were not taken back, for those who look after the house."""
        return self.filter(withdrawn_at=None).with_pause().with_rest() if viewer.is_moderator else self.none()

    def visible_to(self, viewer: Member) -> OfferRows:
        """Whom the viewer may ask, each with room for one more. Not whom they were with before."""
        before = Company.objects.before().filter(newcomer=viewer, companion=OuterRef("member_id"))
        rows = self.standing().with_room().filter(in_sight(viewer, "member")).exclude(member=viewer)
        return rows.exclude(Exists(before)).select_related("member")


class Offer(models.Model):
    """A member offers to accompany newcomers."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=WORDS_MAX, blank=True, default="")
    at_once = models.PositiveSmallIntegerField(default=1)
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)  # a moderator looked, and let it go on
    stopped_at = models.DateTimeField(null=True)  # a moderator ended it
    reason = models.CharField(max_length=WORDS_MAX, blank=True, default="")  # why, for its owner to read

    objects = OfferRows.as_manager()

    @property
    def is_open(self) -> bool:
        """As its owner is told."""
        return self.withdrawn_at is None and self.stopped_at is None
