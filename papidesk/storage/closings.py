"""Closed periods, and the corrections made to their entries afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from papidesk.domain.closing import Closing, Correction
from papidesk.domain.ids import new_id
from papidesk.domain.record import Record, from_json, replace, to_json
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.activity_rows import as_json
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import CLOSINGS, CORRECTIONS, TableName
from papidesk.storage.store import Store

R = TypeVar("R", bound=Record)
# Stands in lists and papers where a reason would: Vietnamese.
_LOST = "Nội dung lần điều chỉnh này bị hỏng, xem bản sao lưu"
_READ = "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), id"


class UnknownClosingError(StorageError):
    """An id no closed period has."""

    message = N_("This closed period is not there any more. Open the list of closed periods again.")


class NotClosedError(StorageError):
    """A period that is open already."""

    message = N_("The period from {since} to {until} is open already. Nothing was changed.")


class DamagedClosingError(StorageError):
    """A closed period or a correction that is no longer what was saved."""

    message = N_(
        "A closed period or a correction is damaged ({id}): it is not what was saved. Restore a "
        "backup from before the damage."
    )


def add(store: Store, closing: Closing, *, who: str = "", now: datetime | None = None) -> Closing:
    """Close a window and return it as it is kept."""
    kept = replace(
        closing, id=new_id(), closed_at=stored_time(now), closed_by=who, reopened_at="",
        reopened_by="", reopen_reason="",
    )  # fmt: skip
    with store.joined():
        store.insert(CLOSINGS, _columns(kept))
        detail = f"{kept.since}/{kept.until} {kept.duty} {kept.period}".strip()
        audit.add(store, "period.closed", who=who, subject=kept.id, detail=detail, now=now)
    return kept


def reopen(
    store: Store, id: str, *, reason: str, who: str = "", now: datetime | None = None
) -> Closing:
    """Open a window again and return it.

    Raises :class:`UnknownClosingError`, :class:`NotClosedError`.
    """
    with store.joined():
        closing = get(store, id)
        if closing.reopened_at:
            raise NotClosedError(
                path=store.path,
                since=f"{closing.since:%d/%m/%Y}",
                until=f"{closing.until:%d/%m/%Y}",
            )
        kept = replace(closing, reopened_at=stored_time(now), reopened_by=who, reopen_reason=reason)
        values = _columns(kept)
        store.write(
            "UPDATE closings SET content = :content, content_sha256 = :content_sha256, "
            "reopened_at = :reopened_at WHERE id = :id",
            {name: values[name] for name in ("id", "content", "content_sha256", "reopened_at")},
        )
        audit.add(store, "period.reopened", who=who, subject=id, detail=reason, now=now)
    return kept


def put_back(
    store: Store, kept: Closing | Correction, *, who: str = "", now: datetime | None = None
) -> None:
    """Keep a closed window or a correction under the id it has: from elsewhere, or undone."""
    table: TableName
    if isinstance(kept, Closing):
        table, act, values = CLOSINGS, "period.received", _columns(kept)
        document, named = "document_id", kept.document
    else:
        table, act = CORRECTIONS, "correction.received"
        values = _correction_columns(replace(kept, reported_in=""))
        document, named = "reported_in", kept.reported_in
    # A paper that is not here any more is still named by the content, but leads nowhere.
    known = named and store.row("SELECT 1 FROM documents WHERE id = ?", (named,)) is not None
    values |= {document: named if known else None}
    with store.joined():
        if store.row(f"SELECT 1 FROM {table} WHERE id = ?", (kept.id,)) is None:
            store.insert(table, values)
        else:
            names = ", ".join(f"{name} = :{name}" for name in values if name != "id")
            store.write(f"UPDATE {table} SET {names} WHERE id = :id", values)
        audit.add(store, act, who=who, subject=kept.id, now=now)


def get(store: Store, id: str) -> Closing:
    """Return one closed window; raises :class:`UnknownClosingError`, DamagedClosingError."""
    found = store.row(f"SELECT {_READ} FROM closings WHERE id = ?", (id,))
    if found is None:
        raise UnknownClosingError(path=store.path)
    return _read(store, found, Closing)


def every(store: Store) -> list[Closing]:
    """Return all windows that were ever closed, reopened ones too, the latest window first."""
    found = store.rows(f"SELECT {_READ} FROM closings ORDER BY until DESC, since DESC, id DESC")
    return [_shown(store, row) for row in found]


def closed(store: Store) -> list[Closing]:
    """Return the windows that are closed now.

    Of those closed again for the same duty, period and days, the last one.
    """
    latest: dict[tuple[object, ...], Closing] = {}
    found = store.rows(f"SELECT {_READ} FROM closings WHERE reopened_at IS NULL ORDER BY id")
    for row in found:
        one = _shown(store, row)
        latest[one.since, one.until, one.duty, one.period] = one
    return sorted(latest.values(), key=lambda one: (one.until, one.since, one.id))


def window_sums(store: Store, closing: Closing, counters: Iterable[str]) -> dict[str, int]:
    """Return what the entries of a window bring now of each of ``counters``, in thousandths."""
    found = store.rows(
        "SELECT counter, sum(quantity / 1000), sum(quantity % 1000) FROM activity_amounts "
        "WHERE counter IN (SELECT value FROM json_each(?)) AND date BETWEEN ? AND ? "
        "GROUP BY counter",
        (as_json(list(counters)), closing.since.isoformat(), closing.until.isoformat()),
    )
    return {counter: whole * 1000 + rest for counter, whole, rest in found}


def add_correction(
    store: Store, correction: Correction, *, who: str = "", now: datetime | None = None
) -> Correction:
    """Keep a change to an entry of a closed window; return it with its id."""
    kept = replace(correction, id=new_id(), who=who, at=stored_time(now), reported_in="")
    with store.joined():
        store.insert(CORRECTIONS, _correction_columns(kept))
    return kept


def corrections(
    store: Store, *, closing: str = "", activity: str = "", unreported: bool = False
) -> list[Correction]:
    """Return corrections in the order they were made.

    ``closing`` and ``activity`` are ids that narrow them, ``unreported`` leaves out those a report
    has told of.
    """
    clauses, values = ["1"], []
    for column, wanted in (("closing_id", closing), ("activity_id", activity)):
        if wanted:
            clauses.append(f"{column} = ?")
            values.append(wanted)
    if unreported:
        clauses.append("reported_in IS NULL")
    found = store.rows(
        f"SELECT {_READ}, reported_in FROM corrections WHERE {' AND '.join(clauses)} ORDER BY id",
        values,
    )
    return [replace(_shown_correction(store, row[:3]), reported_in=row[3] or "") for row in found]


def damaged_corrections(store: Store) -> set[str]:
    """Return the ids of corrections that are not what was saved."""
    rows = store.rows(f"SELECT {_READ} FROM corrections")
    return {id for content, hashed, id in rows if sha256(content).encode() != hashed}


def mark_reported(store: Store, ids: Iterable[str], document_id: str) -> int:
    """Note which report told of corrections; those told of already stay. Return how many."""
    with store.joined():
        return store.write(
            "UPDATE corrections SET reported_in = ? WHERE reported_in IS NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            (document_id, as_json(list(ids))),
        )


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every closed window and correction that is not what was saved."""
    kinds: tuple[tuple[str, type[Closing] | type[Correction]], ...] = (
        ("closings", Closing),
        ("corrections", Correction),
    )
    for table, kind in kinds:
        for row in store.rows(f"SELECT {_READ} FROM {table} ORDER BY id"):
            try:
                kept = _read(store, row, kind)
            except DamagedClosingError as error:
                yield error
                continue
            if not _columns_fit(store, table, kept):
                yield DamagedClosingError(path=store.path, id=row[2])


