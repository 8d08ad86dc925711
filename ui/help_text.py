"""The guide that comes with the program, as text: one file, read where it is shown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from papidesk.paths import resource

_HEADING = re.compile(r"^##+ (.+)$", re.M)


def guide_folder() -> Path:
    """Return where the guide and its pictures are."""
    return resource("help")


@cache
def guide_text() -> str:
    """Return the guide in Markdown; it is written in Vietnamese, whatever the window speaks."""
    return (guide_folder() / "huong-dan.md").read_text(encoding="utf-8")


@cache
def headings() -> tuple[str, ...]:
    """Return the headings of the guide below its title, in their order."""
    return tuple(_HEADING.findall(guide_text()))
