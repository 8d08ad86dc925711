"""The tile of what was done: bars by month against the target, main counters against last year."""

from __future__ import annotations

import calendar
import datetime
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from papidesk.domain.filters import ActivityFilter
from papidesk.domain.overview import Activity, CounterLine, CounterYear, Overview
from papidesk.i18n import _
from ui import words
from ui.overview.choice import Choice
from ui.overview.overview_words import change_text, figure_text
from ui.overview.tile import Rows, Tile, TileRow
from ui.theme import Theme
from ui.widgets.bar_chart import BarChart, Bars, Series
from ui.widgets.labels import Pill, label

_NUMBER, _CHANGE = 7, 10  # letters of the columns at the right


class ActivityTile(Tile):
    """Months of a counter that can be chosen, and a table of the main ones."""

    entries_asked = Signal(object)  # an ActivityFilter
    counter_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(_("Activities by month"), _("Open the activity log of the year"))
        self._year = 0
        self._found = Activity(since=datetime.date.min, until=datetime.date.min)
        self.chooser = Choice(_("Counter"))
        self.put_choice(self.chooser)
        self.chart = BarChart(theme, _("Activities by month"))
        self.chart.opens = True
        self.lines: list[TileRow] = []
        self._head = self._line_head()
        self.rows = Rows(least=3)
        self.body.addWidget(self.chart, 3)
        self.body.addWidget(self._head)
        self.body.addWidget(self.rows, 2)
        self.chooser.chosen.connect(self._show_chart)
        self.chart.chosen.connect(self._on_month)

    def show_overview(self, found: Overview) -> None:
        """Show the year; the counter that was chosen stays chosen where it can."""
        self._year, self._found = found.year, found.activity
        known = [one.code for one in found.activity.years]
        choices = [(one.code, one.name or _("All activities")) for one in found.activity.years]
        first = known[1] if len(known) > 1 and self._targets() else known[0] if known else ""
        wanted = self.chooser.code if self.chooser.code in known and self.lines else first
        self.chooser.offer(choices, wanted)
        self._show_lines(found.activity.lines)
        self._show_chart()

    def _targets(self) -> bool:
        return any(one.target for one in self._found.years)

    @property
    def shown(self) -> CounterYear | None:
        """The counter whose months are shown."""
        code = self.chooser.code
        return next((one for one in self._found.years if one.code == code), None)

    def _show_chart(self) -> None:
        shown = self.shown
        if shown is None:
            self.chart.show_bars([], [])
            return
        monthly = shown.target / 12 if shown.target else None
        series = [Series(_("done"))]
        if monthly is not None:
            series.append(Series(_("target"), "neutral"))
        bars = []
        for month in shown.months:
            done = None if month.value is None else float(month.value)
            values: tuple[float | None, ...] = (done,)
            if monthly is not None:
                values = (done, float(round(monthly, 1)))
            said = _("month {month}/{year}").format(month=month.month, year=self._year)
            bars.append(Bars(str(month.month), values, said))
        today = self._found.until
        now = today.month - 1 if today.year == datetime.date.today().year else -1
        self.chart.show_bars(series, bars, unit=shown.unit, today=now)
        total = sum((month.value or Decimal(0) for month in shown.months), Decimal(0))
        self.set_aside(self._total_text(shown, total))

    def _total_text(self, shown: CounterYear, total: Decimal) -> str:
        if shown.target:
            return _("{done} of {target} {unit}").format(
                done=words.quantity_text(total),
                target=words.quantity_text(shown.target),
                unit=shown.unit,
            )
        unit = shown.unit or _("entries")
        return _("{done} {unit}").format(done=words.quantity_text(total), unit=unit)

    # The table

    def _line_head(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(10)
        row.addWidget(label(_("Counter"), "small"), 1)
        for word, letters in ((_("Last year"), _NUMBER), (_("This year"), _NUMBER), ("", _CHANGE)):
            cell = label(word, "small")
            cell.setAlignment(Qt.AlignmentFlag.AlignRight)
            _widen(cell, letters)
            row.addWidget(cell)
        return made

    def _show_lines(self, lines: tuple[CounterLine, ...]) -> None:
        self.lines = [self._row(one) for one in lines]
        self._head.setVisible(bool(lines))
        self.rows.setVisible(bool(lines))
        self.rows.show_rows(list(self.lines), len(lines), "")

    def _row(self, one: CounterLine) -> TileRow:
        made = TileRow("", "neutral", one.counter.name)
        made.setProperty("lined", "true")
        before, now = figure_text(one.last_year), figure_text(one.now)
        said, tone = change_text(one)
        layout = made.layout()
        assert isinstance(layout, QHBoxLayout)
        for text, kind in ((before, "muted"), (now, "strong")):
            cell = label(text, kind)
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            _widen(cell, _NUMBER)
            layout.addWidget(cell)
        box = QWidget()
        _widen(box, _CHANGE)
        inside = QHBoxLayout(box)
        inside.setContentsMargins(0, 2, 0, 2)
        inside.addStretch(1)
        inside.addWidget(Pill(said, tone))
        layout.addWidget(box)
        made.setAccessibleName(
            _("{counter}: {now} {unit}, last year {before}, {change}").format(
                counter=one.counter.name, now=now, unit=one.counter.unit, before=before,
                change=said,
            )
        )  # fmt: skip
        made.chosen.connect(partial(self.counter_asked.emit, one.counter.code))
        return made

    def _on_month(self, at: int) -> None:
        last = calendar.monthrange(self._year, at + 1)[1]
        code = self.chooser.code
        self.entries_asked.emit(
            ActivityFilter(
                since=datetime.date(self._year, at + 1, 1),
                until=datetime.date(self._year, at + 1, last),
                counters=(code,) if code else (),
            )
        )


def _widen(widget: QWidget, letters: int) -> None:
    widget.setMinimumWidth(widget.fontMetrics().averageCharWidth() * letters)
    widget.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
