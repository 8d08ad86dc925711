"""Figures of a window as rows: each counter with what it was before, its target, its entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from papidesk.text.sorting import sort_key
from ui.reports.figure_words import NOTHING, amount, change, reached

if TYPE_CHECKING:
    from papidesk.workflow.figures import FigureLine

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight


class Column(NamedTuple):
    """A column: its key, its title (a message id), its width in px at 100 % text."""

    key: str
    title: str
    width: int
    numeric: bool = True


COLUMNS = (
    Column("counter", N_("Counter"), 290, False),
    Column("unit", N_("Unit"), 98, False),
    Column("value", N_("Figure"), 84),
    Column("entries", N_("Entries"), 96),
    Column("previous", N_("Before"), 84),
    Column("change", N_("Change to before"), 126),
    Column("last_year", N_("Last year"), 84),
    Column("change_year", N_("Change in a year"), 126),
    Column("target", N_("Target of the year"), 92),
    Column("reached", N_("Reached"), 76),
    Column("corrections", N_("Corrections"), 92),
)
# Columns that are shown only where one of the lines has something in them.
AT_NEED = ("previous", "change", "last_year", "change_year", "target", "reached", "corrections")
OTHERS = N_("Other counters")


class Row(NamedTuple):
    """A counter's line, or the title of a group of them."""

    line: FigureLine | None
    title: str = ""


