"""Rows of the activity log: what a list shows and finds entries by, beside their content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.amounts import quantity_of, thousandths
from papidesk.domain.record import from_json, to_json
from papidesk.domain.unit_names import key as unit_key
from papidesk.errors import N_
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.text.sorting import sort_key

# As much of a title as decides the order in a list.
_SORTED_LENGTH = 40
# What follows from an entry and stands beside its content.
COLUMNS = (
    "id", "date", "title", "title_key", "folded", "counter", "quantity", "channel", "unit",
    "unit_key", "people", "cost", "series_id", "series_day", "batch", "same_key",
)  # fmt: skip
# These change with the program's way of folding and sorting, the others with the entry alone.
DERIVED = frozenset({"title_key", "folded", "unit_key", "same_key"})


class DamagedActivityError(StorageError):
    """An entry that is no longer what was saved."""

    message = N_(
        "The entry “{title}” of {day} is damaged: it is not what was saved. Restore a backup from "
        "before the damage; the other entries can still be opened."
    )


def same_key(activity: Activity) -> str:
    """Return what entries that may be the same one have in common: day, title, amounts."""
    given = sorted((amount.counter, thousandths(amount.quantity)) for amount in activity.amounts)
    told = f"{activity.date}\n{fold(' '.join(activity.title.split()))}\n{given}"
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


def columns(activity: Activity) -> dict[str, Any]:
    """Return the columns that follow from an entry."""
    written = to_json(activity)
    first = activity.amounts[0] if activity.amounts else None
    shown = (activity.title, activity.place, activity.unit, activity.note)
    return {
        "id": activity.id,
        "date": activity.date.isoformat(),
        "title": activity.title,
        "title_key": sort_key(activity.title[:_SORTED_LENGTH]),
        "folded": fold(" ".join(shown)),
        "counter": first.counter if first else "",
        "quantity": thousandths(first.quantity) if first else None,
        "channel": activity.channel,
        "unit": activity.unit,
        "unit_key": unit_key(activity.unit),
        "people": activity.people,
        "cost": activity.cost,
        "series_id": activity.series or None,
        "series_day": activity.series_day.isoformat() if activity.series_day else None,
        "batch": activity.batch,
        "same_key": same_key(activity),
        "content": written.decode(),
        "content_sha256": sha256(written),
    }


# As bytes: a damaged letter need not be UTF-8 any more.
READ = (
    "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), CAST(date AS TEXT), CAST(title AS BLOB)"
)
_BESIDE = (
    "date", "title", "counter", "quantity", "channel", "unit", "people", "cost", "series_id",
    "series_day", "batch",
)  # fmt: skip


def read(store: Store, row: Sequence[Any]) -> Activity:
    """Return the entry in a row of :data:`READ`; raises :class:`DamagedActivityError`."""
    content, hashed, day, title = row
    if sha256(content).encode() != hashed:
        raise DamagedActivityError(path=store.path, title=_text(title), day=day)
    return from_json(Activity, content)


def shown(store: Store, id: str, row: Sequence[Any]) -> tuple[Activity, bool]:
    """Return the entry ``id`` as far as it is known, and whether it is damaged.

    Of a damaged one, what stands beside its content: a list shows it and says so, nothing is
    hidden. What is to be changed or printed is read by :func:`read`.
    """
    try:
        return read(store, row), False
    except DamagedActivityError:
        return _beside(store, id), True


def _beside(store: Store, id: str) -> Activity:
    """Return an entry as its columns and what it adds tell it; note and place are not there."""
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in _BESIDE)
    found = store.row(f"SELECT {columns} FROM activities WHERE id = ?", (id,)) or ()
    known = {
        name: _text(value) if value is not None else None
        for name, value in zip(_BESIDE, found, strict=True)
    }
    numbers = {name: known[name] for name in ("quantity", "people", "cost")}
    values = {name: int(value) if value is not None else None for name, value in numbers.items()}
    amounts = [
        Amount(counter=counter, quantity=quantity_of(quantity))
        for counter, quantity in store.rows(
            "SELECT counter, quantity FROM activity_amounts WHERE activity_id = ? AND derived = 0 "
            "ORDER BY counter <> ?, counter",
            (id, known["counter"]),
        )
    ]
    if not amounts and known["counter"] and values["quantity"] is not None:
        amounts = [Amount(counter=known["counter"], quantity=quantity_of(values["quantity"]))]
    beside = {
        column: tuple(
            value
            for (value,) in store.rows(
                f"SELECT {column} FROM {table} WHERE activity_id = ? ORDER BY 1", (id,)
            )
        )
        for table, column in (("activity_tasks", "task_id"), ("activity_dimensions", "code"))
    }
    return Activity(
        id=id, date=date.fromisoformat(str(known["date"])), title=known["title"] or "?",
        amounts=tuple(amounts), channel=known["channel"] or "", unit=known["unit"] or "",
        tasks=beside["task_id"], dimensions=beside["code"], people=values["people"],
        cost=values["cost"], series=known["series_id"] or "",
        series_day=date.fromisoformat(known["series_day"]) if known["series_day"] else None,
        batch=known["batch"] or "",
    )  # fmt: skip


def _text(value: Any) -> str:
    return bytes(value).decode(errors="replace")


def as_json(values: Sequence[str]) -> str:
    """Return ``values`` as SQLite's json_each takes them: as many as there are."""
    return msgspec.json.encode(values).decode()
