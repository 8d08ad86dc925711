"""The view Số liệu: every counter of a window, compared, with the entries behind each figure."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.storage.store import Store
from papidesk.workflow import figures
from ui.bar_view import BarView
from ui.context import Context
from ui.failures import sentence_of
from ui.keys import shortcut
from ui.registers.register_papers import RegisterPapers
from ui.reports.behind import Behind
from ui.reports.figures_bar import FiguresBar
from ui.reports.figures_model import FiguresModel
from ui.reports.figures_table import FiguresTable
from ui.reports.month_chart import MonthChart
from ui.reports.narrowing import narrowed
from ui.reports.remembering import keep_splitter, take_splitter
from ui.widgets.buttons import menu_entry, push_button
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.empty_state import EmptyState

TABLE, NOTHING = range(2)
NAME = "figures"  # what columns and splitter are remembered under
LEAST_HEIGHT = 520  # px at 100 % text from which the months are shown by themselves


class FiguresView(BarView):
    """Chooses a window, shows its figures, opens what is behind them."""

    document_asked = Signal(str)
    year_went = Signal(int)  # the window was set to one of another year
    search_dropped = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chart_by_hand = False
        self.query: FigureQuery | None = None
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.bar = bar = FiguresBar(self._context)
        self.window_picker, self.narrowing = bar.window_picker, bar.narrowing
        self.narrow_button, self.filled_button = bar.narrow_button, bar.filled_button
        self.chart_button, self.count = bar.chart_button, bar.count
        self.model = FiguresModel(self)
        self.table = FiguresTable(self._context, self.model, name=NAME)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.chart = MonthChart(self._context)
        self.behind = Behind(self._context, self)
        self.papers = RegisterPapers(self._context, self)
        self.show_all = push_button(_("Show all counters"), "close")
        self.nothing = EmptyState("search", _("Nothing found"), "", [self.show_all])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.lower = QWidget()
        below = QVBoxLayout(self.lower)
        below.setContentsMargins(16, 10, 16, 12)
        below.addWidget(self.chart)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.lower)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        take_splitter(self._context, self.splitter, NAME)
        self.lay_out(self.bar, self.splitter)
        self._build_menu()

    def _build_menu(self) -> None:
        self.menu = QMenu(self)
        self.entries_action = menu_entry(self.menu, _("Show the entries behind it"), "log")
        self.add_action = menu_entry(self.menu, _("Log an entry of it"), "plus")
        self.pack_action = menu_entry(self.menu, _("Evidence pack of the figure…"), "evidence")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")

    def _connect(self) -> None:
        self.window_picker.changed.connect(self._on_window)
        self.narrowing.changed.connect(self._on_narrowed)
        self.narrow_button.toggled.connect(self._on_narrow)
        self.filled_button.toggled.connect(self._on_filled)
        self.bar.group_button.toggled.connect(self._on_grouped)
        self.chart_button.clicked.connect(self._on_chart)
        self.bar.sheet_button.clicked.connect(self._on_sheet)
        self.bar.columns.clicked.connect(self._on_columns)
        self.show_all.clicked.connect(self._on_everything)
        self.table.entries_asked.connect(self.show_entries)
        self.table.counter_chosen.connect(self._on_counter)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.entries_action.triggered.connect(self._on_entries)
        self.add_action.triggered.connect(self.add_entry)
        self.pack_action.triggered.connect(self.open_pack)
        self.copy_action.triggered.connect(self.table.copy)
        self.chart.month_asked.connect(self._on_month)
        self.behind.document_asked.connect(self.document_asked)
        self.behind.closed.connect(self.table.setFocus)
        self.model.modelReset.connect(self._on_reset)
        shortcut(self.table, "Insert", _("Log an entry of the counter"), self.add_entry)
        for signal in (
            self._context.log_changed, self._context.tasks_changed,
            self._context.catalogues_changed, self._context.documents_changed,
        ):  # fmt: skip
            signal.connect(self.note_change)

    # What the page asks of it

    def refresh(self) -> None:
        """Count everything anew."""
        self._stale = False
        window = self.window_picker.query()
        if window is None:
            return
        self.query = self.narrowing.narrow(window)
        try:
            lines = [
                *figures.table(self._context.workspace.store, self.query),
                *self._registers(self.query),
            ]
        except PapiDeskError as error:
            self.tell_problem(sentence_of(error))
            return
        self.tell_problem("")
        self.model.show_lines(lines)
        self.table.choose_first()
        self._on_counter()

    def _registers(self, query: FigureQuery) -> list[figures.FigureLine]:
        """Return the figures of the registers that have any papers; nothing narrows those."""
        if narrowed(self.narrowing.narrow(FigureQuery(since=query.since, until=query.until))):
            return []
        from papidesk.workflow import register_figures

        codes = list(register_figures.counters())
        lines = figures.table(self._context.workspace.store, query, codes=codes)
        group = _("Registers")
        return [
            replace(line, counter=replace(line.counter, group=group))
            for line in lines
            if line.figure.entries or (line.last_year and line.last_year.entries)
        ]

    def show_query(self, query: FigureQuery) -> None:
        """Show the figures of ``query``, letting go of words that hide any."""
        self.window_picker.show_query(query)
        window = self.window_picker.query()
        self.narrowing.show_query(query)
        # What the duty asks for by itself needs no telling.
        if window is not None and self.narrowing.narrow(window) == window:
            self.narrowing.show_query(FigureQuery(since=query.since, until=query.until))
        self.narrow_button.setChecked(self.narrowing.count() > 0)
        self._name_narrowing()
        self.year_went.emit(self.window_picker.shown_year)
        self.refresh()

    def show_year(self, year: int) -> None:
        """Show the same period of ``year``."""
        self.window_picker.show_year(year)
        super().note_change()

    def show_search(self, text: str) -> None:
        """Show only counters that ``text`` fits."""
        if text != self.model.text:
            self.model.choose(text=text)

    def remember(self) -> None:
        """Hand columns and splitter to the settings."""
        self.table.remember(NAME)
        keep_splitter(self._context, self.splitter, NAME)

    def give_focus(self) -> None:
        """Put the focus on the figures."""
        self.table.choose_first()
        self.table.setFocus()

    def show_entries(self, code: str) -> None:
        """Open what is behind the figure of the counter ``code``."""
        row = self.model.find(code)
        line = self.model.line(row)
        if line is not None and self.query is not None:
            self.behind.show(line.counter, self.query, carried=line.figure.carried)

    def add_entry(self) -> None:
        """Open a new entry of the chosen counter."""
        line = self.model.line(self.table.currentIndex().row())
        if line is not None and self.query is not None and _is_logged(line.counter.code):
            self.behind.add(line.counter, self.query)

    def open_pack(self) -> None:
        """Open the evidence behind the chosen figure, to be handed over."""
        from papidesk.domain.evidence_pack import CounterEvidence
        from ui.evidence_pack.pack_dialog import PackDialog

        if self.table.code and self.query is not None and _is_logged(self.table.code):
            wanted = CounterEvidence(counter=self.table.code, query=self.query)
            PackDialog(self._context, wanted, self).open()

    # Slots

    def _on_window(self) -> None:
        self.refresh()

    def _on_narrowed(self) -> None:
        self._name_narrowing()
        self.refresh()

    def _name_narrowing(self) -> None:
        count = self.narrowing.count()
        said = _("Narrow ({count})").format(count=count) if count else _("Narrow")
        self.narrow_button.setText(said)

    def _on_narrow(self, shown: bool) -> None:
        if shown:
            self.narrowing.offer()
        elif self.narrowing.count():
            now = datetime.date.today()
            self.narrowing.show_query(FigureQuery(since=now, until=now))
            self._on_narrowed()
        self.narrowing.setVisible(shown)

    def _on_filled(self, only: bool) -> None:
        self.model.choose(only_filled=only)

    def _on_grouped(self, grouped: bool) -> None:
        self.model.choose(grouped=grouped)

    def _on_chart(self, shown: bool) -> None:
        self._chart_by_hand = True
        self.lower.setVisible(shown)

    def _on_everything(self) -> None:
        self.filled_button.setChecked(False)
        self.model.choose(text="", only_filled=False)
        self.search_dropped.emit()

    def _on_reset(self) -> None:
        shown = sum(1 for row in self.model.rows if row.line is not None)
        self.stack.setCurrentIndex(TABLE if shown else NOTHING)
        self.nothing.sentence.setText(
            _("No counter fits. Try fewer words, or show those without entries too.")
        )
        words = ngettext("{count} counter", "{count} counters", shown)
        self.count.setText(words.format(count=shown))

    def _on_counter(self, *_code: object) -> None:
        line = self.model.line(self.table.currentIndex().row())
        year = self.window_picker.shown_year
        if line is None:
            self.chart.show_counter(None, year)
            return
        try:
            self.chart.show_counter(line.counter, year)
        except PapiDeskError as error:
            self.tell_problem(sentence_of(error))

    def _on_month(self, counter: object, query: FigureQuery) -> None:
        self.behind.show(counter, query)  # type: ignore[arg-type]

    def _on_entries(self) -> None:
        if self.table.code:
            self.show_entries(self.table.code)

    def _on_menu(self, at: QPoint) -> None:
        code = self.table.code
        self.entries_action.setEnabled(bool(code))
        self.add_action.setEnabled(bool(code) and _is_logged(code))
        self.pack_action.setEnabled(bool(code) and _is_logged(code))
        self.copy_action.setEnabled(bool(self.table.chosen_rows()))
        self.menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_columns(self) -> None:
        columns = self.bar.columns
        place = columns.mapToGlobal(QPoint(columns.width(), columns.height()))
        ColumnChooser(self.table).open_below(place)

    def _on_sheet(self) -> None:
        if self.query is None:
            return
        window = f"{self.query.since:%Y-%m-%d} {self.query.until:%Y-%m-%d}"
        codes = tuple(row.line.counter.code for row in self.model.rows if row.line is not None)
        self.papers.write(
            _("Export to Excel"), f"So lieu {window}.xlsx", partial(_write, self.query, codes)
        )

    def note_change(self) -> None:
        if not self.isVisible():
            self.narrowing.forget()
        super().note_change()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._chart_by_hand:
            # In a low window the figures need the room.
            roomy = self.height() >= LEAST_HEIGHT * self._context.theme.scale
            self.chart_button.setChecked(roomy)
            self.lower.setVisible(roomy)


def _is_logged(code: str) -> bool:
    from papidesk.workflow import register_figures

    return code not in register_figures.counters()


def _write(query: FigureQuery, codes: tuple[str, ...], store: Store, target: Path) -> Path:
    from papidesk.workflow.figure_sheets import write_figures

    return write_figures(store, target, query, codes=codes)
