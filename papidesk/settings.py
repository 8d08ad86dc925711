"""Preferences of this computer, in one small file; the office's identity is not among them."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Literal

import msgspec

from papidesk.errors import N_, PapiDeskError

Theme = Literal["system", "light", "dark"]
TEXT_SIZES = (100, 110, 125, 150, 175, 200)


class SettingsNotSavedError(PapiDeskError):
    """The preferences file could not be written."""

    message = N_(
        "The preferences could not be saved in {path} ({detail}). "
        "The program works on without them."
    )


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chose on this computer; an unknown name is an AttributeError.

    ``text_size`` is in percent; ``geometry``, ``columns`` and ``splitters`` are what windows,
    tables and splitters remembered, by their name, as the window wrote them. ``real_times``: on
    Windows, print with its own Times New Roman. ``recent`` is what was chosen in the palette, the
    latest first.
    """

    language: str = "vi"
    theme: Theme = "system"
    text_size: int = 100
    workspace: str = ""
    who: str = ""
    rail_collapsed: bool = False
    geometry: dict[str, str] = msgspec.field(default_factory=dict)
    columns: dict[str, str] = msgspec.field(default_factory=dict)
    splitters: dict[str, str] = msgspec.field(default_factory=dict)
    last_folder: str = ""
    last_document: str = ""
    recent: tuple[str, ...] = ()
    real_times: bool = True
    second_backup: str = ""
    second_backup_at: str = ""
    lock_after: int = 15


def default_path() -> Path:
    """Return where this computer's preferences are kept."""
    from platformdirs import user_config_path

    return user_config_path("PapiDesk", appauthor=False) / "settings.json"


def load(path: Path) -> Settings:
    """Return the settings in ``path``; the defaults when there are none.

    A damaged file is put aside (``.damaged``) and the defaults are returned: preferences are never
    worth refusing to start for.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.DecodeError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        return Settings()


def save(settings: Settings, path: Path) -> None:
    """Write ``settings`` to ``path`` whole or not at all; raises :class:`SettingsNotSavedError`."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=2))
        temporary.replace(path)
    except OSError as error:
        raise SettingsNotSavedError(path=str(path), detail=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
