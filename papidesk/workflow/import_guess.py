"""Guessing what the columns of a table are, from their titles and from what stands in them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from papidesk.domain import quantities
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.day_reading import NotADayError, NoYearError, read_day, read_serial
from papidesk.domain.log_columns import REPEATED, ColumnField, ColumnUse, Mapping
from papidesk.domain.sheet_table import Cell, SheetTable, cell_text
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import log_counters

# What titles of columns say, without dấu; the longest that fits goes first.
_TITLES: dict[ColumnField, tuple[str, ...]] = {
    "date": ("ngay thang nam", "ngay thang", "ngay thuc hien", "ngay to chuc", "ngay dang",
             "thoi gian", "thoi gian thuc hien", "ngay", "date", "day"),
    "title": ("noi dung hoat dong", "noi dung cong viec", "noi dung thuc hien", "ten hoat dong",
              "ten cong viec", "noi dung tuyen truyen", "hoat dong", "cong viec", "noi dung",
              "tieu de", "ten tin bai", "viec da lam", "title", "what was done"),
    "counter": ("chi tieu so lieu", "chi tieu", "loai hoat dong", "ma chi tieu", "counter",
                "loai so lieu", "loai hinh"),
    "quantity": ("so luong", "khoi luong", "sl", "ket qua", "so lieu", "quantity", "amount"),
    "channel": ("kenh truyen thong", "kenh tuyen truyen", "hinh thuc tuyen truyen", "hinh thuc",
                "kenh", "channel"),
    "unit": ("don vi thuc hien", "don vi chu tri", "don vi to chuc", "bo phan thuc hien",
             "co quan thuc hien", "don vi", "bo phan", "unit"),
    "people": ("so nguoi tham du", "so nguoi tham gia", "so nguoi du", "nguoi tham du",
               "nguoi tham gia", "luot nguoi", "so luot nguoi", "so nguoi", "people",
               "people reached", "so nguoi tiep can"),
    "cost": ("kinh phi thuc hien", "kinh phi dong", "kinh phi", "chi phi", "so tien", "cost"),
    "place": ("dia diem to chuc", "dia diem", "noi thuc hien", "noi to chuc", "place"),
    "note": ("ghi chu", "note", "luu y"),
    "task": ("thuoc nhiem vu", "nhiem vu", "ma nhiem vu", "task", "tasks"),
    "dimension": ("noi dung thanh phan", "chi so noi dung thanh phan", "chi so thanh phan",
                  "chi so papi", "linh vuc", "dimension", "dimensions", "sub dimension"),
}  # fmt: skip
_PASSED_OVER = frozenset({"stt", "tt", "so tt", "don vi tinh", "dvt", "so thu tu", "no"})
_HEAD_ROWS = 20
_SAMPLE_ROWS = 200
_MOST = 0.7
_SIGNS = re.compile(r"[^\w]+")


def guess(store: Store, table: SheetTable) -> Mapping:
    """Return what the columns of ``table`` seem to be; a person looks it over before it is used."""
    counters = list(log_counters.by_code(store).values())
    channels = list(log_counters.channels_by_code(store).values())
    names = _Names(counters, channels)
    header = _header(table, names)
    uses = (
        _by_titles(table.rows[header], table.columns, names)
        if header >= 0
        else [ColumnUse() for _ in range(table.columns)]
    )
    passed = _passed_over(table.rows[header]) if header >= 0 else set()
    sample = [row for row in table.rows[header + 1 :] if row][:_SAMPLE_ROWS]
    _by_data(uses, sample, names, passed)
    mapping = Mapping(columns=tuple(uses), header=header)
    return _with_gaps(mapping, sample)


class _Names:
    """What counters and channels are called, without dấu, to their codes."""

    def __init__(self, counters: Sequence[Counter], channels: Sequence[Channel]) -> None:
        self.counters = called(counters)
        self.channels = called(channels)


def called(every: Iterable[Counter] | Iterable[Channel]) -> dict[str, str]:
    """Return what counters or channels are called, to their codes; what several are is left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for one in every:
        for word in {plain(text) for text in (one.code, one.name, *one.words)}:
            if found.setdefault(word, one.code) != one.code:
                twice.add(word)
    return {word: code for word, code in found.items() if word and word not in twice}


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return what titles and names are compared by: no dấu, no signs, single blanks."""
    return " ".join(_SIGNS.sub(" ", fold(text)).replace("_", " ").split())


def _header(table: SheetTable, names: _Names) -> int:
    """Return the row that titles most columns, -1 where none titles two."""
    best, most = -1, 1
    for at, row in enumerate(table.rows[:_HEAD_ROWS]):
        if any(not isinstance(cell, str | None) for cell in row):
            continue
        told = [use.field for use in _by_titles(row, len(row), names) if use.field]
        score = len(told) + len(_passed_over(row))
        if score > most and len(set(told)) >= min(2, len(row)):
            best, most = at, score
    return best


def _passed_over(row: Sequence[Cell]) -> set[int]:
    return {at for at, cell in enumerate(row) if plain(cell_text(cell)) in _PASSED_OVER}


def _by_titles(row: Sequence[Cell], width: int, names: _Names) -> list[ColumnUse]:
    uses = []
    taken: set[ColumnField] = set()
    for at in range(width):
        use = _by_title(cell_text(row[at]) if at < len(row) else "", names)
        if use.field in taken and use.field not in REPEATED:
            use = ColumnUse()
        taken.add(use.field)
        uses.append(use)
    return uses


def _by_title(title: str, names: _Names) -> ColumnUse:
    # "Kinh phí (đồng)", "Chỉ tiêu 2": what stands in brackets and numbers at the end say no more.
    bare = re.sub(r"\(.*?\)", " ", title)
    for text in (plain(title), plain(bare), re.sub(r" \d+$", "", plain(bare))):
        if not text or text in _PASSED_OVER:
            return ColumnUse()
        for field, titles in _TITLES.items():
            if text in titles:
                return ColumnUse(field=field)
        if text in names.counters:
            return ColumnUse(field="amount", counter=names.counters[text])
    return ColumnUse()


def _by_data(
    uses: list[ColumnUse], rows: Sequence[Sequence[Cell]], names: _Names, passed: set[int]
) -> None:
    """Give the columns that have no use yet the one their cells speak for."""
    known = {use.field for use in uses}
    columns = {
        at: [row[at] for row in rows if at < len(row) and row[at] is not None]
        for at, use in enumerate(uses)
        if not use.field and at not in passed
    }

    def take(at: int, field: ColumnField) -> None:
        uses[at] = ColumnUse(field=field)
        known.add(field)
        del columns[at]

    for at, cells in list(columns.items()):
        if "date" not in known and _share(cells, _is_day) >= _MOST:
            take(at, "date")
        elif (
            "counter" not in known
            and "amount" not in known
            and (_share(cells, lambda cell: plain(cell_text(cell)) in names.counters) >= _MOST)
        ):
            take(at, "counter")
        elif "channel" not in known and (
            _share(cells, lambda cell: plain(cell_text(cell)) in names.channels) >= _MOST
        ):
            take(at, "channel")
    if "title" not in known:
        texts = {
            at: sum(len(cell_text(cell)) for cell in cells) / len(cells)
            for at, cells in columns.items()
            if cells and _share(cells, _is_number) < 1 - _MOST
        }
        if texts:
            take(max(texts, key=lambda at: texts[at]), "title")
    if "quantity" not in known and "amount" not in known:
        # A running number is no quantity.
        numbers = [
            at for at, cells in columns.items()
            if _share(cells, _is_number) >= _MOST and not _counts_rows(cells)
        ]  # fmt: skip
        if numbers:
            take(numbers[0], "quantity")


def _share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, datetime.date):
        return True
    if isinstance(cell, Decimal):
        # Counts are rarely as large as the days of this century are counted.
        return 36_000 <= cell <= 70_000
    try:
        read_day(cell or "")
    except NoYearError:
        return True
    except NotADayError:
        return False
    return True


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, Decimal):
        return True
    try:
        quantities.read(cell_text(cell), whole=True)
    except quantities.NotANumberError:
        return False
    return True


def _counts_rows(cells: Sequence[Cell]) -> bool:
    texts = [cell_text(cell) for cell in cells[:20]]
    return len(texts) > 2 and texts == [str(at) for at in range(1, len(texts) + 1)]


def _with_gaps(mapping: Mapping, rows: Sequence[Sequence[Cell]]) -> Mapping:
    """Tell that an empty day means the one above, where most rows leave it empty or some do."""
    days = mapping.places("date")
    if not days:
        return mapping
    at = days[0]
    empty = sum(1 for row in rows if at >= len(row) or row[at] is None)
    return Mapping(
        columns=mapping.columns, header=mapping.header,
        fill_down=0 < empty < len(rows) and bool(rows) and _given(rows[0], at),
    )  # fmt: skip


def _given(row: Sequence[Cell], at: int) -> bool:
    return at < len(row) and row[at] is not None


def serial_or_day(cell: Cell, year: int | None) -> datetime.date:
    """Return the day a cell says: a date, a spreadsheet's count of days, or text."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, Decimal):
        return read_serial(cell)
    text = cell or ""
    if re.fullmatch(r"\d{5}", text):
        return read_serial(Decimal(text))
    return read_day(text, year)
