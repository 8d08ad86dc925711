"""Entries of the log taken in from a spreadsheet, a CSV file or pasted cells, and taken back."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import msgspec

from papidesk.domain.activity import Activity, Came
from papidesk.domain.activity_rules import check_known
from papidesk.domain.ids import new_id
from papidesk.domain.log_columns import ColumnUse, Mapping
from papidesk.domain.record import Record, replace
from papidesk.domain.sheet_table import SheetTable, cell_text
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import activities as stored
from papidesk.storage import activity_listing, audit
from papidesk.storage.activity_rows import same_key
from papidesk.storage.store import Store
from papidesk.workflow import closings, log, log_counters
from papidesk.workflow.closings import Change
from papidesk.workflow.import_formulas import by_row, filled, refused
from papidesk.workflow.import_guess import guess
from papidesk.workflow.import_problems import RowProblem
from papidesk.workflow.import_rows import ImportRow, RowReader
from papidesk.workflow.log_doubts import Judge

__all__ = [
    "ColumnUse", "ImportPreview", "ImportRow", "Mapping", "NothingToTakeError", "RowProblem",
    "SheetTable", "guess", "preview", "read", "read_cells", "save_refused", "take", "undo",
]  # fmt: skip

# Tells how much is done of how much; raises to break off.
Progress = Callable[[int, int], None]
_SLICE = 1_000


class NothingToTakeError(PapiDeskError):
    """A table of which no row can or need be taken."""

    message = N_(
        "Nothing was taken: {refused} rows have errors and {repeated} are in the log already."
    )


class NoRowsError(PapiDeskError):
    """A table without rows."""

    message = N_("There are no rows to take in. Choose another sheet, file or row of titles.")


class UnknownBatchError(PapiDeskError):
    """An import nothing is left of."""

    message = N_("Nothing of this import is in the log any more.")


class ImportPreview(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What an import would bring, row by row; empty rows are left out.

    ``pasted_before`` is the time the very same table was taken in, "" when it never was.
    """

    table: SheetTable
    mapping: Mapping
    rows: tuple[ImportRow, ...] = ()
    fingerprint: str = ""
    pasted_before: str = ""

    @property
    def good(self) -> list[ImportRow]:
        """The rows that can be taken, repeated ones left out."""
        return [row for row in self.rows if row.activity is not None and not row.repeated]

    @property
    def refused(self) -> list[ImportRow]:
        """The rows that cannot be taken."""
        return [row for row in self.rows if row.activity is None]

    @property
    def repeated(self) -> list[ImportRow]:
        """The rows the log, or the table before them, has already."""
        return [row for row in self.rows if row.activity is not None and row.repeated]

    @property
    def doubtful(self) -> list[ImportRow]:
        """The rows that can be taken and should be looked at."""
        return [row for row in self.rows if row.activity is not None and row.doubts]


def read(path: Path, *, sheet: str = "") -> SheetTable:
    """Return the table in a file (.xlsx, .csv); raises what :mod:`papidesk.sheets.reader` does.

    Also :class:`~papidesk.workflow.reading.NotReadError` for what cannot be read at all.
    """
    from papidesk.sheets.reader import read_table
    from papidesk.system_words import said
    from papidesk.workflow.reading import NotReadError, file_state

    file_state(path)
    try:
        return read_table(path, sheet=sheet)
    except OSError as error:
        raise NotReadError(name=path.name, detail=said(error)) from error


def read_cells(text: str) -> SheetTable:
    """Return the table somebody copied in a spreadsheet and pasted here."""
    from papidesk.sheets.delimited import read_cells as cells

    return cells(text)


def preview(
    store: Store,
    table: SheetTable,
    mapping: Mapping,
    *,
    today: datetime.date | None = None,
    progress: Progress | None = None,
) -> ImportPreview:
    """Return what every row would become; nothing is stored. Raises :class:`NoRowsError`."""
    judge = Judge(store, today=today)
    came: Came = "file" if table.name else "cells"
    reader = RowReader(store, mapping, judge, came)
    first = mapping.header + 1
    uncounted = by_row(table)
    rows: list[ImportRow] = []
    for at, cells in enumerate(table.rows[first:], start=first):
        if progress is not None and at % _SLICE == 0:
            progress(at, len(table.rows))
        missing = uncounted.get(at, ())
        if missing or any(cell is not None for cell in cells):
            row = reader.read(at + 1, filled(cells, missing) if missing else cells)
            rows.append(refused(row, cells, missing, mapping) if missing else row)
    if not rows:
        raise NoRowsError
    mark = _fingerprint(table, mapping)
    return ImportPreview(
        table=table,
        mapping=mapping,
        rows=tuple(_with_same(store, rows)),
        fingerprint=mark,
        pasted_before=_taken_at(store, mark),
    )


