"""Recurring series of the activity log, each occurrence of which is confirmed by an entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from papidesk.domain.activity import ActivitySeries
from papidesk.domain.ids import new_id
from papidesk.domain.record import from_json, replace, to_json
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import ACTIVITY_SERIES
from papidesk.storage.store import Store

_READ = "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), id"


class UnknownSeriesError(StorageError):
    """An id no series has."""

    message = N_("This series is not there any more. Open the list of series again.")


class DamagedSeriesError(StorageError):
    """A series that is no longer what was saved."""

    message = N_(
        "A recurring series is damaged ({id}): it is not what was saved. Restore a backup from "
        "before the damage; the entries it led to are whole."
    )


def save(
    store: Store, series: ActivitySeries, *, who: str = "", now: datetime | None = None
) -> ActivitySeries:
    """Keep a series, new or changed, and return it with its id; raises UnknownSeriesError."""
    with store.joined():
        known = bool(series.id)
        if known:
            get(store, series.id)
        kept = series if known else replace(series, id=new_id())
        written = to_json(kept)
        values: dict[str, Any] = {
            "id": kept.id,
            "content": written.decode(),
            "content_sha256": sha256(written),
            "updated_at": stored_time(now),
            "updated_by": who,
        }
        if known:
            store.write(
                "UPDATE activity_series SET content = :content, content_sha256 = :content_sha256, "
                "updated_at = :updated_at, updated_by = :updated_by WHERE id = :id",
                values,
            )
        else:
            store.insert(ACTIVITY_SERIES, values)
        audit.add(store, "series.saved", who=who, subject=kept.id, detail=kept.name, now=now)
    return kept


def get(store: Store, id: str) -> ActivitySeries:
    """Return one series; raises :class:`UnknownSeriesError`, :class:`DamagedSeriesError`."""
    found = store.row(f"SELECT {_READ} FROM activity_series WHERE id = ?", (id,))
    if found is None:
        raise UnknownSeriesError(path=store.path)
    return _read(store, found)


def every(store: Store) -> list[ActivitySeries]:
    """Return all series in the order they were made, ended ones too.

    Damaged ones are not in: :func:`problems` names them.
    """
    found = []
    for row in store.rows(f"SELECT {_READ} FROM activity_series ORDER BY id"):
        with suppress(DamagedSeriesError):
            found.append(_read(store, row))
    return found


def confirmed(store: Store, id: str) -> dict[date, str]:
    """Return the days of a series that have an entry, each with the entry's id."""
    found = store.rows(
        "SELECT series_day, id FROM activities WHERE series_id = ? AND trashed_at IS NULL "
        "AND series_day IS NOT NULL",
        (id,),
    )
    return {date.fromisoformat(day): activity for day, activity in found}


def delete(store: Store, id: str, *, who: str = "", now: datetime | None = None) -> bool:
    """Delete a series no entry came of, trashed ones included; tell whether it was deleted."""
    with store.joined():
        series = get(store, id)
        if store.row("SELECT 1 FROM activities WHERE series_id = ?", (id,)) is not None:
            return False
        store.write("DELETE FROM activity_series WHERE id = ?", (id,))
        audit.add(store, "series.removed", who=who, subject=id, detail=series.name, now=now)
    return True


def put_back(
    store: Store, series: ActivitySeries, *, who: str = "", now: datetime | None = None
) -> None:
    """Bring a deleted series back under the id it had; nothing happens when it is there."""
    with store.joined():
        if store.row("SELECT 1 FROM activity_series WHERE id = ?", (series.id,)) is not None:
            return
        written = to_json(series)
        store.insert(
            ACTIVITY_SERIES,
            {
                "id": series.id,
                "content": written.decode(),
                "content_sha256": sha256(written),
                "updated_at": stored_time(now),
                "updated_by": who,
            },
        )
        audit.add(store, "series.saved", who=who, subject=series.id, detail=series.name, now=now)


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every series that is not what was saved."""
    for row in store.rows(f"SELECT {_READ} FROM activity_series ORDER BY id"):
        try:
            _read(store, row)
        except DamagedSeriesError as error:
            yield error


def _read(store: Store, row: tuple[Any, ...]) -> ActivitySeries:
    content, hashed, id = row
    if sha256(content).encode() != hashed:
        raise DamagedSeriesError(path=store.path, id=id)
    return from_json(ActivitySeries, content)
