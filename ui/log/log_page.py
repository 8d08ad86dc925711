"""The activity log: what was done on which day, with its evidence."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from papidesk.domain.activity import Activity
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.commands import Command
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.keys import shortcut
from ui.log.due_notice import DueNotice
from ui.log.evidence_items import evidence_kinds
from ui.log.log_acts import LogActs
from ui.log.log_commands import commands_on, show_lost_evidence
from ui.log.log_list import LogList
from ui.log.log_table import LogTable
from ui.log.quick_line import QuickLine
from ui.log.side_panel import Read, SidePanel
from ui.page import Page
from ui.widgets.dropped import accept_copy

if TYPE_CHECKING:
    from ui.log.entry_dialog import EntryDialog


class LogPage(Page):
    """A line to write in, the list, and what the list comes to."""

    searchable = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stale = self._writing = False
        self._build()
        self._connect()
        self._soon.start()  # the list was read while it was built

    # Building

    def _build(self) -> None:
        self.quick = QuickLine(self.context)
        self.due = DueNotice(self.context)
        self.list = LogList(self.context)
        self.side = SidePanel(self.context)
        self.acts = LogActs(self.context, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setCollapsible(0, False)
        kept = self.context.settings.geometry.get("log splitter", "")
        if not kept or not self.splitter.restoreState(QByteArray.fromBase64(kept.encode())):
            side = round(292 * self.context.theme.scale)
            self.splitter.setSizes([max(600, 1180 - side), side])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.quick)
        column.addWidget(self.due)
        column.addWidget(self.splitter, 1)
        self.setAcceptDrops(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        # The rows are painted first: counting would take the processor from them.
        self._soon.setInterval(120)
        self._soon.timeout.connect(self._count)

    def _connect(self) -> None:
        shown, table = self.list, self.list.table
        assert isinstance(table, LogTable)
        self.quick.added.connect(self._on_added)
        self.quick.more_asked.connect(self.write_entry)
        self.acts.changed.connect(self._on_acted)
        shown.entry_asked.connect(self.open_entry)
        shown.chosen_changed.connect(self._on_chosen)
        shown.everything_asked.connect(self.everything_shown)
        shown.model.reloaded.connect(self._soon.start)
        shown.model.reason_wanted.connect(self._on_reason_wanted)
        shown.model.written_in.connect(self._on_written_in)
        shown.big_first.clicked.connect(self.quick.give_focus)
        shown.big_import.clicked.connect(self.import_file)
        shown.big_photos.clicked.connect(self.take_photos)
        shown.file_action.triggered.connect(self.import_file)
        shown.paste_action.triggered.connect(self.paste)
        shown.photos_action.triggered.connect(self.take_photos)
        shown.series_action.triggered.connect(self.show_series)
        shown.lost_action.triggered.connect(partial(show_lost_evidence, self))
        shown.attach_action.triggered.connect(self._on_attach)
        shown.duplicate_action.triggered.connect(self.duplicate)
        shown.copy_to_action.triggered.connect(self._on_pattern)
        shown.delete_action.triggered.connect(self.delete)
        shown.restore_action.triggered.connect(self.restore)
        shown.strip_delete.clicked.connect(self.delete)
        shown.strip_restore.clicked.connect(self.restore)
        shown.sheet_button.clicked.connect(self.export)
        table.delete_pressed.connect(self.delete)
        table.paste_pressed.connect(self.paste)
        table.files_dropped.connect(self._on_files_dropped)
        self.due.left.connect(table.setFocus)
        self.side.counted.connect(self._on_counted)
        self.side.day_chosen.connect(self.show_day)
        self.side.counter_chosen.connect(self._on_counter)
        self.context.log_changed.connect(self._on_log_changed)
        self.context.catalogues_changed.connect(self._on_log_changed)
        shortcut(self, "Ctrl+N", _("Write an entry with all its fields"), self.write_entry)
        shortcut(self.list, "Ctrl+D", _("Duplicate the chosen entry for today"), self.duplicate)
        shortcut(self, "Alt+N", _("Go to the quick line"), self.quick.give_focus)

    # What the window asks of it

    def title(self) -> str:
        return _("Activity log")

    @property
    def help_heading(self) -> str:
        return "Nhật ký hoạt động"

    def commands(self) -> Iterable[Command]:
        return commands_on(self)

    def years(self) -> list[int]:
        from papidesk.workflow import log

        return log.years(self.context.workspace.store)

    def show_year(self, year: int | None) -> None:
        self.list.show_year(year)

    def show_search(self, text: str) -> None:
        self.list.show_search(text)

    def show_filter(self, wanted: object) -> None:
        if isinstance(wanted, ActivityFilter):
            self.everything_shown.emit()
            self.list.model.year, self.list.model.text = None, ""
            self.list.choose_filter(wanted)

    def show_everything(self) -> None:
        """Let go of every filter, the search and the year."""
        self.list.model.year = None
        self.list.show_everything()

    def give_focus(self) -> None:
        self.quick.give_focus()

    def refresh(self) -> None:
        self.list.refresh()
        self.due.look()

    def remember(self) -> None:
        self.list.remember()
        state = base64.b64encode(self.splitter.saveState().data()).decode()
        self.context.remember("geometry", "log splitter", state)

    # What a person does

    def write_entry(self, draft: Activity | None = None) -> EntryDialog:
        """Open a new entry with all fields, begun with what the quick line has."""
        from ui.log.entry_dialog import EntryDialog

        dialog = EntryDialog(self.context, draft or self.quick.draft(), self)
        dialog.kept.connect(self._on_written)
        dialog.open()
        return dialog

    def open_entry(self, id: str) -> None:
        """Open the entry ``id``."""
        from ui.log.entry_dialog import open_entry

        dialog = open_entry(self.context, id, self)
        if dialog is not None:
            dialog.kept.connect(self._on_acted)

    def show_day(self, day: datetime.date) -> None:
        """Narrow the log to ``day``; the same day once more lets go of it."""
        chosen = self.list.model.chosen
        again = chosen.since == chosen.until == day
        span = None if again else day
        self.list.choose_filter(replace(chosen, since=span, until=span))

    def choose(self, id: str) -> None:
        """Choose the entry ``id`` in the list, letting go of what hides it."""
        if self.list.model.find(id) < 0:
            self.show_everything()
        self.list.choose(id)

    def delete(self) -> None:
        """Put the chosen entries into the trash."""
        if not self.list.model.chosen.trashed:
            self.acts.remove([entry.id for entry in self.list.entries])

    def restore(self) -> None:
        """Bring the chosen entries back from the trash."""
        self.acts.restore([entry.id for entry in self.list.entries])

    def duplicate(self) -> None:
        """Write the chosen entry down once more, for today."""
        row = self.list.one()
        if row is not None and not self.list.model.chosen.trashed:
            self.acts.duplicate(row.entry)

    def export(self) -> None:
        """Write what the list shows as a workbook."""
        from papidesk.workflow import log_sheet

        model = self.list.model
        name = f"Nhat ky hoat dong {datetime.date.today():%Y-%m-%d}.xlsx"
        make = partial(
            log_sheet.write, filter=model.filter(), sort=model.sort_key,
            descending=model.descending,
        )  # fmt: skip
        self.list.papers.write(_("Export to Excel"), name, make)

    def import_file(self) -> None:
        """Ask for a table and show what would be taken from it."""
        folder = self.context.settings.last_folder or str(Path.home())
        kinds = _("Tables (*.xlsx *.xlsm *.csv *.tsv *.txt)")
        self.context.ask.open_file(
            self, _("Import from Excel or CSV"), folder, kinds, self.import_path
        )

    def import_path(self, path: Path) -> None:
        """Show what would be taken from the table at ``path``."""
        from ui.log.import_dialog import ImportDialog

        self.context.remember_folder(path.parent)
        ImportDialog(self.context, path=path, parent=self).open()

    def paste(self) -> None:
        """Show what would be taken from the cells on the clipboard."""
        from PySide6.QtWidgets import QApplication

        from ui.log.import_dialog import ImportDialog

        text = QApplication.clipboard().text()
        if not text.strip():
            said = _("There are no cells on the clipboard. Copy them in Excel first.")
            self.context.happened.emit(said, None)
            return
        ImportDialog(self.context, text=text, parent=self).open()

    def take_photos(self, paths: list[Path] | None = None) -> None:
        """Make entries of photos."""
        from ui.log.photos_dialog import PhotosDialog

        PhotosDialog(self.context, paths or [], self).open()

    def show_series(self) -> None:
        """Show the recurring series."""
        from ui.log.series_list_dialog import SeriesListDialog

        SeriesListDialog(self.context, self).open()

    # Slots

    def _count(self) -> None:
        model = self.list.model
        self.side.show_filter(model.filter(), model.year)

    def _on_counted(self, read: Read) -> None:
        self.list.model.show_counts(read.days)
        self.list.show_total(sum(read.days.values()))

    def _on_added(self, id: str) -> None:
        from papidesk.workflow import log

        try:
            entry = log.get(self.context.workspace.store, id)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.acts.added(entry)

    def _on_written(self, id: str) -> None:
        self._on_added(id)

    def _on_acted(self, id: str) -> None:
        if id and self.list.model.find(id) >= 0:
            self.list.choose(id)

    def _on_chosen(self) -> None:
        self.side.show_entry(self.list.one())

    def _on_log_changed(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if self._writing:
            # One cell was written: its row is shown already.
            self._soon.start()
            return
        bar = self.list.table.verticalScrollBar()
        place = bar.value()
        self.list.model.reload_in_place()
        bar.setValue(place)
        self.due.look()

    def _on_counter(self, code: str) -> None:
        chosen = self.list.model.chosen
        codes = () if chosen.counters == (code,) else (code,)
        self.list.choose_filter(replace(chosen, counters=codes))

    def _on_pattern(self) -> None:
        row = self.list.one()
        if row is not None:
            self.quick.take_pattern(row.entry)

    def _on_written_in(self, before: Activity, after: Activity) -> None:
        self._writing = True
        try:
            self.acts.written(before, after)
        finally:
            self._writing = False

    def _on_reason_wanted(self, before: Activity, after: Activity, error: Exception) -> None:
        from ui.log.closed_reason import ClosedReasonDialog

        act = partial(self.list.model.change_now, before, after)
        ClosedReasonDialog(sentence_of(error), act, self).open()

    # Files

    def _on_attach(self) -> None:
        row = self.list.one()
        if row is not None:
            folder = self.context.settings.last_folder or str(Path.home())
            then = partial(self._attach, row.id)
            self.context.ask.open_files(self, _("Attach evidence"), folder, then, evidence_kinds())

    def _attach(self, id: str, paths: list[Path]) -> None:
        self.context.remember_folder(paths[0].parent)
        self.acts.attach(id, paths)

    def _on_files_dropped(self, id: str, paths: list[Path]) -> None:
        if id:
            self.acts.attach(id, paths)
        else:
            self.ask_what_for(paths)

    def ask_what_for(self, paths: list[Path]) -> None:
        """Ask what files that were dropped beside every entry are for."""
        from ui.log.dropped_dialog import DroppedDialog

        files = [path for path in paths if path.is_file()]
        if not files:
            return
        row = self.list.one()
        dialog = DroppedDialog(files, row.entry.title if row is not None else "", self)
        dialog.chosen.connect(partial(self._on_what_for, files, row.id if row else ""))
        dialog.open()

    def _on_what_for(self, paths: list[Path], id: str, what: str) -> None:
        if what == "table":
            self.import_path(paths[0])
        elif what == "photos":
            self.take_photos(paths)
        elif what == "entry":
            self.acts.attach(id, paths)
        else:
            self.write_entry().take_files(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        urls = event.mimeData().urls()
        self.ask_what_for([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.list.refresh()
        self.due.look()
