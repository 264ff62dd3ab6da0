"""Who is beside whom at the moment: for lists in which the other one of a pair comes first."""

from django.db.models import BooleanField, Case, Q, Value, When

from leeward.companions.models import Company
from leeward.members.models import Member


def beside(member: Member, author: str = "author") -> Q:
    """The condition "by whoever accompanies the member, or is accompanied by them". Parts of another query."""
    pairs = Company.objects.pairs().order_by()
    newcomers = pairs.filter(companion=member).values("newcomer")
    companions = pairs.filter(newcomer=member).values("companion")
    return Q(**{f"{author}__in": newcomers}) | Q(**{f"{author}__in": companions})


def is_beside(member: Member, author: str = "author") -> Case:
    """The same, for `annotate`."""
    return Case(When(beside(member, author), then=Value(True)), default=Value(False), output_field=BooleanField())


def ids_beside(member: Member) -> frozenset[int]:
    """The same as ids of members. One query."""
    pairs = Company.objects.pairs().of(member).values_list("newcomer_id", "companion_id")
    return frozenset(pk for pair in pairs for pk in pair if pk and pk != member.pk)
