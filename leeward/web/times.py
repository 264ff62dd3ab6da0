"""Times as people say them: coarse and kind. A clock on a post would reveal its writer's habits."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

LATELY = timedelta(minutes=50)


def when(moment: datetime) -> str:
    """How long ago, in words: "just now", "this morning", "on Tuesday", "12 March", "March 2024"."""
    now = timezone.localtime()
    local = timezone.localtime(moment)
    days = (now.date() - local.date()).days
    if now - local < LATELY:
        return _("just now")
    if days <= 0:
        return _part_of_today(local)
    if days == 1:
        return _("last night") if local.hour >= 18 else _("yesterday")
    if days < 7:
        return _("on %(weekday)s") % {"weekday": date_format(local, "l")}
    if days < 300:
        return date_format(local, "j F")
    return date_format(local, "F Y")


def _part_of_today(local: datetime) -> str:
    if local.hour < 5:
        return _("in the night")
    if local.hour < 12:
        return _("this morning")
    if local.hour < 18:
        return _("this afternoon")
    return _("this evening")


def day(moment: datetime) -> str:
    """The day, without a time: "12 March 2024"."""
    return date_format(timezone.localtime(moment), "j F Y")


def day_of(date: date) -> str:
    """The same of a day without a moment."""
    return date_format(date, "j F Y")


def month(moment: datetime) -> str:
    """The month: "March 2024"."""
    return date_format(timezone.localtime(moment), "F Y")


def stamp(moment: datetime) -> str:
    """For machines (the datetime attribute): the day only, as 2024-03-12."""
    return timezone.localtime(moment).strftime("%Y-%m-%d")