def _read(store: Store, row: tuple[Any, ...], kind: type[R]) -> R:
    content, hashed, id = row
    if sha256(content).encode() != hashed:
        raise DamagedClosingError(path=store.path, id=id)
    return from_json(kind, content)


def _columns_fit(store: Store, table: str, kept: Closing | Correction) -> bool:
    expected = _columns(kept) if isinstance(kept, Closing) else _correction_columns(kept)
    # A paper that was deleted for good is still named by the content, but leads nowhere.
    expected.pop("document_id", None)
    shown = ", ".join(f"CAST({name} AS BLOB)" for name in expected)
    found = store.row(f"SELECT {shown} FROM {table} WHERE id = ?", (kept.id,))
    return found == tuple(
        None if value is None else str(value).encode() for value in expected.values()
    )


def _shown(store: Store, row: tuple[Any, ...]) -> Closing:
    """Return a closed window; of a damaged one what stands beside it: it stays closed."""
    try:
        return _read(store, row, Closing)
    except DamagedClosingError:
        columns = "since, until, duty, period, document_id, closed_at, reopened_at"
        found = store.row(f"SELECT {columns} FROM closings WHERE id = ?", (row[2],)) or ()
        since, until, duty, period, document, closed_at, reopened_at = found
        return Closing(
            id=row[2], since=date.fromisoformat(since), until=date.fromisoformat(until),
            duty=duty, period=period, document=document or "", closed_at=closed_at,
            reopened_at=reopened_at or "",
        )  # fmt: skip


def _shown_correction(store: Store, row: tuple[Any, ...]) -> Correction:
    """Return a correction; of a damaged one what stands beside it, with that for its reason."""
    try:
        return _read(store, row, Correction)
    except DamagedClosingError:
        closing, activity, day, at, title = store.row(
            "SELECT c.closing_id, c.activity_id, c.day, c.at, CAST(a.title AS BLOB) "
            "FROM corrections c LEFT JOIN activities a ON a.id = c.activity_id WHERE c.id = ?",
            (row[2],),
        ) or ("", "", "", "", None)
        return Correction(
            id=row[2], closing=closing, activity=activity, day=date.fromisoformat(day),
            kind="changed", title=bytes(title or b"?").decode(errors="replace"),
            reason=_LOST, at=at,
        )  # fmt: skip


def _columns(closing: Closing) -> dict[str, Any]:
    written = to_json(closing)
    return {
        "id": closing.id,
        "since": closing.since.isoformat(),
        "until": closing.until.isoformat(),
        "duty": closing.duty,
        "period": closing.period,
        "document_id": closing.document or None,
        "content": written.decode(),
        "content_sha256": sha256(written),
        "closed_at": closing.closed_at,
        "reopened_at": closing.reopened_at or None,
    }


def _correction_columns(correction: Correction) -> dict[str, Any]:
    written = to_json(correction)
    return {
        "id": correction.id,
        "closing_id": correction.closing,
        "activity_id": correction.activity,
        "day": correction.day.isoformat(),
        "content": written.decode(),
        "content_sha256": sha256(written),
        "at": correction.at,
    }
