"""All recurring series of the log: made, changed, deleted; which go on and which have ended."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.activity import ActivitySeries
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.log.dialog_size import give_size
from ui.log.series_dialog import SeriesDialog
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.rule_words import rule_text
from ui.widgets.table import TONE_ROLE, Table

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
TITLES = (N_("What the series is called"), N_("When it comes again"), N_("State"))
SIZE = (860, 460)  # px at 100 % text


class SeriesModel(QAbstractTableModel):
    """One row for each series."""

    def __init__(self) -> None:
        super().__init__()
        self.series: list[ActivitySeries] = []

    def show_series(self, series: list[ActivitySeries]) -> None:
        """Show ``series``."""
        self.beginResetModel()
        self.series = series
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.series)

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
        series = self.series[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if index.column() == 0:
                return series.name
            if index.column() == 1:
                return _when(series)
            return _("Ended") if series.ended else _("Goes on")
        if role == TONE_ROLE and index.column() == len(TITLES) - 1:
            return "neutral" if series.ended else "done"
        return None


def _when(series: ActivitySeries) -> str:
    try:
        said = rule_text(series.rule)
    except PapiDeskError:
        return ""
    return said[:1].upper() + said[1:]


class SeriesListDialog(QDialog):
    """The list and its buttons; Enter opens, Delete deletes with a way back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.setWindowTitle(_("Recurring series of the log"))
        scale = self._context.theme.scale
        self.model = SeriesModel()
        self.table = Table(self._context.theme)
        self.table.setObjectName("framed")
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.setColumnWidth(1, round(320 * scale))
        self.table.setColumnWidth(2, round(136 * scale))
        self.table.fill_with(0, round(180 * scale))
        self.new_button = push_button(_("New series"), "plus", "primary")
        self.big_new = push_button(_("Make the first series"), "plus", "big")
        empty = EmptyState(
            "repeat",
            _("No series yet"),
            _(
                "A broadcast schedule or a monthly meeting is set up once. The log then proposes "
                "each occurrence, and one click confirms it."
            ),
            [self.big_new],
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(empty)
        self.open_button = push_button(_("Change…"), "edit")
        self.entries_button = push_button(_("Its entries"), "log")
        self.delete_button = push_button(_("Delete"), "delete")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(_("Recurring series"), "section-title"), 1)
        row.addWidget(self.new_button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.open_button, self.entries_button, self.delete_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(row)
        self.damaged = label("", "problem", wrap=True)
        self.damaged.hide()
        layout.addWidget(self.damaged)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)
        give_size(self, SIZE, scale)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.open_new)
        self.big_new.clicked.connect(self.open_new)
        self.open_button.clicked.connect(self.open_current)
        self.entries_button.clicked.connect(self._on_entries)
        self.delete_button.clicked.connect(self.delete_current)
        self.table.opened.connect(self.open_current)
        self.table.delete_pressed.connect(self.delete_current)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.buttons.rejected.connect(self.reject)

    # What a person does

    def reload(self) -> None:
        """Read the series anew."""
        from papidesk.workflow import series

        row = self.table.currentIndex().row()
        try:
            found = series.every(self._context.workspace.store)
            damaged = series.damaged(self._context.workspace.store)
            self.damaged.setText("\n".join(map(sentence_of, damaged)))
            self.damaged.setVisible(bool(damaged))
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            found = []
        self.model.show_series(found)
        self.stack.setCurrentIndex(0 if found else 1)
        self.new_button.setVisible(bool(found))
        if found:
            self.table.choose_row(max(0, min(row, len(found) - 1)))
        self._on_current()

    def current(self) -> ActivitySeries | None:
        """Return the chosen series."""
        row = self.table.currentIndex().row()
        return self.model.series[row] if 0 <= row < len(self.model.series) else None

    def open_new(self) -> SeriesDialog:
        """Make a series."""
        return self._open(None)

    def open_current(self) -> None:
        """Change the chosen series."""
        series = self.current()
        if series is not None:
            self._open(series)

    def _open(self, series: ActivitySeries | None) -> SeriesDialog:
        dialog = SeriesDialog(self._context, series, self)
        dialog.kept.connect(self._on_kept)
        dialog.open()
        return dialog

    def delete_current(self) -> None:
        """Delete the chosen series; the entries that were confirmed stay."""
        from papidesk.workflow import series as work

        series = self.current()
        if series is None:
            return
        try:
            work.remove(self._context.workspace.store, series.id, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        said = _("Series deleted: {name}").format(name=series.name)
        self._context.happened.emit(said, partial(self._bring_back, self._context, series))
        self._context.log_changed.emit()
        self.reload()

    @staticmethod
    def _bring_back(context: Context, series: ActivitySeries) -> None:
        from papidesk.workflow import series as work

        try:
            work.restore(context.workspace.store, series, who=context.who)
        except PapiDeskError as error:
            show_failure(context.ask, None, error)
        context.log_changed.emit()

    def _on_kept(self, _id: str) -> None:
        self.reload()

    def _on_entries(self) -> None:
        from papidesk.domain.filters import ActivityFilter

        series = self.current()
        if series is not None:
            self._context.place_asked.emit("log", ActivityFilter(series=series.id))
            self.accept()

    def _on_current(self) -> None:
        chosen = self.current() is not None
        for button in (self.open_button, self.entries_button, self.delete_button):
            button.setEnabled(chosen)
