"""What can be done, by name: for the palette and the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from papidesk.i18n import _

# What keyboards write on keys that Qt calls by a name.
_WRITTEN = {"Return": "Enter", "PgDown": "PgDn", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do: its name, other words it is found by, and how it is done.

    ``keys`` are its keys as Qt writes them ("Ctrl+N"); ``why`` says why it is not possible now,
    "" when it is.
    """

    name: str
    words: str
    act: Callable[[], object]
    keys: str = ""
    why: str = ""
    icon: str = "command"

    @property
    def possible(self) -> bool:
        """Tell whether it can be done now."""
        return not self.why


def command_of(action: QAction, words: str = "", why: str = "") -> Command:
    """Return what ``action`` does as a command; ``why`` is said while it is disabled."""
    refused = "" if action.isEnabled() else why or _("Not possible now")
    icon = str(action.property("iconName") or "command")
    name = action.text().replace("&", "").rstrip("…")
    return Command(name, words, action.trigger, key_text(action.shortcut()), refused, icon)


def key_text(keys: QKeySequence) -> str:
    """Return keys as they are written on a keyboard of this system."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return "+".join(_WRITTEN.get(key, key) for key in text.split("+"))
