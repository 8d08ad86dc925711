"""The list of the log: chips, table, what can be done with the chosen entries."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QWidget

from papidesk.domain.activity import Activity
from papidesk.domain.filters import ActivityFilter
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.icons import set_icon
from ui.log.filter_chips import FilterChips
from ui.log.log_model import LogModel
from ui.log.log_rows import FURTHER, LogRow
from ui.log.log_table import LogTable
from ui.log.wording import entries_text
from ui.registers.register_table import RegisterTable
from ui.registers.register_view import LIST, RegisterView
from ui.widgets.buttons import menu_button, push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label

SHORT = 760  # px of the list at 100 % text below which its buttons have no words


class LogList(RegisterView):
    """Narrows, shows and changes entries; the page tells it what to do with them."""

    entry_asked = Signal(str)
    chosen_changed = Signal()

    name = "log"
    filling = "title"
    least_room: ClassVar = {"people": 1420, "channel": 1260, "tasks": 1120, "unit": 980}
    model: LogModel

    def __init__(self, context: Context) -> None:
        self.filters = FilterChips(context)
        super().__init__(context, LogModel(context))

    # What a kind of register says

    def accessible_name(self) -> str:
        return _("Activity log")

    def make_table(self) -> RegisterTable:
        return LogTable(self.context)

    def chips(self) -> list[QWidget]:
        return self.filters.widgets

    def make_print_button(self) -> QAbstractButton | None:
        return None

    def header_buttons(self) -> list[QAbstractButton]:
        self.file_action = QAction(_("Import from Excel or CSV…"), self)
        self.paste_action = QAction(_("Paste cells copied in Excel (Ctrl+V)"), self)
        self.photos_action = QAction(_("From photos…"), self)
        self.series_action = QAction(_("Recurring series…"), self)
        self.lost_action = QAction(_("Check the files of evidence…"), self)
        for action, icon in (
            (self.file_action, "table"), (self.paste_action, "copy"),
            (self.photos_action, "camera"), (self.series_action, "repeat"),
            (self.lost_action, "evidence"),
        ):  # fmt: skip
            set_icon(action, icon)
        self.many_button: QToolButton = menu_button(
            _("Many at once"),
            "import",
            [
                self.file_action,
                self.paste_action,
                self.photos_action,
                self.series_action,
                self.lost_action,
            ],
        )
        self.many_button.setAccessibleName(_("Many at once"))
        return [self.many_button]

    def empty_state(self) -> EmptyState:
        self.big_first = push_button(_("Write down the first activity"), "plus", "big")
        self.big_import = push_button(_("Take over a table from Excel"), "table", "big")
        self.big_photos = push_button(_("Begin with photos"), "camera", "big")
        return EmptyState(
            "log",
            _("Nothing in the log yet"),
            _(
                "What is written down here with its number becomes the figures of the reports. "
                "Begin with what was done today."
            ),
            [self.big_first, self.big_import, self.big_photos],
        )

    def menu_actions(self) -> list[QAction]:
        self.open_action = self.entry(_("Open the entry (Enter)"), "edit")
        self.attach_action = self.entry(_("Attach evidence…"), "evidence")
        self.duplicate_action = self.entry(_("Duplicate"), "duplicate")
        self.copy_to_action = self.entry(_("Take as pattern of the quick line"), "repeat")
        self.delete_action = self.entry(_("Delete"), "delete")
        self.restore_action = self.entry(_("Take out of the trash"), "restore")
        return [
            self.open_action, self.attach_action, self.duplicate_action, self.copy_to_action,
            self.delete_action, self.restore_action,
        ]  # fmt: skip

    def build(self) -> None:
        super().build()
        self._hide_further()
        self.strip = QWidget()
        self.strip.setObjectName("filterbar")
        self.strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.strip_count = label("", "strong")
        self.strip_delete = push_button(_("Delete"), "delete")
        self.strip_restore = push_button(_("Take out of the trash"), "restore")
        self.strip_copy = push_button(_("Copy with titles"), "copy")
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.strip_count)
        row.addStretch(1)
        for button in (self.strip_copy, self.strip_restore, self.strip_delete):
            row.addWidget(button)
        self.strip.hide()
        column = self.layout()
        assert column is not None
        column.insertWidget(1, self.strip)  # type: ignore[attr-defined]

    def _hide_further(self) -> None:
        if self.context.settings.columns.get(self.name):
            return
        for key in FURTHER:
            self.table.setColumnHidden(self.model.column(key), True)

    def connect_all(self) -> None:
        super().connect_all()
        self.filters.changed.connect(self.choose_filter)
        self.open_action.triggered.connect(self._on_open)
        self.strip_copy.clicked.connect(self.table.copy)
        self.model.modelReset.connect(self._on_selection_changed)

    # What the page asks of it

    @property
    def entries(self) -> list[Activity]:
        """The chosen entries, from top to bottom."""
        rows = (self.model.row_of(row) for row in self.table.chosen_rows())
        return [row.entry for row in rows if row is not None]

    def one(self) -> LogRow | None:
        """Return the chosen row when it is one."""
        rows = self.table.chosen_rows()
        return self.model.row_of(rows[0]) if len(rows) == 1 else None

    def choose_filter(self, chosen: ActivityFilter) -> None:
        """Narrow the log to ``chosen``; its words come on top of the search box."""
        self.filters.show_filter(chosen)
        self.model.choose(chosen=chosen)

    def show_year(self, year: int | None) -> None:
        if year != self.model.year:
            self.model.choose(year=year)

    def choose(self, id: str) -> None:
        row = self.model.find(id)
        if row < 0:
            self.model.read_all()
            row = self.model.find(id)
        if row >= 0:
            self.table.choose_row(row)

    def reset_chips(self) -> None:
        self.filters.show_filter(ActivityFilter())
        self.model.chosen = ActivityFilter()

    def show_total(self, count: int) -> None:
        """Say how many entries fit."""
        self.count.setText(entries_text(count))

    def open_entry(self, index: QModelIndex) -> None:
        row = self.model.row_of(index.row())
        if row is not None:
            self.entry_asked.emit(row.id)

    def prepare_menu(self) -> None:
        if not hasattr(self, "strip"):
            return
        count, trashed = len(self.table.chosen_rows()), self.model.chosen.trashed
        self.open_action.setEnabled(count == 1)
        self.attach_action.setEnabled(count == 1 and not trashed)
        self.duplicate_action.setEnabled(count == 1 and not trashed)
        self.copy_to_action.setEnabled(count == 1)
        self.delete_action.setEnabled(count > 0 and not trashed)
        self.restore_action.setEnabled(count > 0)
        self.restore_action.setVisible(trashed)
        self.delete_action.setVisible(not trashed)
        said = ngettext("{count} entry chosen", "{count} entries chosen", count)
        self.strip_count.setText(said.format(count=count))
        self.strip.setVisible(count > 1 or (trashed and count > 0))
        self.strip_delete.setVisible(not trashed)
        self.strip_restore.setVisible(trashed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where the room is short the chips have it, and the buttons show their icons only.
        short = self.width() / self.context.theme.scale < SHORT
        style = Qt.ToolButtonStyle
        self.many_button.setToolButtonStyle(
            style.ToolButtonIconOnly if short else style.ToolButtonTextBesideIcon
        )
        self.sheet_button.setText("" if short else _("Export to Excel"))
        self.sheet_button.setToolTip(_("Export to Excel"))
        self.sheet_button.setAccessibleName(_("Export to Excel"))

    # Slots

    def _on_opened(self, index: QModelIndex) -> None:
        # Enter opens the entry; a double click and F2 write in the row.
        if index.isValid():
            self.open_entry(index)

    def _on_open(self) -> None:
        row = self.one()
        if row is not None:
            self.entry_asked.emit(row.id)

    def _on_selection_changed(self, *changes: object) -> None:
        super()._on_selection_changed(*changes)
        self.chosen_changed.emit()

    def _on_reloaded(self) -> None:
        super()._on_reloaded()
        if self.model.total() < 0:
            self.count.setText("…")

    def _on_documents_changed(self) -> None:
        """Documents change nothing in the log."""

    @property
    def shows_list(self) -> bool:
        """Tell whether there are entries on the screen."""
        return self.stack.currentIndex() == LIST