def take(
    store: Store,
    preview: ImportPreview,
    *,
    who: str,
    reason: str = "",
    progress: Progress | None = None,
    repeated: bool = False,
    leave: Collection[int] = (),
    now: datetime.datetime | None = None,
) -> str:
    """Take the good rows in, all in one unit of work, and return the id of the batch.

    Rows in error stay out (:func:`save_refused` keeps them), repeated ones too unless
    ``repeated``, and those whose numbers are in ``leave``. What another window took in meanwhile
    is not taken twice. ``progress`` may raise to break off: then nothing is kept. Raises
    :class:`NothingToTakeError`, :class:`~papidesk.workflow.closings.ClosedPeriodError`.
    """
    chosen = [
        row for row in preview.rows
        if row.activity is not None and row.number not in leave and (repeated or not row.repeated)
    ]  # fmt: skip
    batch = new_id()
    counters, channels = log_counters.by_code(store), log_counters.channels_by_code(store)
    with store.joined():
        if not repeated:
            chosen = [row for row in _with_same(store, chosen) if not row.same_as]
        if not chosen:
            raise NothingToTakeError(refused=len(preview.refused), repeated=len(preview.repeated))
        log_counters.keep_up(store)
        rules = log_counters.rules(store)
        new = [replace(row.activity, batch=batch) for row in chosen if row.activity is not None]
        # Counters may have been removed since the preview.
        check_known(new, counters, channels)
        windows = closings.check(store, {one.date for one in new}, reason)

        def told(count: int) -> None:
            if progress is not None:
                progress(count, len(new))

        kept = stored.add_many(store, new, rules, who=who, now=now, told=told)
        if windows:
            changes = [Change(None, one) for one in kept]
            closings.record(store, windows, changes, rules, reason=reason, who=who, now=now)
        detail = f"{preview.fingerprint} {len(kept)} {preview.table.name}"
        audit.add(store, "log.imported", who=who, subject=batch, detail=detail[:300], now=now)
    return batch


def undo(store: Store, batch: str, *, who: str, reason: str = "") -> int:
    """Put all entries of a batch into the trash, in one unit of work; return how many.

    Raises :class:`UnknownBatchError`, :class:`~papidesk.workflow.closings.ClosedPeriodError`.
    """
    from papidesk.domain.filters import ActivityFilter

    with store.joined():
        batch = _batch(store, batch)
        ids = activity_listing.ids(store, ActivityFilter(batch=batch)) if batch else []
        if not ids:
            raise UnknownBatchError
        gone = log.remove(store, ids, who=who, reason=reason)
        audit.add(store, "log.import_undone", who=who, subject=batch, detail=str(len(gone)))
    return len(gone)


def _batch(store: Store, beginning: str) -> str:
    """Return the one batch that is or begins with ``beginning``; "" where none or several do."""
    wanted = beginning.strip().lower()
    found = [
        batch
        for (batch,) in store.rows("SELECT DISTINCT batch FROM activities WHERE batch <> ''")
        if wanted and batch.startswith(wanted)
    ]
    return wanted if wanted in found else found[0] if len(found) == 1 else ""


def redo(store: Store, batch: str, *, who: str, reason: str = "") -> int:
    """Bring the entries of an undone batch back; return how many."""
    from papidesk.domain.filters import ActivityFilter

    with store.joined():
        ids = activity_listing.ids(store, ActivityFilter(batch=batch, trashed=True))
        if not batch or not ids:
            raise UnknownBatchError
        return len(log.restore(store, ids, who=who, reason=reason))


def save_refused(preview: ImportPreview, path: Path) -> Path:
    """Write the rows in error to ``path`` (.xlsx or .csv) with their reasons; return it.

    The titles are those of the table, so that the file can be corrected and taken in. Raises
    :class:`~papidesk.workflow.files.NotWrittenError`.
    """
    from papidesk.i18n import _
    from papidesk.sheets.plain_sheet import csv_bytes, workbook
    from papidesk.workflow.files import must_end, write_whole

    width = preview.table.columns
    header = preview.mapping.header
    titles = [cell_text(cell) for cell in preview.table.rows[header]] if header >= 0 else []
    titles += [""] * (width - len(titles))
    head = [_("Row"), _("Why it was not taken"), *titles]
    rows = [
        [
            str(row.number),
            " ".join(problem.sentence for problem in row.problems),
            *row.cells,
            *[None] * (width - len(row.cells)),
        ]
        for row in preview.refused
    ]
    if path.suffix.lower() == ".csv":
        return write_whole(path, csv_bytes(head, rows))
    must_end(path, ".xlsx")
    return write_whole(path, workbook(_("Rows not taken"), head, rows))


def _with_same(store: Store, rows: list[ImportRow]) -> Iterator[ImportRow]:
    """Yield the rows, told which entry of the log or which earlier row is the same."""
    keys = ["" if row.activity is None else row.key or same_key(row.activity) for row in rows]
    known = stored.same_as(store, filter(None, keys))
    several = {key for key, times in Counter(keys).items() if times > 1}
    seen: dict[str, list[tuple[int, Activity]]] = {}
    for row, key in zip(rows, keys, strict=True):
        if row.activity is None:
            yield row
            continue
        same, earlier = "", 0
        if key in known:
            same = next((one.id for one in known[key] if stored.may_be_same(row.activity, one)), "")
        if key in several:
            before = seen.setdefault(key, [])
            earlier = next(
                (number for number, one in before if stored.may_be_same(row.activity, one)), 0
            )
            before.append((row.number, row.activity))
        if (same, earlier, key) != (row.same_as, row.same_row, row.key):
            row = replace(row, same_as=same, same_row=earlier, key=key)
        yield row


def _fingerprint(table: SheetTable, mapping: Mapping) -> str:
    """Return what tells a table from all others: its cells and how they are read."""
    told = hashlib.blake2b(digest_size=12)
    for cells in table.rows[mapping.header + 1 :]:
        told.update(("\x1f".join(map(cell_text, cells)) + "\x1e").encode())
    told.update(msgspec.json.encode(mapping))
    return told.hexdigest()


def _taken_at(store: Store, fingerprint: str) -> str:
    found = store.row(
        "SELECT at FROM audit a WHERE act = 'log.imported' AND substr(detail, 1, 24) = ? "
        "AND EXISTS (SELECT 1 FROM activities b WHERE b.batch = a.subject AND b.batch <> '' "
        "AND b.trashed_at IS NULL) ORDER BY at DESC",
        (fingerprint,),
    )
    return str(found[0]) if found else ""
