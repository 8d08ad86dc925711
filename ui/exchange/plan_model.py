"""What taking a bundle in would change, as a table: state, kind, content, before → after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from papidesk.domain.import_plan import ImportPlan, PlanLine
from papidesk.errors import N_
from papidesk.text.fold import fold
from ui.exchange.exchange_words import LINE_TONES, line_word, record_word
from ui.exchange.plan_rows import PlanRow, found_by, rows_of, title_text, told_text
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.table import TONE_ROLE

STATE, KIND, TITLE, TOLD = range(4)
_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole


class PlanModel(TitledModel):
    """The lines of one plan, narrowed to a state and to words."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("State"), N_("Kind"), N_("Content"), N_("Before → after / reason"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.plan: ImportPlan | None = None
        self.rows: list[PlanRow] = []
        self.state, self.text = "", ""
        self._opened: set[tuple[str, str]] = set()
        self._words: list[str] = []  # each line is found by, worked out when first searched for

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show all that would change of ``plan``."""
        self.plan, self.state = plan, ""
        self._opened.clear()
        self._words.clear()
        self._fill()

    def narrow(self, state: str) -> None:
        """Show the lines of ``state`` only; "" shows all but the unchanged."""
        self.state = state
        self._fill()

    def search(self, text: str) -> None:
        """Show the lines that hold ``text``, with or without marks; "" shows all."""
        if fold(text) != self.text:
            self.text = fold(text)
            self._fill()

    def turn(self, row: int) -> bool:
        """Open or close the group at ``row``; return False where there is none."""
        if not 0 <= row < len(self.rows) or self.rows[row].single is not None:
            return False
        self._opened ^= {self.rows[row].group}
        self._fill()
        return True

    def line(self, row: int) -> PlanLine | None:
        """Return the line at ``row``, None for a group."""
        return self.rows[row].single if 0 <= row < len(self.rows) else None

    def _fill(self) -> None:
        self.beginResetModel()
        lines, opened = self._lines(), self._opened
        if self.text:
            # Who searches wants to see what is found: groups begin open.
            opened = opened ^ {(line.state, line.kind) for line in lines}
        self.rows = rows_of(lines, self.state, opened)
        self.endResetModel()

    def _lines(self) -> Iterable[PlanLine]:
        if self.plan is None or not self.text:
            return self.plan.lines if self.plan is not None else ()
        if not self._words:
            self._words = [found_by(line) for line in self.plan.lines]
        found = zip(self.plan.lines, self._words, strict=True)
        return [line for line, words in found if self.text in words]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == TONE_ROLE and column == STATE and row.under is None:
            return LINE_TONES[row.state]
        if role == _Role.ForegroundRole:
            return self._colour(row, column)
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._shown(row, column)
        return None

    def _colour(self, row: PlanRow, column: int) -> str | None:
        if column == KIND or (column == TOLD and row.single is None):
            return "muted"
        if column == STATE and row.under is not None:
            return "muted"
        return None

    def _shown(self, row: PlanRow, column: int) -> str:
        if column == STATE:
            return line_word(row.state)
        if column == KIND:
            return record_word(row.kind)
        return title_text(row) if column == TITLE else told_text(row)
