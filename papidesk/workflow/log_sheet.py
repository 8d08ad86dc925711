"""The activity log, narrowed as a person chose, written as an Excel workbook."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

from papidesk.domain import quantities
from papidesk.domain.filters import ActivityFilter
from papidesk.sheets.log_list import LogLine, Value, workbook
from papidesk.storage.store import Store
from papidesk.workflow import log, log_counters, offices
from papidesk.workflow.files import must_end, write_whole
from papidesk.workflow.log import ActivityRow, ActivitySort

_PIECE = 2_000


def write(
    store: Store,
    target: Path,
    *,
    filter: ActivityFilter = ActivityFilter(),
    sort: ActivitySort = "date",
    descending: bool = True,
    told: Callable[[int, int], None] | None = None,
) -> Path:
    """Write the entries ``filter`` lets through to ``target`` (.xlsx) and return it.

    ``told`` hears how many of how many are read and may raise to break off. Raises
    :class:`~papidesk.workflow.files.NotWrittenError` or one of its kinds.
    """
    must_end(target, ".xlsx")
    office = offices.on(store, datetime.date.today())
    lines = _lines(store, filter, sort, descending, told)
    return write_whole(target, workbook(office.full_name, lines))


def _lines(
    store: Store,
    filter: ActivityFilter,
    sort: ActivitySort,
    descending: bool,
    told: Callable[[int, int], None] | None,
) -> Iterator[LogLine]:
    counters = log_counters.by_code(store)
    channels = log_counters.channels_by_code(store)
    names = {code: one.name for code, one in counters.items()}
    units = {code: one.unit for code, one in counters.items()}
    ways = {code: one.name for code, one in channels.items()}
    total, done = log.count(store, filter), 0
    while True:
        page = log.listing(
            store, filter, limit=_PIECE, offset=done, sort=sort, descending=descending
        )
        for row in page:
            yield _line(row, names, units, ways)
        done += len(page)
        if told is not None:
            told(done, total)
        if len(page) < _PIECE:
            return


def _line(
    row: ActivityRow, names: dict[str, str], units: dict[str, str], ways: dict[str, str]
) -> LogLine:
    one = row.activity
    first = one.amounts[0] if one.amounts else None
    others = "; ".join(
        f"{names.get(part.counter, part.counter)}: {quantities.text(part.quantity)} "
        f"{units.get(part.counter, '')}".rstrip()
        for part in one.amounts[1:]
    )
    values: tuple[Value, ...] = (
        one.date,
        one.title,
        names.get(first.counter, first.counter) if first else None,
        first.quantity if first else None,
        units.get(first.counter, "") if first else None,
        others,
        one.unit,
        ways.get(one.channel, one.channel),
        "; ".join(row.tasks),
        ", ".join(one.dimensions),
        one.people,
        one.cost,
        one.place,
        one.note,
        row.evidence or None,
    )
    return LogLine(values=values)
