"""What the tests about the tree look at: its files, its modules, its errors and sentences."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import papidesk
from papidesk.errors import PapiDeskError

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("papidesk", "ui", "main.py")


@cache
def files(*patterns: str) -> tuple[Path, ...]:
    """Return the files that are, or would be, committed; ``patterns`` as git understands them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def name(path: Path) -> str:
    """Return the path as it is written from the root of the tree."""
    return path.relative_to(ROOT).as_posix()


@cache
def program_modules() -> tuple[str, ...]:
    """Return the names of all modules of ``papidesk``."""
    found = pkgutil.walk_packages(papidesk.__path__, "papidesk.")
    return ("papidesk", *sorted(module.name for module in found))


@cache
def errors() -> tuple[type[PapiDeskError], ...]:
    """Return every kind of refusal of ``papidesk`` and ``ui``, found by importing all modules."""
    for module in program_modules():
        importlib.import_module(module)
    ui = importlib.import_module("ui")
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(found.name)
    return tuple(
        sorted(set(_below(PapiDeskError)), key=lambda kind: (kind.__module__, kind.__name__))
    )


def _below(kind: type[PapiDeskError]) -> Iterator[type[PapiDeskError]]:
    for child in kind.__subclasses__():
        if child.__module__.split(".")[0] in {"papidesk", "ui"}:
            yield child
        yield from _below(child)


def fields(message: str) -> set[str]:
    """Return the names between braces in a sentence."""
    return {field for _, field, _, _ in Formatter().parse(message) if field is not None}
