"""Reading a sheet of an Excel workbook: stored values, merged cells, limits against bombs."""

from __future__ import annotations

import contextlib
import datetime
import re
import warnings
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papidesk.domain.manuscript import Remark
from papidesk.domain.sheet_table import Cell, SheetTable, cell_name
from papidesk.errors import N_, PapiDeskError
from papidesk.sheets.limits import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    MIB,
    PACKED_SHARE,
    ROW_LIMIT,
    UNPACKED_LIMIT,
    TooManyRowsError,
)

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
# As much of the piece before as a match may have begun in.
_OVERLAP = 200
_MOST_NAMED = 5


class BadWorkbookError(PapiDeskError):
    """A file that is no workbook, or a damaged one."""

    message = N_(
        "“{name}” cannot be read: it is damaged or no Excel workbook. Open it in Excel and save "
        "it anew, or save the sheet as CSV."
    )


class LockedWorkbookError(BadWorkbookError):
    """A workbook with a password, or of the old form."""

    message = N_(
        "“{name}” is protected by a password or of the old form of Excel. Open it in Excel, take "
        "the password off and save it as a workbook (.xlsx)."
    )


class BombError(BadWorkbookError):
    """A file that unpacks to far more than it looks."""

    message = N_(
        "“{name}” unpacks to {size} MB and is not opened: no table of this size is meant. Copy the "
        "rows you need into a new workbook."
    )


class NoSuchSheetError(PapiDeskError):
    """A sheet the workbook does not have."""

    message = N_("“{name}” has no sheet “{sheet}”. It has: {sheets}.")


class NoSheetError(BadWorkbookError):
    """A workbook with charts only."""

    message = N_("“{name}” has no sheet with cells. Choose another file.")


