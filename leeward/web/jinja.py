"""The one template engine. Escaping is on; only `leeward.words` makes HTML from what people write."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, nodes
from markupsafe import Markup

from leeward.web import times
from leeward.web.assets import asset, icon
from leeward.web.folding import Folded, address_part
from leeward.web.moulds import mould


def counted(number: int, singular: str, plural: str) -> Markup:
    """`ngettext`, where the number alone is filled in: a list of topics says the same few numbers many times."""
    return _counted(number, singular, plural, translation.get_language())


@lru_cache(maxsize=4_096)
def _counted(number: int, singular: str, plural: str, _language: str | None) -> Markup:
    return Markup(translation.ngettext(singular, plural, number)) % {"num": number}  # noqa: S704 (sentences of ours)


def url(name: str, *args: Any) -> str:
    """The address of a view: {{ url("topic", topic.ref) }}."""
    return reverse(name, args=args)


class Folding(Environment):
    """Reads a template with its sentences and addresses in place (`folding`)."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = Folded().visit(super()._parse(source, name, filename))
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Rows are dicts too: theirs are not looked for among a dict's own methods first."""
        if obj.__class__ is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def make_globals(self, given: Any) -> Any:
        """A template's names beside its context. Without more of its own they are everybody's, in one look."""
        return super().make_globals(given) if given else self.globals


class Templates(Jinja2):
    """Django's engine, with an environment for each language: what is folded in is of one language."""

    def __init__(self, params: dict[str, Any]) -> None:
        self.by_language: dict[str | None, Environment] = {}
        super().__init__(params)

    @property
    def env(self) -> Environment:
        language = translation.get_language()
        if language not in self.by_language:
            self.by_language[language] = self.first.overlay()
        return self.by_language[language]

    @env.setter
    def env(self, made: Environment) -> None:
        self.first = made

    def filled(self, name: str, context: dict[str, Any], request: HttpRequest) -> str:
        """The template with what the view and every page know, and nothing else that Django would add."""
        context["request"] = request
        for known in self.template_context_processors:
            context.update(known(request))
        return self.env.get_template(name).render(context)


def environment(**options: Any) -> Environment:
    """Strict: a name that the view forgot is an error in a test, never an empty place on a page."""
    options["undefined"] = StrictUndefined
    options["auto_reload"] = settings.DEBUG
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    env = Folding(**options)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    env.globals.update(
        url=url,
        asset=asset,
        icon=icon,
        day_of=times.day_of,
        language=translation.get_language,
        is_right_to_left=translation.get_language_bidi,
    )
    env.filters.update(when=times.when, day=times.day, hour=times.hour, month=times.month, stamp=times.stamp)
    env.filters.update(address_part=address_part, counted=counted, mould=mould)
    return env
