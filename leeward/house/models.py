"""The one row that says what this community is, and its glossary."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

NAME_MAX = 60


class Joining(models.TextChoices):
    """Who may become a member."""

    OPEN = "open", _("Anybody may join at once")
    APPROVAL = "approval", _("Anybody may ask; a moderator says yes")
    INVITATION = "invitation", _("Only people with an invitation")


class Pictures(models.TextChoices):
    """Whether members may add pictures to what they write."""

    OFF = "off", _("Off: nobody can add a picture")
    ON = "on", _("On: members can add pictures to their posts")


class Accent(models.TextChoices):
    """The colour of links and of the main button. Each is checked for contrast by day and by night."""

    HARBOUR = "harbour", _("Harbour blue")
    MOSS = "moss", _("Moss green")
    PLUM = "plum", _("Plum")
    RUST = "rust", _("Rust")
    SLATE = "slate", _("Slate")


class House(models.Model):
    """There is one row, id 1. It is made by `leeward setup`, or by the first page asked for."""

    name = models.CharField(max_length=NAME_MAX, default="Leeward")
    # What the browser's tab, history and task list say, on every page alike.
    neutral_name = models.CharField(max_length=NAME_MAX, default="Notes")
    welcome = models.TextField(blank=True, default="")
    accent = models.CharField(max_length=12, choices=Accent, default=Accent.HARBOUR)
    joining = models.CharField(max_length=12, choices=Joining, default=Joining.OPEN)
    joining_question = models.CharField(max_length=300, blank=True, default="")
    pictures = models.CharField(max_length=3, choices=Pictures, default=Pictures.OFF)
    leave_to = models.URLField(default="https://www.wikipedia.org/")
    rules = models.TextField(blank=True, default="")
    rules_html = models.TextField(blank=True, default="")
    rules_changed_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)
    # Hours within which most first answers come, as measured; null: too little is known. Every page has this row.
    answers_within = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="house_is_one")]


class ShortForm(models.Model):
    """An entry of the community's glossary: H is "my husband"."""

    form = models.CharField(max_length=12, unique=True)
    meaning = models.CharField(max_length=120)

    class Meta:
        ordering = ["form"]

    @classmethod
    def glossary(cls) -> "models.QuerySet[ShortForm]":
        """All entries, in the order of a dictionary: letters first, whatever their case."""
        return cls.objects.order_by(Lower("form"), "form")
