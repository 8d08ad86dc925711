"""Rows of a table turned into entries of the log, each with what is wrong or doubtful in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

from papidesk.domain import quantities
from papidesk.domain.activity import Activity, Amount, Came
from papidesk.domain.activity_rules import (
    BadActivityError,
    checked,
    no_channel,
    no_counter,
    one_line,
)
from papidesk.domain.counters import Counter
from papidesk.domain.day_reading import NotADayError
from papidesk.domain.log_columns import Mapping
from papidesk.domain.record import Record
from papidesk.domain.sheet_table import Cell, cell_text, column_letter
from papidesk.errors import PapiDeskError
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow.import_guess import called, plain, serial_or_day
from papidesk.workflow.import_problems import (
    CellNumberError,
    MissingCounterError,
    MissingDayError,
    MissingQuantityError,
    RowProblem,
    SeveralTasksError,
    TotalRowError,
    UnknownDimensionTextError,
    UnknownTaskTextError,
)
from papidesk.workflow.log_doubts import Doubt, Judge

_MILLIONS = re.compile(r"(.*?)\s*(trieu|tr|ty|ti|nghin|ngan)\b")
_FACTORS = {"trieu": 10**6, "tr": 10**6, "ty": 10**9, "ti": 10**9, "nghin": 1000, "ngan": 1000}
_NUMBER_THEN_WORDS = re.compile(r"([+-]?\d[\d.,  ]*)\s*(%|[^\d%].*)?$", re.DOTALL)
_NOTHING = frozenset({"", "-", "–", "—", "x", "không", "khong", "0"})
_NO_NUMBER = _NOTHING - {"0"}
# Which column a field of an entry stands in, where it is called otherwise.
_COLUMN_OF = {"amounts": "quantity", "tasks": "task"}
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)(?: .*)?")
# So many different days, numbers and amounts are kept in mind.
_KNOWN = 20_000
_CODES = re.compile(r"[;,\n]+")


class ImportRow(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A row as it will be taken: ``number`` is the one a person sees in the file, from 1.

    ``activity`` is None where ``problems`` say why. ``same_as`` is the id of an entry of the log
    that looks the same, ``same_row`` the number of an earlier row that does; ``key`` is what such
    entries are found by.
    """

    number: int
    cells: tuple[Cell, ...]
    activity: Activity | None = None
    problems: tuple[RowProblem, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    same_as: str = ""
    same_row: int = 0
    key: str = ""

    @property
    def repeated(self) -> bool:
        """Tell whether the log, or the file before, has the same already."""
        return bool(self.same_as or self.same_row)


class RowReader:
    """Reads rows by one mapping, with what it looked up once.

    Days, numbers and short texts come again in row after row: each is read once.
    """

    def __init__(self, store: Store, mapping: Mapping, judge: Judge, came: Came) -> None:
        self.mapping, self.judge, self.came = mapping, judge, came
        self.counters, self.channels = judge.counters, judge.channels
        self._counter_names = called(judge.counters.values())
        self._channel_names = called(judge.channels.values())
        self._pairs = _pairs(mapping)
        self._columns: dict[str, int] = {}
        for at, use in enumerate(mapping.columns):
            self._columns.setdefault(use.field, at)
        self._titles, self._notes = mapping.places("title"), mapping.places("note")
        self._day_places = mapping.places("date")
        self._day_at = self._day_places[0] if self._day_places else -1
        self._counted = [
            (at, use.counter) for at, use in enumerate(mapping.columns) if use.field == "amount"
        ]
        self._days: dict[Cell, datetime.date] = {}
        self._numbers: dict[tuple[str, bool, str], Decimal] = {}
        self._amounts_read: dict[tuple[str, Decimal], Amount] = {}
        self._tasks = _Tasks(store) if mapping.places("task") else None
        self._dimensions = _dimensions(store) if mapping.places("dimension") else set()
        self._above: Cell = None
        self._problems: list[RowProblem] = []

    def read(self, number: int, cells: Sequence[Cell]) -> ImportRow:
        """Return what the row ``number`` is for the log."""
        self._problems = []
        kept = tuple(cells)
        if self._is_total(cells):
            return ImportRow(
                number=number, cells=kept, problems=(RowProblem(error=TotalRowError()),)
            )
        day = self._day(cells)
        amounts = self._amounts(cells)
        titles = [self._text(cells, at) for at in self._titles]
        title = " – ".join(filter(None, titles)) or self.mapping.title
        if not title and amounts:
            title = self.counters[amounts[0].counter].name
        activity = Activity(
            date=day or datetime.date(2000, 1, 1),
            title=one_line(title),
            amounts=tuple(amounts),
            channel=self._channel(cells),
            unit=self._first(cells, "unit") or self.mapping.unit,
            tasks=self._task_ids(cells),
            dimensions=self._codes(cells),
            people=self._whole(cells, "people"),
            cost=self._whole(cells, "cost"),
            place=self._first(cells, "place"),
            note="\n".join(filter(None, [self._text(cells, at) for at in self._notes])),
            came=self.came,
        )  # fmt: skip
        if not self._problems:
            try:
                activity = checked(activity, self.counters, self.channels)
            except BadActivityError as error:
                self._refuse(self._column_of(error.field), error)
        if self._problems:
            return ImportRow(number=number, cells=kept, problems=tuple(self._problems))
        doubts = tuple(self.judge.of_itself(activity))
        return ImportRow(number=number, cells=kept, activity=activity, doubts=doubts)

    def _refuse(self, column: int, error: PapiDeskError) -> None:
        self._problems.append(RowProblem(error=error, column=column))

    def _column_of(self, field: str) -> int:
        return self._columns.get(_COLUMN_OF.get(field, field), -1)

    def _is_total(self, cells: Sequence[Cell]) -> bool:
        for at in self._day_places:
            cell = cells[at] if at < len(cells) else None
            if cell is not None and (
                cell in self._days or not _TOTAL.fullmatch(plain(cell_text(cell)))
            ):
                return False
        first = next((cell_text(cell) for cell in cells if cell is not None), "")
        return _TOTAL.fullmatch(plain(first)) is not None

    def _day(self, cells: Sequence[Cell]) -> datetime.date | None:
        at = self._day_at
        cell = cells[at] if 0 <= at < len(cells) else None
        if cell is None and self.mapping.fill_down:
            cell = self._above
        self._above = cell
        if cell is None:
            self._refuse(at, MissingDayError())
            return None
        day = self._days.get(cell)
        if day is not None:
            return day
        try:
            day = serial_or_day(cell, self.mapping.year)
        except NotADayError as error:
            self._refuse(at, error)
            return None
        if len(self._days) < _KNOWN:
            self._days[cell] = day
        return day

    def _amounts(self, cells: Sequence[Cell]) -> list[Amount]:
        found: list[Amount] = []
        for at, code in self._counted:
            if at >= len(cells) or cells[at] is None:
                continue
            counter = self.counters.get(code)
            if counter is None:
                self._refuse(at, no_counter(code, self.counters.values()))
                continue
            # Nothing of what is summed is no amount; nothing of a level is one.
            if plain(cell_text(cells[at])) in _NOTHING and counter.adds_up == "sum":
                continue
            found += self._amount(cells[at], at, counter)
        for named, counted in self._pairs:
            found += self._pair(cells, named, counted)
        return found

    def _pair(self, cells: Sequence[Cell], named: int, counted: int) -> list[Amount]:
        name = self._text(cells, named)
        cell = cells[counted] if 0 <= counted < len(cells) else None
        counter = self.counters.get(self.mapping.counter)
        if name:
            code = self._counter_names.get(plain(name))
            counter = self.counters.get(code) if code else None
            if counter is None:
                self._refuse(named, no_counter(name, self.counters.values()))
                return []
        if cell is None:
            if name and counter is not None:
                self._refuse(counted, MissingQuantityError(name=counter.name))
            return []
        if counter is None:
            self._refuse(named, MissingCounterError(quantity=cell_text(cell)[:40]))
            return []
        return self._amount(cell, counted, counter)

    def _amount(self, cell: Cell, at: int, counter: Counter) -> list[Amount]:
        quantity = self._number(cell, at, whole=counter.decimals == 0, unit=counter.unit)
        if quantity is None:
            return []
        known = self._amounts_read.get((counter.code, quantity))
        # 2.0 and 2 are equal, yet not the same bytes.
        if known is not None and str(known.quantity) == str(quantity):
            return [known]
        amount = Amount(counter=counter.code, quantity=quantity)
        if len(self._amounts_read) < _KNOWN and quantity.is_finite():
            self._amounts_read[counter.code, quantity] = amount
        return [amount]

    def _whole(self, cells: Sequence[Cell], field: str) -> int | None:
        at = self._column_of(field)
        cell = cells[at] if 0 <= at < len(cells) else None
        if cell is None:
            return None
        if isinstance(cell, str) and cell.isascii() and cell.isdigit() and len(cell) < 16:
            return int(cell)
        if plain(cell_text(cell)) in _NO_NUMBER:
            return None
        number = self._number(cell, at, whole=True, unit="nguoi dong d vnd vnđ luot nguoi dan")
        if number is None:
            return None
        if number != number.to_integral_value():
            self._refuse(at, quantities.NotWholeError(text=cell_text(cell)[:40]))
            return None
        return int(number)

    def _number(self, cell: Cell, at: int, *, whole: bool, unit: str) -> Decimal | None:
        if isinstance(cell, Decimal):
            return cell
        text = cell_text(cell)
        if text.isascii() and text.isdigit() and len(text) < 16:
            return Decimal(text)
        known = self._numbers.get((text, whole, unit))
        if known is None:
            known = self._read_number(text, at, whole=whole, unit=unit)
            if known is not None and len(self._numbers) < _KNOWN:
                self._numbers[text, whole, unit] = known
        return known

    def _read_number(self, text: str, at: int, *, whole: bool, unit: str) -> Decimal | None:
        factor = 1
        millions = _MILLIONS.match(fold(text))
        if millions:
            text, factor, whole = millions[1], _FACTORS[millions[2]], False
        found = _NUMBER_THEN_WORDS.match(text)
        # "40 tin, bài" is 40; "40 - 50" and "trên 40" are no number.
        behind = plain(found[2] or "") if found else ""
        known = set(plain(unit).split())
        if not found or (behind and not set(behind.split()) <= known and found[2] != "%"):
            self._refuse(at, CellNumberError(text=text[:40], column=column_letter(at)))
            return None
        try:
            return quantities.read(found[1], whole=whole) * factor
        except quantities.NotANumberError as error:
            self._refuse(at, error)
            return None

    def _channel(self, cells: Sequence[Cell]) -> str:
        at = self._column_of("channel")
        text = self._text(cells, at)
        if not text:
            return self.mapping.channel
        code = self._channel_names.get(plain(text))
        if code is None:
            self._refuse(at, no_channel(text, self.channels.values()))
            return ""
        return code

    def _task_ids(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        at = self._column_of("task")
        if at < 0:
            return ()
        found = []
        for text in filter(None, (part.strip() for part in self._text(cells, at).split("\n"))):
            try:
                assert self._tasks is not None
                found.append(self._tasks.find(text))
            except (UnknownTaskTextError, SeveralTasksError) as error:
                self._refuse(at, error)
        return tuple(found)

    def _codes(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        at = self._column_of("dimension")
        if at < 0:
            return ()
        cell = cells[at] if 0 <= at < len(cells) else None
        # A spreadsheet takes "1.2" for a number.
        text = f"{cell:f}" if isinstance(cell, Decimal) else self._text(cells, at)
        found = []
        for code in filter(None, (part.strip() for part in _CODES.split(text))):
            if code in self._dimensions:
                found.append(code)
            else:
                self._refuse(at, UnknownDimensionTextError(text=code[:40]))
        return tuple(found)

    def _first(self, cells: Sequence[Cell], field: str) -> str:
        at = self._column_of(field)
        return one_line(cell_text(cells[at])) if 0 <= at < len(cells) else ""

    def _text(self, cells: Sequence[Cell], at: int) -> str:
        return cell_text(cells[at]) if 0 <= at < len(cells) else ""


class _Tasks:
    """Finds tasks by the beginning of their id or by their text."""

    def __init__(self, store: Store) -> None:
        found = store.rows("SELECT id, title FROM tasks WHERE trashed_at IS NULL")
        self._ids = [id for id, _title in found]
        self._titles: dict[str, list[str]] = {}
        for id, title in found:
            self._titles.setdefault(plain(title), []).append(id)

    def find(self, text: str) -> str:
        """Return the id of the one task meant."""
        found = self._titles.get(plain(text), [])
        if not found and len(text) >= 8:
            found = [id for id in self._ids if id.startswith(text.lower())]
        if len(found) == 1:
            return found[0]
        if found:
            raise SeveralTasksError(text=text[:80])
        raise UnknownTaskTextError(text=text[:80])


def _pairs(mapping: Mapping) -> list[tuple[int, int]]:
    """Return which counter column belongs to which quantity column, -1 where one is missing."""
    named, counted = mapping.places("counter"), mapping.places("quantity")
    size = max(len(named), len(counted))
    return [
        (named[at] if at < len(named) else -1, counted[at] if at < len(counted) else -1)
        for at in range(size)
    ]


def _dimensions(store: Store) -> set[str]:
    from papidesk.workflow import catalogues

    return {one.code for one in catalogues.all_dimensions(store)}
