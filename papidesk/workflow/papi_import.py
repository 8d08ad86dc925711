"""PAPI scores out of a table (XLSX, CSV): read, judged row by row, taken only when agreed."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

from papidesk.domain.papi import Dimension, YearScores
from papidesk.domain.papi_checks import check_score, check_year
from papidesk.domain.papi_series import TOTAL
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import catalogue_entries as entries
from papidesk.workflow import papi

__all__ = [
    "NoScoresError", "ScoreCell", "ScoreImport", "Taken", "number", "read_scores", "scores_of",
    "take_back", "take_scores",
]  # fmt: skip

Layout = Literal["years across", "parts across", "one a row"]
State = Literal["new", "changed", "unchanged", "refused"]
_CODE = re.compile(r"d?\s*(\d{1,2})(?:[.,](\d{1,2}))?", re.IGNORECASE)
_YEAR = re.compile(r"(?:nam\s*)?(\d{4})(?:[.,]0+)?")
_TOTAL = {"total", "tong", "tong diem", "diem tong", "tong so", "papi", "chi so papi", "tong cong"}
_MISSING = {"", "-", "–", "—", "…", "...", "na", "n/a", "null", "khong co", "khong co so lieu"}
_HEADS: Mapping[str, frozenset[str]] = {
    "province": frozenset({"tinh", "tinh thanh", "tinh/thanh pho", "tinh, thanh pho", "province"}),
    "year": frozenset({"nam", "year"}),
    "code": frozenset({"ma", "code", "ma so", "ma chi so", "ma noi dung", "chi so", "noi dung"}),
    "value": frozenset({"diem", "diem so", "gia tri", "value", "score", "ket qua"}),
}
_HEAD_ROWS = 12  # titles may stand above the heading
_LIMIT = 20_000  # cells with a score
_FARTHEST = 1e9  # no number of a table of scores is as large


class NoScoresError(PapiDeskError):
    """A table without a heading that says what its columns are."""

    message = N_(
        "No scores were found in “{name}”. The table needs a heading: a column with the codes "
        "(D1, 1.1, …, total) and one for each year, or columns named Năm, Mã and Điểm."
    )


class TooManyScoresError(PapiDeskError):
    """More scores than the index has ever had."""

    message = N_("“{name}” has more than {limit} scores. Import the years one after the other.")


class WrongCodeError(PapiDeskError):
    """A cell that should be a code."""

    message = N_("“{text}” is no code of the index (D1, 1.1, …, total).")


class WrongYearError(PapiDeskError):
    """A cell that should be a year."""

    message = N_("“{text}” is no year.")


class WrongScoreError(PapiDeskError):
    """A cell that should be a score."""

    message = N_(
        "“{text}” is no score: write a number such as 2,45, or nothing where it is missing."
    )


class WrongProvinceError(PapiDeskError):
    """A cell that should be a province."""

    message = N_("“{text}” is no province, of now or before 01/7/2025.")


class TwiceError(PapiDeskError):
    """The same score once more, with another value."""

    message = N_("This score stands in row {row}, too, and says otherwise.")


class ScoreCell(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One score of the table: ``row`` counts from 1, ``before`` is what is known now.

    ``problem`` is a :class:`~papidesk.errors.PapiDeskError` where it is refused.
    """

    row: int
    province: str = ""
    year: int = 0
    code: str = ""
    value: float | None = None
    before: float | None = None
    state: State = "new"
    problem: Any = None


