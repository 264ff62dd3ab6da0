"""What members agreed to, in which words, when, and since when no longer: the words themselves are kept for good.

What people write here tells of health, of sex, of what they believe: the General Data Protection Regulation, article
9(2)(a), asks that they agree to that explicitly, apart from the rules of the house, and can take it back as easily.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leeward.web.ids import new_ref

if TYPE_CHECKING:
    from leeward.members.models import Member

# A version's words are never changed: new words get a new version, which holds for whoever agrees from then on.
TEXTS = {
    "1": _(
        "What I write here may say things about my health, my relationships or sex life, or what I believe. I agree "
        "that "
        "this house keeps it, and shows it to those who may read where I write it."
    ),
}
NEWEST = "1"


class Consent(models.Model):
    """One member's yes to one version. A later yes is a row of its own; at most one stands."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="consents")
    version = models.CharField(max_length=8)
    given_at = models.DateTimeField(null=True)  # null: they were never asked, and said no
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(withdrawn_at=None), name="consent_stands_once")
        ]

    @property
    def text(self) -> str:
        return str(TEXTS[self.version])


def text() -> str:
    """What is asked today."""
    return str(TEXTS[NEWEST])


def agree(member: Member) -> None:
    """Nothing where one stands already."""
    if not Consent.objects.filter(member=member, withdrawn_at=None).exists():
        Consent.objects.create(member=member, version=NEWEST, given_at=timezone.now())


def withdraw(member: Member) -> Consent | None:
    """The one that stood until now; None where the last word was no already. Who was never asked can say no as well."""
    found = Consent.objects.filter(member=member, withdrawn_at=None).first()
    if found is None and last_withdrawn(member):
        return None
    found = found or Consent(member=member, version=NEWEST)
    found.withdrawn_at = timezone.now()
    found.save()
    return found


def last_withdrawn(member: Member) -> Consent | None:
    """Where the last word was no."""
    last = Consent.objects.filter(member=member).order_by("-pk").first()
    return last if last and last.withdrawn_at else None


def ledger(member: Member) -> list[Consent]:
    """The latest first. One query."""
    return list(Consent.objects.filter(member=member).order_by("-pk"))


def was_withdrawn(ref: str) -> bool:
    """Whether a restraint comes from a consent that was taken back."""
    return Consent.objects.filter(ref=ref).exists()
