"""What stands above the figures: the window, what they are narrowed to, how they are listed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.context import Context
from ui.reports.narrowing import Narrowing
from ui.reports.window_picker import WindowPicker
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import label


class FiguresBar(QWidget):
    """Fields and chips; who owns it listens to them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.window_picker = WindowPicker(context)
        self.narrow_button = self._chip(_("Narrow"), _("Narrow to units, channels, tasks"))
        self.filled_button = self._chip(_("With entries only"), "")
        self.group_button = self._chip(_("In groups"), "")
        self.group_button.setChecked(True)
        self.chart_button = self._chip(_("By month"), _("Show the months of the chosen counter"))
        self.chart_button.setChecked(True)
        self.count = label("", "muted")
        self.sheet_button = push_button(_("Export to Excel"), "export")
        self.columns = tool_button(_("Choose columns"), "columns")
        self.narrowing = Narrowing(context)
        self.narrowing.hide()
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self.window_picker, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for widget in (
            self.narrow_button,
            self.filled_button,
            self.group_button,
            self.chart_button,
        ):
            buttons.addWidget(widget)
        buttons.addWidget(self.count)
        buttons.addStretch(1)
        buttons.addWidget(self.sheet_button)
        buttons.addWidget(self.columns)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(upper)
        layout.addWidget(self.narrowing)
        layout.addLayout(buttons)

    def _chip(self, text: str, tip: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setText(text)
        chip.setToolTip(tip)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return chip
