"""What is behind a figure, in one step: entries of the log, or papers of the registers."""

from __future__ import annotations

import datetime
from decimal import Decimal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.counters import Counter
from papidesk.domain.filters import ActivityFilter, FigureQuery
from papidesk.errors import PapiDeskError
from papidesk.workflow import figures, register_figures
from ui.context import Context
from ui.failures import show_failure
from ui.reports.figure_words import stretch


def entries_filter(counter: Counter, query: FigureQuery) -> ActivityFilter:
    """Return which entries of the log a figure of ``counter`` is added up from."""
    ratio = counter.adds_up == "ratio"
    codes = (counter.numerator, counter.denominator) if ratio else (counter.code,)
    return ActivityFilter(
        since=query.since, until=query.until, counters=codes, channels=query.channels,
        units=query.units, tasks=query.tasks, dimensions=query.dimensions,
    )  # fmt: skip


def entry_for(counter: Counter, query: FigureQuery) -> Activity:
    """Return a new entry of ``counter`` as the window of ``query`` suggests it."""
    today = datetime.date.today()
    code = counter.numerator if counter.adds_up == "ratio" else counter.code
    return Activity(
        date=min(max(today, query.since), query.until),
        title="",
        amounts=(Amount(counter=code, quantity=Decimal(1)),),
        channel=next(iter(query.channels or counter.channels), ""),
        unit=next(iter(query.units), ""),
        tasks=query.tasks,
        dimensions=query.dimensions if len(query.dimensions) == 1 else (),
    )


class Behind(QObject):
    """Opens what is behind figures, one dialog at a time."""

    closed = Signal()  # entries may have been changed or added there
    document_asked = Signal(str)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.dialog: QDialog | None = None

    def show(self, counter: Counter, query: FigureQuery, *, carried: bool = False) -> None:
        """Open the entries, or the papers, behind the figure of ``counter`` in ``query``."""
        if self.dialog is not None:
            return
        title = f"{counter.name}, {stretch(query.since, query.until)}"
        try:
            made = self._made(counter, query, title, carried=carried)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        self._open(made)

    def _made(self, counter: Counter, query: FigureQuery, title: str, *, carried: bool) -> QDialog:
        store = self._context.workspace.store
        if counter.code in register_figures.counters():
            from ui.reports.papers_dialog import PapersDialog

            found = figures.behind(store, counter.code, query)
            papers = PapersDialog(self._context, title, found, self._window)
            papers.document_asked.connect(self.document_asked)
            return papers
        from ui.log.entries_dialog import EntriesDialog

        wanted = entries_filter(counter, query)
        if carried:
            # The latest value comes from before the window.
            wanted = ActivityFilter(ids=tuple(figures.entries(store, counter.code, query)))
        return EntriesDialog(self._context, title, wanted, self._window)

    def add(self, counter: Counter, query: FigureQuery) -> None:
        """Open a new entry of ``counter``, on a day of the window."""
        if self.dialog is not None:
            return
        from ui.log.entry_dialog import EntryDialog

        self._open(EntryDialog(self._context, entry_for(counter, query), self._window))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None
        self.closed.emit()
