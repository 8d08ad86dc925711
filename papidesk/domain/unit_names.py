"""Names of units as papers write them, and the key by which two spellings are the same unit."""

from __future__ import annotations

import re

from papidesk.text.fold import fold

_JOINTS = re.compile(r"[\s\-–—_.,/]+")


def key(name: str) -> str:
    """Return what ``name`` is compared by: no dấu, no case, hyphens and commas as blanks.

    "Văn phòng – Thống kê" and "văn phòng-thống kê" are one unit.
    """
    return _JOINTS.sub(" ", fold(name)).strip()


def distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``names`` without blanks and without those that are there already."""
    kept: dict[str, str] = {}
    for name in names:
        bare = " ".join(name.split())
        if bare:
            kept.setdefault(key(bare), bare)
    return tuple(kept.values())
