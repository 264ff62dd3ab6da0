"""The two things an address may carry, an opaque ref and a bounded number; and how an address is found."""

from functools import cache, cached_property
from importlib import import_module

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.urls.resolvers import RoutePattern

from leeward.web.ids import ALPHABET, LENGTH


class Ref(StringConverter):
    """As made by `new_ref`; anything else is 404 before a query is made."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"


class Number(IntConverter):
    """At most nine digits: an unbounded one is an error inside the database."""

    regex = "[0-9]{1,9}"


@cache
def install() -> None:
    """Make <ref:...> and <number:...> known; once, from leeward.urls."""
    register_converter(Ref, "ref")
    register_converter(Number, "number")


class Signpost(URLResolver):
    """The addresses of these rooms. One is looked for among those that begin with the same word, in their order.

    Django tries one after the other: with 230 of them, the last took longer to find than a session.
    """

    def __init__(self, *rooms: str) -> None:
        patterns = [pattern for room in rooms for pattern in import_module(f"{room}.urls").urlpatterns]
        super().__init__(RoutePattern(""), patterns)

    @cached_property
    def by_word(self) -> dict[str, list[URLPattern | URLResolver]]:
        found: dict[str, list[URLPattern | URLResolver]] = {}
        for pattern in self.url_patterns:
            word = str(pattern.pattern).partition("/")[0]
            if "<" in word:
                raise ValueError(f"an address begins with a word: {pattern.pattern}")
            found.setdefault(word, []).append(pattern)
        return found

    def resolve(self, path: str) -> ResolverMatch:
        """Raises Resolver404."""
        for pattern in self.by_word.get(path.partition("/")[0], ()):
            if match := pattern.resolve(path):
                return match
        raise Resolver404({"path": path})
