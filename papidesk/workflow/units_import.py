"""Units below taken in from a spreadsheet, a CSV file or pasted cells: first looked at."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from papidesk.domain import unit_code, unit_tree
from papidesk.domain.day_reading import NotADayError, NoYearError, read_day
from papidesk.domain.office import LEVELS, LevelName
from papidesk.domain.record import Record, Validity, replace
from papidesk.domain.sheet_table import Cell, SheetTable, cell_text
from papidesk.domain.unit_tree import BelowUnit, UnitTree
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import units
from papidesk.workflow.log_import import read, read_cells

__all__ = [
    "FIELDS", "UnitField", "UnitLine", "UnitsImport", "guess", "preview", "read", "read_cells",
    "take",
]  # fmt: skip

UnitField = Literal["", "code", "name", "parent", "level", "since", "contact", "note"]
FIELDS: dict[UnitField, str] = {
    "": N_("Passed over"),
    "code": N_("Code"),
    "name": N_("Name"),
    "parent": N_("Unit above"),
    "level": N_("Level"),
    "since": N_("From the day"),
    "contact": N_("Contact"),
    "note": N_("Note"),
}
LineState = Literal["new", "changed", "unchanged", "refused"]
# What titles of columns say, without dấu.
_TITLES: dict[UnitField, tuple[str, ...]] = {
    "code": ("ma don vi", "ma dinh danh", "ma co quan", "ma", "code"),
    "parent": ("don vi cap tren", "co quan cap tren", "cap tren", "truc thuoc", "thuoc", "huyen",
               "don vi quan ly", "parent", "unit above"),
    "level": ("cap", "loai don vi", "cap hanh chinh", "level"),
    "since": ("tu ngay", "hieu luc tu", "ngay hieu luc", "ngay thanh lap", "since", "from"),
    "contact": ("dau moi", "lien he", "nguoi lien he", "dien thoai", "email", "contact"),
    "note": ("ghi chu", "note"),
    "name": ("ten don vi", "don vi hanh chinh", "ten xa phuong", "xa phuong", "ten co quan",
             "co quan", "don vi", "ten", "xa", "name", "unit"),
}  # fmt: skip
_LEVELS: dict[LevelName, tuple[str, ...]] = {
    "commune": ("commune", "cap xa", "xa", "phuong", "dac khu", "thi tran"),
    "district": ("district", "cap huyen", "huyen", "quan", "thi xa", "thanh pho"),
    "province": ("province", "cap tinh", "tinh"),
    "department": ("department", "so", "ban", "nganh", "phong"),
    "unit": ("unit", "don vi", "trung tam"),
}
_HEAD_ROWS = 15
_BODY = re.compile(r"^(UBND|[ỦU][ỷyYỶ] ban nhân dân)\s+", re.IGNORECASE)
_KIND = re.compile(
    r"^(xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)(?=\s)", re.IGNORECASE
)


class NoUnitsError(PapiDeskError):
    """A table without a unit."""

    message = N_(
        "There is no unit in this table. It needs a column with the units’ names; codes, the unit "
        "above and days may stand beside them."
    )


class NamelessRowError(PapiDeskError):
    """A row without a name."""

    message = N_("The row has no name of a unit.")


class TwiceInTableError(PapiDeskError):
    """A code that stands twice."""

    message = N_("The code “{code}” stands twice in the table; the first one counts.")


class LevelWordError(PapiDeskError):
    """A level nobody knows."""

    message = N_("“{text}” is no level. Write xã, huyện, tỉnh, sở or đơn vị.")


class UnitLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One row of the table and what would become of it; ``row`` is the number a person sees.

    ``problem`` is a :class:`~papidesk.errors.PapiDeskError` where it is refused.
    """

    row: int
    text: str
    state: LineState
    unit: BelowUnit | None = None
    before: BelowUnit | None = None
    problem: Any = None


