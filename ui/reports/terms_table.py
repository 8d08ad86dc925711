"""The table of terms with the timeline in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from papidesk.i18n import _
from ui.context import Context
from ui.reports.remembering import keep_columns, take_columns
from ui.reports.terms_model import COLUMNS, TIMELINE, TermsModel
from ui.reports.timeline_cells import TimelineDelegate, TimelineHeader
from ui.reports.year_scale import scale_of
from ui.widgets.table import Table

LEAST, LEAST_SHORT = 300, 180  # px of the timeline at 100 % text, where room is short
NAME_SHORT = 190
SHORT = 780  # px of a table in which room is short
# Columns that are hidden in tables narrower than so many px at 100 % text.
LEAST_ROOM = {"document": 1080, "filled": 950, "state": 700}
NAME = "report terms"  # what its columns are remembered under
HEADER_ROOM = 34  # px beside a column's title: its edges and the arrow of the order


class TermsTable(Table):
    """Terms of a year, one row each; the widths follow the room there is."""

    def __init__(self, context: Context, model: TermsModel) -> None:
        self._months = TimelineHeader(context.theme, TIMELINE)
        super().__init__(context.theme, tall=True, header=self._months)
        self._context, self._terms = context, model
        self._by_hand = False
        self._drawn = TimelineDelegate(context.theme, self)
        self.setModel(model)
        self.setAccessibleName(_("Reports of the year"))
        self.setItemDelegateForColumn(TIMELINE, self._drawn)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._months.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        # The report's cell shows the period below; copied it has a cell of its own.
        period = next(n for n, column in enumerate(COLUMNS) if column.key == "period")
        self.setColumnHidden(period, True)
        self.always_copied = {period}
        self._set_widths()
        self._by_hand = take_columns(context, self, NAME)
        model.reloaded.connect(self._on_reloaded)
        self.columns_changed.connect(self._on_columns_changed)
        context.theme.changed.connect(self._set_widths)

    def _set_widths(self) -> None:
        metrics = self.horizontalHeader().fontMetrics()
        scale = self._context.theme.scale
        for number, column in enumerate(COLUMNS):
            least = metrics.horizontalAdvance(_(column.title)) + HEADER_ROOM
            self.setColumnWidth(number, max(least, round(column.width * scale)))
        self.fill_with(TIMELINE, round(LEAST * scale))
        self.arrange()

    def arrange(self) -> None:
        """Hide the columns that have no room, unless a person has chosen columns."""
        if self._by_hand or not self.isVisible():
            return
        scale = self._context.theme.scale
        room = self.width() / scale
        short = room < SHORT
        self.setColumnWidth(0, round((NAME_SHORT if short else COLUMNS[0].width) * scale))
        for number, column in enumerate(COLUMNS):
            if column.key in LEAST_ROOM:
                self.setColumnHidden(number, room < LEAST_ROOM[column.key])
        self.fill_with(TIMELINE, round((LEAST_SHORT if short else LEAST) * scale))

    def remember(self) -> None:
        """Hand the columns to the settings."""
        keep_columns(self._context, self, NAME, by_hand=self._by_hand)

    def _on_columns_changed(self) -> None:
        self._by_hand = True

    def _on_reloaded(self) -> None:
        terms = [state.term for state in self._terms.every]
        days = [day for term in terms for day in (term.since, term.until, term.due)]
        self._months.scale = self._drawn.scale = scale_of(self._terms.year, days)
        self._drawn.today = self._terms.today
        self._months.viewport().update()
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()

    def resizeEvent(self, event: object) -> None:
        self.arrange()
        super().resizeEvent(event)  # type: ignore[arg-type]
