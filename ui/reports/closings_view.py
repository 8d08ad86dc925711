"""The view Khóa kỳ: closed periods, their figures then and now, what was corrected and told."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.closing import Closing
from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import catalogues, closings, figures
from ui.bar_view import BarView
from ui.context import Context
from ui.failures import sentence_of
from ui.reports.behind import Behind
from ui.reports.closings_models import (
    ClosingRow,
    ClosingsModel,
    CorrectionsModel,
    ThenAndNow,
    ThenModel,
)
from ui.reports.column_turns import ColumnTurns
from ui.reports.remembering import keep_splitter, take_splitter
from ui.settings.titled_model import TitledModel
from ui.widgets.buttons import menu_entry, push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.table import Table

LIST, EMPTY = range(2)


class ClosingsView(BarView):
    """Windows that were closed; the chosen one with its figures and corrections below."""

    document_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._year: int | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._build_tables()
        self.big_close = push_button(_("Close a period…"), "lock", "big")
        self.empty = EmptyState(
            "lock",
            _("No period is closed yet"),
            _(
                "A period is closed when its report is issued: from then on its figures stand. Who "
                "changes an entry of it gives a reason, and the next report tells the correction."
            ),
            [self.big_close],
        )
        self._build_lower()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.lower)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([200, 360])
        for splitter, name in self._splitters():
            take_splitter(self._context, splitter, name)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        self.lay_out(self._bar(), self.stack)
        self._build_menu()

    def _build_tables(self) -> None:
        self.model, self.then, self.changes = (
            ClosingsModel(self), ThenModel(self), CorrectionsModel(self)
        )  # fmt: skip
        self.behind = Behind(self._context, self)
        self.table = self._table(self.model, _("Closed periods"))
        self.figures_table = self._table(self.then, _("Figures then and now"))
        self.changes_table = self._table(self.changes, _("Corrections"), tall=True)
        self.changes_table.always_copied = set(self.changes.below.values())
        for column in self.changes.below.values():
            self.changes_table.setColumnHidden(column, True)
        theme = self._context.theme
        ColumnTurns(theme, self.table, (200, 200, 120, 130, 160, 180), 1, (4, 3))
        ColumnTurns(theme, self.figures_table, (150, 80, 96, 80, 96), 0, (1, 4))
        ColumnTurns(theme, self.changes_table, (120, 140, 200, 110, 160, 150), 1, (3,))

    def _build_lower(self) -> None:
        self.lower = lower = QSplitter(Qt.Orientation.Horizontal)
        self.changes_title = label("", "strong")
        figures_title = label(_("Figures when it was closed, and now"), "strong")
        for title, table in ((figures_title, self.figures_table),
                             (self.changes_title, self.changes_table)):  # fmt: skip
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 8, 0, 0)
            column.setSpacing(4)
            title.setContentsMargins(12, 0, 12, 0)
            column.addWidget(title)
            column.addWidget(table, 1)
            lower.addWidget(part)
        lower.setChildrenCollapsible(False)
        lower.setSizes([500, 640])

    def _table(self, model: TitledModel, name: str, *, tall: bool = False) -> Table:
        table = Table(self._context.theme, tall=tall)
        table.setModel(model)
        table.setAccessibleName(name)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        return table

    def _bar(self) -> QWidget:
        self.count = label("", "muted")
        self.reopen_button = push_button(_("Open again…"), "undo")
        self.close_button = push_button(_("Close a period…"), "lock")
        layout = self.make_bar()
        layout.addWidget(self.count, 1)
        layout.addWidget(self.reopen_button)
        layout.addWidget(self.close_button)
        return self.bar

    def _build_menu(self) -> None:
        self.menu = QMenu(self)
        self.reopen_action = menu_entry(self.menu, _("Open again…"), "undo")
        self.again_action = menu_entry(self.menu, _("Close it once more…"), "lock")
        self.report_action = menu_entry(self.menu, _("Open the report"), "document")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.opened.connect(self._on_report)
        self.figures_table.opened.connect(self._on_figure)
        self.changes_table.opened.connect(self._on_correction)
        self.close_button.clicked.connect(self.ask_close)
        self.big_close.clicked.connect(self.ask_close)
        self.reopen_button.clicked.connect(self.ask_reopen)
        self.reopen_action.triggered.connect(self.ask_reopen)
        self.again_action.triggered.connect(self._on_again)
        self.report_action.triggered.connect(self._on_report)
        self.copy_action.triggered.connect(self.table.copy)
        for table in (self.figures_table, self.changes_table):
            table.customContextMenuRequested.connect(partial(self._on_lower_menu, table))
        self.behind.document_asked.connect(self.document_asked)
        for signal in (self._context.log_changed, self._context.documents_changed):
            signal.connect(self.note_change)

    # What the page asks of it

    @property
    def chosen(self) -> ClosingRow | None:
        """The chosen period, None for none."""
        rows = self.table.chosen_rows()
        return self.model.rows[rows[0]] if len(rows) == 1 else None

    def refresh(self) -> None:
        """Read everything anew."""
        self._stale = False
        chosen = self.chosen
        try:
            rows = self._rows()
            damaged = closings.damaged(self._context.workspace.store)
        except PapiDeskError as error:
            self.tell_problem(sentence_of(error))
            return
        self.tell_problem("\n".join(map(sentence_of, damaged)))
        self.model.show_rows(rows)
        self.stack.setCurrentIndex(LIST if rows else EMPTY)
        self.bar.setVisible(bool(rows))
        words = ngettext("{count} closed period", "{count} closed periods", len(rows))
        self.count.setText(words.format(count=len(rows)))
        row = self.model.find(chosen.closing.id) if chosen is not None else 0
        if rows:
            self.table.choose_row(max(0, row))
        self._on_chosen()

    def show_year(self, year: int) -> None:
        """Show the windows that end in ``year``."""
        if year != self._year:
            self._year = year
            self.note_change()

    def show_closing(self, id: str) -> None:
        """Choose the closing ``id``."""
        row = self.model.find(id)
        if row >= 0:
            self.table.choose_row(row)

    def _splitters(self) -> tuple[tuple[QSplitter, str], ...]:
        return (self.splitter, "closed periods"), (self.lower, "corrections")

    def remember(self) -> None:
        """Hand the splitters to the settings."""
        for splitter, name in self._splitters():
            keep_splitter(self._context, splitter, name)

    def give_focus(self) -> None:
        """Put the focus on the periods."""
        (self.big_close if self.stack.currentIndex() == EMPTY else self.table).setFocus()

    def ask_close(self) -> None:
        """Ask for a window to close."""
        self._open_close(None)

    def ask_reopen(self) -> None:
        """Ask why the chosen window is opened again."""
        from ui.reports.reopen_dialog import ReopenDialog

        row = self.chosen
        if row is None or row.closing.reopened_at:
            return
        ReopenDialog(row.closing, partial(self._reopen, row.closing.id), self).open()

    # Reading

    def _rows(self) -> list[ClosingRow]:
        store = self._context.workspace.store
        names = {duty.code: duty.name for duty in catalogues.report_duties(store)}
        counted: dict[str, list[bool]] = {}
        for one in closings.corrections(store):
            counted.setdefault(one.closing, []).append(bool(one.reported_in))
        rows = []
        for closing in closings.every(store):
            if self._year is not None and closing.until.year != self._year:
                continue
            told = counted.get(closing.id, [])
            report = names.get(closing.duty, closing.duty)
            rows.append(ClosingRow(closing, report, len(told), told.count(False)))
        return rows

    def query_of(self, closing: Closing) -> FigureQuery:
        """Return what the figures of a closed window are asked for."""
        from papidesk.workflow import duty_terms

        plain = FigureQuery(since=closing.since, until=closing.until)
        if not (closing.duty and closing.period):
            return plain
        try:
            asked = duty_terms.query(self._context.workspace.store, closing.duty, closing.period)
        except PapiDeskError:
            return plain  # the duty is gone
        return replace(asked, since=closing.since, until=closing.until)

    def _then_and_now(self, closing: Closing) -> list[ThenAndNow]:
        codes = [one.counter for one in closing.figures]
        now = figures.several(self._context.workspace.store, codes, self.query_of(closing))
        return [
            ThenAndNow(
                one.name, one.unit, one.value,
                now[one.counter].value if one.counter in now else None, one.counter,
            )
            for one in closing.figures
        ]  # fmt: skip

    # Slots

    def _on_chosen(self, *_changes: object) -> None:
        row = self.chosen
        self.reopen_button.setEnabled(row is not None and not row.closing.reopened_at)
        if row is None:
            self.then.show_rows([])
            self.changes.show_rows([], {}, {})
            self.changes_title.setText(_("Corrections"))
            return
        store = self._context.workspace.store
        told = closings.corrections(store, closing=row.closing.id)
        names = {info.code: info.name for info in figures.counters(store)}
        papers = {one.reported_in: self._paper(one.reported_in) for one in told if one.reported_in}
        self.then.show_rows(self._then_and_now(row.closing))
        self.changes.show_rows(told, names, papers)
        said = ngettext("{count} correction", "{count} corrections", len(told))
        self.changes_title.setText(said.format(count=len(told)))

    def _paper(self, id: str) -> str:
        from papidesk.workflow import documents
        from ui import words

        try:
            document = documents.get(self._context.workspace.store, id)
        except PapiDeskError:
            return ""
        return words.number_text(document.number, document.symbol)

    def _on_figure(self, index: QModelIndex) -> None:
        row = self.chosen
        if row is None or not index.isValid():
            return
        store = self._context.workspace.store
        code = self.then.rows[index.row()].code
        found = figures.table(store, self.query_of(row.closing), codes=[code], compare=False)
        if found:
            self.behind.show(found[0].counter, self.query_of(row.closing))

    def _on_correction(self, index: QModelIndex) -> None:
        if index.isValid():
            one = self.changes.rows[index.row()]
            if one.reported_in:
                self.document_asked.emit(one.reported_in)

    def _on_report(self, *_index: object) -> None:
        row = self.chosen
        if row is not None and row.closing.document:
            self.document_asked.emit(row.closing.document)

    def _on_menu(self, at: QPoint) -> None:
        row = self.chosen
        open_again = row is not None and bool(row.closing.reopened_at)
        self.reopen_action.setEnabled(row is not None and not open_again)
        self.again_action.setEnabled(open_again)
        self.report_action.setEnabled(row is not None and bool(row.closing.document))
        self.menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_lower_menu(self, table: Table, at: QPoint) -> None:
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = _("Show the entries behind it") if table is self.figures_table else ""
        said = said or _("Open the report that tells it")
        shown = menu.addAction(said, partial(table.opened.emit, table.currentIndex()))
        shown.setEnabled(table.currentIndex().isValid())
        menu.addAction(_("Copy with titles (for Excel)"), table.copy)
        menu.popup(table.viewport().mapToGlobal(at))

    def _on_again(self) -> None:
        if self.chosen is not None:
            self._open_close(self.chosen.closing)

    def _open_close(self, closing: Closing | None) -> None:
        from ui.reports.close_dialog import CloseDialog

        dialog = CloseDialog(self._context, self, closing=closing, year=self._year)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.closed.connect(self._on_closed)
        dialog.open()

    def _on_closed(self, id: str) -> None:
        self._context.log_changed.emit()  # its entries ask for a reason from now on
        self.refresh()
        self.show_closing(id)
        self._context.tell_saved("saved")

    def _reopen(self, id: str, reason: str) -> None:
        store, who = self._context.workspace.store, self._context.who
        opened = closings.reopen(store, id, reason=reason, who=who)
        self._context.log_changed.emit()
        self.refresh()
        days = f"{opened.since:%d/%m/%Y} – {opened.until:%d/%m/%Y}"
        self._context.happened.emit(_("Open again: {window}").format(window=days), None)
