"""Those who sign, as an editable table."""

from __future__ import annotations

import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal

from papidesk.domain.ids import new_id
from papidesk.domain.people import Signer
from papidesk.domain.record import Validity, replace
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.clean import clean_line
from ui import words
from ui.documents.signature_text import from_lines
from ui.settings.titled_model import Index, TitledModel

COLUMNS = (
    N_("Full name"),
    N_("Position"),
    N_("Authority (lines parted by ;)"),
    N_("Since"),
    N_("Until"),
)


class SignersModel(TitledModel):
    """Rows of signers; ``changed`` comes after each edit, ``refused`` says what was wrong."""

    titles = COLUMNS

    changed = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._signers: list[Signer] = []

    def show(self, signers: tuple[Signer, ...]) -> None:
        """Show ``signers``."""
        self.beginResetModel()
        self._signers = list(signers)
        self.endResetModel()

    def signers(self) -> tuple[Signer, ...]:
        """Return the signers as edited."""
        return tuple(self._signers)

    def add(self) -> int:
        """Add an empty row and return its index."""
        row = len(self._signers)
        self.beginInsertRows(QModelIndex(), row, row)
        self._signers.append(Signer(id=new_id(), name="", position=""))
        self.endInsertRows()
        return row

    def remove(self, row: int) -> None:
        """Take a row away."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._signers[row]
        self.endRemoveRows()
        self.changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._signers)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        signer = self._signers[index.row()]
        since, until = signer.validity.since, signer.validity.until
        return (
            signer.name,
            signer.position,
            "; ".join(authority.line for authority in signer.chain),
            words.day_text(since) if since else "",
            words.day_text(until) if until else "",
        )[index.column()]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        changed = self._edited(self._signers[index.row()], index.column(), clean_line(str(value)))
        if changed is None:
            return False
        self._signers[index.row()] = changed
        self.dataChanged.emit(index, index)
        self.refused.emit("")
        self.changed.emit()
        return True

    def _edited(self, signer: Signer, column: int, text: str) -> Signer | None:
        if column == 0:
            return replace(signer, name=text)
        if column == 1:
            return replace(signer, position=text.upper())
        if column == 2:
            lines = tuple(part.strip().upper() for part in text.split(";") if part.strip())
            chain, strange = from_lines(lines)
            if strange:
                said = _("“{line}” must begin with TM., KT., TL., TUQ. or Q.")
                self.refused.emit(said.format(line=strange[0]))
                return None
            return replace(signer, chain=chain)
        return self._dated(signer, column, text)

    def _dated(self, signer: Signer, column: int, text: str) -> Signer | None:
        day: datetime.date | None = None
        if text:
            try:
                day = datetime.datetime.strptime(text, "%d/%m/%Y").date()
            except ValueError:
                said = _("“{text}” is not a day. Write it as 01/7/2025.")
                self.refused.emit(said.format(text=text))
                return None
        old = signer.validity
        validity = (
            Validity(since=day, until=old.until)
            if column == 3
            else Validity(since=old.since, until=day)
        )
        return replace(signer, validity=validity)
