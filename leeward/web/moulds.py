"""Parts of a page that come many times on it: rendered once for each shape, then only filled.

A mould is a template of its own. What it is given decides its shape where that is yes or no, and fills it where it is
text or a number: those stand in the finished part as they are, escaped, and the template can do nothing else with them.
So what is kept is no page and no word of anybody: a part with its places left empty.

    {{ "boards/post_acts" | mould(post=post.ref, is_mine=is_mine) }}
"""

import re
from typing import Any

from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

PLACE = re.compile(r"place(\d+)inmould")  # lets itself be put into an address, and stands in no sentence

ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})  # as `escape` does it

_Shape = tuple[str, tuple[Any, ...]]


@pass_environment
def mould(environment: Environment, name: str, /, **given: Any) -> Markup:
    """The part `templates/<name>.html` with these. The environment, and so what is kept in it, is of one language."""
    shapes: dict[_Shape, list[Any]] = environment.__dict__.setdefault("moulds", {})
    shape = name, tuple([value if value.__class__ is bool else ... for value in given.values()])
    pieces = shapes.get(shape)
    if pieces is None:
        pieces = shapes[shape] = _cast(environment, name, given)
    values = [None if value.__class__ is bool else _safe(value) for value in given.values()]
    return Markup("".join([piece if piece.__class__ is str else values[piece] for piece in pieces]))  # noqa: S704 (escaped above)


def _safe(value: Any) -> str:
    """As it may stand in HTML. A page asks it of hundreds of values, most of them refs, numbers and plain words."""
    if value.__class__ is str:
        return value if value.isalnum() else value.translate(ESCAPED)
    if value.__class__ is int:
        return str(value)
    return value if value.__class__ is Markup else escape(value)


def _cast(environment: Environment, name: str, given: dict[str, Any]) -> list[Any]:
    """Text, and between it the number of what stands there."""
    filled = {
        key: value if isinstance(value, bool) else f"place{place}inmould"
        for place, (key, value) in enumerate(given.items())
    }
    pieces: list[Any] = PLACE.split(environment.get_template(f"{name}.html").render(filled))
    pieces[1::2] = [int(number) for number in pieces[1::2]]
    return pieces
