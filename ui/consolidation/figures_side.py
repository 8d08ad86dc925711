"""What is behind a total: each unit’s part and figures that stand out, with what can be opened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.consolidation.figures_models import (
    PART_CHANGE,
    PART_ENTRIES,
    PART_PREVIOUS,
    PART_UNIT,
    OutliersModel,
    PartsModel,
)
from ui.reports.column_turns import ColumnTurns
from ui.theme import Theme
from ui.widgets.buttons import push_button
from ui.widgets.labels import ElidedLabel
from ui.widgets.table import Table
from ui.words import whole_text

PARTS = (150, 86, 96, 84, 84, 160)  # px at 100 % text
OUTLIERS = (150, 160, 260)
UNITS, DOUBTS = range(2)


class FiguresSide(QWidget):
    """Two lists under two tabs; ``opened`` comes with Enter or a double click."""

    opened = Signal()
    chosen_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.parts_model, self.outliers_model = PartsModel(self), OutliersModel(self)
        self.parts = Table(theme)
        self.parts.setModel(self.parts_model)
        self.parts.setAccessibleName(_("Each unit’s part"))
        self.parts.setSortingEnabled(True)
        self.parts.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        ColumnTurns(theme, self.parts, PARTS, PART_UNIT, (PART_ENTRIES, PART_PREVIOUS, PART_CHANGE))
        self.outliers = Table(theme, tall=True)
        self.outliers.setModel(self.outliers_model)
        self.outliers.setAccessibleName(_("Figures that stand out"))
        ColumnTurns(theme, self.outliers, OUTLIERS, 2, ())
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(_("Units, and figures that stand out"))
        self.tabs.addTab(_("Each unit’s part"))
        self.tabs.addTab(_("Figures that stand out"))
        self.head = ElidedLabel("strong")
        self.entries_button = push_button(_("Entries behind the figure…"), "log")
        self.report_button = push_button(_("See the unit’s report"), "open")
        self.stack = QStackedWidget()
        for table in (self.parts, self.outliers):
            self.stack.addWidget(table)
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab)
        for table in (self.parts, self.outliers):
            table.opened.connect(self._on_opened)
            table.selectionModel().selectionChanged.connect(self._on_chosen)

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setContentsMargins(12, 8, 12, 4)
        title.addWidget(self.head, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.entries_button)
        foot.addWidget(self.report_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addLayout(title)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def chosen(self, counter: str) -> tuple[str, str] | None:
        """Return the unit and counter that are chosen; ``counter`` is that of the parts."""
        if self.tabs.currentIndex() == DOUBTS:
            rows = self.outliers.chosen_rows()
            one = self.outliers_model.rows[rows[0]] if len(rows) == 1 else None
            return (one.unit, one.counter) if one is not None else None
        rows = self.parts.chosen_rows()
        return (self.parts_model.rows[rows[0]].unit, counter) if len(rows) == 1 else None

    def tell_doubts(self) -> None:
        """Say on the tab how many figures stand out."""
        count, words = len(self.outliers_model.rows), _("Figures that stand out")
        self.tabs.setTabText(DOUBTS, f"{words} ({whole_text(count)})" if count else words)
        if count:
            self.outliers.choose_row(0)

    def enable(self, chosen: tuple[str, str] | None) -> None:
        """Let be opened what there is."""
        self.entries_button.setEnabled(chosen is not None and bool(chosen[1]))
        self.report_button.setEnabled(chosen is not None)

    def _on_tab(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.head.setVisible(place == UNITS)
        self.chosen_changed.emit()

    def _on_opened(self, *_index: object) -> None:
        self.opened.emit()

    def _on_chosen(self, *_changes: object) -> None:
        self.chosen_changed.emit()
