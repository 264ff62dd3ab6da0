"""Times as people say them: coarse and kind. A clock on a post would reveal its writer's habits."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LATELY = timedelta(minutes=50)


def when(moment: datetime) -> str:
    """How long ago, in words: "just now", "this morning", "on Tuesday", "12 March", "March 2024"."""
    now = timezone.now()
    if now - moment < LATELY:
        return _("just now")
    local = _here(moment)
    days = (_here(now).date() - local.date()).days
    if days <= 0:
        return _part_of_today(local.hour, get_language())
    if days == 1:
        return _("last night") if local.hour >= 18 else _("yesterday")
    if days < 7:
        return _("on %(weekday)s") % {"weekday": _said(local.date(), "l", get_language())}
    return _said(local.date(), "j F" if days < 300 else "F Y", get_language())


def today() -> date:
    """By the house's clock."""
    return _here(timezone.now()).date()


def _here(moment: datetime) -> datetime:
    """By the house's clock. Nobody has one of their own: it would tell where they are."""
    return moment.astimezone(timezone.get_default_timezone())


@lru_cache(maxsize=4_096)
def _said(day: date, how: str, language: str | None) -> str:
    """A page of a topic says some thirty, of a few days."""
    return str(date_format(day, how))


@lru_cache(maxsize=256)
def _part_of_today(hour: int, _language: str | None) -> str:
    if hour < 5:
        return _("in the night")
    if hour < 12:
        return _("this morning")
    if hour < 18:
        return _("this afternoon")
    return _("this evening")


def day(moment: datetime) -> str:
    """The day, without a time: "12 March 2024"."""
    return date_format(_here(moment), "j F Y")


def hour(moment: datetime) -> str:
    """The day and the hour, for what ends or is promised: "12 March, 14:00"."""
    return date_format(_here(moment), "j F, H:i")


def day_of(date: date) -> str:
    """The same of a day without a moment."""
    return date_format(date, "j F Y")


def month(moment: datetime) -> str:
    """The month: "March 2024"."""
    return date_format(_here(moment), "F Y")


def stamp(moment: datetime) -> str:
    """For machines (the datetime attribute): the day only, as 2024-03-12."""
    return _here(moment).date().isoformat()
