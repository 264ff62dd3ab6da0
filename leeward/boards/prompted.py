"""Who wants no questions beside the preview of a reply: see `gentle`."""

from django.db import models

from leeward.members.models import Member


class NotAsked(models.Model):
    """This member wants none. Without a row they are asked."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")


def is_asked(member: Member) -> bool:
    return not NotAsked.objects.filter(member=member).exists()


def choose(*, by: Member, asked: bool) -> None:
    """From now on, until they choose otherwise."""
    if asked:
        NotAsked.objects.filter(member=by).delete()
    else:
        NotAsked.objects.get_or_create(member=by)
