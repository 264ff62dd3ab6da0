"""The one row that says what this community is, and its glossary."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from leeward.web.ids import new_ref

NAME_MAX = 60
SUMMARY_MAX = 500  # characters: what changed, in a sentence or two


class Joining(models.TextChoices):
    """Who may become a member."""

    OPEN = "open", _("Anybody may join at once")
    APPROVAL = "approval", _("Anybody may ask; a moderator says yes")
    INVITATION = "invitation", _("Only people with an invitation")


class Inviting(models.TextChoices):
    """Who may invite somebody."""

    STAFF = "staff", _("Moderators and administrators")
    APPROVED = "approved", _("Also members whom a moderator has approved")
    MEMBERS = "members", _("Also every member who joined more than a month ago")


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
    joining_question = models.TextField(blank=True, default="")  # one a line, three at most
    inviting = models.CharField(max_length=8, choices=Inviting, default=Inviting.STAFF)
    hold_first = models.PositiveSmallIntegerField(default=0)  # so many posts of a new member wait to be read
    hold_links = models.BooleanField(default=False)  # so does a new member's first link to another site
    read_within = models.PositiveSmallIntegerField(default=12)  # hours promised to whoever waits
    # Hours within which four of five posts that waited were read, as measured; null: too little is known.
    read_in = models.PositiveIntegerField(null=True)
    all_wait_until = models.DateTimeField(null=True)  # every post waits until then: set by a decision (`moderation`)
    pictures = models.CharField(max_length=3, choices=Pictures, default=Pictures.OFF)
    leave_to = models.URLField(default="https://www.wikipedia.org/")
    # The latest version of the rules that members were told of, and the latest that they are asked to accept anew:
    # numbers of `RulesVersion`, on the row that every page has, so that a page knows whether to say so.
    rules_told = models.PositiveIntegerField(default=0)
    rules_asked = models.PositiveIntegerField(default=0)
    is_demo = models.BooleanField(default=False)
    # Hours within which most first answers come, as measured; null: too little is known. Every page has this row.
    answers_within = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="house_is_one")]


class RulesVersion(models.Model):
    """The house rules as they were once written down. Nothing in it is ever changed; its HTML may be made anew."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    number = models.PositiveIntegerField(unique=True)
    source = models.TextField()
    html = models.TextField()
    summary = models.CharField(max_length=SUMMARY_MAX, blank=True, default="")  # what changed, in a sentence
    made_at = models.DateTimeField()
    holds_from = models.DateTimeField()
    asks = models.BooleanField(default=False)  # members are asked to accept it

    class Meta:
        ordering = ["number"]


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
