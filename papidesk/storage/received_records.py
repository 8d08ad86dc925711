"""Records other units own, as they last told them: nobody here edits these rows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from papidesk.domain.amounts import Part
from papidesk.domain.bundle import BundleRecord, RecordKind
from papidesk.domain.record import from_json, to_json
from papidesk.errors import N_
from papidesk.storage.activity_rows import as_json
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import RECEIVED_AMOUNTS, RECEIVED_RECORDS
from papidesk.storage.store import Store

_READ = "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), unit, kind, id, title"
_COLUMNS = (
    "unit", "kind", "id", "deleted", "day", "title", "content", "content_sha256", "received_id",
)  # fmt: skip
_SLICE = 500
_THOUSAND = 1000
# The field of each kind that is the day records are listed by.
DAYS: Mapping[str, str] = {"activity": "date", "evidence": "taken_on", "correction": "day"}


class DamagedReceivedRecordError(StorageError):
    """A received record that is no longer what was saved."""

    message = N_(
        "“{title}”, which {unit} sent, is damaged: it is not what was saved. It comes right with "
        "the unit’s next bundle; or restore a backup from before the damage."
    )


class Received(NamedTuple):
    """A record as it is kept, with what lists show of it."""

    record: BundleRecord
    title: str
    day: str
    received_id: str


def put_many(
    store: Store, unit: str, rows: Sequence[tuple[BundleRecord, str, str]], received_id: str
) -> None:
    """Keep records of ``unit`` in place of what was there: each with its title and day ("").

    Amounts of log entries are kept apart, by :func:`put_amounts`.
    """
    with store.joined():
        remove_many(store, unit, [(record.kind, record.id) for record, _, _ in rows])
        store.bulk(
            RECEIVED_RECORDS,
            _COLUMNS,
            (_values(unit, record, title, day, received_id) for record, title, day in rows),
        )


def _values(
    unit: str, record: BundleRecord, title: str, day: str, received_id: str
) -> tuple[Any, ...]:
    written = to_json(record)
    return (
        unit, record.kind, record.id, int(record.deleted), day or None, title, written.decode(),
        sha256(written), received_id,
    )  # fmt: skip


def remove_many(store: Store, unit: str, keys: Iterable[tuple[str, str]]) -> None:
    """Delete records of ``unit`` by kind and id, with the amounts of log entries."""
    by_kind: dict[str, list[str]] = {}
    for kind, id in keys:
        by_kind.setdefault(kind, []).append(id)
    with store.joined():
        for kind, ids in by_kind.items():
            store.write(
                "DELETE FROM received_records WHERE unit = ? AND kind = ? "
                "AND id IN (SELECT value FROM json_each(?))",
                (unit, kind, as_json(ids)),
            )
            if kind == "activity":
                store.write(
                    "DELETE FROM received_amounts WHERE unit = ? "
                    "AND activity_id IN (SELECT value FROM json_each(?))",
                    (unit, as_json(ids)),
                )


def put_amounts(
    store: Store, unit: str, amounts: Iterable[tuple[str, str, Sequence[Part]]]
) -> None:
    """Keep what log entries of ``unit`` bring: each entry's id, its day, its parts."""
    with store.joined():
        store.bulk(
            RECEIVED_AMOUNTS,
            ("unit", "counter", "day", "activity_id", "quantity"),
            (
                (unit, part.counter, day, id, part.thousandths)
                for id, day, parts in amounts
                for part in parts
            ),
        )


def get(store: Store, unit: str, kind: RecordKind, id: str) -> Received | None:
    """Return one record of ``unit``, None when it never told of it."""
    found = store.row(
        f"SELECT {_READ}, coalesce(day, ''), received_id FROM received_records "
        "WHERE unit = ? AND kind = ? AND id = ?",
        (unit, kind, id),
    )
    return None if found is None else _received(store, found)


def get_many(store: Store, unit: str, kind: RecordKind, ids: Iterable[str]) -> dict[str, Received]:
    """Return the records of ``unit`` with these ids, by id.

    A damaged one is as if it were not there: what comes in takes its place.
    """
    wanted, made = list(ids), {}
    for start in range(0, len(wanted), _SLICE):
        for row in store.rows(
            f"SELECT {_READ}, coalesce(day, ''), received_id FROM received_records "
            "WHERE unit = ? AND kind = ? AND id IN (SELECT value FROM json_each(?))",
            (unit, kind, as_json(wanted[start : start + _SLICE])),
        ):
            with contextlib.suppress(DamagedReceivedRecordError):
                made[row[4]] = _received(store, row)
    return made


