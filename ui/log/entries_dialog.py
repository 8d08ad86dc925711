"""The entries behind a figure: a list that only shows, what they come to, and their evidence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.filters import ActivityFilter
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import show_failure
from ui.log.dialog_size import give_size
from ui.log.evidence_box import EvidenceBox
from ui.log.log_model import LogModel
from ui.log.log_rows import FURTHER
from ui.log.log_table import LogTable
from ui.log.wording import amount_text, entries_text
from ui.registers.column_fit import HEADER_ROOM
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

SIZE = (1180, 660)  # px at 100 % text
MOST_TOTALS = 4


class EntriesDialog(QDialog):
    """Shows the entries that ``chosen`` lets through; one can be opened, and its evidence."""

    def __init__(
        self, context: Context, title: str, chosen: ActivityFilter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._chosen = context, chosen
        self._build(title)
        self._connect()
        self._show_totals()
        if self.model.rowCount():
            self.table.choose_row(1 if self.model.row_of(0) is None else 0)

    def _build(self, title: str) -> None:
        self.setWindowTitle(_("Entries behind a figure"))
        self.model = LogModel(self._context)
        self.model.read_only = True
        self.model.chosen = self._chosen
        self.model.hidden = {"unit", "tasks", "channel", "people"}
        self.table = LogTable(self._context)
        self.table.setAcceptDrops(False)
        self.table.setModel(self.model)
        self.table.setAccessibleName(title)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        scale = self._context.theme.scale
        metrics = self.table.horizontalHeader().fontMetrics()
        for index, column in enumerate(self.model.columns):
            # No title is cut, whatever the language.
            least = metrics.horizontalAdvance(_(column.title)) + HEADER_ROOM
            self.table.setColumnWidth(index, max(least, round(column.width * scale)))
            gone = column.key in FURTHER or column.key in self.model.hidden
            self.table.setColumnHidden(index, gone)
        header = self.table.horizontalHeader()
        header.setSortIndicator(self.model.column("date"), Qt.SortOrder.DescendingOrder)
        self.table.setSortingEnabled(True)
        self.table.fill_with(self.model.column("title"), round(200 * scale))
        self.model.reload()
        self.table.fit_months()
        self.totals = label("", "muted", wrap=True)
        self.nothing = label(
            _("There is no entry: nothing was written down for this in the period."), "muted",
            wrap=True,
        )  # fmt: skip
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setVisible(not self.model.rowCount())
        self.table.setVisible(bool(self.model.rowCount()))
        self.evidence = EvidenceBox(self._context)
        self.evidence.set_read_only(True)
        self._build_foot()
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 4)
        head.setSpacing(4)
        head.addWidget(label(title, "section-title", wrap=True))
        head.addWidget(self.totals)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._middle(), 1)
        layout.addLayout(self.foot)
        give_size(self, SIZE, self._context.theme.scale)

    def _middle(self) -> QSplitter:
        left = QWidget()
        left.setObjectName("panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 0 if self.model.rowCount() else 1)
        right = QWidget()
        right.setObjectName("panel")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(right)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.addWidget(self.evidence)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([840, 340])
        return splitter

    def _build_foot(self) -> None:
        self.open_button = push_button(_("Open the entry"), "edit")
        self.log_button = push_button(_("Show in the log"), "log")
        self.copy_button = push_button(_("Copy with titles"), "copy")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(20, 0, 16, 12)
        self.foot.setSpacing(8)
        for button in (self.open_button, self.log_button, self.copy_button):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.buttons)
        self.menu = QMenu(self)
        self.open_action = QAction(self.open_button.text(), self.menu)
        self.menu.addAction(self.open_action)

    def _connect(self) -> None:
        self.buttons.rejected.connect(self.reject)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.open_button.clicked.connect(self.open_current)
        self.open_action.triggered.connect(self.open_current)
        self.log_button.clicked.connect(self._on_log)
        self.copy_button.clicked.connect(self._on_copy)
        self._context.log_changed.connect(self._on_log_changed)
        self._on_chosen()

    def open_current(self) -> None:
        """Open the chosen entry with all its fields."""
        from ui.log.entry_dialog import open_entry

        row = self.model.row_of(self.table.currentIndex().row())
        if row is not None:
            open_entry(self._context, row.id, self)

    def _show_totals(self) -> None:
        from papidesk.workflow import log

        store = self._context.workspace.store
        try:
            count = log.count(store, self.model.filter())
            found = log.totals(store, self.model.filter())
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        wanted = self._chosen.counters
        found = [one for one in found if not wanted or one.counter.code in wanted]
        parts = [entries_text(count)]
        for one in found[:MOST_TOTALS]:
            value = "–" if one.quantity is None else amount_text(round(one.quantity, 2))
            parts.append(f"{one.counter.name}: {value} {one.counter.unit}".rstrip())
        self.totals.setText("  ·  ".join(parts))

    def _on_chosen(self) -> None:
        row = self.model.row_of(self.table.currentIndex().row())
        self.open_button.setEnabled(row is not None)
        self.open_action.setEnabled(row is not None)
        self.copy_button.setEnabled(bool(self.model.rowCount()))
        if row is not None and row.id != self.evidence.owner_id:
            self.evidence.show_owner("activity", row.id)

    def _on_opened(self, _index: QModelIndex) -> None:
        self.open_current()

    def _on_menu(self, at: object) -> None:
        self.menu.popup(self.table.viewport().mapToGlobal(at))  # type: ignore[arg-type]

    def _on_copy(self) -> None:
        self.model.read_all()
        if len(self.table.chosen_rows()) < 2:
            self.table.selectAll()
        self.table.copy()

    def _on_log(self) -> None:
        self._context.place_asked.emit("log", self._chosen)
        self.accept()

    def _on_log_changed(self) -> None:
        row = self.model.row_of(self.table.currentIndex().row())
        self.model.reload()
        self._show_totals()
        place = self.model.find(row.id) if row is not None else -1
        if place >= 0:
            self.table.choose_row(place)
