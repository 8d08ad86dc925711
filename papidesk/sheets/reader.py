"""Reading tables out of Excel workbooks and CSV files, whatever they hold."""

from __future__ import annotations

from pathlib import Path

from papidesk.domain.sheet_table import SheetTable
from papidesk.errors import N_, PapiDeskError
from papidesk.sheets.delimited import read_delimited
from papidesk.sheets.limits import FILE_LIMIT, MIB
from papidesk.text.encodings import BinaryFileError

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
DELIMITED = frozenset({".csv", ".tsv", ".txt"})
_ZIP = b"PK\x03\x04"
ACCEPTED = (".xlsx", ".xlsm", ".csv", ".tsv")


class TableFormError(PapiDeskError):
    """A file of a form no table can be read from."""

    message = N_(
        "“{name}” is of a form no table can be read from. Save it in Excel as a workbook (.xlsx) "
        "or as CSV (.csv) and open that."
    )


class TableTooLargeError(PapiDeskError):
    """A file far larger than any log."""

    message = N_(
        "“{name}” has {size} MB, more than a table can have here ({limit} MB). Cut it into several "
        "files."
    )


def read_table(path: Path, *, sheet: str = "") -> SheetTable:
    """Return the rows of a sheet (the first that is shown, unless ``sheet`` names another).

    Formulas take the value that was stored with them; a merged cell says its value in each of its
    places; days, numbers and texts keep their kinds. Raises :class:`TableFormError`,
    :class:`TableTooLargeError`, :class:`~papidesk.sheets.limits.TooManyRowsError`,
    :class:`~papidesk.sheets.workbook.BadWorkbookError` and what the text decoder refuses with.
    """
    ending = path.suffix.lower()
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise TableTooLargeError(name=path.name, size=size // MIB, limit=FILE_LIMIT // MIB)
    if ending in WORKBOOKS:
        from papidesk.sheets.workbook import read_workbook

        return read_workbook(path, sheet)
    if ending not in DELIMITED:
        raise TableFormError(name=path.name)
    data = path.read_bytes()
    if data.startswith(_ZIP):
        # A workbook that was given the wrong ending.
        from papidesk.sheets.workbook import read_workbook

        return read_workbook(path, sheet)
    try:
        return read_delimited(data, path.name)
    except BinaryFileError as error:
        raise TableFormError(name=path.name) from error
