"""What a room's files may hold and be called."""

import ast
import importlib
import inspect
import pkgutil
import re

import leeward
from tests.rules.addresses import patterns
from tests.rules.tree import TOP, ending, files, rows, text

DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "service", "services", "manager", "managers",
           "misc", "base", "lib", "handler", "handlers", "data"}  # fmt: skip
BASE_TEMPLATE = "leeward/templates/web/base.html"
ASKS_ROWS = re.compile(r"\.objects\.(get|filter|all|exclude|first|create|get_or_create|update_or_create)\b")
SWITCHED_OFF = re.compile(r"pytest\.mark\.(skip|xfail|skipif)|pytest\.skip\(|\bTO" r"DO\b|\bFIX" r"ME\b")


def test_views_fetch_through_the_viewer() -> None:
    """Whatever module answers an address may not touch objects.get, filter or all."""
    found = []
    for module in sorted({pattern.callback.__module__ for pattern in patterns()}):
        source = inspect.getsource(importlib.import_module(module))
        found += [f"{module}: {match[0]}" for match in ASKS_ROWS.finditer(source)]
    assert not found, rows(found)


def test_nothing_is_called_like_a_drawer() -> None:
    found = [
        str(path)
        for path in files()
        if DRAWERS & {part.rpartition(".")[0] or part for part in path.parts} and str(path) != BASE_TEMPLATE
    ]
    assert not found, rows(found)


def test_every_package_says_what_it_is() -> None:
    rooms = [name for _, name, is_package in pkgutil.iter_modules(leeward.__path__) if is_package]
    found = [name for name in rooms if not (importlib.import_module(f"leeward.{name}").__doc__ or "").strip()]
    assert not found, rows(found)


def test_every_url_is_named_for_its_view() -> None:
    """The name of an address begins with, or is, the name of the function that answers it."""
    found = [
        f"{pattern.name} -> {pattern.callback.__name__}"
        for pattern in patterns()
        if not str(pattern.name).startswith(pattern.callback.__name__)
    ]
    assert not found, rows(found)


def test_no_test_is_switched_off_and_nothing_is_put_off() -> None:
    found = [f"{path}: {match[0]}" for path in ending(".py") for match in SWITCHED_OFF.finditer(text(path))]
    assert not found, rows(found)


def test_no_model_saves_in_secret() -> None:
    """No save() overrides: what happens when a row is written stands in an action."""
    found = [
        f"{path}:{node.lineno}"
        for path in ending(".py", under="leeward/")
        if path.name == "models.py"
        for node in ast.walk(ast.parse((TOP / path).read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    assert not found, rows(found)
