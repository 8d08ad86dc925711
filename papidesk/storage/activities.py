"""Entries of the activity log: kept with what they add to each counter, trashed, brought back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from papidesk.domain.activity import Activity
from papidesk.domain.amounts import Derivation
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.domain.unit_names import key as unit_key
from papidesk.errors import N_
from papidesk.storage import activity_amounts, audit
from papidesk.storage.activity_rows import (
    COLUMNS,
    DERIVED,
    READ,
    DamagedActivityError,
    as_json,
    columns,
    read,
    shown,
)
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import ACTIVITIES
from papidesk.storage.store import Store

KEPT_IN_TRASH = timedelta(days=30)
_SLICE = 500
_NOTED_EACH = 200
# From so many rows on SQLite gets so much memory (negative: in KiB).
_MANY, _ROOM = 2_000, -24_000


class UnknownActivityError(StorageError):
    """An id no entry has."""

    message = N_(
        "This entry of the log is not there any more. Somebody else may have deleted it: look in "
        "the trash."
    )


class OccurrenceTakenError(StorageError):
    """An occurrence of a series that has an entry already."""

    message = N_(
        "The occurrence of {day} has an entry already, “{title}”. Nothing was changed: change that "
        "entry, or delete it first."
    )


def save(
    store: Store,
    activity: Activity,
    rules: Sequence[Derivation],
    *,
    who: str = "",
    now: datetime | None = None,
) -> Activity:
    """Keep one entry, new or changed, with what it adds to counters; return it with its id.

    Raises :class:`OccurrenceTakenError`, and :class:`UnknownActivityError` for an id nobody knows.
    """
    with store.joined():
        known = activity.id and store.row("SELECT 1 FROM activities WHERE id = ?", (activity.id,))
        if activity.id and not known:
            raise UnknownActivityError(path=store.path)
        kept = activity if known else replace(activity, id=new_id())
        must_be_free(store, kept)
        values = columns(kept) | {"updated_at": stored_time(now), "updated_by": who}
        if known:
            _update(store, kept.id, values)
            activity_amounts.forget(store, [kept.id])
        else:
            store.insert(ACTIVITIES, values | {"created_at": values["updated_at"]})
        # What is in the trash counts no more, whatever is changed in it.
        if not known or not is_trashed(store, kept.id):
            activity_amounts.link(store, [kept], rules)
        act = "activity.changed" if known else "activity.added"
        audit.add(store, act, who=who, subject=kept.id, detail=kept.title[:200], now=now)
    return kept


def add_many(
    store: Store,
    activities: Iterable[Activity],
    rules: Sequence[Derivation],
    *,
    who: str = "",
    now: datetime | None = None,
    told: Callable[[int], None] | None = None,
) -> list[Activity]:
    """Add many new entries in one unit of work and return them with their ids.

    ``told`` is called with how many are in now and then; what it raises breaks all off. The audit
    log gets no row for each: who calls enters one for the batch.
    """
    added = list(activities)
    # In the order of the indexes, keys too, and with room for their pages: several times faster.
    order = sorted(range(len(added)), key=lambda place: added[place].date)
    at = stored_time(now)
    with store.joined(), _room(store, len(added)):
        for start in range(0, len(order), _SLICE):
            places = order[start : start + _SLICE]
            for place in places:
                added[place] = replace(added[place], id=new_id())
            _add_slice(store, [added[place] for place in places], rules, who, at)
            if told is not None:
                told(start + len(places))
    return added


@contextmanager
def _room(store: Store, count: int) -> Iterator[None]:
    """Keep more of the database in memory while very many rows are written."""
    if count < _MANY:
        yield
        return
    before = store.value("PRAGMA cache_size")
    store.row(f"PRAGMA cache_size = {_ROOM}")
    try:
        yield
    finally:
        store.row(f"PRAGMA cache_size = {before}")


def _add_slice(
    store: Store,
    activities: Sequence[Activity],
    rules: Sequence[Derivation],
    who: str,
    at: str,
) -> None:
    beside = (at, at, who)
    rows = [(*columns(activity).values(), *beside) for activity in activities]
    names = (*columns(activities[0]), "created_at", "updated_at", "updated_by")
    store.bulk(ACTIVITIES, names, rows)
    activity_amounts.link(store, activities, rules)


def get(store: Store, id: str) -> Activity:
    """Return one entry, a trashed one too.

    Raises :class:`UnknownActivityError`, :class:`DamagedActivityError`.
    """
    found = store.row(f"SELECT {READ} FROM activities WHERE id = ?", (id,))
    if found is None:
        raise UnknownActivityError(path=store.path)
    return read(store, found)


def get_many(store: Store, ids: Iterable[str]) -> list[Activity]:
    """Return the entries of ``ids`` in their order, trashed ones too; unknown ones are left out."""
    wanted = list(ids)
    found = store.rows(
        f"SELECT id, {READ} FROM activities WHERE id IN (SELECT value FROM json_each(?))",
        (as_json(wanted),),
    )
    known = {row[0]: read(store, row[1:]) for row in found}
    return [known[id] for id in wanted if id in known]


def ids_beginning(store: Store, beginning: str) -> list[str]:
    """Return the ids of entries, trashed ones too, that begin with ``beginning``: two at most."""
    found = store.rows(
        "SELECT id FROM activities WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2",
        (len(beginning), beginning),
    )
    return [id for (id,) in found]


def is_trashed(store: Store, id: str) -> bool:
    """Tell whether an entry is in the trash."""
    found = store.row("SELECT 1 FROM activities WHERE id = ? AND trashed_at IS NOT NULL", (id,))
    return found is not None


def trash(
    store: Store, ids: Iterable[str], *, who: str = "", now: datetime | None = None
) -> list[str]:
    """Put entries into the trash, so that they count no more; return those that were not there."""
    with store.joined():
        gone = [
            id
            for (id,) in store.rows(
                "SELECT id FROM activities WHERE trashed_at IS NULL "
                "AND id IN (SELECT value FROM json_each(?))",
                (as_json(list(ids)),),
            )
        ]
        store.write(
            "UPDATE activities SET trashed_at = ? WHERE id IN (SELECT value FROM json_each(?))",
            (stored_time(now), as_json(gone)),
        )
        activity_amounts.forget(store, gone)
        _note(store, "activity.trashed", gone, who, now)
    return gone


def untrash(
    store: Store,
    ids: Iterable[str],
    rules: Sequence[Derivation],
    *,
    who: str = "",
    now: datetime | None = None,
) -> list[str]:
    """Bring entries back from the trash; return those that were there.

    Raises :class:`OccurrenceTakenError`, :class:`DamagedActivityError`.
    """
    with store.joined():
        back = [
            id
            for (id,) in store.rows(
                "SELECT id FROM activities WHERE trashed_at IS NOT NULL "
                "AND id IN (SELECT value FROM json_each(?))",
                (as_json(list(ids)),),
            )
        ]
        entries = get_many(store, back)
        for activity in entries:
            must_be_free(store, activity)
        store.write(
            "UPDATE activities SET trashed_at = NULL WHERE id IN (SELECT value FROM json_each(?))",
            (as_json(back),),
        )
        activity_amounts.link(store, entries, rules)
        _note(store, "activity.untrashed", back, who, now)
    return back


def _note(store: Store, act: str, ids: list[str], who: str, now: datetime | None) -> None:
    """Enter an act into the audit log: one row for each entry, of very many one for all."""
    if len(ids) > _NOTED_EACH:
        audit.add(store, act, who=who, detail=f"{len(ids)}", now=now)
        return
    for id in ids:
        audit.add(store, act, who=who, subject=id, now=now)


def purge(store: Store, *, who: str = "", now: datetime | None = None) -> int:
    """Delete for good what has been in the trash for thirty days, with its evidence; how many."""
    moment = datetime.now(UTC) if now is None else now
    with store.joined():
        found = store.rows(
            "SELECT id, title FROM activities WHERE trashed_at < ?",
            (stored_time(moment - KEPT_IN_TRASH),),
        )
        for id, title in found:
            store.write("DELETE FROM evidence WHERE owner = 'activity' AND owner_id = ?", (id,))
            store.write("DELETE FROM activities WHERE id = ?", (id,))
            audit.add(store, "activity.purged", who=who, subject=id, detail=title[:200], now=now)
    return len(found)


def same_as(store: Store, wanted: Iterable[str]) -> dict[str, list[Activity]]:
    """Return the entries of the log that have these :func:`same_key`, by them."""
    keys = sorted(set(wanted))
    result: dict[str, list[Activity]] = {}
    for start in range(0, len(keys), _SLICE):
        for key, id, *row in store.rows(
            f"SELECT same_key, id, {READ} FROM activities WHERE trashed_at IS NULL "
            "AND same_key IN (SELECT value FROM json_each(?)) ORDER BY id",
            (as_json(keys[start : start + _SLICE]),),
        ):
            result.setdefault(key, []).append(shown(store, id, row)[0])
    return result


def may_be_same(one: Activity, other: Activity) -> bool:
    """Tell whether two entries of one :func:`same_key` may be one.

    They are not when both say who did it, or where, and say it differently.
    """
    pairs = ((one.unit, other.unit), (one.place, other.place))
    return all(not a or not b or unit_key(a) == unit_key(b) for a, b in pairs)


def of_occurrence(store: Store, series: str, day: date) -> Activity | None:
    """Return the entry that confirms an occurrence of a series; None when there is none."""
    found = store.row(
        f"SELECT id, {READ} FROM activities WHERE series_id = ? AND series_day = ? "
        "AND trashed_at IS NULL",
        (series, day.isoformat()),
    )
    return shown(store, found[0], found[1:])[0] if found else None


def must_be_free(store: Store, activity: Activity) -> None:
    """Raise :class:`OccurrenceTakenError` when another entry confirms the same occurrence."""
    if not activity.series or activity.series_day is None:
        return
    other = of_occurrence(store, activity.series, activity.series_day)
    if other is not None and other.id != activity.id:
        raise OccurrenceTakenError(
            path=store.path, day=f"{activity.series_day:%d/%m/%Y}", title=other.title
        )


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every entry that is not what was saved or not what the list says."""
    names = [name for name in COLUMNS if name not in DERIVED]
    # As bytes: a damaged letter need not be UTF-8 any more.
    beside = ", ".join(f"CAST({name} AS BLOB)" for name in names)
    ids = [id for (id,) in store.rows("SELECT id FROM activities ORDER BY id")]
    for start in range(0, len(ids), _SLICE):
        whole = []
        for row in store.rows(
            f"SELECT {READ}, {beside} FROM activities "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (as_json(ids[start : start + _SLICE]),),
        ):
            try:
                activity = read(store, row[:4])
            except DamagedActivityError as error:
                yield error
                continue
            expected = columns(activity)
            wanted = tuple(
                None if expected[name] is None else str(expected[name]).encode() for name in names
            )
            if row[4:] != wanted:
                yield _damaged(store, activity)
            else:
                whole.append(activity)
        yield from (_damaged(store, one) for one in activity_amounts.wrong(store, whole))


def _damaged(store: Store, activity: Activity) -> DamagedActivityError:
    return DamagedActivityError(
        path=store.path, title=activity.title, day=f"{activity.date:%d/%m/%Y}"
    )


def refold(store: Store) -> None:
    """Write what the log is searched and sorted by anew, when the way of folding has changed."""
    with store.joined():
        for (id,) in store.rows("SELECT id FROM activities"):
            found = store.row(f"SELECT {READ} FROM activities WHERE id = ?", (id,))
            try:
                activity = read(store, found or ())
            except DamagedActivityError:
                continue  # the workspace must open all the same; verify tells of it
            values = columns(activity)
            _update(store, id, {name: values[name] for name in DERIVED})


def _update(store: Store, id: str, values: dict[str, Any]) -> None:
    names = [name for name in values if name != "id"]
    store.write(
        f"UPDATE activities SET {', '.join(f'{name} = :{name}' for name in names)} WHERE id = :id",
        values | {"id": id},
    )
