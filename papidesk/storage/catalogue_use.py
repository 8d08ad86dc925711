"""Who uses an entry of a catalogue: what is in use is ended, never deleted."""

from __future__ import annotations

import datetime

from papidesk.storage.store import Store

# The last day each use knows; of tasks their year's first day stands for it, of a series the day it
# was written. What lies in the trash may come back.
_COUNTER = """
    SELECT max(day) FROM (
        SELECT max(date) AS day FROM activity_amounts WHERE counter = :code
        UNION ALL SELECT max(date) FROM activities WHERE counter = :code
        UNION ALL
        SELECT max(date) FROM activities,
        json_each(iif(json_valid(content), content, '{}'), '$.amounts')
        WHERE trashed_at IS NOT NULL AND json_extract(value, '$.counter') = :code
        UNION ALL
        SELECT max(printf('%04d-01-01', year)) FROM tasks,
        json_each(iif(json_valid(tasks.content), tasks.content, '{}'), '$.targets')
        WHERE json_extract(value, '$.counter') = :code
        UNION ALL
        SELECT max(substr(series.updated_at, 1, 10)) FROM activity_series series,
        json_each(iif(json_valid(series.content), series.content, '{}'), '$.pattern.amounts')
        WHERE json_extract(value, '$.counter') = :code
    )
"""
_CHANNEL = """
    SELECT max(day) FROM (
        SELECT max(date) AS day FROM activities WHERE channel = :code
        UNION ALL
        SELECT max(substr(updated_at, 1, 10)) FROM activity_series
        WHERE json_valid(content) AND json_extract(content, '$.pattern.channel') = :code
    )
"""
_DUTY = """
    SELECT max(until) FROM (
        SELECT until FROM duty_reports WHERE duty = :code
        UNION ALL SELECT until FROM closings WHERE duty = :code
    )
"""


def counter(store: Store, code: str) -> datetime.date | None:
    """Return the last day a counter was used on, by an entry or a target; None when never."""
    return _day(store, _COUNTER, code)


def channel(store: Store, code: str) -> datetime.date | None:
    """Return the last day a channel was used on; None when never."""
    return _day(store, _CHANNEL, code)


def duty(store: Store, code: str) -> datetime.date | None:
    """Return the last day a report or a closed window of a duty covers; None without one."""
    return _day(store, _DUTY, code)


def _day(store: Store, sql: str, code: str) -> datetime.date | None:
    found = store.value(sql, {"code": code})
    return datetime.date.fromisoformat(found) if found else None