def every(
    store: Store, unit: str, kind: RecordKind, *, since: str = "", until: str = ""
) -> Iterator[Received]:
    """Yield the records of ``unit`` of a kind that are not deleted, by day and id.

    ``since`` and ``until`` (days, both included) narrow those that have a day. Of a damaged one,
    what stands beside its content is shown, without a hash.
    """
    clauses, values = ["unit = ?", "kind = ?", "deleted = 0"], [unit, kind]
    for clause, day in (("day >= ?", since), ("day <= ?", until)):
        if day:
            clauses.append(clause)
            values.append(day)
    for row in store.rows(
        f"SELECT {_READ}, coalesce(day, ''), received_id FROM received_records "
        f"WHERE {' AND '.join(clauses)} ORDER BY day, id",
        values,
    ):
        yield _shown(store, row)


def behind(
    store: Store, unit: str, counter: str, since: str, until: str
) -> list[tuple[Received, int]]:
    """Return the log entries of ``unit`` behind a counter, both days included, with thousandths.

    Damaged ones are shown as :func:`every` does.
    """
    found = store.rows(
        "SELECT CAST(r.content AS BLOB), CAST(r.content_sha256 AS BLOB), r.unit, r.kind, r.id, "
        "r.title, a.day, r.received_id, a.quantity FROM received_amounts a "
        "JOIN received_records r ON r.unit = a.unit AND r.kind = 'activity' "
        "AND r.id = a.activity_id WHERE a.unit = ? AND a.counter = ? AND a.day BETWEEN ? AND ? "
        "ORDER BY a.day, r.id",
        (unit, counter, since, until),
    )
    return [(_shown(store, row[:-1]), int(row[-1])) for row in found]


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every record that is not what was saved, or not what lists show of it."""
    whose = store.rows("SELECT DISTINCT unit, kind FROM received_records ORDER BY unit, kind")
    # One unit's records of one kind at a time: all of them need not fit into memory.
    for unit, kind in whose:
        amounts = _amounts_of(store, unit) if kind == "activity" else {}
        for *row, deleted, day in store.rows(
            f"SELECT {_READ}, deleted, day FROM received_records WHERE unit = ? AND kind = ? "
            "ORDER BY id",
            (unit, kind),
        ):
            try:
                record = _received(store, (*row, day, "")).record
            except DamagedReceivedRecordError as error:
                yield error
                continue
            beside = (kind, row[4], deleted, record.fields.get(DAYS.get(kind, "")) if day else day)
            if (record.kind, record.id, int(record.deleted), day) != beside or (
                kind == "activity" and not _fits(record, day, amounts.get(row[4], {}))
            ):
                yield _damaged(store, tuple(row))


def _amounts_of(store: Store, unit: str) -> dict[str, dict[tuple[str, str], int]]:
    found: dict[str, dict[tuple[str, str], int]] = {}
    for id, counter, day, quantity in store.rows(
        "SELECT activity_id, counter, day, quantity FROM received_amounts WHERE unit = ?", (unit,)
    ):
        found.setdefault(id, {})[counter, day] = quantity
    return found


def _fits(record: BundleRecord, day: str, kept: dict[tuple[str, str], int]) -> bool:
    """Tell whether what an entry brings is kept as it says; more may be derived from its people."""
    if record.deleted:
        return not kept
    wanted: dict[tuple[str, str], int] = {}
    for amount in record.fields.get("amounts", ()):
        at = str(amount.get("counter", "")), day
        wanted[at] = wanted.get(at, 0) + int(Decimal(str(amount.get("quantity", 0))) * _THOUSAND)
    return all(kept.get(at) == quantity for at, quantity in wanted.items()) and all(
        on == day for _, on in kept
    )


def _received(store: Store, row: tuple[Any, ...]) -> Received:
    if sha256(row[0]).encode() != row[1]:
        raise _damaged(store, row)
    return Received(from_json(BundleRecord, row[0]), row[5], row[6], row[7])


def _shown(store: Store, row: tuple[Any, ...]) -> Received:
    try:
        return _received(store, row)
    except DamagedReceivedRecordError:
        record = BundleRecord(kind=row[3], id=row[4], owner=row[2], vv={}, hash="")
        return Received(record, row[5], row[6], row[7])


def _damaged(store: Store, row: tuple[Any, ...]) -> DamagedReceivedRecordError:
    return DamagedReceivedRecordError(path=store.path, unit=row[2], title=row[5] or row[4])
