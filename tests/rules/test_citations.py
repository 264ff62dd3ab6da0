"""A page that names a test as its proof names one that is there."""

import re
from pathlib import Path

import pytest

from tests.rules.tree import TOP, ending, rows, text

# STYLE.md is left out: what it names are examples.
PAGES = [path for path in ending(".md") if path.parent.name in {"", "docs"} and path.name != "STYLE.md"]
MODULE = re.compile(r"python -m (tests[\w.]*)")
CITED = re.compile(r"tests(?:/[\w.-]+)+/?|\btest_\w+(?:\.py)?")
LINE = re.compile(r"\bE(\d+)\b")
MAKE = re.compile(r"`make ([a-z]+)`")


def functions() -> set[str]:
    """Every test's name."""
    return {name for path in ending(".py", under="tests/") for name in re.findall(r"^def (test_\w+)", text(path), re.M)}


def files() -> set[str]:
    """Every test file's path, and its name alone."""
    paths = ending(".py", under="tests/")
    return {path.as_posix() for path in paths} | {path.name for path in paths}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    there, known = files(), functions()
    found = []
    for cited in CITED.findall(text(page)):
        name = cited.rstrip("./")
        if not ((TOP / name).exists() if "/" in name else {name, f"{name}.py"} & (there | known)):
            found.append(cited)
    modules = [TOP.joinpath(*name.split(".")) for name in MODULE.findall(text(page))]
    found += [str(it) for it in modules if not (it.with_suffix(".py").exists() or (it / "__main__.py").exists())]
    assert not found, rows(found)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_command_that_a_page_names_is_in_the_makefile(page: Path) -> None:
    verbs = set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text(), re.M))
    assert set(MAKE.findall(text(page))) <= verbs


@pytest.mark.parametrize("engine", ["test_exit_contract.py", "test_exit_in_firefox.py"])
def test_every_line_about_leaving_has_its_test_in_both_engines(engine: str) -> None:
    beside = {"test_exit_contract.py": ["test_way_out.py", "test_kept_pages.py"]}.get(engine, [])
    told = "".join((TOP / "tests/shelter" / name).read_text() for name in [engine, *beside])
    tested = {
        int(line) for name in re.findall(r"^def (test_\w+)", told, re.M) for line in re.findall(r"_?e(\d+)_", name)
    }
    assert tested == set(range(1, 16))
    cited = {int(line) for line in LINE.findall((TOP / "docs/safety.md").read_text())}
    assert cited <= tested
