"""What a template says the same on every page is worked out when it is read: sentences and addresses.

A page asks for some two hundred sentences and as many addresses. Looking each up anew took half of the page's time.
So a template is read once for each language, with its sentences in place, and `url("topic", topic.ref)` becomes
"/t/", the ref, and nothing. What an address is given is still looked at: only what needs no quoting is let through.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from leeward.web.ids import ALPHABET, LENGTH

PLAIN = re.compile(r"[A-Za-z0-9_-]+\Z")
STAND_INS = ([letter * LENGTH for letter in ALPHABET[:9]], range(987_654_321, 987_654_330))  # refs, and numbers
VARIABLE = re.compile(r"%\((\w+)\)[sd]|%%")


def address_part(value: object) -> str:
    """A ref or a number, as it stands in an address. Whatever else comes is a mistake of the view's."""
    part = str(value)
    if not PLAIN.match(part):
        raise NoReverseMatch("An address was given what is no ref and no number.")
    return part


class Folded(NodeTransformer):
    """A template's tree with these in place. What it cannot work out stays a call."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        node.nodes = [part for child in node.nodes for part in self._parts(child)]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """Inside an expression: one value, as the call would give."""
        self.generic_visit(node)
        if _is_count(node):
            singular, plural, number = node.args
            return nodes.Filter(number, "counted", [singular, plural], [], None, None, lineno=node.lineno)
        pieces = _pieces(node)
        if pieces is None:
            return node
        parts = [nodes.TemplateData(piece) if isinstance(piece, str) else piece for piece in pieces if piece != ""]
        return parts[0] if len(parts) == 1 else nodes.Concat(parts, lineno=node.lineno)

    def _parts(self, child: nodes.Expr) -> Iterator[nodes.Expr]:
        pieces = _pieces(child) if isinstance(child, nodes.Call) else None
        if pieces is None:
            yield self.visit(child)
        else:
            for piece in pieces:
                yield nodes.TemplateData(piece) if isinstance(piece, str) else self.visit(piece)


def _is_count(call: nodes.Call) -> bool:
    """Whether it says a number and nothing else: what it says of each is kept (`jinja.counted`)."""
    return (
        isinstance(call.node, nodes.Name)
        and call.node.name == "ngettext"
        and len(call.args) == 3
        and not call.kwargs
        and all(isinstance(text, nodes.Const) for text in call.args[:2])
    )


def _pieces(call: nodes.Call) -> list[str | nodes.Expr] | None:
    """What the call would give, in order: text as it is, and expressions whose values stand between."""
    name = call.node.name if isinstance(call.node, nodes.Name) else ""
    first = call.args[0] if call.args else None
    if not isinstance(first, nodes.Const) or not isinstance(first.value, str) or call.dyn_args or call.dyn_kwargs:
        return None
    if name == "_" and len(call.args) == 1:
        return _sentence(first.value, {given.key: given.value for given in call.kwargs})
    if name == "url" and not call.kwargs:
        return _address(first.value, call.args[1:])
    return None


def _sentence(source: str, given: dict[str, nodes.Expr]) -> list[str | nodes.Expr]:
    pieces: list[str | nodes.Expr] = []
    text, at = gettext(source), 0
    for found in VARIABLE.finditer(text):
        pieces += [text[at : found.start()], given[found[1]] if found[1] else "%"]
        at = found.end()
    return [*pieces, text[at:]]


def _address(name: str, args: Sequence[nodes.Expr]) -> list[str | nodes.Expr] | None:
    """Found by asking for one with stand-ins, of whatever kind it takes."""
    for kinds in product(STAND_INS, repeat=len(args)):
        given: list[Any] = [kind[place] for place, kind in enumerate(kinds)]
        try:
            rest = reverse(name, args=given)
        except NoReverseMatch:
            continue
        pieces: list[str | nodes.Expr] = []
        for value, arg in zip(given, args, strict=True):
            before, found, rest = rest.partition(str(value))
            if not found:
                return None
            pieces += [before, nodes.Filter(arg, "address_part", [], [], None, None)]
        return [*pieces, rest]
    return None
