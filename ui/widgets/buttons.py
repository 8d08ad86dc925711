"""Buttons of one look each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from ui.icons import Role, set_icon

ICON = QSize(18, 18)
# Wider than the picture, so that the word stands a little off.
ICON_BESIDE = QSize(26, 18)


def push_button(text: str, icon: str = "", kind: str = "") -> QPushButton:
    """Return a push button; ``kind`` is "", "primary", "link" or "big"."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        role: Role = {"primary": "on_accent", "link": "accent"}.get(kind, "text")  # type: ignore[assignment]
        set_icon(made, icon, role)
        made.setIconSize(ICON_BESIDE)
    made.setAutoDefault(False)
    return made


def action_button(action: QAction, *, words: bool = True) -> QToolButton:
    """Return a button that does what ``action`` does, with or without its word."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(ICON_BESIDE if words else ICON)
    made.setProperty("kind", "button" if words else "tool")
    style = Qt.ToolButtonStyle
    made.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(action.text())
    return made


def menu_button(text: str, icon: str, actions: list[QAction], *, words: bool = True) -> QToolButton:
    """Return a button that opens a menu of ``actions``."""
    made = QToolButton()
    made.setText(text)
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.setProperty("kind", "button" if words else "tool")
    made.setProperty("menued", words)
    made.setIconSize(ICON_BESIDE if words else ICON)
    style = Qt.ToolButtonStyle
    made.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    menu = QMenu(made)
    menu.addActions(actions)
    made.setMenu(menu)
    if icon:
        set_icon(made, icon)
    return made


def tool_button(name: str, icon: str) -> QToolButton:
    """Return a small button with an icon only; ``name`` is its tip and accessible name."""
    made = QToolButton()
    made.setProperty("kind", "tool")
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setIconSize(ICON)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_icon(made, icon)
    return made
