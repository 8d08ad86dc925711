"""The register of outgoing papers as a view of the page Văn bản."""

from __future__ import annotations

import datetime
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from papidesk.domain.kinds import kinds
from papidesk.i18n import _
from papidesk.workflow import registers
from papidesk.workflow.registers import RegisterEntry
from ui.context import Context
from ui.registers.choice_chip import ChoiceChip
from ui.registers.outgoing_model import OutgoingModel
from ui.registers.reason_dialog import ReasonDialog
from ui.registers.register_view import RegisterView
from ui.widgets.empty_state import EmptyState


class OutgoingView(RegisterView):
    """Shows what was issued, lets the later columns be written, prints the register."""

    name = "outgoing"
    least_room: ClassVar = {
        "file": 1300, "holder": 1300, "note": 1180, "received": 1000, "signer": 900, "date": 800,
    }  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, OutgoingModel(context))

    def accessible_name(self) -> str:
        return _("Register of outgoing papers")

    def chips(self) -> list[QWidget]:
        self.kind = ChoiceChip(_("Kind"), [(kind.code, kind.title) for kind in kinds().values()])
        self.sent = ChoiceChip(_("Sent out"), [("no", _("Not yet")), ("yes", _("Sent"))])
        self.state = ChoiceChip(_("Number"), [("no", _("Valid")), ("yes", _("Cancelled"))])
        return [self.kind, self.sent, self.state]

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "issue",
            _("No paper was issued in this register yet"),
            _(
                "A paper gets its line here when it is issued: open a document and choose Issue. "
                "Recipients, copies and the day it was sent can be written in the line later."
            ),
            [],
        )

    def menu_actions(self) -> list[QAction]:
        self.open_action = self.entry(_("Open the document"), "document")
        self.metadata_action = self.entry(_("Export metadata (XML)"), "export")
        self.cancel_action = self.entry(_("Cancel the number…"), "close")
        return [self.open_action, self.metadata_action, self.cancel_action]

    def connect_all(self) -> None:
        super().connect_all()
        self.kind.chosen.connect(self._on_kind_chosen)
        self.sent.chosen.connect(self._on_sent_chosen)
        self.state.chosen.connect(self._on_state_chosen)
        self.open_action.triggered.connect(self._on_open)
        self.cancel_action.triggered.connect(self._on_cancel)
        self.metadata_action.triggered.connect(self._on_metadata)
        self.table.delete_pressed.connect(self._on_cancel)
        assert self.print_button is not None
        self.print_button.clicked.connect(self._on_print)
        self.sheet_button.clicked.connect(self._on_sheet)

    def years(self) -> list[int]:
        return registers.years(self.context.workspace.store)

    def reset_chips(self) -> None:
        for chip in (self.kind, self.sent, self.state):
            chip.show_code("")
        model = self.model
        assert isinstance(model, OutgoingModel)
        model.kind = model.sent = model.cancelled = ""

    def open_entry(self, index: QModelIndex) -> None:
        entry: RegisterEntry = self.model.entries[index.row()]
        if entry.document_id:
            self.document_asked.emit(entry.document_id)

    def prepare_menu(self) -> None:
        one = self._one()
        self.open_action.setEnabled(one is not None and one.document_id is not None)
        self.metadata_action.setEnabled(one is not None and one.document_id is not None)
        self.cancel_action.setEnabled(one is not None and one.cancelled_at is None)

    def _one(self) -> RegisterEntry | None:
        chosen = self.chosen_entries()
        found = chosen[0] if len(chosen) == 1 else None
        return found if isinstance(found, RegisterEntry) else None

    def _year(self) -> int:
        return self.model.year or datetime.date.today().year

    # Slots

    def _on_kind_chosen(self, code: str) -> None:
        self.model.choose(kind=code)

    def _on_sent_chosen(self, code: str) -> None:
        self.model.choose(sent=code)

    def _on_state_chosen(self, code: str) -> None:
        self.model.choose(cancelled=code)

    def _on_open(self) -> None:
        one = self._one()
        if one is not None and one.document_id:
            self.document_asked.emit(one.document_id)

    def _on_cancel(self) -> None:
        one = self._one()
        if one is None or one.cancelled_at is not None:
            return
        number = registers.number_and_symbol(one)
        ReasonDialog(number, one.abstract, partial(self._cancel, one.id), self).open()

    def _cancel(self, id: str, reason: str) -> None:
        registers.cancel(self.context.workspace.store, id, reason=reason, who=self.context.who)
        self.model.reload()
        self.context.tell_saved("saved")

    def _on_print(self) -> None:
        self._write(_("Print register"), ".pdf")

    def _on_sheet(self) -> None:
        self._write(_("Export to Excel"), ".xlsx")

    def _write(self, title: str, suffix: str) -> None:
        from papidesk.workflow.register_papers import write_register

        year = self._year()
        name = f"So dang ky van ban di {year}{suffix}"
        self.papers.write(title, name, partial(write_register, kind="outgoing", year=year))

    def _on_metadata(self) -> None:
        from papidesk.workflow.metadata import write_document

        one = self._one()
        if one is None or one.document_id is None:
            return
        number = registers.number_and_symbol(one).replace("/", "-")
        self.papers.write(
            _("Export metadata (XML)"), f"{number}.xml", partial(write_document, one.document_id)
        )
