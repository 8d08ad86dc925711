"""The register of incoming papers as a view of the page Văn bản."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from papidesk.domain.incoming import Incoming
from papidesk.domain.issuing import number_text
from papidesk.domain.register_book import BookKind
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import incoming, registers
from ui.context import Context
from ui.failures import show_failure
from ui.keys import shortcut
from ui.registers.choice_chip import ChoiceChip
from ui.registers.distribution_dialog import DistributionDialog
from ui.registers.incoming_dialog import IncomingDialog
from ui.registers.incoming_model import IncomingModel
from ui.registers.reason_dialog import ReasonDialog
from ui.registers.register_view import RegisterView
from ui.widgets.buttons import menu_button, push_button, tool_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.empty_state import EmptyState

FILE_NAMES: dict[BookKind, str] = {
    "incoming": "So dang ky van ban den",
    "tracking": "So theo doi giai quyet van ban den",
}


class IncomingView(RegisterView):
    """Shows what came in, who deals with it by when; a file dropped here begins an entry."""

    name = "incoming"
    least_room: ClassVar = {"received": 1340, "note": 1340, "handed": 1340, "dated": 1060,
                  "arrived": 960}  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, IncomingModel(context))

    def accessible_name(self) -> str:
        return _("Register of incoming papers")

    def chips(self) -> list[QWidget]:
        self.progress = ChoiceChip(
            _("State"),
            [
                ("overdue", _("Overdue")),
                ("near", _("Overdue or due soon")),
                ("new", _("Not handed on yet")),
                ("assigned", _("Being dealt with")),
                ("finished", _("Dealt with")),
                ("cancelled", _("Cancelled")),
            ],
        )
        return [self.progress]

    def header_buttons(self) -> list[QAbstractButton]:
        self.add = push_button(_("Enter a paper"), "plus", "primary")
        self.add.setToolTip(_("Enter an incoming paper (Ctrl+N)"))
        self.hand_button = push_button(_("Hand on…"), "person")
        self.hand_button.setToolTip(self.hand_action.text())
        self.stamp_button = tool_button(self.stamp_action.text(), "stamp")
        return [self.add, self.hand_button, self.stamp_button]

    def make_print_button(self) -> QAbstractButton:
        self.print_action = QAction(_("Register of incoming papers"), self)
        self.tracking_action = QAction(_("Register of how incoming papers are dealt with"), self)
        return menu_button(_("Print register"), "print", [self.print_action, self.tracking_action])

    def empty_state(self) -> EmptyState:
        self.big_add = push_button(_("Enter the first incoming paper"), "plus", "big")
        return EmptyState(
            "import",
            _("No incoming paper in this register yet"),
            _("Drop a scan, a PDF or a Word file anywhere here, or begin with an empty entry."),
            [self.big_add],
        )

    def menu_actions(self) -> list[QAction]:
        self.open_action = self.entry(_("Open the entry"), "information")
        self.hand_action = self.entry(_("Hand on and follow up…"), "person")
        self.stamp_action = self.entry(_("Stamp the scan “ĐẾN”…"), "stamp")
        self.certify_action = self.entry(_("Make a certified copy…"), "copy")
        self.save_action = self.entry(_("Save the attached files in a folder…"), "folder")
        self.reply_action = self.entry(_("Open the answer"), "document")
        self.metadata_action = self.entry(_("Export metadata (XML)"), "export")
        self.cancel_action = self.entry(_("Cancel the number…"), "close")
        return [self.open_action, self.hand_action, self.stamp_action, self.certify_action,
                self.reply_action, self.metadata_action, self.cancel_action]  # fmt: skip

    def connect_all(self) -> None:
        super().connect_all()
        self.drop = DropZone(self, _("Drop the scan here to enter it"))
        self.drop.dropped.connect(self._on_dropped)
        shortcut(self, "Ctrl+N", _("Enter a paper that came"), self.begin)
        self.add.clicked.connect(self._on_add)
        self.big_add.clicked.connect(self._on_add)
        self.progress.chosen.connect(self._on_progress_chosen)
        self.open_action.triggered.connect(self._on_open)
        self.hand_button.clicked.connect(self._on_hand)
        self.stamp_button.clicked.connect(self._on_stamp)
        self.hand_action.triggered.connect(self._on_hand)
        self.stamp_action.triggered.connect(self._on_stamp)
        self.certify_action.triggered.connect(self._on_certify)
        self.save_action.triggered.connect(self._on_save)
        self.reply_action.triggered.connect(self._on_reply)
        self.metadata_action.triggered.connect(self._on_metadata)
        self.cancel_action.triggered.connect(self._on_cancel)
        self.table.delete_pressed.connect(self._on_cancel)
        self.print_action.triggered.connect(self._on_print)
        self.tracking_action.triggered.connect(self._on_print_tracking)
        self.sheet_button.clicked.connect(self._on_sheet)

    def years(self) -> list[int]:
        return registers.years(self.context.workspace.store)

    def give_focus(self) -> None:
        if self.model.rowCount():
            super().give_focus()
        else:
            self.big_add.setFocus()

    def reset_chips(self) -> None:
        self.progress.show_code("")
        model = self.model
        assert isinstance(model, IncomingModel)
        model.progress = ""

    def show_progress(self, code: str) -> None:
        """Show only entries that stand as ``code`` says ("near" are those that are due)."""
        self.progress.show_code(code)
        self.model.choose(progress=code)

    def open_entry(self, index: QModelIndex) -> None:
        self.show_entry(self.model.entries[index.row()].id)

    def prepare_menu(self) -> None:
        one = self._one()
        valid = one is not None and one.cancelled_at is None
        self.open_action.setEnabled(one is not None)
        self.reply_action.setEnabled(one is not None and one.reply_id is not None)
        for action in (self.hand_action, self.stamp_action, self.certify_action,
                       self.metadata_action, self.cancel_action):  # fmt: skip
            action.setEnabled(valid)
        self.hand_button.setEnabled(valid)
        self.stamp_button.setEnabled(valid)

    def _one(self) -> Incoming | None:
        chosen = self.chosen_entries()
        found = chosen[0] if len(chosen) == 1 else None
        return found if isinstance(found, Incoming) else None

    def _year(self) -> int:
        return self.model.year or datetime.date.today().year

    # What a person does

    def begin(self, path: Path | None = None) -> IncomingDialog:
        """Open an empty entry, or one for the file at ``path``."""
        dialog = IncomingDialog(self.context, self, path=path)
        self._follow(dialog)
        return dialog

    def show_entry(self, id: str) -> None:
        """Open the entry ``id`` to look at and put right."""
        try:
            paper = incoming.get(self.context.workspace.store, id)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self._follow(IncomingDialog(self.context, self, paper=paper))

    def _follow(self, dialog: IncomingDialog) -> None:
        dialog.entered.connect(self._on_entered)
        dialog.entry_asked.connect(self.show_entry)
        dialog.open()

    def hand_on(self, paper: Incoming) -> DistributionDialog:
        """Open how ``paper`` is dealt with."""
        dialog = DistributionDialog(self.context, paper, self)
        dialog.changed.connect(self.model.put)
        dialog.open()
        return dialog

    # Slots

    def _on_add(self) -> None:
        self.begin()

    def _on_dropped(self, paths: list[Path]) -> None:
        files = [path for path in paths if path.is_file()]
        if files:
            dialog = self.begin()
            dialog.take(files)

    def _on_entered(self, paper: Incoming) -> None:
        self.model.reload()
        self.choose(paper.id)
        said = _("Entered as arrival number {number}").format(
            number=number_text(paper.arrival_number)
        )
        self.context.happened.emit(said, None)

    def _on_progress_chosen(self, code: str) -> None:
        self.model.choose(progress=code)

    def _on_open(self) -> None:
        one = self._one()
        if one is not None:
            self.show_entry(one.id)

    def _on_hand(self) -> None:
        one = self._one()
        if one is not None:
            self.hand_on(one)

    def _on_reply(self) -> None:
        one = self._one()
        if one is not None and one.reply_id is not None:
            self.document_asked.emit(one.reply_id)

    def _on_cancel(self) -> None:
        one = self._one()
        if one is None or one.cancelled_at is not None:
            return
        number = _("Arrival number {number}").format(number=number_text(one.arrival_number))
        ReasonDialog(number, one.title, partial(self._cancel, one.id), self).open()

    def _cancel(self, id: str, reason: str) -> None:
        incoming.cancel(self.context.workspace.store, id, reason=reason, who=self.context.who)
        self.model.reload()
        self.context.tell_saved("saved")

    def _on_stamp(self) -> None:
        from ui.registers.stamp_dialog import StampDialog

        one = self._one()
        if one is None:
            return
        if not incoming.files(self.context.workspace.store, one.id):
            number = number_text(one.arrival_number)
            show_failure(self.context.ask, self, incoming.NoFileError(number=number))
            return
        StampDialog(self.context, one, self.papers, self).open()

    def _on_certify(self) -> None:
        from ui.documents.copy_dialog import CopyDialog

        one = self._one()
        if one is not None:
            dialog = CopyDialog(self.context, one.id, one.title, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _on_save(self) -> None:
        one = self._one()
        if one is None:
            return
        if not incoming.files(self.context.workspace.store, one.id):
            number = number_text(one.arrival_number)
            show_failure(self.context.ask, self, incoming.NoFileError(number=number))
            return
        folder = self.context.settings.last_folder or str(Path.home())
        title = _("Save the attached files")
        self.context.ask.folder(self, title, folder, partial(self._save, one.id))

    def _save(self, id: str, folder: Path) -> None:
        self.context.remember_folder(folder)
        try:
            written = incoming.save_files(self.context.workspace.store, id, folder)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        said = ngettext("{count} file saved", "{count} files saved", len(written))
        self.context.offered.emit(
            said.format(count=len(written)),
            _("Open"),
            partial(self.context.ask.show_file, written[0]),
        )

    def _on_print(self) -> None:
        self._write("incoming", _("Print register"), ".pdf")

    def _on_print_tracking(self) -> None:
        self._write("tracking", _("Print register"), ".pdf")

    def _on_sheet(self) -> None:
        self._write("incoming", _("Export to Excel"), ".xlsx")

    def _write(self, kind: BookKind, title: str, suffix: str) -> None:
        from papidesk.workflow.register_papers import write_register

        year = self._year()
        name = f"{FILE_NAMES[kind]} {year}{suffix}"
        self.papers.write(title, name, partial(write_register, kind=kind, year=year))

    def _on_metadata(self) -> None:
        from papidesk.workflow.metadata import write_incoming

        one = self._one()
        if one is None:
            return
        name = f"den-{one.year}-{number_text(one.arrival_number)}.xml"
        self.papers.write(_("Export metadata (XML)"), name, partial(write_incoming, one.id))
