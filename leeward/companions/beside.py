"""Who is beside whom at the moment: for lists in which the other one of a pair comes first."""

from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from leeward.companions.models import Company
from leeward.members.models import Member


def beside(member: Member, author: str = "author") -> Q:
    """The condition "by whoever accompanies the member, or is accompanied by them". Parts of another query."""
    newcomers, companions = ids_of_company(member)
    return Q(**{f"{author}__in": newcomers}) | Q(**{f"{author}__in": companions})


def ids_of_company(member: Member) -> "tuple[QuerySet[Any, Any], QuerySet[Any, Any]]":
    """(whom the member accompanies, who accompanies them): parts of another query, none of their own."""
    pairs = Company.objects.pairs().order_by()
    return pairs.filter(companion=member).values("newcomer"), pairs.filter(newcomer=member).values("companion")


def is_beside(member: Member, author: str = "author") -> Case:
    """The same, for `annotate`."""
    return Case(When(beside(member, author), then=Value(True)), default=Value(False), output_field=BooleanField())


def ids_beside(member: Member) -> frozenset[int]:
    """The same as ids of members. One query."""
    pairs = Company.objects.pairs().of(member).values_list("newcomer_id", "companion_id")
    return frozenset(pk for pair in pairs for pk in pair if pk and pk != member.pk)
