"""Where the program's own files are, run from source, installed or packaged."""

from __future__ import annotations

from pathlib import Path

# The packaged program keeps ``resources`` beside ``papidesk`` too, so one rule serves all three.
RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a file or folder below ``resources``."""
    return RESOURCES.joinpath(*parts)


def is_folder(path: Path) -> bool:
    """Tell whether ``path`` is a folder; a name no file can have, or a closed place, is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def exists(path: Path) -> bool:
    """Tell whether there is anything at ``path``; at a name no file can have there is nothing."""
    try:
        return path.exists()
    except OSError:
        return False