class UnitsImport(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a table would change; nothing is written."""

    columns: tuple[UnitField, ...]
    header: int = -1
    lines: tuple[UnitLine, ...] = ()

    def of(self, state: LineState) -> list[UnitLine]:
        """Return the lines of one state."""
        return [line for line in self.lines if line.state == state]


def guess(table: SheetTable) -> tuple[int, tuple[UnitField, ...]]:
    """Return the row of titles (-1 for none) and what each column seems to be."""
    best = -1
    columns: tuple[UnitField, ...] = ()
    for at, row in enumerate(table.rows[:_HEAD_ROWS]):
        told = tuple(_field(cell_text(cell)) for cell in row)
        if "name" in told and sum(map(bool, told)) > sum(map(bool, columns)):
            best, columns = at, told
    if best >= 0:
        blank: list[UnitField] = [""]
        return best, tuple(_once((*columns, *blank * (table.columns - len(columns)))))
    return -1, _by_data(table)


def _once(columns: Sequence[UnitField]) -> list[UnitField]:
    seen: set[str] = set()
    found: list[UnitField] = []
    for each in columns:
        found.append("" if each in seen else each)
        seen.add(each)
    return found


def _field(title: str) -> UnitField:
    plain = " ".join(fold(title).replace("/", " ").replace(",", " ").split())
    for field, words in _TITLES.items():
        if plain in words:
            return field
    return next(
        (field for field, words in _TITLES.items() if plain and plain.startswith(words[0])), ""
    )


def _by_data(table: SheetTable) -> tuple[UnitField, ...]:
    """Tell columns without titles: names are words, codes have no blank, numbers are neither."""
    sample = [row for row in table.rows if row][:200]
    found: list[UnitField] = []
    for column in range(table.columns):
        cells = [cell_text(row[column]) for row in sample if column < len(row) and row[column]]
        words = sum(" " in cell for cell in cells)
        field: UnitField = ""
        if cells and words * 2 > len(cells):
            field = "name" if "name" not in found else "parent" if "parent" not in found else ""
        elif cells and all(map(unit_code.is_unit_code, cells)) and not _counts(cells):
            field = "code" if "code" not in found else ""
        found.append(field)
    return tuple(found)


def _counts(cells: Sequence[str]) -> bool:
    return list(cells[:3]) == [str(number) for number in range(1, min(3, len(cells)) + 1)]


def preview(
    store: Store,
    table: SheetTable,
    *,
    columns: Sequence[UnitField] = (),
    header: int | None = None,
) -> UnitsImport:
    """Return what every row would become; ``columns`` and ``header`` as guessed without them.

    A unit whose code is there keeps what the table does not say. Raises :class:`NoUnitsError`.
    """
    guessed_header, guessed = guess(table)
    first = guessed_header if header is None else header
    chosen = tuple(columns) or guessed
    if "name" not in chosen:
        raise NoUnitsError
    known = units.tree(store)
    read_rows: list[tuple[int, dict[UnitField, Cell]]] = [
        (at + 1, {field: row[i] for i, field in enumerate(chosen) if field and i < len(row)})
        for at, row in enumerate(table.rows)
        if at > first and any(cell is not None for cell in row)
    ]
    lines = _lines(known, read_rows)
    if not lines:
        raise NoUnitsError
    return UnitsImport(columns=chosen, header=first, lines=tuple(lines))


def _lines(known: UnitTree, rows: list[tuple[int, dict[UnitField, Cell]]]) -> list[UnitLine]:
    named: dict[str, str] = {}
    for one in known.units.values():
        named.setdefault(fold(one.name), one.code)
    for _, cells in rows:
        name = _name(_text(cells, "name"))
        if name:
            named.setdefault(fold(name), _code(known, cells))
    lines, seen = [], set[str]()
    for number, cells in rows:
        text = _text(cells, "name") or _text(cells, "code")
        try:
            unit, before = _read(known, cells, named)
            if unit.code in seen:
                raise TwiceInTableError(code=unit.code)
        except PapiDeskError as error:
            lines.append(UnitLine(row=number, text=text, state="refused", problem=error))
            continue
        seen.add(unit.code)
        state: LineState = "new" if before is None else "changed"
        if before is not None and unit == before:
            state = "unchanged"
        lines.append(UnitLine(row=number, text=text, state=state, unit=unit, before=before))
    return _without_refused_parents(known, lines)


def _without_refused_parents(known: UnitTree, lines: list[UnitLine]) -> list[UnitLine]:
    """Refuse what stands below a unit that is refused, or in a circle."""
    while True:
        whole = dict(known.units)
        whole |= {line.unit.code: line.unit for line in lines if line.unit is not None}
        taken = unit_tree.owners(whole.values())
        checked = [_checked(line, whole, taken) for line in lines]
        if checked == lines:
            return lines
        lines = checked


def _checked(line: UnitLine, whole: dict[str, BelowUnit], taken: dict[str, str]) -> UnitLine:
    if line.unit is None:
        return line
    try:
        unit_tree.check(line.unit, whole, taken)
    except unit_tree.UnitError as error:
        return UnitLine(row=line.row, text=line.text, state="refused", problem=error)
    return line


def _read(
    known: UnitTree, cells: Mapping[UnitField, Cell], named: Mapping[str, str]
) -> tuple[BelowUnit, BelowUnit | None]:
    name = _name(_text(cells, "name"))
    if not name:
        raise NamelessRowError
    code = _code(known, cells)
    before = known.find(code)
    unit = before or BelowUnit(code=code, name=name)
    given: dict[str, Any] = {"name": name}
    if parent := _text(cells, "parent"):
        given["parent"] = named.get(fold(_name(parent)), parent)
    if level := _text(cells, "level"):
        given["level"] = _level(level)
    if cells.get("since") is not None and before is None:
        given["validity"] = Validity(since=_day(cells["since"]))
    for field in ("contact", "note"):
        if text := _text(cells, field):
            given[field] = text
    return replace(unit, **given), before


def _code(known: UnitTree, cells: Mapping[UnitField, Cell]) -> str:
    """Return the code a row gives, else the one its name has here, else one made of the name."""
    code, name = _text(cells, "code"), _name(_text(cells, "name"))
    if code:
        return code
    same = [one.code for one in known.there() if fold(one.name) == fold(name)]
    return same[0] if len(same) == 1 else unit_code.slug(name)


def _name(text: str) -> str:
    """Return a name as running text has it: "UBND Xã An Hòa" is "xã An Hòa"."""
    text = _BODY.sub("", text)
    return _KIND.sub(lambda found: found[0].lower(), text)


def _level(text: str) -> LevelName:
    wanted = fold(text).strip()
    for level in LEVELS:
        if wanted in _LEVELS[level]:
            return level
    raise LevelWordError(text=text[:60])


def _day(cell: Cell) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    try:
        return read_day(cell_text(cell))
    except NoYearError as error:
        raise NotADayError(text=cell_text(cell)[:40]) from error


def _text(cells: Mapping[UnitField, Cell], field: UnitField) -> str:
    return " ".join(cell_text(cells.get(field)).split())


def take(store: Store, plan: UnitsImport, *, who: str) -> list[BelowUnit]:
    """Keep the new and changed units of a preview together and return them."""
    chosen = [line.unit for line in plan.lines if line.state in ("new", "changed") and line.unit]
    return units.put_many(store, chosen, who=who) if chosen else []
