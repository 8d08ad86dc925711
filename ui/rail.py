"""The dark rail at the left: one entry for each page, icon and word, collapsible."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.icons import application_icon, set_icon
from ui.theme import Theme
from ui.widgets.labels import label

WIDE, NARROW = 168, 56  # px at 100 % text


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the rail: the page's name, its icon and its word (a message id)."""

    name: str
    icon: str
    word: str


class RailButton(QToolButton):
    """An entry with, at its right, how many things wait on that page."""

    def __init__(self, word: str, theme: Theme) -> None:
        super().__init__()
        self._word, self._theme = word, theme
        self.badge = 0
        self.setText(word)
        self.set_badge(0, "")

    def set_badge(self, count: int, said: str) -> None:
        """Show ``count``, nothing for 0; ``said`` tells what is counted."""
        self.badge = count
        name = f"{self._word}: {said}" if count and said else self._word
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.badge:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        text = str(self.badge) if self.badge < 100 else "99+"
        height = metrics.height() + 2
        wide = max(height, metrics.horizontalAdvance(text) + 10)
        small = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        x = self.width() - wide - (0 if small else 8)
        y = 0.0 if small else (self.height() - height) / 2
        box = QRectF(x, y, wide, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("badge"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(self._theme.color("on_badge"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class Rail(QWidget):
    """Lets a person choose a page."""

    chosen = Signal(str)
    collapsed_changed = Signal(bool)

    def __init__(self, entries: tuple[Entry, ...], theme: Theme, *, collapsed: bool) -> None:
        super().__init__()
        self._entries = entries
        self._theme = theme
        self._collapsed = collapsed
        self._build()
        self._connect()
        self._show_width()

    def _build(self) -> None:
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        sign = QLabel()
        sign.setPixmap(application_icon().pixmap(QSize(24, 24)))
        self._brand = label("PapiDesk", "brand")
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 0, 0)
        top.setSpacing(10)
        top.addWidget(sign)
        top.addWidget(self._brand, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 14, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addSpacing(10)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        for entry in self._entries:
            button = self._button(_(entry.word), entry.icon)
            button.setCheckable(True)
            self._group.addButton(button)
            self._buttons[entry.name] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self._foot = label("", "rail-foot", wrap=True)
        self._foot.setContentsMargins(10, 0, 4, 0)
        layout.addWidget(self._foot)
        self.fold_button = self._button(_("Collapse"), "rail")
        layout.addWidget(self.fold_button)

    def _button(self, word: str, icon: str) -> RailButton:
        button = RailButton(word, self._theme)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        button.setSizePolicy(policy)
        set_icon(button, icon, "rail_text", size=20, beside=not self._collapsed)
        return button

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._on_clicked)
        self.fold_button.clicked.connect(self._on_fold)
        self._theme.changed.connect(self._show_width)

    def select(self, name: str) -> None:
        """Mark the entry of the page on screen."""
        self._buttons[name].setChecked(True)

    def set_badge(self, name: str, count: int, said: str) -> None:
        """Show how many things wait on the page called ``name``; ``said`` tells what they are."""
        self._buttons[name].set_badge(count, said)

    def show_entry(self, name: str, *, shown: bool) -> None:
        """Show or hide the entry of the page called ``name``."""
        self._buttons[name].setVisible(shown)

    def button(self, name: str) -> RailButton:
        """Return the button of the page called ``name``."""
        return self._buttons[name]

    def set_foot(self, text: str) -> None:
        """Say at the foot which office this is and who works."""
        self._foot.setText(text)

    @property
    def collapsed(self) -> bool:
        """Tell whether only icons are shown."""
        return self._collapsed

    def fold(self, collapsed: bool) -> None:
        """Show icons only for want of room, or words again; the person's choice is not changed."""
        if collapsed != self._collapsed:
            self._collapsed = collapsed
            self._show_width()

    def _show_width(self) -> None:
        scale = max(1.0, self._theme.scale * 0.95)
        self.setFixedWidth(round(NARROW if self._collapsed else WIDE * scale))
        style = Qt.ToolButtonStyle
        shown = style.ToolButtonIconOnly if self._collapsed else style.ToolButtonTextBesideIcon
        for button in (*self._buttons.values(), self.fold_button):
            button.setMinimumHeight(round(36 * self._theme.scale))
            button.setToolButtonStyle(shown)
            name = button.property("iconName")
            set_icon(button, name, "rail_text", size=20, beside=not self._collapsed)
        self._brand.setVisible(not self._collapsed)
        self._foot.setVisible(not self._collapsed)
        self.fold_button.setToolTip(_("Show words") if self._collapsed else _("Collapse"))

    def _on_clicked(self, button: QToolButton) -> None:
        name = next(name for name, kept in self._buttons.items() if kept is button)
        self.chosen.emit(name)

    def _on_fold(self) -> None:
        self._collapsed = not self._collapsed
        self._show_width()
        self.collapsed_changed.emit(self._collapsed)