class ScoreImport(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a table would change; nothing is written. ``layout`` is how it was understood."""

    name: str
    layout: Layout
    cells: tuple[ScoreCell, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, state: State) -> list[ScoreCell]:
        """Return the cells of one state."""
        return [cell for cell in self.cells if cell.state == state]


class Taken(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was taken in, and what the years said ``before``, for :func:`take_back`."""

    scores: int
    before: tuple[YearScores, ...] = ()


class _Place(NamedTuple):
    row: int
    province: object
    year: object
    code: object
    value: object


def read_scores(store: Store, path: Path, *, province: str = "") -> ScoreImport:
    """Return what the table at ``path`` would change; nothing is written.

    ``province`` is whose scores they are where the table does not say; "" is the office's own.
    Raises :class:`NoScoresError`, and what reading a table refuses with.
    """
    from papidesk.sheets.reader import read_table
    from papidesk.workflow.reading import file_state

    file_state(path)
    rows = read_table(path).rows
    whose = province or papi.province_of(store, datetime.date.today())
    return scores_of(store, rows, name=path.name, province=whose)


def scores_of(
    store: Store, rows: Sequence[Sequence[object]], *, name: str, province: str
) -> ScoreImport:
    """Return what ``rows`` of cells would change, judged cell by cell."""
    found = _understood(rows)
    if found is None:
        raise NoScoresError(name=name[:100])
    layout, places = found
    known: dict[tuple[str, int], YearScores] = {
        (one.province, one.year): one for one in entries.entries(store, entries.SCORES)
    }
    judge = _Judge(store, province, known)
    cells = []
    for place in places:
        cells.append(judge.cell(place))
        if len(cells) > _LIMIT:
            raise TooManyScoresError(name=name[:100], limit=f"{_LIMIT:,}".replace(",", "."))
    if not cells:
        raise NoScoresError(name=name[:100])
    return ScoreImport(name=name, layout=layout, cells=tuple(cells))


def take_scores(store: Store, found: ScoreImport, *, who: str) -> Taken:
    """Keep what is new and changed in one unit of work; refused cells are left out."""
    wanted: dict[tuple[str, int], dict[str, float | None]] = {}
    for cell in found.cells:
        if cell.state in ("new", "changed"):
            wanted.setdefault((cell.province, cell.year), {})[cell.code] = cell.value
    before = []
    with store.joined():
        for (province, year), values in wanted.items():
            known = papi.year_of(store, province, year)
            before.append(known)
            merged = {**known.values, **values}
            papi.put_scores(store, replace(known, values=merged, source=found.name), who=who)
    return Taken(scores=sum(map(len, wanted.values())), before=tuple(before))


def take_back(store: Store, taken: Taken, *, who: str) -> None:
    """Make the years what they were before :func:`take_scores`."""
    with store.joined():
        for known in taken.before:
            code = entries.code_of(known)
            empty = not known.values and not known.targets and not known.rank
            entries.put_back(store, entries.SCORES, code, None if empty else known, who=who)


def number(text: str) -> float | None:
    """Return the score a person typed ("2,45"), None for a missing one ("-", "").

    Raises :class:`WrongScoreError`.
    """
    return _value(text)


class _Judge:
    """Judges one cell after the other, remembering what stood above."""

    def __init__(
        self, store: Store, province: str, known: Mapping[tuple[str, int], YearScores]
    ) -> None:
        self._province = province
        self._called = cache(partial(papi.plain_name, store=store))  # asked for every row
        self._known = known
        self._dimensions: list[Dimension] = entries.entries(store, entries.DIMENSIONS)
        self._seen: dict[tuple[str, int, str], ScoreCell] = {}

    def cell(self, place: _Place) -> ScoreCell:
        cell = ScoreCell(row=place.row)
        try:
            cell = replace(cell, province=self._whose(place.province))
            cell = replace(cell, year=_year(place.year))
            cell = replace(cell, code=_code(place.code))
            cell = replace(cell, value=_value(place.value))
            check_year(cell.year)
            check_score(cell.code, cell.value, cell.year, self._dimensions)
            return self._compared(cell)
        except PapiDeskError as error:
            return replace(cell, state="refused", problem=error)

    def _whose(self, text: object) -> str:
        named = _text(text)
        if text is None or (not named and self._province):
            return self._province
        known = self._called(named)
        if known is None and fold(named) == fold(self._province):
            known = self._province
        if known is None:
            raise WrongProvinceError(text=named[:60])
        return known

    def _compared(self, cell: ScoreCell) -> ScoreCell:
        twin = self._seen.setdefault((cell.province, cell.year, cell.code), cell)
        if twin is not cell and twin.value != cell.value:
            raise TwiceError(row=twin.row)
        year = self._known.get((cell.province, cell.year))
        if year is None or cell.code not in year.values:
            return replace(cell, state="unchanged" if twin is not cell else "new")
        before = year.values[cell.code]
        same = before == cell.value or twin is not cell
        return replace(cell, before=before, state="unchanged" if same else "changed")


def _understood(rows: Sequence[Sequence[object]]) -> tuple[Layout, Iterator[_Place]] | None:
    for top, row in enumerate(rows[:_HEAD_ROWS]):
        heads = [fold(_text(cell)) for cell in row]
        named = {
            name: place
            for name, words in _HEADS.items()
            if (place := _first(heads, words)) is not None
        }
        years = [place for place, cell in enumerate(row) if _is_year(cell)]
        codes = [place for place, cell in enumerate(row) if _is_code(cell)]
        body = list(enumerate(rows[top + 1 :], start=top + 2))
        if {"year", "code", "value"} <= named.keys():
            return "one a row", _long(body, named)
        if years and "code" in named:
            return "years across", _years_across(body, named, row, years)
        if codes and "year" in named:
            return "parts across", _parts_across(body, named, row, codes)
    return None


def _long(
    body: Sequence[tuple[int, Sequence[object]]], named: Mapping[str, int]
) -> Iterator[_Place]:
    for number, row in body:
        cells = {name: _at(row, place) for name, place in named.items()}
        if any(_text(cell) for cell in cells.values()):
            yield _Place(
                number, cells.get("province"), cells["year"], cells["code"], cells["value"]
            )


def _years_across(
    body: Sequence[tuple[int, Sequence[object]]],
    named: Mapping[str, int],
    head: Sequence[object],
    years: Sequence[int],
) -> Iterator[_Place]:
    for number, row in body:
        code = _at(row, named["code"])
        if not _text(code):
            continue
        for place in years:
            if _text(_at(row, place)):
                yield _Place(number, _whose(row, named), head[place], code, _at(row, place))


def _parts_across(
    body: Sequence[tuple[int, Sequence[object]]],
    named: Mapping[str, int],
    head: Sequence[object],
    codes: Sequence[int],
) -> Iterator[_Place]:
    for number, row in body:
        year = _at(row, named["year"])
        if not _text(year):
            continue
        for place in codes:
            if _text(_at(row, place)):
                yield _Place(number, _whose(row, named), year, head[place], _at(row, place))


def _whose(row: Sequence[object], named: Mapping[str, int]) -> object:
    return _at(row, named["province"]) if "province" in named else None


def _first(heads: Sequence[str], words: frozenset[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if head in words), None)


def _at(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else ""


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float | Decimal) and abs(_plain(cell)) < _FARTHEST:
        whole = cell == int(cell)
        return str(int(cell)) if whole else f"{cell:.12f}".rstrip("0")
    return " ".join(str(cell).split())


def _plain(cell: float | Decimal) -> float:
    """Return a number as it is, what is none as an endless one."""
    if isinstance(cell, Decimal) and not cell.is_finite():
        return math.inf
    return float(cell) if math.isfinite(cell) else math.inf


def _is_year(cell: object) -> bool:
    return bool(_YEAR.fullmatch(fold(_text(cell))))


def _is_code(cell: object) -> bool:
    text = _text(cell)
    return fold(text) in _TOTAL or bool(re.fullmatch(r"[Dd]\d{1,2}|\d{1,2}[.,]\d{1,2}", text))


def _year(cell: object) -> int:
    found = _YEAR.fullmatch(fold(_text(cell)))
    if not found:
        raise WrongYearError(text=_text(cell)[:40])
    return int(found[1])


def _code(cell: object) -> str:
    # A whole number alone is a dimension: "1" is D1.
    text = _text(cell)
    if fold(text) in _TOTAL:
        return TOTAL
    found = _CODE.fullmatch(text)
    if isinstance(cell, datetime.date) or not found or (found[2] and text[:1] in "dD"):
        raise WrongCodeError(text=text[:40])
    return f"{int(found[1])}.{int(found[2])}" if found[2] else f"D{int(found[1])}"


def _value(cell: object) -> float | None:
    if isinstance(cell, bool | datetime.date | datetime.time):
        raise WrongScoreError(text=_text(cell)[:40])
    text = _text(cell)
    if fold(text) in _MISSING:
        return None
    if not re.fullmatch(r"[+-]?\d{1,9}(?:[.,]\d{1,15})?(?:[eE]-?\d{1,2})?", text):
        raise WrongScoreError(text=text[:40])
    return float(text.replace(",", "."))
