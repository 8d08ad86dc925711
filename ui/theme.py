"""Colours, sizes and the style sheet of the window, light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.icons import refresh_icons
from ui.style_sheet import style_sheet

Mode = Literal["system", "light", "dark"]
GRID = 8  # px: distances are multiples of it, 4 px inside controls
ROW_HEIGHT = 32  # px: table rows at 100 % text
TALL_ROW_HEIGHT = 48  # px: rows of two lines
BASE_POINTS = 9.75  # 13 px at 96 dpi


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours of one mode; text on its own background keeps a contrast of 4.5 : 1."""

    dark: bool
    window: str
    surface: str
    raised: str  # hovered rows, pressed buttons
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    rail: str
    rail_active: str
    rail_text: str
    rail_muted: str
    badge: str  # how many things wait, on the rail
    on_badge: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    done: str
    done_soft: str
    neutral_soft: str
    desk: str  # what a printed page lies on
    shadow: str


LIGHT = Tokens(
    dark=False,
    window="#f3f5f7",
    surface="#ffffff",
    raised="#eff3f5",
    border="#dde2e7",
    text="#18222c",
    muted="#5d6974",
    accent="#0f6068",
    accent_hover="#0c4f56",
    on_accent="#ffffff",
    accent_soft="#deeef1",
    rail="#123c43",
    rail_active="#17575e",
    rail_text="#ffffff",
    rail_muted="#a9c3c7",
    badge="#f0795b",
    on_badge="#2a0d06",
    error="#b02a1d",
    error_soft="#fce4e0",
    warning="#7d5500",
    warning_soft="#fdefc9",
    done="#1d6b3a",
    done_soft="#dff2e5",
    neutral_soft="#e8ecf0",
    desk="#e9edf1",
    shadow="#00000028",
)
DARK = Tokens(
    dark=True,
    window="#12181b",
    surface="#1a2125",
    raised="#242d32",
    border="#323d44",
    text="#e5eaed",
    muted="#9eabb4",
    accent="#55b7c1",
    accent_hover="#77c9d1",
    on_accent="#06262a",
    accent_soft="#1b3f45",
    rail="#0b272c",
    rail_active="#16474e",
    rail_text="#eef5f6",
    rail_muted="#8fb0b5",
    badge="#f0846a",
    on_badge="#2a0d06",
    error="#ff9a8f",
    error_soft="#4b211d",
    warning="#f0c35c",
    warning_soft="#453512",
    done="#7fd39b",
    done_soft="#183d27",
    neutral_soft="#2d373d",
    desk="#0e1315",
    shadow="#00000070",
)


class Theme(QObject):
    """Keeps the application in the chosen mode and text size, following the system if asked."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = "system", text_size: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        self._text_size = text_size
        self._system_points = app.font().pointSizeF()
        self.tokens = LIGHT
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._apply()

    @property
    def scale(self) -> float:
        """The text size as a factor."""
        return self._text_size / 100

    @property
    def row_height(self) -> int:
        """The height of a table row in px."""
        return round(ROW_HEIGHT * self.scale)

    @property
    def tall_row_height(self) -> int:
        """The height of a table row with two lines in px."""
        return round(TALL_ROW_HEIGHT * self.scale)

    def set_mode(self, mode: Mode) -> None:
        """Use the light or the dark colours, or those the system uses."""
        self.wear(mode, self._text_size)

    def set_text_size(self, percent: int) -> None:
        """Use ``percent`` (100 to 200) of the usual text size."""
        self.wear(self._mode, percent)

    def wear(self, mode: Mode, percent: int) -> None:
        """Use these colours and this text size, both in one go; the same ones change nothing."""
        size = max(100, min(200, percent))
        if (mode, size) != (self._mode, self._text_size):
            self._mode, self._text_size = mode, size
            self._apply()

    def color(self, name: str) -> QColor:
        """Return the token called ``name``."""
        text: str = getattr(self.tokens, name)
        # Tokens are written as in CSS with the opacity last; Qt reads it first.
        return QColor(text) if len(text) == 7 else QColor(f"#{text[7:]}{text[1:7]}")

    def _wants_dark(self) -> bool:
        if self._mode == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode == "dark"

    def _apply(self) -> None:
        # A window with all its pages takes a moment to dress anew.
        self._app.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._dress()
        finally:
            self._app.restoreOverrideCursor()

    def _dress(self) -> None:
        self.tokens = DARK if self._wants_dark() else LIGHT
        # Without the old sheet first, Qt compares it with the new one in every widget there is:
        # that takes seven times as long.
        self._app.setStyleSheet("")
        font = QFont(self._app.font())
        font.setPointSizeF(max(BASE_POINTS, min(self._system_points, 11)) * self.scale)
        self._app.setFont(font)
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens, font.pointSizeF(), self.scale))
        refresh_icons(self.tokens, self.scale)
        self.changed.emit()

    def _on_system_scheme_changed(self) -> None:
        if self._mode == "system":
            self._apply()


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.BrightText, tokens.error),
        (role.Accent, tokens.accent),
    ):
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.muted))
    return palette
