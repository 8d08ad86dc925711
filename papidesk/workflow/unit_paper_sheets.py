"""Paper reports of many units typed into one table, units × counters: looked at, then taken in."""

from __future__ import annotations

import datetime
import re
from collections import Counter as Counted
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from papidesk.domain import paper_figures
from papidesk.domain.consolidation import UnitFigures, UnitReport
from papidesk.domain.counters import Counter
from papidesk.domain.day_reading import NotADayError, NoYearError, read_day
from papidesk.domain.paper_figures import PaperFigure
from papidesk.domain.periods import parse
from papidesk.domain.quantities import NotANumberError
from papidesk.domain.record import Record, replace
from papidesk.domain.sheet_table import Cell, SheetTable, cell_text
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import unit_reports
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import paper_counters, unit_board, unit_paper_reports, units
from papidesk.workflow.log_import import read, read_cells
from papidesk.workflow.unit_paper_reports import PaperEntry

__all__ = [
    "PaperLine", "PaperSheet", "Remembered", "preview", "put_back", "read", "read_cells",
    "remembered", "take",
]  # fmt: skip

# Unit, duty and period of a report; the report and its figures as they stood.
Remembered = tuple[tuple[str, str, str], UnitReport | None, UnitFigures | None]

LineState = Literal["new", "changed", "unchanged", "refused"]
# What titles of columns say, without dấu; "name" is kept after "code", which is surer.
_TITLES: dict[str, tuple[str, ...]] = {
    "code": ("ma don vi", "ma dinh danh", "ma co quan", "unit code"),
    "name": ("don vi", "ten don vi", "don vi bao cao", "xa phuong", "ten xa phuong", "xa",
             "co quan", "unit", "unit name"),
    "day": ("ngay nhan", "ngay den", "ngay nhan bao cao", "received on", "day"),
    "number": ("so ky hieu", "so, ky hieu", "van ban bao cao", "so van ban", "number"),
    "note": ("ghi chu", "note"),
}  # fmt: skip
_PASSED = ("", "tt", "stt", "so tt", "no")
_TOTALS = ("tong hop", "tong cong", "tong so", "cong", "total")
_MEASURE = re.compile(r"\s*\([^()]*\)\s*$")
_BODY = re.compile(r"^(UBND|[ỦU][ỷyỶY] ban nhân dân)\s+", re.IGNORECASE)
_HEAD_ROWS = 15


class NoPaperTableError(PapiDeskError):
    """A table without units or without figures."""

    message = N_(
        "There is nothing to take in: the table needs a row of titles with a column “Đơn vị” and "
        "columns named after counters (their codes or names)."
    )


class NoDayError(PapiDeskError):
    """A row of which nobody knows when the report came."""

    message = N_("The row does not say on which day the report came. Write the day.")


class NoUnitNamedError(PapiDeskError):
    """A row with figures and without a unit."""

    message = N_("The row has figures and names no unit.")


class UnitTwiceError(PapiDeskError):
    """A unit in two rows."""

    message = N_("“{name}” stands twice in the table; the first row counts.")


class CellRefusedError(PapiDeskError):
    """A figure that cannot be kept, with its column."""

    message = N_("{reason} It stands in the column “{column}”.")


class PaperLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One row and what would become of it; ``row`` is the number a person sees.

    ``changes`` are the figures that would change; ``problem`` is a
    :class:`~papidesk.errors.PapiDeskError` where the row is refused.
    """

    row: int
    text: str
    state: LineState
    entry: PaperEntry | None = None
    changes: tuple[str, ...] = ()
    problem: Any = None


class PaperSheet(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a table would change; ``passed`` are titles of columns nothing is read from."""

    lines: tuple[PaperLine, ...] = ()
    counters: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()

    def of(self, *states: LineState) -> list[PaperLine]:
        """Return the lines of some states."""
        return [line for line in self.lines if line.state in states]


def preview(
    store: Store,
    table: SheetTable,
    *,
    duty: str,
    period: str,
    day: datetime.date | None,
    today: datetime.date,
) -> PaperSheet:
    """Return what every row would become; nothing is written.

    ``day`` is when the reports came whose rows do not say so. Empty cells leave a figure as it is,
    "–" takes it away. Raises :class:`NoPaperTableError`.
    """
    known = paper_counters.every(store)
    header, columns = _columns(table, known)
    if not columns:
        raise NoPaperTableError
    rows = [
        (at + 1, {name: row[i] for i, name in columns.items() if i < len(row)})
        for at, row in enumerate(table.rows)
        if at > header
    ]
    blank = PaperEntry(unit="", duty=duty, period=period, day=day or datetime.date.min)
    reader = _Reader(store, known, blank, today)
    lines = [reader.line(number, cells) for number, cells in rows if _says(cells)]
    if not lines:
        raise NoPaperTableError
    return PaperSheet(
        lines=tuple(lines),
        counters=tuple(name[1:] for name in columns.values() if name.startswith("=")),
        passed=tuple(
            cell_text(cell)
            for i, cell in enumerate(table.rows[header])
            if i not in columns and fold(cell_text(cell)) not in _PASSED
        ),
    )


