"""Closed periods, their figures then and now, and their corrections, as rows."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Qt

from papidesk.domain.closing import Closing, Correction
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.clean import clean_line
from ui import words
from ui.reports.figure_words import NOTHING, amount, difference, stretch
from ui.reports.term_states import period_name
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.table import BELOW_ROLE, TONE_ROLE

_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight
KINDS = {"added": N_("Added"), "changed": N_("Changed"), "removed": N_("Removed")}


class ClosingRow(NamedTuple):
    """A closed period, what its report is called, and how many corrections it has."""

    closing: Closing
    report: str
    corrections: int
    unreported: int


class ClosingsModel(TitledModel):
    """Every window that was closed, the latest first."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("Window"), N_("Closed for"), N_("State"), N_("Closed on"), N_("Closed by"),
        N_("Corrections"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[ClosingRow] = []

    def show_rows(self, rows: list[ClosingRow]) -> None:
        """Show ``rows``."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def find(self, id: str) -> int:
        """Return the row of the closing ``id``, -1 when it is not there."""
        return next((n for n, row in enumerate(self.rows) if row.closing.id == id), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        open_again = bool(row.closing.reopened_at)
        if role == TONE_ROLE and column == 2:
            return "warning" if open_again else "done"
        if role == _Role.ForegroundRole and open_again and column != 2:
            return "muted"
        if role == _Role.ForegroundRole and column == 5 and row.unreported:
            return "warning"
        if role == _Role.ToolTipRole:
            return self._tip(row, column)
        if role == _Role.DisplayRole:
            return self._shown(row)[column]
        return None

    def _shown(self, row: ClosingRow) -> tuple[str, ...]:
        closing = row.closing
        count = str(row.corrections) if row.corrections else ""
        if row.unreported:
            count = _("{count} ({open} not reported)").format(
                count=row.corrections, open=row.unreported
            )
        return (
            stretch(closing.since, closing.until),
            closed_for(row),
            _("Open again") if closing.reopened_at else _("Closed"),
            _day(closing.closed_at),
            closing.closed_by,
            count,
        )

    def _tip(self, row: ClosingRow, column: int) -> str:
        closing = row.closing
        if column == 2 and closing.reopened_at:
            return _("Opened again on {day} by {who}: {reason}").format(
                day=_day(closing.reopened_at),
                who=closing.reopened_by or NOTHING,
                reason=closing.reopen_reason,
            )
        return self._shown(row)[column]


def closed_for(row: ClosingRow) -> str:
    """Return what a window was closed for: the report's period and name, or "by hand"."""
    closing = row.closing
    if not closing.period:
        return _("by hand")
    named = period_name(closing.period)
    return f"{named}, {row.report}" if row.report else named


class ThenAndNow(NamedTuple):
    """A figure as it was reported and as it is now."""

    name: str
    unit: str
    then: Decimal | None
    now: Decimal | None
    code: str

    @property
    def differs(self) -> bool:
        """Tell whether it is another one now."""
        return self.then != self.now


class ThenModel(TitledModel):
    """The figures of a closed window then and now; what differs stands out."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("Counter"), N_("Unit"), N_("When closed"), N_("Now"), N_("Difference"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[ThenAndNow] = []

    def show_rows(self, rows: list[ThenAndNow]) -> None:
        """Show ``rows``, those that differ first."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: not row.differs)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if role == _Role.TextAlignmentRole and section >= 2:
            return int(_RIGHT | Qt.AlignmentFlag.AlignVCenter)
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column >= 2 else None
        if role == _Role.ForegroundRole:
            return "warning" if row.differs and column >= 3 else "muted" if column == 1 else None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            changed = difference(row.now, row.then) if row.differs else ""
            return (row.name, row.unit, amount(row.then), amount(row.now), changed)[column]
        return None


class CorrectionsModel(TitledModel):
    """What was changed after the closing: when, what, why, and where it was told."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("Day"), N_("Entry"), N_("Change"), N_("Reported in"), N_("Reason"), N_("By"),
    )  # fmt: skip
    # Shown below others; copied on their own.
    below: ClassVar[dict[int, int]] = {0: 5, 1: 4}

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Correction] = []
        self.names: dict[str, str] = {}  # counters by code
        self.documents: dict[str, str] = {}  # documents by id

    def show_rows(
        self, rows: list[Correction], names: dict[str, str], documents: dict[str, str]
    ) -> None:
        """Show ``rows``, the latest first; ``names`` of counters, ``documents`` by their ids."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda one: one.at, reverse=True)
        self.names, self.documents = names, documents
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self.rows[index.row()], index.column()
        if role == _Role.ForegroundRole and column == 3:
            return "accent" if one.reported_in else "warning"
        if role == BELOW_ROLE:
            return self._shown(one)[self.below[column]] if column in self.below else None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._shown(one)[column]
        return None

    def _shown(self, one: Correction) -> tuple[str, ...]:
        told = self.documents.get(one.reported_in) or _("a report that is gone")
        return (
            f"{one.day:%d/%m/%Y}",
            one.title,
            self._changes(one),
            told if one.reported_in else _("not yet"),
            clean_line(one.reason),
            f"{one.who}, {_day(one.at)}".strip(", "),
        )

    def _changes(self, one: Correction) -> str:
        parts = [
            f"{self.names.get(change.counter, change.counter)}: "
            f"{amount(change.before)} → {amount(change.after)}"
            for change in one.changes
        ]
        return f"{_(KINDS[one.kind])}. {'; '.join(parts)}" if parts else _(KINDS[one.kind])


def _day(stored: str) -> str:
    return words.moment_text(stored, datetime.date.today()) if stored else ""
