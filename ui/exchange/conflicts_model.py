"""Conflicts as rows: what is here and what the bundle has, who wrote it and when, side by side."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from papidesk.domain.exchange import Conflict
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.exchange.exchange_words import field_word, moment, plain_text, record_word, value_word
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.table import BELOW_ROLE, TONE_ROLE

STATE, WHAT, OURS, THEIRS = range(4)
_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole


class ConflictsModel(TitledModel):
    """Open conflicts, or settled ones."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("State"), N_("What"), N_("Here"), N_("In the bundle"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.every: list[Conflict] = []
        self.rows: list[Conflict] = []
        self._text = ""

    def show_rows(self, rows: list[Conflict]) -> None:
        """Show ``rows``, those of one record together."""
        self.every = sorted(rows, key=lambda one: (one.kind, one.title, one.record, one.field))
        self._narrow()

    def narrow(self, text: str) -> None:
        """Show what holds ``text``."""
        self._text = fold(text)
        self._narrow()

    def _narrow(self) -> None:
        self.beginResetModel()
        self.rows = [one for one in self.every if self._text in fold(" ".join(self._shown(one)))]
        self.endResetModel()

    def find(self, id: str) -> int:
        """Return the row of the conflict ``id``, -1 when it is not shown."""
        return next((n for n, one in enumerate(self.rows) if one.id == id), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self.rows[index.row()], index.column()
        if role == TONE_ROLE and column == STATE:
            return "done" if one.chosen else "warning"
        if role == BELOW_ROLE:
            return self._below(one)[column]
        if role == _Role.DisplayRole:
            return self._shown(one)[column]
        if role == _Role.ToolTipRole:
            lines = (self._shown(one)[column], self._below(one)[column])
            return "\n".join(line for line in lines if line)
        return None

    def _shown(self, one: Conflict) -> tuple[str, ...]:
        return (
            chosen_word(one),
            one.title or record_word(one.kind),
            value_text(one, one.local),
            value_text(one, one.other),
        )

    def _below(self, one: Conflict) -> tuple[str, ...]:
        said = f"{record_word(one.kind)} · {field_word(one.field)}"
        settled = " · ".join(part for part in (moment(one.settled_at), one.settled_by) if part)
        return (settled, said, by_text(one.local_by, one.local_at),
                by_text(one.other_by, one.other_at))  # fmt: skip


def chosen_word(one: Conflict) -> str:
    """Return which side a conflict was settled for, or that it is open."""
    if not one.chosen:
        return _("Not settled")
    return _("Ours kept") if one.chosen == "local" else _("Theirs taken")


def value_text(one: Conflict, value: object) -> str:
    """Return one side of a conflict; with no field, whether that side deleted the record."""
    if one.field:
        return value_word(one.kind, one.field, plain_text(value))
    return _("deleted") if value in (None, "", "deleted", True) else _("changed")


def by_text(who: str, at: str) -> str:
    """Return "Nguyễn Văn Mẫu · 19/06/2026 16:20"."""
    return " · ".join(part for part in (who, moment(at)) if part)
