"""The one template engine. Escaping is on; only `leeward.words` makes HTML from what people write."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from leeward.web import times
from leeward.web.assets import asset


def url(name: str, *args: Any) -> str:
    """The address of a view: {{ url("topic", topic.ref) }}."""
    return reverse(name, args=args)


def environment(**options: Any) -> Environment:
    """Strict: a name that the view forgot is an error in a test, never an empty place on a page."""
    options["undefined"] = StrictUndefined
    options["auto_reload"] = settings.DEBUG
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    env = Environment(**options)  # noqa: S701 (Django's backend passes autoescape=True)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    env.globals.update(
        url=url,
        asset=asset,
        day_of=times.day_of,
        language=translation.get_language,
        is_right_to_left=translation.get_language_bidi,
    )
    env.filters.update(when=times.when, day=times.day, month=times.month, stamp=times.stamp)
    return env