class FiguresModel(QAbstractTableModel):
    """Lines of figures in groups, narrowed to words; sorted within the groups."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[FigureLine] = []
        self.rows: list[Row] = []
        self.text = ""
        self.grouped = True
        self.only_filled = False
        self._sort, self._down = "", False

    # What others ask of it

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show ``lines`` in their order."""
        self._lines = list(lines)
        self._arrange()

    def choose(self, **fields: Any) -> None:
        """Narrow to ``text``, to counters with entries, or group otherwise."""
        for name, value in fields.items():
            setattr(self, name, value)
        self._arrange()

    @property
    def lines(self) -> list[FigureLine]:
        """Every line, shown or not, in the counters' order."""
        return list(self._lines)

    def line(self, row: int) -> FigureLine | None:
        """Return the line of ``row``; None for a group's title or no row."""
        return self.rows[row].line if 0 <= row < len(self.rows) else None

    def find(self, code: str) -> int:
        """Return the row of a counter, -1 when it is not shown."""
        for number, row in enumerate(self.rows):
            if row.line is not None and row.line.counter.code == code:
                return number
        return -1

    def needless(self) -> set[str]:
        """Return the columns that would be empty, or say what others say already."""
        found = {
            key for key in AT_NEED
            if not any(row.line is not None and shown(row.line, key) for row in self.rows)
        }  # fmt: skip
        # The year before a year is the same period last year.
        if all(line.previous == line.last_year for line in self._lines):
            found |= {"previous", "change"}
        return found

    def titles(self) -> list[int]:
        """Return the rows that are titles of groups."""
        return [number for number, row in enumerate(self.rows) if row.line is None]

    # Arranging

    def _arrange(self) -> None:
        wanted = fold(self.text).split()
        shown = [line for line in self._lines if self._fits(line, wanted)]
        if self._sort:
            shown.sort(key=_key(self._sort), reverse=self._down)
        rows = [Row(line) for line in shown]
        if self.grouped:
            groups: dict[str, list[Row]] = {}
            for row in rows:
                assert row.line is not None
                groups.setdefault(row.line.counter.group, []).append(row)
            named = any(groups)
            rows = []
            for group, members in groups.items():
                if named:
                    rows.append(Row(None, group or _(OTHERS)))
                rows += members
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def _fits(self, line: FigureLine, wanted: list[str]) -> bool:
        if self.only_filled and not line.figure.entries:
            return False
        counter = line.counter
        told = fold(" ".join((counter.name, counter.unit, counter.group, *counter.words)))
        return all(word in told for word in wanted)

    # Qt

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return _(COLUMNS[section].title)
        if role == _Role.TextAlignmentRole and COLUMNS[section].numeric:
            return int(_RIGHT | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.rows[index.row()].line is None:
            return Qt.ItemFlag.ItemIsEnabled
        return flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if row.line is None:
            return self._of_title(row, index.column(), role)
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return shown(row.line, column.key)
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column.numeric else None
        if role == _Role.ForegroundRole:
            return _colour(row.line, column.key)
        if role == _Role.FontRole and column.key == "value":
            return _bold()
        if role == _Role.ToolTipRole:
            return _tip(row.line, column.key)
        return None

    def _of_title(self, row: Row, column: int, role: int) -> Any:
        if role == _Role.FontRole:
            return _bold()
        if role == _Role.ForegroundRole:
            return "accent"
        plain = role in (_Role.DisplayRole, _Role.AccessibleTextRole)
        return row.title if plain and column == 0 else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = COLUMNS[column].key if column >= 0 else ""
        self._down = order == Qt.SortOrder.DescendingOrder
        self._arrange()


def shown(line: FigureLine, key: str) -> str:
    """Return what stands in a cell."""
    counter, now = line.counter, line.figure.value
    before = line.previous.value if line.previous else None
    last = line.last_year.value if line.last_year else None
    points = counter.adds_up == "ratio"
    match key:
        case "counter":
            return counter.name
        case "unit":
            return counter.unit
        case "value":
            return amount(now)
        case "previous":
            return amount(before) if line.previous else ""
        case "last_year":
            return amount(last) if line.last_year else ""
        case "change":
            return change(now, before, points=points)
        case "change_year":
            return change(now, last, points=points)
        case "target":
            return amount(line.target) if line.target is not None else ""
        case "reached":
            return reached((line.so_far or line.figure).value, line.target)
        case "corrections":
            return str(line.corrections) if line.corrections else ""
    return _entries(line)


def _entries(line: FigureLine) -> str:
    count = line.figure.entries
    return amount(Decimal(count)) if count else _("no entry")


def _key(name: str) -> Callable[[FigureLine], Any]:
    def number(value: Decimal | None) -> tuple[bool, Decimal]:
        return value is not None, value if value is not None else Decimal(0)

    def value_of(line: FigureLine) -> Any:
        now = line.figure.value
        old = line.previous.value if line.previous else None
        last = line.last_year.value if line.last_year else None
        match name:
            case "counter" | "unit":
                return sort_key(line.counter.name if name == "counter" else line.counter.unit)
            case "value":
                return number(now)
            case "previous":
                return number(old)
            case "last_year":
                return number(last)
            case "change":
                return number(None if now is None or old is None else now - old)
            case "change_year":
                return number(None if now is None or last is None else now - last)
            case "target":
                return number(line.target)
            case "reached":
                so_far = (line.so_far or line.figure).value
                known = so_far is not None and line.target
                return number(so_far / line.target if known else None)  # type: ignore[operator]
            case "corrections":
                return line.corrections
        return line.figure.entries

    return value_of


def _colour(line: FigureLine, key: str) -> str | None:
    if key == "entries":
        return "accent" if line.figure.entries else "warning"
    if key == "corrections":
        return "warning"
    if key == "value" and line.figure.beyond:
        return "error"
    if key == "value" and not line.figure.entries:
        return "muted"
    step = shown(line, key) if key.startswith("change") else ""
    if step.startswith("+"):
        return "done"
    if step.startswith("−"):
        return "warning"
    return "muted" if key in ("unit", "previous", "last_year") or step == "0" else None


def _tip(line: FigureLine, key: str) -> str:
    counter, figure = line.counter, line.figure
    if key == "counter":
        return f"{counter.name} ({counter.unit})"
    if key == "value" and figure.beyond:
        return _("This lies outside the bounds of the counter. Look at its entries.")
    if key == "value" and figure.carried:
        return _("No entry in this window: the latest value before it.")
    if key == "value" and figure.sums is not None:
        above, below = (amount(one) for one in figure.sums)
        return _("100 × {above} / {below}").format(above=above, below=below)
    if key == "entries" and not figure.entries:
        return _("No entry gives this counter an amount in this window.")
    if key == "entries":
        return _("Enter or a click shows the entries")
    words = shown(line, key)
    return "" if words in ("", NOTHING) else words


def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
