"""Buttons of one look each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from ui.icons import Role, set_icon

ROLES: dict[str, Role] = {"primary": "on_accent", "link": "accent"}


def push_button(text: str, icon: str = "", kind: str = "") -> QPushButton:
    """Return a push button; ``kind`` is "", "primary", "link" or "big"."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        set_icon(made, icon, ROLES.get(kind, "text"), beside=True)
    made.setAutoDefault(False)
    return made


def action_button(action: QAction, icon: str, *, words: bool = True) -> QToolButton:
    """Return a button that does what ``action`` does, with or without its word."""
    made = QToolButton()
    made.setDefaultAction(action)
    # The button shows its action's icon, so the gap to the word must be in that one too.
    set_icon(action, icon, beside=words)
    set_icon(made, icon, beside=words)
    _shape(made, action.text(), words=words)
    return made


def menu_button(text: str, icon: str, actions: list[QAction]) -> QToolButton:
    """Return a button that opens a menu of ``actions``."""
    made = QToolButton()
    made.setText(text)
    made.setToolTip(text)
    made.setProperty("menued", True)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(made)
    menu.addActions(actions)
    made.setMenu(menu)
    set_icon(made, icon, beside=True)
    _shape(made, text, words=True)
    return made


def menu_entry(menu: QMenu, text: str, icon: str) -> QAction:
    """Add an entry with its icon to ``menu`` and return it."""
    action = QAction(text, menu)
    set_icon(action, icon)
    menu.addAction(action)
    return action


def tool_button(name: str, icon: str) -> QToolButton:
    """Return a small button with an icon only; ``name`` is its tip and accessible name."""
    made = QToolButton()
    made.setToolTip(name)
    set_icon(made, icon)
    _shape(made, name, words=False)
    return made


def link_menu(text: str, icon: str) -> QToolButton:
    """Return a button like a link that opens a menu filled later."""
    made = menu_button(text, icon, [])
    made.setProperty("kind", "link")
    set_icon(made, icon, "accent", beside=True)
    return made


def _shape(button: QToolButton, name: str, *, words: bool) -> None:
    style = Qt.ToolButtonStyle
    button.setProperty("kind", "button" if words else "tool")
    button.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(name.rstrip("…"))
