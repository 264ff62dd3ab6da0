"""What a member may look after."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member may look after. A helper sees to what endangers nobody, an auditor reads who looked at what and
    decides nothing; a moderator may do what a helper may, and an administrator all (`moderation.rules`)."""

    MEMBER = "member", _("member")
    HELPER = "helper", _("helper")
    AUDITOR = "auditor", _("auditor")
    MODERATOR = "moderator", _("moderator")
    ADMINISTRATOR = "administrator", _("administrator")
