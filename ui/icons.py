"""The line icons, coloured as the words beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from papidesk.paths import resource

if TYPE_CHECKING:
    from ui.theme import Tokens

Role = Literal["text", "muted", "accent", "on_accent", "rail_text", "error", "warning", "done"]
SIZE = 20  # px
_SIZES = (16, 20, 24, 32, 48, 64)


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, color: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Return the icon ``name`` in ``color``, ``size`` px wide at the screen's pixel ``ratio``."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def icon(name: str, color: str, disabled: str = "") -> QIcon:
    """Return the icon ``name`` in ``color``; greyed as ``disabled`` when it cannot be used."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(pixmap(name, color, size))
        if disabled:
            made.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return made


def application_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource("icons", "papidesk.svg")))


def set_icon(target: QAbstractButton | QAction | QLabel, name: str, role: Role = "text") -> None:
    """Give ``target`` the icon ``name``, and keep its colour when the theme changes."""
    target.setProperty("iconName", name)
    target.setProperty("iconRole", role)
    from ui.theme import Theme

    app = QApplication.instance()
    theme = app.findChild(Theme) if app is not None else None
    if theme is not None:
        _colour(target, theme.tokens)


def refresh_icons(tokens: Tokens) -> None:
    """Colour the icons of all widgets and actions anew."""
    for widget in QApplication.allWidgets():
        _colour(widget, tokens)
        for action in widget.actions():
            _colour(action, tokens)


def _colour(target: QObject, tokens: Tokens) -> None:
    name, role = target.property("iconName"), target.property("iconRole")
    if not name:
        return
    color = getattr(tokens, role)
    if isinstance(target, QLabel):
        size = int(target.property("iconSize") or SIZE)
        target.setPixmap(pixmap(name, color, size, target.devicePixelRatioF()))
    elif isinstance(target, (QAbstractButton, QAction)):
        target.setIcon(icon(name, color, tokens.muted))
