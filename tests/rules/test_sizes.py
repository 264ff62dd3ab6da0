"""Small rooms: a file with a second subject is two files, and a function fits on a screen."""

import ast

from tests.rules.tree import ending, rows, text

PYTHON, TEMPLATE, SCRIPT = 300, 150, 80  # lines; each file has fewer
FUNCTION = 40  # lines; each function has fewer


def too_long(suffix: str, most: int) -> list[str]:
    found = []
    for path in ending(suffix):
        lines = text(path).count("\n")
        if lines >= most and "migrations" not in path.parts:
            found.append(f"{path}: {lines} lines")
    return found


def test_python_files_are_short() -> None:
    assert not (found := too_long(".py", PYTHON)), rows(found)


def test_templates_are_short() -> None:
    assert not (found := too_long(".html", TEMPLATE)), rows(found)


def test_scripts_are_short() -> None:
    assert not (found := too_long(".js", SCRIPT)), rows(found)


def test_functions_are_short() -> None:
    found = []
    for path in ending(".py"):
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines >= FUNCTION:
                    found.append(f"{path}:{node.lineno} {node.name}: {lines} lines")
    assert not found, rows(found)
