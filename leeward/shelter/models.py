"""Where leaving may lead, and who can be called. Kept by administrators, read by everybody."""

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from leeward.members.models import Member


class Need(models.TextChoices):
    """What somebody calls about, the most pressing first."""

    DANGER = "1-danger", _("In danger now")
    HOME = "2-home", _("Violence or control at home")
    SEXUAL = "3-sexual", _("Sexual violence")
    DESPAIR = "4-despair", _("Despair, or thoughts of ending it")
    CHILDREN = "5-children", _("Children and young people")
    MEN = "6-men", _("For men")
    OTHER = "7-other", _("Somebody to talk to")


class Destination(models.Model):
    """A page that gives nothing away, for members to choose from."""

    title = models.CharField(max_length=60)
    address = models.URLField(unique=True)

    class Meta:
        ordering = ["title"]

    @classmethod
    def offered(cls) -> "models.QuerySet[Destination]":
        """All of them, by title. One query."""
        return cls.objects.all()


class OwnCountry(models.Model):
    """The country whose help lines a member wants to see first: chosen by them, and never guessed from an address."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=60)


class HouseCountry(models.Model):
    """A country whose help lines come first for whoever has chosen none: where a house's members mostly live."""

    country = models.CharField(max_length=60, unique=True)


class HelpLine(models.Model):
    """A number that somebody can call, and the day on which it was last known to be right."""

    country = models.CharField(max_length=60)
    need = models.CharField(max_length=12, choices=Need)
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True, default="")
    noted_on = models.DateField()

    class Meta:
        ordering = ["country", "need", "name"]

    @property
    def dialled(self) -> str:
        """The number as a telephone wants it: digits, and a plus at the front."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")

    @property
    def noted_in(self) -> str:
        """The month: "March 2024"."""
        return date_format(self.noted_on, "F Y")

    @classmethod
    def listed(cls) -> "models.QuerySet[HelpLine]":
        """All of them, by country, the most pressing need first. One query."""
        return cls.objects.all()
