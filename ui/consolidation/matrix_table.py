"""The matrix of units and reports: the units stay in sight while the reports are scrolled."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from papidesk.i18n import _
from ui.consolidation.matrix_model import FIRST, TALLY, UNIT, MatrixModel
from ui.settings.titled_model import Index
from ui.theme import Theme
from ui.widgets.table import Table
from ui.widgets.table_cells import RowDelegate

WIDTHS = (206, 86)  # px at 100 % text: unit, how many on time
REPORT = 160  # px at 100 % text: one report
HEAD_LINES = 4


class _CellDelegate(RowDelegate):
    """Frames the cell the keys stand on: Enter opens that report of that unit."""

    def __init__(self, theme: Theme, table: Table) -> None:
        super().__init__(theme, table)
        self._colors, self._of = theme, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if self._of.hasFocus() and index == self._of.currentIndex():
            painter.save()
            painter.setPen(QPen(self._colors.color("accent"), 2))
            rect = option.rect  # type: ignore[attr-defined]
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            painter.restore()


class MatrixTable(QWidget):
    """Two tables over one model that scroll together."""

    opened = Signal(QModelIndex)

    def __init__(self, theme: Theme, model: MatrixModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.units, self.reports = Table(theme), Table(theme)
        self._build()
        self._connect()
        self.fit()

    def _build(self) -> None:
        self.units.setAccessibleName(_("Units"))
        self.reports.setAccessibleName(_("Units and the reports of the year"))
        for table in (self.units, self.reports):
            table.setModel(self._model)
            table.horizontalHeader().setSectionsMovable(False)
            table.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.reports.setItemDelegate(_CellDelegate(self._theme, self.reports))
        self.reports.always_copied = {UNIT, TALLY}
        self.units.setSelectionModel(self.reports.selectionModel())
        self.units.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One stop of the tab key is enough: both move together.
        self.units.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.reports)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.units)
        row.addWidget(self.reports, 1)

    def _connect(self) -> None:
        one, other = self.units.verticalScrollBar(), self.reports.verticalScrollBar()
        one.valueChanged.connect(other.setValue)
        other.valueChanged.connect(one.setValue)
        self.reports.horizontalScrollBar().rangeChanged.connect(self._on_range)
        for table in (self.units, self.reports):
            table.opened.connect(self.opened)
        self._model.modelReset.connect(self.fit)
        self._theme.changed.connect(self.fit)

    def fit(self) -> None:
        """Show the columns each table is for, as wide as the text size asks for."""
        scale = self._theme.scale
        for column in range(self._model.columnCount()):
            self.units.setColumnHidden(column, column >= FIRST)
            self.reports.setColumnHidden(column, column < FIRST)
            width = WIDTHS[column] if column < FIRST else REPORT
            for table in (self.units, self.reports):
                table.setColumnWidth(column, round(width * scale))
        self.units.setFixedWidth(round(sum(WIDTHS) * scale) + 2)
        metrics = self.reports.horizontalHeader().fontMetrics()
        for table in (self.units, self.reports):
            table.horizontalHeader().setFixedHeight(metrics.lineSpacing() * HEAD_LINES + 14)

    def choose(self, row: int, column: int) -> None:
        """Put the keys on a cell."""
        index = self._model.index(row, column)
        if index.isValid():
            self.reports.setCurrentIndex(index)
            self.reports.scrollTo(index)

    @property
    def current(self) -> QModelIndex:
        """The cell the keys stand on."""
        return self.reports.currentIndex()

    def _on_range(self, _least: int, most: int) -> None:
        # Only so both tables have as much room for rows.
        policy = Qt.ScrollBarPolicy
        self.units.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if most > 0 else policy.ScrollBarAlwaysOff
        )
