"""Modules and functions stay small, nothing is left half said, nothing names one machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import papidesk
from tests.house.tree import ROOT, files, name

MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 60
VAGUE_NAMES = {"utils", "helpers", "common", "manager", "misc"}
LEFT_OPEN = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME|X" + r"XX)\b")
ONE_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|farm|tmp|home/\w+)/")
PROGRAM = ("papidesk/**.py", "ui/**.py", "main.py", "bench/**.py", "docs/**.py", "installer/**.py")


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in files(*PROGRAM)}
    assert {at: count for at, count in lines.items() if count > MOST_LINES_OF_A_MODULE} == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{name(path)}:{found.lineno} {found.name}"
        for path in files(*PROGRAM)
        for found in _functions(path)
        if (found.end_lineno or 0) - found.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_modules_are_named_after_what_they_hold() -> None:
    assert [name(path) for path in files("*.py") if path.stem in VAGUE_NAMES] == []


def test_each_module_begins_with_one_sentence() -> None:
    without = []
    for path in files("*.py"):
        text = path.read_text(encoding="utf-8")
        sentence = ast.get_docstring(ast.parse(text)) or ""
        if text and not sentence.split("\n\n")[0].endswith((".", "?", "!")):
            without.append(name(path))
    assert without == []


def test_nothing_is_swallowed_but_in_the_task_runner_and_the_last_resort() -> None:
    allowed = {"ui/background.py", "ui/failures.py", "papidesk/cli/app.py"}
    found = {
        name(path)
        for path in files("papidesk/**.py", "ui/**.py", "main.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and _swallows_all(node)
    }
    assert found - allowed == set()


def test_nothing_is_marked_as_left_open() -> None:
    assert _lines_with(LEFT_OPEN, files("*.py", "*.toml", "*.md", "*.sh", "Makefile")) == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    texts = files(
        "*.py", "*.toml", "*.md", "*.sh", "*.spec", "*.nsi", "*.ps1", "*.yml", "*.yaml", "*.json",
        "*.txt", "*.po", "*.lock", "Makefile", ".ci/run",
    )  # fmt: skip
    assert _lines_with(ONE_MACHINE, texts) == []


def test_the_version_is_written_in_one_place() -> None:
    version = re.compile(r"(?<![\d.])" + re.escape(papidesk.__version__) + r"(?![\d.])")
    places = files(*PROGRAM, "*.toml", "*.spec", "*.nsi", "*.ps1", "*.yml", "Makefile", "README.md")
    holding = [line for line in _lines_with(version, places) if "==" not in line]
    assert [line.split(":")[0] for line in holding] == ["papidesk/__init__.py"]


def _swallows_all(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler takes every exception and lets none go on."""
    caught = "" if handler.type is None else ast.unparse(handler.type)
    again = any(isinstance(node, ast.Raise) for node in ast.walk(handler))
    return caught in {"", "Exception", "BaseException"} and not again


def _lines_with(pattern: re.Pattern[str], paths: tuple[Path, ...]) -> list[str]:
    return [
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in paths
        if path != ROOT / "tests/house/test_code_shape.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
