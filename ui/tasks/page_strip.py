"""The strip above the tasks: which view, and what can be done with all that is shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from papidesk.i18n import _
from ui.icons import set_icon
from ui.tasks.task_views import VIEWS, ViewName
from ui.theme import Theme
from ui.widgets.buttons import tool_button
from ui.widgets.labels import label

LARGE = 1.6  # of the usual text size: from here on some buttons show their icons only
ICONS: dict[ViewName, str] = {
    "table": "table", "board": "board", "timeline": "timeline", "calendar": "calendar",
}  # fmt: skip


class PageStrip(QWidget):
    """View switch at the left; coverage, Excel, columns and more at the right."""

    view_chosen = Signal(str)
    coverage_toggled = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("toolstrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[ViewName, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(4)
        for number, (name, word) in enumerate(VIEWS.items(), 1):
            button = self._word(_(word), ICONS[name])
            button.setToolTip(f"{_(word)} (Alt+{number})")
            button.setProperty("kind", "nav")
            button.clicked.connect(partial(self._on_view, name))
            self._group.addButton(button)
            self.buttons[name] = button
            row.addWidget(button)
        self.chosen = label("", "muted")
        row.addStretch(1)
        row.addWidget(self.chosen)
        self.many = self._word(_("Change…"), "edit")
        self.many.setCheckable(False)
        self.propose = self._word(_("Propose from a plan"), "document")
        self.propose.setCheckable(False)
        self.coverage = self._word(_("Coverage"), "overview")
        self.sheets = tool_button(_("Print task sheets (phiếu giao việc)…"), "print")
        self.excel = tool_button(_("Export to Excel…"), "export")
        self.columns = tool_button(_("Choose columns"), "columns")
        self.more = tool_button(_("More"), "more")
        self.more.setProperty("menued", False)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        for widget in (self.many, self.propose, self.coverage, self.sheets, self.excel,
                       self.columns, self.more):  # fmt: skip
            row.addWidget(widget)
        self.many.hide()
        self.coverage.toggled.connect(self.coverage_toggled)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Leave the words to the tips where letters are so large that they have no room."""
        style = Qt.ToolButtonStyle
        large = self._theme.scale > LARGE
        for button in (self.many, self.propose, self.coverage):
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if large else style.ToolButtonTextBesideIcon
            )
            button.setToolTip(button.text())

    def _word(self, text: str, icon: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "button")
        made.setText(text)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setAccessibleName(text)
        set_icon(made, icon, beside=True)
        return made

    def show_view(self, name: ViewName) -> None:
        """Mark the view on screen; columns belong to the table only."""
        self.buttons[name].setChecked(True)
        self.columns.setVisible(name == "table")

    def show_chosen(self, count: int, said: str) -> None:
        """Say how many tasks are chosen, when they are several."""
        self.chosen.setText(said if count > 1 else "")
        self.many.setVisible(count > 1)

    def _on_view(self, name: ViewName, *_checked: object) -> None:
        self.view_chosen.emit(name)
