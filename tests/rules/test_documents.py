"""The docs name every verb, option, setting, address, field and package: nothing is there that nobody can look up."""

import argparse
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

from django.forms import BaseForm
from django.urls import URLResolver, get_resolver

import leeward
from leeward.cli.arguments import parser
from tests.rules.tree import ending, rows, text
from tests.rules.tree import files as tracked

INTERFACE, OPERATING, MAP = (
    next(p for p in tracked() if str(p) == f"docs/{n}.md") for n in ("interface", "operating", "map")
)
NAMED = re.compile(r"`([^`]+)`")


def verbs(found: argparse.ArgumentParser, before: str = "leeward") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """("leeward member add", its parser) and so on, the innermost ones."""
    inner = [action for action in found._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield before, found
    for action in inner:
        for name, child in action.choices.items():
            yield from verbs(child, f"{before} {name}")


def addresses() -> list[str]:
    """As the table in docs/interface.md has them."""
    found, waiting = [], [("/", get_resolver())]
    while waiting:
        before, resolver = waiting.pop()
        for pattern in resolver.url_patterns:
            address = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                waiting.append((address, pattern))
            else:
                found.append(f"| `{address}` | `{pattern.name}` |")
    return found


def settings() -> set[str]:
    return {name for path in ending(".py", under="leeward/") for name in re.findall(r"LEEWARD_[A-Z_]+", text(path))}


def fields() -> set[str]:
    """What forms send: names in templates, and fields of form classes."""
    found = set()
    for path in ending(".html", under="leeward/templates/"):
        bare = re.sub(r"<meta[^>]*>", "", text(path))
        found |= set(re.findall(r"\bname=\"([a-z_]+)\"", bare))
    for room in pkgutil.iter_modules(leeward.__path__, "leeward."):
        for module in pkgutil.iter_modules(importlib.import_module(room.name).__path__) if room.ispkg else ():
            if module.name.endswith("forms"):
                for _, kind in inspect.getmembers(
                    importlib.import_module(f"{room.name}.{module.name}"), inspect.isclass
                ):
                    found |= set(getattr(kind, "base_fields", ())) if issubclass(kind, BaseForm) else set()
    return found


def test_every_verb_and_option_is_in_the_interface_and_every_verb_in_operating() -> None:
    lines, found = text(INTERFACE).splitlines(), []
    for verb, its in verbs(parser()):
        row = next((line for line in lines if re.match(rf"\| `{verb}[ `]", line)), "")
        options = {option for action in its._actions for option in action.option_strings} - {"-h", "--help", "--data"}
        found += [f"{verb}: {option}" for option in sorted(options) if option not in row] if row else [verb]
        if f"`{' '.join(verb.split()[:2])}" not in text(OPERATING):
            found.append(f"{verb}: not in operating.md")
    assert not found, rows(found)


def test_no_verb_or_option_is_promised_that_is_not_there() -> None:
    known = {verb for verb, _ in verbs(parser())}
    told = {
        " ".join(re.findall(r"^leeward(?: [a-z][a-z-]*)+", name))
        for name in re.findall(r"^\| `(leeward [^`]*)`", text(INTERFACE), re.M)
    }
    assert told == known


def test_every_setting_is_in_the_interface_and_in_operating() -> None:
    assert settings() == set(re.findall(r"LEEWARD_[A-Z_]+", text(INTERFACE)))
    assert settings() == set(re.findall(r"LEEWARD_[A-Z_]+", text(OPERATING)))


def test_every_address_is_in_the_interface() -> None:
    told = [line for line in text(INTERFACE).splitlines() if line.startswith("| `/")]
    found = [f"missing: {row}" for row in addresses() if row not in told]
    found += [f"gone: {row}" for row in told if row not in addresses()]
    assert not found, rows(found)


def test_every_field_is_in_the_interface() -> None:
    told = set(NAMED.findall(text(INTERFACE).partition("## Fields")[2].partition("## The bones")[0]))
    assert not (found := sorted(fields() - told)), rows(found)


def test_every_room_and_package_is_on_the_map() -> None:
    wanted = {f"leeward.{room.name}" for room in pkgutil.iter_modules(leeward.__path__) if room.ispkg}
    for path in ending(".in", under="requirements/"):
        names = re.findall(r"^[A-Za-z0-9-]+", text(path), re.M)
        wanted |= {name for name in names if not name.startswith("-")}
    assert not (found := sorted(wanted - set(NAMED.findall(text(MAP))))), rows(found)


def test_no_package_stays_on_the_map_that_is_not_asked_for() -> None:
    asked = {
        name for path in ending(".in", under="requirements/") for name in re.findall(r"^[a-z0-9-]+", text(path), re.M)
    }
    told = set(
        NAMED.findall("".join(re.findall(r"^\| (`[^|]*) \|", text(MAP).partition("## What we lean on")[2], re.M)))
    )
    assert told <= asked, told - asked