def read_workbook(path: Path, sheet: str) -> SheetTable:
    """Return the rows of a sheet of the workbook at ``path``, the first shown one for "".

    Raises :class:`BadWorkbookError` or one of its kinds, :class:`NoSuchSheetError`,
    :class:`~papidesk.sheets.limits.TooManyRowsError`.
    """
    with path.open("rb") as file:
        if file.read(8) == _OLE:
            raise LockedWorkbookError(name=path.name)
    try:
        _check_size(path)
        return _read(path, sheet)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, KeyError, IndexError, ValueError, TypeError,
        AttributeError, RuntimeError, NotImplementedError, ArithmeticError, SyntaxError,
    ) as error:  # fmt: skip
        # openpyxl lets through whatever a broken file makes its parts stumble over.
        raise BadWorkbookError(name=path.name) from error


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        unpacked = sum(item.file_size for item in packed.infolist())
        largest = max((item.file_size / max(1, item.compress_size) for item in packed.infolist()
                       if item.file_size > 10 * MIB), default=0)  # fmt: skip
    if unpacked > UNPACKED_LIMIT or largest > PACKED_SHARE:
        raise BombError(name=path.name, size=unpacked // MIB)


def _read(path: Path, wanted: str) -> SheetTable:
    import openpyxl

    with warnings.catch_warnings(), contextlib.ExitStack() as stack:
        # What openpyxl does not know (styles, validation) does not matter to values.
        warnings.simplefilter("ignore")
        # openpyxl reads a file by its ending where it is told its name.
        file = stack.enter_context(path.open("rb"))
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = _chosen(book, wanted, path.name)
            rows, notes = _rows(sheet, path.name)
            names = tuple(one.title for one in book.worksheets)
            part = sheet._worksheet_path
        finally:
            book.close()
        merged, formulas = _looked_through(path, part)
        uncounted: list[tuple[int, int]] = []
        if formulas:
            uncounted = _without_value(path, sheet.title, rows)
            notes.append(_formulas(uncounted))
        filled = _fill(rows, merged)
    while rows and not rows[-1]:
        rows.pop()
    if filled:
        notes.append(
            Remark(
                message=N_("Merged cells: {count}. Each says its value in all of its places."),
                values={"count": filled},
            )
        )
    return SheetTable(
        name=path.name, sheets=names, sheet=sheet.title, rows=tuple(map(tuple, rows)),
        notes=tuple(notes), uncounted=tuple(uncounted),
    )  # fmt: skip


def _chosen(book: Workbook, wanted: str, name: str) -> Any:
    sheets = book.worksheets
    if not sheets:
        raise NoSheetError(name=name)
    if wanted:
        for sheet in sheets:
            if sheet.title == wanted:
                return sheet
        titles = ", ".join(sheet.title for sheet in sheets)
        raise NoSuchSheetError(name=name, sheet=wanted, sheets=titles)
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    return (shown or sheets)[0]


def _rows(sheet: Any, name: str) -> tuple[list[list[Cell]], list[Remark]]:
    # The size a file tells of itself is often wrong.
    sheet.reset_dimensions()
    rows: list[list[Cell]] = []
    wide = False
    filled = 0
    for values in sheet.iter_rows(values_only=True):
        end = len(values)
        while end and values[end - 1] is None:
            end -= 1
        wide = wide or end > COLUMN_LIMIT
        row = [_cell(value) for value in values[: min(end, COLUMN_LIMIT)]]
        rows.append(row)
        filled += bool(row)
        if filled > ROW_LIMIT:
            raise TooManyRowsError(name=name, limit=ROW_LIMIT)
    notes = []
    if wide:
        note = N_("Only the first {count} columns were read.")
        notes.append(Remark(message=note, values={"count": COLUMN_LIMIT}))
    return rows, notes


def _cell(value: object) -> Cell:
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip()[:CELL_LIMIT] or None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        # As Excel shows it: 0.1 + 0.2 is 0.3.
        return Decimal(f"{value:.15g}")
    if isinstance(value, datetime.datetime):
        return value.date() if value.time() == datetime.time() else value
    if isinstance(value, datetime.date):
        return value
    return str(value)


def _looked_through(path: Path, part: str) -> tuple[list[tuple[bytes, bytes]], bool]:
    """Return the merged ranges of a sheet's part, and whether it has formulas.

    The quick way of reading tells of neither.
    """
    merged: list[tuple[bytes, bytes]] = []
    formulas = False
    with zipfile.ZipFile(path) as packed, packed.open(part.lstrip("/")) as stream:
        rest = b""
        while piece := stream.read(_CHUNK):
            text = rest + piece
            formulas = formulas or _FORMULA.search(text) is not None
            end = 0
            for found in _MERGED.finditer(text):
                merged.append((found[1], found[2]))
                end = found.end()
            rest = text[max(end, len(text) - _OVERLAP) :]
    return merged, formulas


def _without_value(path: Path, title: str, rows: list[list[Cell]]) -> list[tuple[int, int]]:
    """Return where formulas stand no value was stored with: what wrote the file did not count."""
    import openpyxl

    missing: list[tuple[int, int]] = []
    file = path.open("rb")
    book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
    try:
        sheet = book[title]
        sheet.reset_dimensions()
        for at, values in enumerate(sheet.iter_rows(values_only=True)):
            for column, value in enumerate(values[:COLUMN_LIMIT]):
                if not (isinstance(value, str) and value.startswith("=")):
                    continue
                row = rows[at] if at < len(rows) else []
                if column >= len(row) or row[column] is None:
                    missing.append((at, column))
    finally:
        book.close()
        file.close()
    return missing


def _formulas(missing: list[tuple[int, int]]) -> Remark:
    """Return the note about formulas; ``missing`` are those without a value."""
    if not missing:
        return Remark(message=N_("Formulas were taken with the values that were stored."))
    count = len(missing)
    names = [cell_name(row, column) for row, column in missing[:_MOST_NAMED]]
    named = ", ".join(names) + (" …" if count > _MOST_NAMED else "")
    note = N_(
        "{count} formulas have no stored value and are empty here ({cells}). Open the file in "
        "Excel, save it, and read it again."
    )
    return Remark(message=note, values={"count": count, "cells": named})


def _fill(rows: list[list[Cell]], merged: list[tuple[bytes, bytes]]) -> int:
    """Write the value of each merged cell into all of its places; return how many have one."""
    count = 0
    for first, last in merged:
        (top, left), (bottom, right) = _place(first), _place(last)
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
        if value is None or left >= COLUMN_LIMIT:
            continue
        count += 1
        # A merged cell that reaches far below the data has no rows to say anything of there.
        for row in rows[top : min(bottom, len(rows) - 1) + 1]:
            width = min(right, COLUMN_LIMIT - 1) + 1
            row.extend([None] * (width - len(row)))
            row[left:width] = [value] * (width - left)
    return count


def _place(name: bytes) -> tuple[int, int]:
    letters = name.rstrip(b"0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return int(name[len(letters) :]) - 1, column - 1
