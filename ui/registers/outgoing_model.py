"""The register of outgoing papers as a table (NĐ 30/2020, Phụ lục IV, mẫu sổ văn bản đi)."""

from __future__ import annotations

import datetime
from typing import Any, cast

from PySide6.QtCore import Qt

from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.clean import clean_line
from papidesk.workflow import registers
from papidesk.workflow.registers import OutgoingFilter, OutgoingSort, RegisterEntry
from ui.registers.cells import count_of, day_of, day_shown
from ui.registers.register_model import Column, RegisterModel
from ui.widgets.table import BELOW_ROLE


class OutgoingModel(RegisterModel):
    """Entries with the ten columns of the decree; the later ones are written in place."""

    columns = (
        Column("number", N_("Number and symbol"), 124),
        Column("date", N_("Date"), 92),
        Column("abstract", N_("Kind and abstract"), 260),
        Column("signer", N_("Signer"), 124),
        Column("recipients", N_("Recipients"), 140, editable=True),
        Column("holder", N_("File copy kept by"), 110, editable=True),
        Column("copies", N_("Copies"), 66, editable=True, numeric=True),
        Column("sent", N_("Sent on"), 92, editable=True),
        Column("received", N_("Received by"), 104, editable=True),
        Column("note", N_("Note"), 110, editable=True),
        Column("file", N_("File"), 90, editable=True),
    )
    first_key = "date"
    kind = ""
    sent = ""  # "yes", "no" or ""
    cancelled = ""

    def narrowed(self) -> bool:
        return super().narrowed() or bool(self.kind or self.sent or self.cancelled)

    def chosen(self) -> OutgoingFilter:
        """Return what is chosen, as the storage takes it."""
        return OutgoingFilter(
            year=self.year,
            text=self.text,
            kinds=(self.kind,) if self.kind else (),
            sent=None if not self.sent else self.sent == "yes",
            cancelled=None if not self.cancelled else self.cancelled == "yes",
        )

    def read(self, offset: int, limit: int) -> list[RegisterEntry]:
        return registers.listing(
            self.context.workspace.store,
            self.chosen(),
            sort=cast(OutgoingSort, self.sort_key),
            descending=self.descending,
            limit=limit,
            offset=offset,
        )

    def counted(self) -> int:
        return registers.count(self.context.workspace.store, self.chosen())

    def shown(self, entry: RegisterEntry, key: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(entry, key)
        if role == Qt.ItemDataRole.TextAlignmentRole and key == "copies":
            return Qt.AlignmentFlag.AlignRight
        if role == BELOW_ROLE and key == "number":
            if entry.cancelled_at is not None:
                return _("Cancelled")
            return day_shown(entry.date) if "date" in self.hidden else None
        if role == Qt.ItemDataRole.ToolTipRole and entry.cancelled_at is not None:
            return _("Cancelled: {reason}").format(reason=entry.cancel_reason)
        return None

    def written(self, entry: RegisterEntry, key: str, text: str) -> RegisterEntry:
        changed = replace(entry, **_field(key, text, self.today))
        return registers.complete(
            self.context.workspace.store, changed, seen=entry, who=self.context.who
        )


def _text(entry: RegisterEntry, key: str) -> str:
    match key:
        case "number":
            return registers.number_and_symbol(entry)
        case "date":
            return day_shown(entry.date)
        case "holder":
            return entry.copy_holder
        case "copies":
            return str(entry.copies) if entry.copies else ""
        case "sent":
            return day_shown(entry.sent_on)
        case "received":
            return entry.received_by
        case "note":
            return _note(entry)
        case "file":
            return entry.file_notation
    return str(getattr(entry, key))


def _note(entry: RegisterEntry) -> str:
    if entry.cancelled_at is None:
        return entry.note
    said = _("Cancelled: {reason}").format(reason=entry.cancel_reason)
    return f"{said}. {entry.note}" if entry.note else said


def _field(key: str, text: str, today: datetime.date) -> dict[str, Any]:
    if key == "copies":
        return {"copies": count_of(text) if text.strip() else 0}
    if key == "sent":
        day = day_of(text, today)
        return {"sent_on": day.isoformat() if day else None}
    names = {"holder": "copy_holder", "received": "received_by", "file": "file_notation"}
    return {names.get(key, key): clean_line(text)}
