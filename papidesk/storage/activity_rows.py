"""Rows of the activity log: what a list shows and finds entries by, beside their content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from papidesk.domain.activity import Activity
from papidesk.domain.amounts import thousandths
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


READ = "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), CAST(date AS TEXT), title"


def read(store: Store, row: Sequence[Any]) -> Activity:
    """Return the entry in a row of :data:`READ`; raises :class:`DamagedActivityError`."""
    content, hashed, day, title = row
    if sha256(content).encode() != hashed:
        raise DamagedActivityError(path=store.path, title=title, day=day)
    return from_json(Activity, content)


def as_json(values: Sequence[str]) -> str:
    """Return ``values`` as SQLite's json_each takes them: as many as there are."""
    return msgspec.json.encode(values).decode()
