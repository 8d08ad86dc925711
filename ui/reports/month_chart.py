"""The months of a year for one counter, last year beside it; a bar opens its entries."""

from __future__ import annotations

import calendar
import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from papidesk.domain.counters import Counter, Figure
from papidesk.domain.filters import FigureQuery
from papidesk.i18n import _
from papidesk.workflow import figures
from ui.context import Context
from ui.widgets.bar_chart import BarChart, Bars, Series
from ui.widgets.labels import ElidedLabel


class MonthChart(QWidget):
    """Bars of twelve months; ``month_asked`` gives the window of the one that was chosen."""

    month_asked = Signal(object, object)  # Counter, FigureQuery

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.counter: Counter | None = None
        self.year = 0
        self.title = ElidedLabel("strong")
        self.chart = BarChart(context.theme, _("By month"))
        self.chart.opens = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(self.chart, 1)
        self.chart.chosen.connect(self._on_chosen)

    def show_counter(self, counter: Counter | None, year: int) -> None:
        """Show the months of ``counter`` in ``year``; None shows nothing."""
        self.counter, self.year = counter, year
        if counter is None:
            self.title.setText("")
            self.chart.show_bars((), ())
            return
        store = self._context.workspace.store
        now = figures.months(store, counter.code, year)
        last = figures.months(store, counter.code, year - 1)
        self.title.setText(
            _("{counter} ({unit}) by month").format(counter=counter.name, unit=counter.unit)
        )
        today = datetime.date.today()
        bars = [
            Bars(str(month + 1), (_number(last[month]), _number(now[month])),
                 _("Month {month}").format(month=month + 1))
            for month in range(12)
        ]  # fmt: skip
        self.chart.show_bars(
            (Series(str(year - 1), "neutral"), Series(str(year), "accent")),
            bars,
            unit=counter.unit,
            today=today.month - 1 if today.year == year else -1,
        )

    def _on_chosen(self, place: int) -> None:
        if self.counter is None:
            return
        month = place + 1
        last = calendar.monthrange(self.year, month)[1]
        query = FigureQuery(
            since=datetime.date(self.year, month, 1),
            until=datetime.date(self.year, month, last),
            period=f"{self.year:04}-M{month:02}",
        )
        self.month_asked.emit(self.counter, query)


def _number(figure: Figure) -> float | None:
    return None if figure.value is None else float(figure.value)
