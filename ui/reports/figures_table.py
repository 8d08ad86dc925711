"""The table of figures: titles of groups across it, and a way to the entries behind each figure."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent

from papidesk.errors import N_
from papidesk.i18n import _
from ui.context import Context
from ui.reports.figures_model import COLUMNS, FiguresModel
from ui.reports.remembering import keep_columns, take_columns
from ui.widgets.table import Table

# Columns that go, one after the other, where there is no room for all.
GO_FIRST = (
    "change",
    "reached",
    "target",
    "previous",
    "change_year",
    "corrections",
    "last_year",
    "unit",
)
HEADER_ROOM = 30
ENTRIES = next(n for n, column in enumerate(COLUMNS) if column.key == "entries")
LEAST_NAME = 200  # px of the counters' names at 100 % text


class FiguresTable(Table):
    """Figures; Enter, a double click, or a click on the number of entries asks for the entries."""

    entries_asked = Signal(str)  # the code of the counter
    counter_chosen = Signal(str)

    def __init__(
        self,
        context: Context,
        model: FiguresModel,
        *,
        hidden: frozenset[str] = frozenset(),
        name: str = "",
    ) -> None:
        super().__init__(context.theme)
        self._context, self._figures = context, model
        self._never = hidden
        self._by_hand = False
        self._code = ""
        self._widths: list[int] = []
        self.setModel(model)
        self.setAccessibleName(_("Figures"))
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._set_widths()
        self._by_hand = bool(name) and take_columns(context, self, name)
        self._connect_figures()
        self._on_reset()

    @property
    def own_keys(self) -> list[tuple[str, str]]:
        """What the keys do, for the sheet of keys."""
        return [
            ("Enter", N_("Show the entries behind the figure")),
            ("Ctrl+C", N_("Copy the chosen rows with titles")),
        ]

    def _connect_figures(self) -> None:
        self._figures.modelAboutToBeReset.connect(self._on_about_to_reset)
        self._figures.modelReset.connect(self._on_reset)
        self.opened.connect(self._on_opened)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.columns_changed.connect(self._on_columns_changed)
        self._context.theme.changed.connect(self._set_widths)

    @property
    def code(self) -> str:
        """The code of the counter under the cursor, "" for none."""
        line = self._figures.line(self.currentIndex().row())
        return line.counter.code if line is not None else ""

    def choose_code(self, code: str) -> bool:
        """Choose the counter ``code``; return whether it is shown."""
        row = self._figures.find(code)
        if row >= 0:
            self.choose_row(row)
        return row >= 0

    def choose_first(self) -> None:
        """Choose the first counter unless one is chosen."""
        if not self.code:
            first = next((n for n, row in enumerate(self._figures.rows) if row.line), -1)
            if first >= 0:
                self.choose_row(first, scroll=False)

    def arrange(self) -> None:
        """Hide the columns that have no room, unless a person has chosen columns."""
        if self._by_hand or not self.isVisible():
            return
        away = self._never | self._figures.needless()
        room = self.viewport().width() - round(LEAST_NAME * self._context.theme.scale)
        wide = {
            column.key: self.columnWidth(number) or self._widths[number]
            for number, column in enumerate(COLUMNS)
        }
        for key in GO_FIRST:
            needed = sum(wide[c.key] for c in COLUMNS[1:] if c.key not in away)
            if needed <= room:
                break
            away = away | {key}
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column.key in away)
        self.fill()
        self._span()

    def remember(self, name: str) -> None:
        """Hand the columns to the settings under ``name``."""
        keep_columns(self._context, self, name, by_hand=self._by_hand)

    def _set_widths(self) -> None:
        metrics = self.horizontalHeader().fontMetrics()
        scale = self._context.theme.scale
        self._widths = [
            max(
                metrics.horizontalAdvance(_(column.title)) + HEADER_ROOM,
                round(column.width * scale),
            )
            for column in COLUMNS
        ]
        for number, width in enumerate(self._widths):
            self.setColumnWidth(number, width)
        self.fill_with(0, round(LEAST_NAME * scale))
        self.arrange()

    def _span(self) -> None:
        self.clearSpans()
        for row in self._figures.titles():
            self.setSpan(row, 0, 1, len(COLUMNS))

    # Slots

    def _on_about_to_reset(self) -> None:
        self._code = self.code

    def _on_reset(self) -> None:
        self.arrange()
        self._span()
        row = self._figures.find(self._code) if self._code else -1
        if row >= 0:
            self.choose_row(row, scroll=False)

    def _on_columns_changed(self) -> None:
        self._by_hand = True
        self._span()

    def _on_opened(self, index: QModelIndex) -> None:
        line = self._figures.line(index.row())
        if line is not None:
            self.entries_asked.emit(line.counter.code)

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._figures.line(index.row())
        keys = self._context_keys()
        if line is not None and index.column() == ENTRIES and not keys:
            self.entries_asked.emit(line.counter.code)

    def _context_keys(self) -> bool:
        from PySide6.QtWidgets import QApplication

        return bool(QApplication.keyboardModifiers())

    def _on_current(self) -> None:
        if self.code:
            self.counter_chosen.emit(self.code)

    # Events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        link = index.column() == ENTRIES and self._figures.line(index.row()) is not None
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
