"""Occurrences of series nobody has confirmed: confirmed, left out with a reason, or moved."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext
from ui import words
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.log.choices import LogChoices
from ui.log.dialog_size import give_size
from ui.log.wording import amount_text
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.widgets.rule_words import weekday_words
from ui.widgets.table import Table

if TYPE_CHECKING:
    from papidesk.workflow.series import Occurrence

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
TITLES = (N_("Day"), N_("What the series is called"), N_("Amounts"))
SIZE = (820, 520)  # px at 100 % text


class DueModel(QAbstractTableModel):
    """Occurrences with a tick each; the ticked ones are confirmed."""

    ticked_changed = Signal()

    def __init__(self, context: Context, occurrences: list[Occurrence]) -> None:
        super().__init__()
        self._choices = LogChoices.of(context)
        self.occurrences = occurrences
        self.ticked = set(range(len(occurrences)))

    def show_occurrences(self, occurrences: list[Occurrence]) -> None:
        """Show ``occurrences``, all ticked."""
        self.beginResetModel()
        self.occurrences = occurrences
        self.ticked = set(range(len(occurrences)))
        self.endResetModel()
        self.ticked_changed.emit()

    def chosen(self) -> list[Occurrence]:
        """Return the ticked occurrences."""
        return [self.occurrences[row] for row in sorted(self.ticked)]

    def tick_all(self, ticked: bool) -> None:
        """Tick all, or none."""
        self.ticked = set(range(len(self.occurrences))) if ticked else set()
        if self.occurrences:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.occurrences) - 1, 0))
        self.ticked_changed.emit()

    def toggle(self, rows: list[int]) -> None:
        """Tick ``rows``, or untick them when all of them are ticked."""
        self.ticked = (
            self.ticked - set(rows) if set(rows) <= self.ticked else self.ticked | set(rows)
        )
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.ticked_changed.emit()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.occurrences)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(TITLES[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.occurrences[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, index.column(), ticked=index.row() in self.ticked)
        if role == Qt.ItemDataRole.ForegroundRole and index.row() not in self.ticked:
            return "muted"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tick = _("to be confirmed") if index.row() in self.ticked else _("not ticked")
            return f"{self._text(one, index.column(), ticked=False)}, {tick}"
        return None

    def _text(self, one: Occurrence, column: int, *, ticked: bool) -> str:
        if column == 0:
            day = f"{weekday_words()[one.day.weekday()]}, {words.day_text(one.day)}"
            moved = "" if one.day == one.planned_day else f"  ({_('moved')})"
            return f"{'☑' if ticked else '☐'}  {day}{moved}"
        if column == 1:
            return one.series.name
        return " · ".join(
            f"{amount_text(part.quantity)} {self._choices.counter_unit(part.counter)}"
            for part in one.series.pattern.amounts
        )


class DueDialog(QDialog):
    """All are ticked at first: most of a schedule took place."""

    def __init__(
        self, context: Context, occurrences: list[Occurrence], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._build(occurrences)
        self._connect()
        self._on_ticked()

    def _build(self, occurrences: list[Occurrence]) -> None:
        self.setWindowTitle(_("Confirm what the schedule says"))
        scale = self._context.theme.scale
        self.model = DueModel(self._context, occurrences)
        self.table = Table(self._context.theme)
        self.table.setObjectName("framed")
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setColumnWidth(0, round(210 * scale))
        self.table.setColumnWidth(2, round(170 * scale))
        self.table.fill_with(1, round(200 * scale))
        self.every = QCheckBox(_("All"))
        self.every.setChecked(True)
        self.out_button = push_button(_("Leave out…"), "cancel")
        self.move_button = push_button(_("Move…"), "calendar")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.accept_button = self.buttons.addButton(
            _("Confirm"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        said = _(
            "Untick what did not take place. What is confirmed becomes an entry of the log; what "
            "is left out stays with the series, with its reason."
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.every)
        head.addStretch(1)
        head.addWidget(self.move_button)
        head.addWidget(self.out_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(said, "muted", wrap=True))
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        give_size(self, SIZE, scale)

    def _connect(self) -> None:
        self.every.clicked.connect(self.model.tick_all)
        self.model.ticked_changed.connect(self._on_ticked)
        self.table.clicked.connect(self._on_clicked)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().selectionChanged.connect(self._on_ticked)
        self.out_button.clicked.connect(self.ask_left_out)
        self.move_button.clicked.connect(self.ask_moved)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)

    # What a person does

    def _on_accept(self) -> None:
        from ui.log.closed_reason import try_or_ask

        self.accept_button.setEnabled(False)
        done = try_or_ask(self._context, self, self._confirm, refused=self._refuse)
        if not done and self.isVisible():
            self._on_ticked()

    def _confirm(self, reason: str) -> None:
        from papidesk.workflow import series

        store, who = self._context.workspace.store, self._context.who
        kept = series.confirm(store, self.model.chosen(), who=who, reason=reason)
        context = self._context
        back = partial(_take_back, context, [entry.id for entry in kept], reason)
        said = ngettext("{count} entry confirmed", "{count} entries confirmed", len(kept))
        context.happened.emit(said.format(count=len(kept)), back)
        context.tell_saved("saved")
        context.log_changed.emit()
        self.accept()

    def ask_left_out(self) -> None:
        """Ask why the chosen occurrences are left out."""
        from ui.log.occurrence_dialog import OccurrenceDialog

        chosen = self._chosen()
        if chosen:
            dialog = OccurrenceDialog(chosen, move=False, parent=self)
            dialog.answered.connect(self._on_left_out)
            dialog.open()

    def ask_moved(self) -> None:
        """Ask to which day the chosen occurrence is moved, and why."""
        from ui.log.occurrence_dialog import OccurrenceDialog

        chosen = self._chosen()
        if len(chosen) == 1:
            dialog = OccurrenceDialog(chosen, move=True, parent=self)
            dialog.answered.connect(self._on_moved)
            dialog.open()

    def _chosen(self) -> list[Occurrence]:
        return [self.model.occurrences[row] for row in self.table.chosen_rows()]

    def _on_left_out(self, reason: str, _to: object) -> None:
        from papidesk.workflow import series

        store, who = self._context.workspace.store, self._context.who
        try:
            for one in self._chosen():
                series.leave_out(store, one.series.id, one.planned_day, reason=reason, who=who)
        except PapiDeskError as error:
            self._refuse(error)
        self._reload()

    def _on_moved(self, reason: str, to: datetime.date) -> None:
        from papidesk.workflow import series

        store, who = self._context.workspace.store, self._context.who
        try:
            for one in self._chosen():
                series.move(store, one.series.id, one.planned_day, to, reason=reason, who=who)
        except PapiDeskError as error:
            self._refuse(error)
        self._reload()

    # Inside

    def _reload(self) -> None:
        from papidesk.workflow import series

        self._context.log_changed.emit()
        due = series.due(self._context.workspace.store, datetime.date.today())
        self.model.show_occurrences(due)
        if not due:
            self.accept()

    def _refuse(self, error: Exception) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()

    def _on_ticked(self) -> None:
        count, rows = len(self.model.ticked), len(self.table.chosen_rows())
        said = ngettext("Confirm {count}", "Confirm {count}", count)
        self.accept_button.setText(said.format(count=count))
        self.accept_button.setEnabled(count > 0)
        self.every.setChecked(count == len(self.model.occurrences))
        self.out_button.setEnabled(rows > 0)
        self.move_button.setEnabled(rows == 1)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.model.toggle([index.row()])

    def _on_opened(self, _index: QModelIndex) -> None:
        self.model.toggle(self.table.chosen_rows())


def _take_back(context: Context, ids: list[str], reason: str) -> None:
    from papidesk.workflow import log

    try:
        log.remove(context.workspace.store, ids, who=context.who, reason=reason)
    except PapiDeskError as error:
        show_failure(context.ask, None, error)
    context.log_changed.emit()
