"""The second step of a report: its figures compared, what is missing, the entries behind each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.closing import Correction
from papidesk.domain.filters import FigureQuery
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import closings, figures
from ui.context import Context
from ui.failures import sentence_of
from ui.keys import shortcut
from ui.reports.behind import Behind
from ui.reports.figure_words import amount
from ui.reports.figures_model import FiguresModel
from ui.reports.figures_table import FiguresTable
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

CODE_ROLE = Qt.ItemDataRole.UserRole


class FiguresStep(QWidget):
    """Figures of a window; entries are looked at, changed and added right here."""

    changed = Signal()  # an entry was added or changed: what is drafted must follow

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.query: FigureQuery | None = None
        self._codes: Sequence[str] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.model = FiguresModel(self)
        self.table = FiguresTable(self._context, self.model)
        self.table.setObjectName("framed")
        self.behind = Behind(self._context, self)
        self.summary = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.entries_button = push_button(_("Show the entries"), "log")
        self.entries_button.setToolTip(_("The entries behind the chosen figure (Enter)"))
        self.add_button = push_button(_("Log an entry"), "plus")
        self.add_button.setToolTip(_("A new entry of the chosen counter (Insert)"))
        self.look = QListWidget()
        self.look.setObjectName("framed")
        self.look.setWordWrap(True)
        self.look.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.look.setAccessibleName(_("To be looked at"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.entries_button)
        row.addWidget(self.add_button)
        row.addStretch(1)
        column.addLayout(row)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(8, 0, 0, 0)
        side.setSpacing(8)
        self.look_title = label(_("To be looked at"), "strong")
        side.addWidget(self.look_title)
        side.addWidget(self.look, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([820, 270])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self.problem)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.table.entries_asked.connect(self.show_entries)
        self.table.counter_chosen.connect(self._on_counter)
        self.entries_button.clicked.connect(self._on_entries)
        self.add_button.clicked.connect(self.add_entry)
        self.look.itemActivated.connect(self._on_look)
        self.look.itemClicked.connect(self._on_look)
        self.behind.closed.connect(self._on_behind_closed)
        shortcut(self, "Insert", _("Log an entry of the counter"), self.add_entry)
        self._context.log_changed.connect(self._on_log_changed)

    # What the assistant asks of it

    def show_query(self, query: FigureQuery, codes: Sequence[str]) -> None:
        """Show the figures of ``codes`` (empty: all of the log) in ``query``."""
        self.query, self._codes = query, codes
        self.refresh()

    def refresh(self) -> None:
        """Count everything anew."""
        if self.query is None:
            return
        store = self._context.workspace.store
        try:
            lines = figures.table(store, self.query, codes=self._codes)
            told = closings.corrections(store, unreported=True)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.problem.hide()
        self.model.show_lines(lines)
        self.table.choose_first()
        self._fill_look(lines, told)

    def give_focus(self) -> None:
        """Put the focus on the figures."""
        self.table.choose_first()
        self.table.setFocus()

    def show_entries(self, code: str) -> None:
        """Open what is behind the figure of the counter ``code``."""
        line = self.model.line(self.model.find(code))
        if line is not None and self.query is not None:
            self.behind.show(line.counter, self.query, carried=line.figure.carried)

    def add_entry(self) -> None:
        """Open a new entry of the chosen counter."""
        line = self.model.line(self.table.currentIndex().row())
        if line is not None and self.query is not None:
            self.behind.add(line.counter, self.query)

    # What is to be looked at

    def _fill_look(self, lines: Sequence[figures.FigureLine], told: list[Correction]) -> None:
        self.look.clear()
        beyond = [line for line in lines if line.figure.beyond]
        without = [line for line in lines if not line.figure.entries]
        for line in beyond:
            said = _("{counter}: {value} lies outside its bounds").format(
                counter=line.counter.name, value=amount(line.figure.value)
            )
            self._add(said, line.counter.code)
        for one in told:
            self._add(self._told(one, lines), "")
        for line in without:
            self._add(_("{counter}: no entry").format(counter=line.counter.name), line.counter.code)
        filled = len(lines) - len(without)
        said = ngettext(
            "{filled} of {count} counter has entries.",
            "{filled} of {count} counters have entries.",
            len(lines),
        ).format(filled=filled, count=len(lines))  # fmt: skip
        if told:
            corrected = ngettext(
                "{count} correction of closed periods will be told in this report.",
                "{count} corrections of closed periods will be told in this report.",
                len(told),
            )
            said += " " + corrected.format(count=len(told))
        self.summary.setText(said)
        count = self.look.count()
        self.look_title.setText(_("To be looked at ({count})").format(count=count))
        self.look.parentWidget().setVisible(count > 0)

    def _told(self, one: Correction, lines: Sequence[figures.FigureLine]) -> str:
        names = {line.counter.code: line.counter.name for line in lines}
        parts = [
            f"{names.get(change.counter, change.counter)} {amount(change.before)} → "
            f"{amount(change.after)}"
            for change in one.changes
        ]
        return _("Corrected on {day}: {what} ({reason})").format(
            day=f"{one.day:%d/%m/%Y}", what="; ".join(parts) or one.title, reason=one.reason
        )

    def _add(self, text: str, code: str) -> None:
        item = QListWidgetItem(text)
        item.setData(CODE_ROLE, code)
        item.setToolTip(text)
        self.look.addItem(item)

    # Slots

    def _on_look(self, item: QListWidgetItem) -> None:
        code = str(item.data(CODE_ROLE) or "")
        if code and self.table.choose_code(code):
            self.table.setFocus()

    def _on_counter(self, code: str) -> None:
        self.entries_button.setEnabled(bool(code))
        self.add_button.setEnabled(bool(code))

    def _on_entries(self) -> None:
        if self.table.code:
            self.show_entries(self.table.code)

    def _on_behind_closed(self) -> None:
        self.refresh()
        self.table.setFocus()
        self.changed.emit()

    def _on_log_changed(self) -> None:
        self.refresh()
        self.changed.emit()
