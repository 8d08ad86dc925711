"""The line icons, coloured as the words beside them and as large as the text asks for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from papidesk.paths import resource

if TYPE_CHECKING:
    from ui.theme import Tokens

Role = Literal["text", "muted", "accent", "on_accent", "rail_text", "error", "warning", "done"]
SIZE = 18  # px at 100 % text
GAP = 7  # px between an icon and the word beside it


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, color: str, size: int = SIZE, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """Return the icon ``name`` in ``color``, ``size`` px wide, with ``gap`` px free at its right.

    ``ratio`` is the screen's pixel ratio.
    """
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    picture = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def icon(name: str, color: str, disabled: str, size: int, gap: int) -> QIcon:
    """Return the icon ``name`` in ``color``; coloured ``disabled`` when it cannot be used."""
    made = QIcon()
    # Drawn for the screen at hand; a second one of another sharpness takes the nearest.
    screen = QGuiApplication.primaryScreen()
    for ratio in {1.0, screen.devicePixelRatio() if screen else 1.0}:
        made.addPixmap(pixmap(name, color, size, ratio, gap))
        made.addPixmap(pixmap(name, disabled, size, ratio, gap), QIcon.Mode.Disabled)
    return made


def application_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource("icons", "papidesk.svg")))


def set_icon(
    target: QAbstractButton | QAction | QLabel,
    name: str,
    role: Role = "text",
    *,
    size: int = SIZE,
    beside: bool = False,
) -> None:
    """Give ``target`` the icon ``name``, and keep its colour and size when the theme changes.

    ``size`` is in px at 100 % text; ``beside`` leaves a gap to the word at the icon's right.
    """
    for key, value in (
        ("iconName", name),
        ("iconRole", role),
        ("iconBase", size),
        ("iconBeside", beside),
    ):
        target.setProperty(key, value)
    from ui.theme import Theme

    app = QApplication.instance()
    theme = app.findChild(Theme) if app is not None else None
    if theme is not None:
        _colour(target, theme.tokens, theme.scale)


def refresh_icons(tokens: Tokens, scale: float) -> None:
    """Colour the icons of all widgets and actions anew."""
    for widget in QApplication.allWidgets():
        _colour(widget, tokens, scale)
        for action in widget.actions():
            _colour(action, tokens, scale)


def _colour(target: QObject, tokens: Tokens, scale: float) -> None:
    name, role = target.property("iconName"), target.property("iconRole")
    if not name:
        return
    color = getattr(tokens, role)
    size = round(target.property("iconBase") * scale)
    gap = GAP if target.property("iconBeside") else 0
    if isinstance(target, QLabel):
        target.setPixmap(pixmap(name, color, size, target.devicePixelRatioF()))
    elif isinstance(target, (QAbstractButton, QAction)):
        target.setIcon(icon(name, color, tokens.muted, size, gap))
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(size + gap, size))
