"""Consolidated figures as rows: totals by counter, each unit's part, figures that stand out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from papidesk.domain.outliers import OUTLIER_KINDS
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.consolidation.consolidation_words import change_text, outlier_text
from ui.reports.figure_words import percent_change
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.table import BELOW_ROLE, TONE_ROLE
from ui.words import quantity_text, whole_text

if TYPE_CHECKING:
    from papidesk.domain.outliers import Outlier
    from papidesk.workflow.consolidation import TotalLine, UnitPart

_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight
COUNTER, VALUE, MEASURE, PREVIOUS, CHANGE, UNITS = range(6)
PART_UNIT, PART_VALUE, PART_PREVIOUS, PART_CHANGE, PART_ENTRIES, PART_NOTE = range(6)


class _NumbersModel(TitledModel):
    """Titles stand over their numbers, at the right."""

    numbers: ClassVar[tuple[int, ...]] = ()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if role == _Role.TextAlignmentRole and section in self.numbers:
            return _RIGHT | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)


def _compared(row: TotalLine | UnitPart) -> str:
    """Return the figure of the period before and the change, whatever columns there is room for."""
    return "\n".join(
        (
            f"{_('Period before')}: {quantity_text(row.previous)}",
            f"{_('Change')}: {change_text(row.change)}",
        )
    )


class TotalsModel(_NumbersModel):
    """One row a counter, narrowed by words."""

    numbers = (VALUE, PREVIOUS, CHANGE, UNITS)

    titles: ClassVar[tuple[str, ...]] = (
        N_("Counter"), N_("All together"), N_("Counted in"), N_("Period before"),
        N_("Change"), N_("Units"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.every: Sequence[TotalLine] = ()
        self.rows: list[TotalLine] = []
        self._text = ""

    def show_lines(self, lines: Sequence[TotalLine]) -> None:
        """Show totals in the order of reports."""
        self.every = lines
        self.narrow(self._text)

    def narrow(self, text: str) -> None:
        """Show counters that ``text`` fits."""
        self.beginResetModel()
        self._text = text
        words = fold(text).split()
        self.rows = [
            one
            for one in self.every
            if all(word in fold(f"{one.counter.name} {one.counter.code}") for word in words)
        ]
        self.endResetModel()

    def find(self, code: str) -> int:
        """Return the row of a counter, -1 when it is not shown."""
        return next((n for n, one in enumerate(self.rows) if one.counter.code == code), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.rows[index.row()], index.column()
        if role == _Role.DisplayRole:
            return self._text_of(line, column)
        if role == BELOW_ROLE and column == VALUE:
            return line.counter.unit
        if role == BELOW_ROLE and column == CHANGE and line.counter.adds_up != "ratio":
            return percent_change(line.value, line.previous)
        if role == _Role.ToolTipRole:
            told = f"{line.counter.name}\n{line.counter.code}"
            return told if column == COUNTER else _compared(line)
        if role == _Role.TextAlignmentRole and column in (VALUE, PREVIOUS, CHANGE, UNITS):
            return _RIGHT
        if role == _Role.ForegroundRole and column == CHANGE and line.change:
            return "done" if line.change > 0 else "warning"
        if role == _Role.ForegroundRole and column not in (COUNTER, VALUE):
            return "muted"
        return None

    def _text_of(self, line: TotalLine, column: int) -> str:
        if column == COUNTER:
            return line.counter.name
        if column == VALUE:
            return quantity_text(line.value)
        if column == MEASURE:
            return line.counter.unit
        if column == PREVIOUS:
            return quantity_text(line.previous)
        if column == CHANGE:
            return change_text(line.change)
        return whole_text(line.units)


class PartsModel(_NumbersModel):
    """One row a unit; sorted by a column where a person asks for it."""

    numbers = (PART_VALUE, PART_PREVIOUS, PART_CHANGE, PART_ENTRIES)

    titles: ClassVar[tuple[str, ...]] = (
        N_("Unit"), N_("Figure"), N_("Period before"), N_("Change"), N_("Log entries"), N_("Note"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.parts: list[UnitPart] = []
        self.rows: list[UnitPart] = []
        self.doubts: dict[str, Outlier] = {}
        self._sorted: tuple[int, bool] | None = None

    def show_parts(self, parts: Sequence[UnitPart], doubts: dict[str, Outlier]) -> None:
        """Show each unit's part; ``doubts`` are figures that stand out, by unit."""
        self.beginResetModel()
        self.parts, self.doubts = list(parts), doubts
        self._order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; units without a figure stay last."""
        self.layoutAboutToBeChanged.emit()
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._order()
        self.layoutChanged.emit()

    def _order(self) -> None:
        self.rows = list(self.parts)
        if self._sorted is None:
            return
        column, down = self._sorted
        if column == PART_UNIT:
            self.rows.sort(key=lambda part: fold(part.name), reverse=down)
            return
        number = {
            PART_VALUE: lambda part: part.value, PART_PREVIOUS: lambda part: part.previous,
            PART_CHANGE: lambda part: part.change,
            PART_ENTRIES: lambda part: Decimal(part.entries),
            PART_NOTE: lambda part: Decimal(str(self._score(part))),
        }[column]  # fmt: skip
        known = [part for part in self.rows if number(part) is not None]
        known.sort(key=lambda part: number(part) or Decimal(0), reverse=down)
        self.rows = [*known, *(part for part in self.rows if number(part) is None)]

    def _score(self, part: UnitPart) -> float:
        doubt = self.doubts.get(part.unit)
        return doubt.score if doubt else 0.0

    def find(self, unit: str) -> int:
        """Return the row of a unit, one of its former codes too; -1 when it is not there."""
        return next(
            (n for n, one in enumerate(self.rows) if unit == one.unit or unit in one.sources), -1
        )

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        part, column = self.rows[index.row()], index.column()
        doubt = self.doubts.get(part.unit)
        if role == _Role.DisplayRole:
            return self._text_of(part, column, doubt)
        if role == TONE_ROLE and column == PART_NOTE and (doubt or part.returned):
            return "warning"
        if role == _Role.ToolTipRole and column == PART_NOTE:
            return outlier_text(doubt) if doubt else ""
        if role == _Role.ToolTipRole:
            codes = ", ".join(part.sources or (part.unit,))
            return "\n".join((part.name, codes, _compared(part)))
        if role == _Role.TextAlignmentRole and PART_UNIT < column < PART_NOTE:
            return _RIGHT
        if role == _Role.ForegroundRole and (part.returned or column > PART_VALUE):
            return "muted"
        return None

    def _text_of(self, part: UnitPart, column: int, doubt: Outlier | None) -> str:
        if column == PART_UNIT:
            merged = len(part.sources) > 1
            said = _("{name} ({count} merged)")
            return said.format(name=part.name, count=len(part.sources)) if merged else part.name
        if column == PART_VALUE:
            return quantity_text(part.value)
        if column == PART_PREVIOUS:
            return quantity_text(part.previous)
        if column == PART_CHANGE:
            return change_text(part.change)
        if column == PART_ENTRIES:
            return whole_text(part.entries)
        if part.returned:
            return _("Returned: does not count")
        hand = _("Entered by hand") if part.typed else ""
        return " · ".join(filter(None, (_(OUTLIER_KINDS[doubt.kind]) if doubt else "", hand)))


class OutliersModel(TitledModel):
    """Figures that stand out, the farthest first, each with a sentence why."""

    titles: ClassVar[tuple[str, ...]] = (N_("Unit"), N_("Counter"), N_("Why it stands out"))

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Outlier] = []
        self._names: dict[str, str] = {}
        self._counters: dict[str, str] = {}

    def show_outliers(
        self, found: Sequence[Outlier], names: dict[str, str], counters: dict[str, str]
    ) -> None:
        """Show figures that stand out; the names are those of units and counters by code."""
        self.beginResetModel()
        self.rows, self._names, self._counters = list(found), names, counters
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self.rows[index.row()], index.column()
        texts = (
            self._names.get(one.unit, one.unit),
            self._counters.get(one.counter, one.counter) if one.counter else _("All counters"),
            _(OUTLIER_KINDS[one.kind]),
        )
        if role == _Role.DisplayRole:
            return texts[column]
        if role == BELOW_ROLE:
            return (one.unit, "", outlier_text(one))[column]
        if role == _Role.ToolTipRole:
            return f"{texts[0]}, {texts[1]}\n{outlier_text(one)}"
        return None
