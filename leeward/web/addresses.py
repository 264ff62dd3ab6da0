"""The two things an address may carry: an opaque ref, and a bounded number."""

from functools import cache

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter

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
