"""Beside the log: the calendar of the year, totals by counter, and the evidence of an entry."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, StoppedError, run_task
from ui.context import Context
from ui.failures import show_failure
from ui.log.evidence_box import EvidenceBox
from ui.log.log_rows import LogRow
from ui.log.totals_list import TotalsList
from ui.log.wording import entries_text
from ui.widgets.buttons import tool_button
from ui.widgets.heat_calendar import HeatCalendar
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.workflow.log import CounterTotal

TOTALS, CALENDAR, EVIDENCE = range(3)


@dataclass(frozen=True, slots=True)
class Read:
    """What was counted for the panel: entries by day, totals, and the days of the year's heat."""

    days: dict[datetime.date, int] = field(default_factory=dict)
    totals: list[CounterTotal] = field(default_factory=list)
    heat: dict[datetime.date, int] = field(default_factory=dict)


class SidePanel(QWidget):
    """Counts away from the window; what was asked for before the last question is dropped."""

    counted = Signal(object)  # Read
    day_chosen = Signal(object)  # datetime.date
    counter_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._filter = ActivityFilter()
        self._year = datetime.date.today().year
        self._asked = 0
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Beside the log"))
        for word in (_("Figures"), _("Calendar"), _("Evidence")):
            self.tabs.addTab(word)
        self.tabs.setExpanding(False)
        self.before = tool_button(_("The year before"), "chevron-left")
        self.after = tool_button(_("The year after"), "chevron-right")
        self.year_label = label("", "strong")
        self.heat = HeatCalendar(self._context.theme, day_words)
        self.totals = TotalsList(self._context.theme)
        self.evidence = EvidenceBox(self._context, titled=False)
        self.no_entry = label(
            _("Choose an entry to see its evidence, or drop files on it."), "muted", wrap=True
        )
        self.no_entry.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.beside = QStackedWidget()
        self.beside.addWidget(self.no_entry)
        self.beside.addWidget(self.evidence)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.totals)
        self.stack.addWidget(self._calendar())
        framed = QWidget()
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(12, 8, 12, 12)
        inside.addWidget(self.beside)
        self.stack.addWidget(framed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self._fit()

    def _calendar(self) -> QWidget:
        calendar = QWidget()
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.year_label, 1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        column = QVBoxLayout(calendar)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.heat)
        column.addWidget(
            label(
                _("Click a day to see only its entries, once more to let go of it."),
                "muted",
                wrap=True,
            )
        )
        column.addStretch(1)
        return calendar

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.before.clicked.connect(partial(self._step, -1))
        self.after.clicked.connect(partial(self._step, 1))
        self.heat.day_chosen.connect(self.day_chosen)
        self.totals.counter_chosen.connect(self.counter_chosen)
        self._context.theme.changed.connect(self._fit)

    # What the page asks of it

    def show_filter(self, chosen: ActivityFilter, year: int | None) -> None:
        """Count what ``chosen`` lets through; the calendar shows ``year``, or that of the days."""
        since, until = chosen.since, chosen.until
        if year is None and since and until and since.year == until.year:
            year = since.year
        if year is not None:
            self._year = year
        self.heat.show_chosen(since if since and since == until else None)
        self._filter = chosen
        self.count()

    def show_entry(self, row: LogRow | None) -> None:
        """Show the evidence of a row; None for no row, or several."""
        self.beside.setCurrentWidget(self.evidence if row is not None else self.no_entry)
        if row is None:
            self.tabs.setTabText(EVIDENCE, _("Evidence"))
            return
        count = row.listed.evidence
        words = f"{_('Evidence')} ({count})" if count else _("Evidence")
        self.tabs.setTabText(EVIDENCE, words)
        if self.evidence.owner_id != row.id or len(self.evidence.items) != count:
            self.evidence.show_owner("activity", row.id)

    def count(self) -> None:
        """Count anew."""
        self._asked += 1
        self.year_label.setText(_("Year {year}").format(year=self._year))
        run_task(
            self,
            partial(_read, self._context, self._filter, self._year),
            jobs=self._context.jobs,
            done=partial(self._on_read, self._asked),
            failed=self._on_failed,
        )

    # Slots

    def _step(self, by: int) -> None:
        self._year += by
        self.count()

    def _on_read(self, asked: int, read: Read) -> None:
        if asked != self._asked:
            return
        self.heat.show_counts(self._year, read.heat)
        self.totals.totals.show_totals(read.totals)
        self.counted.emit(read)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StoppedError):
            show_failure(self._context.ask, self, error)

    def _fit(self) -> None:
        self.setMinimumWidth(round(272 * self._context.theme.scale))


def day_words(day: datetime.date, count: int) -> str:
    """Return what is said of a day of the calendar."""
    return f"{day:%d/%m/%Y}: {entries_text(count)}"


def _read(context: Context, chosen: ActivityFilter, year: int, job: Job) -> Read:
    from papidesk.workflow import log

    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    with workspaces.open_store(context.workspace) as store:
        job.step(0, 3)
        days = log.heat(store, chosen)
        job.step(1, 3)
        totals = [] if chosen.trashed else log.totals(store, chosen)
        job.step(2, 3)
        whole = chosen.since is None and chosen.until is None
        heat = days if whole else log.heat(store, replace(chosen, since=first, until=last))
    return Read(days, totals, {day: count for day, count in heat.items() if day.year == year})