def _columns(table: SheetTable, known: Mapping[str, Counter]) -> tuple[int, dict[int, str]]:
    """Return the row of titles and what each column is: a word of the titles, "=" and a counter."""
    named = {fold(one.name): code for code, one in known.items()} | {
        fold(code): code for code in known
    }
    for at, row in enumerate(table.rows[:_HEAD_ROWS]):
        found: dict[int, str] = {}
        for i, cell in enumerate(row):
            use = _use(cell_text(cell), named)
            if use and use not in found.values():
                found[i] = use
        uses = set(found.values())
        if uses & {"code", "name"} and (uses - {"code", "name", "note"}):
            return at, found
    return -1, {}


def _use(title: str, named: Mapping[str, str]) -> str:
    plain = " ".join(fold(title).replace("/", " ").split())
    for use, words in _TITLES.items():
        if plain in words:
            return use
    for text in (fold(title), fold(_MEASURE.sub("", title))):
        code = named.get(" ".join(text.split()))
        if code is not None:
            return f"={code}"
    return ""


def _says(cells: Mapping[str, Cell]) -> bool:
    told = any(cell_text(cell) for name, cell in cells.items() if name not in ("code", "name"))
    named = _named(cells)
    return (told or bool(named)) and fold(named) not in _TOTALS


def _named(cells: Mapping[str, Cell]) -> str:
    return cell_text(cells.get("code")) or cell_text(cells.get("name"))


class _Reader:
    """Reads rows one after the other: a unit counts once."""

    def __init__(
        self, store: Store, known: Mapping[str, Counter], blank: PaperEntry, today: datetime.date
    ) -> None:
        self._store, self._known, self._blank, self._today = store, known, blank, today
        self._end = unit_board.term_of(store, blank.duty, blank.period).until
        self._seen: set[str] = set()
        self._tree = units.tree(store, self._end)
        there = self._tree.there()
        often = Counted(fold(one.name) for one in there)
        self._named = {fold(one.name): one for one in there if often[fold(one.name)] == 1}

    def line(self, number: int, cells: Mapping[str, Cell]) -> PaperLine:
        """Return what becomes of a row."""
        text = cell_text(cells.get("name")) or _named(cells)
        try:
            entry = self._entry(cells)
            report, changes = unit_paper_reports.check(
                self._store, entry, today=self._today, known=self._tree
            )
        except PapiDeskError as error:
            return PaperLine(row=number, text=text, state="refused", problem=error)
        self._seen.add(entry.unit)
        return PaperLine(
            row=number, text=text, state=self._state(report, changes), entry=entry,
            changes=tuple(changes),
        )  # fmt: skip

    def _state(self, report: UnitReport, changes: Sequence[str]) -> LineState:
        before = unit_reports.get(self._store, report.unit, report.duty, report.period)
        if before is None:
            return "new"
        return "unchanged" if before == report and not changes else "changed"

    def _entry(self, cells: Mapping[str, Cell]) -> PaperEntry:
        unit = self._unit(cells)
        day = _day(cells.get("day")) or self._blank.day
        if day == datetime.date.min:
            raise NoDayError
        return replace(
            self._blank,
            unit=unit,
            day=day,
            number=cell_text(cells.get("number")) or None,
            note=cell_text(cells.get("note")) or None,
            figures=tuple(
                self._figure(name[1:], cell)
                for name, cell in cells.items()
                if name.startswith("=") and cell_text(cell)
            ),
        )

    def _unit(self, cells: Mapping[str, Cell]) -> str:
        text = _named(cells)
        if not text:
            raise NoUnitNamedError
        bare = _BODY.sub("", text)
        found = self._tree.find(text) or self._named.get(fold(bare))
        if found is None:
            found = units.find(self._store, bare, self._end)
        if found.code in self._seen:
            raise UnitTwiceError(name=found.name)
        return found.code

    def _figure(self, code: str, cell: Cell) -> PaperFigure:
        counter = self._known[code]
        try:
            if isinstance(cell, Decimal):
                figure = PaperFigure(counter=code, value=cell)
            elif isinstance(cell, str):
                figure = paper_figures.read(cell, counter)
            else:
                raise NotANumberError(text=cell_text(cell))  # "4/5" that became a day
            paper_figures.made(figure, counter, self._end)
        except PapiDeskError as error:
            raise CellRefusedError(column=counter.name, reason=error) from error
        return figure


def _day(cell: Cell) -> datetime.date | None:
    if cell is None or not cell_text(cell):
        return None
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    try:
        return read_day(cell_text(cell))
    except NoYearError as error:
        raise NotADayError(text=cell_text(cell)[:40]) from error


def take(store: Store, sheet: PaperSheet, *, who: str, today: datetime.date) -> list[UnitReport]:
    """Enter the new and changed reports of a preview together and return them.

    All or none: raises what :func:`~papidesk.workflow.unit_paper_reports.enter` does.
    """
    with store.joined():
        known = units.tree(store)
        return [
            unit_paper_reports.enter(store, line.entry, who=who, today=today, known=known)
            for line in sheet.of("new", "changed")
            if line.entry is not None
        ]


def remembered(store: Store, sheet: PaperSheet) -> list[Remembered]:
    """Return how the reports of a preview stand before it is taken in, for :func:`put_back`."""
    places = [
        (line.entry.unit, line.entry.duty, parse(line.entry.period).code)
        for line in sheet.of("new", "changed")
        if line.entry is not None
    ]
    return [(place, *unit_paper_reports.standing(store, *place)) for place in places]


def put_back(store: Store, before: Sequence[Remembered], *, who: str) -> None:
    """Let all reports of a table be what they were; raises what a closed period is refused with."""
    with store.joined():
        for place, report, figures in before:
            unit_paper_reports.put_back(store, place, report, figures, who=who)
