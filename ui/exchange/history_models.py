"""What was sent and what came in, as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from papidesk.domain.exchange import ReceivedBundle, SentBundle
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.exchange.exchange_words import (
    NOTHING,
    RECEIVED_TONES,
    SENT_TONES,
    moment,
    received_word,
    sent_word,
    what_text,
)
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.table import BELOW_ROLE, TONE_ROLE
from ui.words import size_text

_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole
T = TypeVar("T", SentBundle, ReceivedBundle)


class _HistoryModel(TitledModel, Generic[T]):
    """Rows that are narrowed by words and a state; two lines each."""

    state_column: ClassVar[int] = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.every: Sequence[T] = ()
        self.rows: list[T] = []
        self.names: Mapping[str, str] = {}  # units by code
        self._text, self._state = "", ""
        self._year: int | None = None

    def show_rows(self, rows: Sequence[T], names: Mapping[str, str]) -> None:
        """Show ``rows``, the latest first; ``names`` are those of units by their codes."""
        self.every, self.names = rows, names
        self._narrow()

    def show_year(self, year: int | None) -> None:
        """Show those of ``year``, None for all."""
        self._year = year
        self._narrow()

    def years(self) -> set[int]:
        """Return the years there is something of."""
        return {year for row in self.every if (year := self.year(row))}

    def year(self, row: T) -> int:
        """Return the year of a row, 0 where its time cannot be read."""
        text = self.moment_of(row)[:4]
        return int(text) if text.isdecimal() else 0

    def moment_of(self, row: T) -> str:
        """Return when a row was made or came in."""
        raise NotImplementedError

    def narrow(self, *, text: str | None = None, state: str | None = None) -> None:
        """Show those that hold ``text`` and are of ``state``; None leaves it as it was."""
        self._text = self._text if text is None else fold(text)
        self._state = self._state if state is None else state
        self._narrow()

    def _narrow(self) -> None:
        self.beginResetModel()
        self.rows = [
            row
            for row in self.every
            if self._state in ("", row.state)
            and self._year in (None, self.year(row))
            and (not self._text or self._text in fold(" ".join(self.words(row))))
        ]
        self.endResetModel()

    def words(self, row: T) -> tuple[str, ...]:
        """Return the cells of a row."""
        raise NotImplementedError

    def below(self, row: T, column: int) -> str:
        """Return the second line of a cell."""
        raise NotImplementedError

    def tone(self, row: T) -> str:
        """Return the colour of a row's state."""
        raise NotImplementedError

    def find(self, id: str) -> int:
        """Return the row of ``id``, -1 when it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.id == id), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == TONE_ROLE and column == self.state_column:
            return self.tone(row)
        if role == BELOW_ROLE:
            return self.below(row, column)
        if role == _Role.DisplayRole:
            return self.words(row)[column]
        if role == _Role.ToolTipRole:
            lines = (self.words(row)[column], self.below(row, column))
            return "\n".join(line for line in lines if line)
        return None


class SentModel(_HistoryModel[SentBundle]):
    """Every bundle that was made here."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("State"), N_("What"), N_("Sent to"), N_("Bundle file"), N_("Made at"),
    )  # fmt: skip

    def words(self, row: SentBundle) -> tuple[str, ...]:
        to = ", ".join(self.names.get(code, code) for code in row.to)
        made = moment(row.made_at)
        return (sent_word(row), what_text(row.kind, row.period), to or NOTHING, row.file_name, made)

    def below(self, row: SentBundle, column: int) -> str:
        if column == 0 and row.steps:
            return moment(row.steps[-1].at)
        if column == 1:
            part = _("part {part} of {parts}").format(part=row.part, parts=row.parts)
            number = _("bundle {seq}").format(seq=row.seq)
            return f"{number}, {part}" if row.parts > 1 else number
        if column == 3:
            size = size_text(row.bytes)
            return _("{size}, encrypted").format(size=size) if row.encrypted else size
        return row.made_by if column == 4 else ""

    def moment_of(self, row: SentBundle) -> str:
        return row.made_at

    def tone(self, row: SentBundle) -> str:
        return SENT_TONES[row.state]


class ReceivedModel(_HistoryModel[ReceivedBundle]):
    """Every file that came in, whatever became of it."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("State"), N_("What"), N_("Sent by"), N_("Bundle file"), N_("Received at"),
    )  # fmt: skip

    def words(self, row: ReceivedBundle) -> tuple[str, ...]:
        sender = row.unit_name or row.unit or NOTHING
        what = what_text(row.kind, row.period)
        return (received_word(row), what, sender, row.file_name, moment(row.received_at))

    def below(self, row: ReceivedBundle, column: int) -> str:
        if column == 1:
            return row.reason or (_("bundle {seq}").format(seq=row.seq) if row.seq else "")
        if column == 3:
            return size_text(row.bytes) if row.bytes else ""
        return {2: row.unit, 4: row.received_by}.get(column, "")

    def moment_of(self, row: ReceivedBundle) -> str:
        return row.received_at

    def tone(self, row: ReceivedBundle) -> str:
        return RECEIVED_TONES[row.state]
