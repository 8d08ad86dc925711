"""Where the program's own files are, run from source, installed or packaged."""

from __future__ import annotations

from pathlib import Path

# The packaged program keeps ``resources`` beside ``papidesk`` too, so one rule serves all three.
RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a file or folder below ``resources``."""
    return RESOURCES.joinpath(*parts)
