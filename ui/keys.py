"""Keys with their words: a shortcut that is made here is on the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from papidesk.i18n import _
from ui.commands import key_text


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the sheet: keys as written on the keyboard, and what they do."""

    keys: str
    words: str


def shortcut(
    owner: QWidget,
    keys: str | QKeySequence | QKeySequence.StandardKey,
    words: str,
    act: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> QShortcut:
    """Return a shortcut that does ``act`` while the focus is in ``owner``; ``words`` say what."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(context)
    made.setWhatsThis(words)
    made.activated.connect(act)
    return made


def keys_of(root: QWidget) -> Iterator[Key]:
    """Yield the keys of ``root`` and of what stands in it and is shown, each once."""
    seen: set[tuple[str, str]] = set()
    for found in _found(root):
        line = (found.keys, found.words)
        if found.keys and found.words and line not in seen:
            seen.add(line)
            yield found


def _found(root: QWidget) -> Iterator[Key]:
    for made in root.findChildren(QShortcut):
        if made.isEnabled() and _shown(made.parent(), root):
            yield Key(key_text(made.key()), made.whatsThis())
    for action in root.findChildren(QAction):
        if not action.shortcut().isEmpty() and _shown(action.parent(), root):
            yield Key(key_text(action.shortcut()), action.text().replace("&", "").rstrip("…"))
    for widget in root.findChildren(QWidget):
        if _shown(widget, root):
            # What a widget does by itself: it lists keys and a message id for each.
            for keys, words in getattr(widget, "own_keys", ()):
                yield Key(keys, _(words))


def _shown(owner: object, root: QWidget) -> bool:
    while owner is not None and not isinstance(owner, QWidget):
        parent = getattr(owner, "parent", None)
        owner = parent() if parent else None
    return isinstance(owner, QWidget) and (owner is root or owner.isVisibleTo(root))
