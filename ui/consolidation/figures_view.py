"""The view Số liệu: totals by counter, the units behind each, and what stands out."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from papidesk.i18n import _, ngettext
from ui.background import Task
from ui.bar_view import BarView
from ui.consolidation import figures_work
from ui.consolidation.board_reading import YearBoards
from ui.consolidation.figures_models import (
    CHANGE,
    COUNTER,
    MEASURE,
    PREVIOUS,
    UNITS,
    TotalsModel,
)
from ui.consolidation.figures_side import FiguresSide
from ui.consolidation.figures_work import Found, Totals
from ui.consolidation.term_chip import Asked, TermChip
from ui.context import Context
from ui.reports.column_turns import ColumnTurns
from ui.reports.remembering import keep_splitter, take_splitter
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel
from ui.widgets.table import Table
from ui.words import quantity_text, whole_text

if TYPE_CHECKING:
    from papidesk.workflow.consolidation import Names, TotalLine, UnitPart

TABLES, NOBODY, NONE_FITS, READING = range(4)
TOTALS = (190, 100, 80, 96, 90, 64)  # px at 100 % text
NAME = "consolidated figures"


class FiguresView(BarView):
    """Totals at the left; what is behind the chosen one at the right."""

    watch_asked = Signal(object, str)  # an Asked and a unit's code
    boards_wanted = Signal()  # the reports of the year
    everything_shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: Asked | None = None
        self.shown: Totals | None = None
        self._wanted = datetime.date.today().year
        self._tasks: dict[str, Task] = {}
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        theme = self._context.theme
        self.totals_model = TotalsModel(self)
        self.totals = Table(theme, tall=True)
        self.totals.setModel(self.totals_model)
        self.totals.setAccessibleName(_("Totals by counter"))
        # What is counted stands below the figure; who copies gets it in a column of its own.
        self.totals.setColumnHidden(MEASURE, True)
        self.totals.always_copied = {MEASURE}
        ColumnTurns(theme, self.totals, TOTALS, COUNTER, (UNITS, PREVIOUS, CHANGE))
        self.side = FiguresSide(theme)
        self.parts, self.parts_model = self.side.parts, self.side.parts_model
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.totals)
        self.splitter.addWidget(self.side)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([560, 620])
        take_splitter(self._context, self.splitter, NAME)
        self._lay_out()

    def _lay_out(self) -> None:
        self.watch_button = push_button(_("See who reported"), "check", "big")
        self.everything_button = push_button(_("Show all"), "close", "big")
        self.nobody = EmptyState(
            "table",
            _("There are no figures yet"),
            _("Totals stand here as soon as the first unit’s report is taken in."),
            [self.watch_button],
        )
        none_fits = EmptyState(
            "search", _("Nothing fits"), _("No counter fits what is searched for."),
            [self.everything_button],
        )  # fmt: skip
        self.stack = QStackedWidget()
        reading = EmptyState("table", _("Reading the figures…"), "", [])
        for page in (self.splitter, self.nobody, none_fits, reading):
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(READING)
        self.lay_out(self._bar(), self.stack)

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("filterbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.term = TermChip(every=False)
        self.then = QToolButton()
        self.then.setText(_("Names of the period"))
        self.then.setToolTip(
            _("Show merged units one by one, under the names they had in the period")
        )
        self.then.setProperty("kind", "chip")
        self.then.setCheckable(True)
        self.then.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = ElidedLabel("muted")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.term)
        row.addWidget(self.then)
        row.addWidget(self.count, 1)
        return bar

    def _connect(self) -> None:
        self.term.chosen.connect(self._on_term)
        self.then.clicked.connect(self._read_parts)
        self.totals.selectionModel().currentRowChanged.connect(self._on_total)
        self.totals.opened.connect(self._on_total_opened)
        self.side.opened.connect(self._on_opened)
        self.side.chosen_changed.connect(self._tell_buttons)
        self.side.entries_button.clicked.connect(self.show_entries)
        self.side.report_button.clicked.connect(self._on_report)
        self.watch_button.clicked.connect(self._on_watch)
        self.everything_button.clicked.connect(self.show_everything)
        for changed in (self._context.exchange_changed, self._context.catalogues_changed):
            changed.connect(self.note_change)

    # What the page asks of it

    @property
    def line(self) -> TotalLine | None:
        """The chosen counter."""
        row = self.totals.currentIndex().row()
        return self.totals_model.rows[row] if 0 <= row < len(self.totals_model.rows) else None

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The unit and counter that are chosen at the right."""
        return self.side.chosen(self.line.counter.code if self.line is not None else "")

    def refresh(self) -> None:
        """Read the reports of the year, then what the chosen one comes to."""
        self._stale = False
        self.boards_wanted.emit()

    def show_boards(self, year: YearBoards) -> None:
        """Offer the reports of a year; the last that anybody sent is shown first."""
        self._stale = False
        self.term.offer(year.asked)
        kept = self.term.find(self.asked.key) if self.asked is not None else None
        received = [
            asked
            for board, asked in zip(year.boards, year.asked, strict=True)
            if any(row.report for row in board.rows)
        ]
        self.show_asked(kept or (received[-1] if received else None))

    def show_asked(self, asked: Asked | None) -> None:
        """Show what a report comes to."""
        self.asked = asked
        self.term.show_asked(asked)
        if asked is None:
            self.show_totals(None)
            return
        if self.shown is None or self.shown.asked != asked:
            self.stack.setCurrentIndex(READING)
        self._start(
            "totals",
            figures_work.totals(
                self, self._context, asked, done=self.show_totals, failed=self.tell_failure
            ),
        )

    def show_totals(self, found: Totals | None) -> None:
        """Show totals that were read."""
        self.tell_problem("")
        counter = self.line.counter.code if self.line is not None else ""
        self.shown = found
        self.totals_model.show_lines(found.lines if found else ())
        counters = {one.counter.code: one.counter.name for one in found.lines} if found else {}
        self.side.outliers_model.show_outliers(
            found.outliers if found else (), found.names if found else {}, counters
        )
        self.side.tell_doubts()
        self._tell()
        if self.totals_model.rows:
            self.totals.choose_row(max(0, self.totals_model.find(counter)))
        self._read_parts()

    def show_parts(self, parts: list[UnitPart]) -> None:
        """Show each unit's part of the chosen counter."""
        line = self.line
        doubts = {
            one.unit: one
            for one in (self.shown.outliers if self.shown else ())
            if line is not None and one.counter == line.counter.code
        }
        self.parts_model.show_parts(parts, doubts)
        self.side.head.setText(line.counter.name if line is not None else "")
        if parts:
            self.parts.choose_row(0)
        self._tell_buttons()

    def show_year(self, year: int) -> None:
        """Offer the reports of ``year``."""
        if year != self._wanted:
            self._wanted = year
            self.asked = None
            self.stack.setCurrentIndex(READING)

    def show_search(self, text: str) -> None:
        """Show only counters that ``text`` fits."""
        self.totals_model.narrow(text)
        if self.totals_model.rows:
            self.totals.choose_row(0)
        self._tell()

    def show_everything(self) -> None:
        """Let go of words."""
        self.show_search("")
        self.everything_shown.emit()

    def give_focus(self) -> None:
        """Put the focus on the totals."""
        shown = self.stack.currentIndex()
        self.totals.setFocus() if shown == TABLES else self.watch_button.setFocus()

    def remember(self) -> None:
        """Hand the splitter to the settings."""
        keep_splitter(self._context, self.splitter, NAME)

    # What a person does

    def show_entries(self) -> None:
        """Show the log entries behind the chosen unit's figure."""
        from ui.consolidation.entries_dialog import EntriesDialog

        chosen = self.chosen
        if chosen is None or self.asked is None or not chosen[1]:
            return
        unit, counter = chosen
        names = self.shown.names if self.shown else {}
        line = next((one for one in self.totals_model.every if one.counter.code == counter), None)
        title = f"{names.get(unit, unit)}: {line.counter.name if line else counter}"
        dialog = EntriesDialog(self._context, title, quantities=True, parent=self)
        figures_work.behind(
            dialog, self._context, self.asked, unit, counter,
            done=partial(_show_behind, dialog), failed=dialog.show_failure,
        )  # fmt: skip
        dialog.open()

    def _on_report(self) -> None:
        if self.asked is not None:
            self.watch_asked.emit(self.asked, self.chosen[0] if self.chosen else "")

    # Slots

    def _start(self, name: str, task: Task) -> None:
        before = self._tasks.get(name)
        if before is not None:
            before.cancel()
        self._tasks[name] = task

    def _read_parts(self, *_checked: object) -> None:
        line = self.line
        if line is None or self.asked is None:
            self.show_parts([])
            return
        names: Names = "then" if self.then.isChecked() else "now"
        self._start(
            "parts",
            figures_work.parts(
                self, self._context, self.asked, line.counter.code, names, done=self.show_parts,
                failed=self.tell_failure,
            ),
        )  # fmt: skip

    def _tell(self) -> None:
        every = self.totals_model.every
        place = TABLES if self.totals_model.rows else NONE_FITS if every else NOBODY
        self.stack.setCurrentIndex(place)
        count = len(self.totals_model.rows)
        said = ngettext("{count} counter", "{count} counters", count)
        self.count.setText(said.format(count=whole_text(count)) if every else "")
        self.then.setVisible(bool(every))
        self._tell_buttons()

    def _tell_buttons(self, *_changes: object) -> None:
        self.side.enable(self.chosen)

    def _on_term(self, asked: Asked | None) -> None:
        self.show_asked(asked)

    def _on_total(self, *_indexes: object) -> None:
        self._read_parts()

    def _on_total_opened(self, _index: QModelIndex) -> None:
        self.side.tabs.setCurrentIndex(0)
        self.parts.setFocus()

    def _on_opened(self) -> None:
        if self.side.entries_button.isEnabled():
            self.show_entries()
        else:
            self._on_report()

    def _on_watch(self) -> None:
        self.watch_asked.emit(self.asked or Asked("", ""), "")


def _show_behind(dialog: object, found: Found) -> None:
    from ui.consolidation.entries_dialog import EntriesDialog, Entry

    assert isinstance(dialog, EntriesDialog)
    several = len(found.names) > 1
    entries = [
        Entry(
            one.day.isoformat(), one.title, one.quantity,
            found.evidence.get((one.unit, one.id), ()),
            found.names.get(one.unit, one.unit) if several else "",
        )
        for one in found.behind.entries
    ]  # fmt: skip
    notes = []
    if found.behind.told > found.behind.sent:
        said = _("The unit counts {told} entries and sent {sent} of them.")
        notes.append(said.format(told=found.behind.told, sent=found.behind.sent))
    if found.behind.differs:
        said = _("Together they do not come to the reported {value}: ask the unit.")
        notes.append(said.format(value=quantity_text(found.behind.reported)))
    dialog.show_entries(entries, " ".join(notes))
