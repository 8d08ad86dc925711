"""The columns of the published figures: the same for Parquet and PostgreSQL, explained once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from papidesk.domain.published import PublishedReport
from papidesk.domain.record import Record

ColumnType = Literal["text", "integer", "quantity", "day", "moment", "truth"]


class Column(Record, frozen=True, kw_only=True):
    """A column: ``type`` quantity is a decimal with 18 digits, 3 of them after the point."""

    name: str
    type: ColumnType
    empty: bool
    meaning: str


def _column(name: str, type: ColumnType, meaning: str, *, empty: bool = False) -> Column:
    return Column(name=name, type=type, empty=empty, meaning=meaning)


COLUMNS: tuple[Column, ...] = (
    _column("bundle_id", "text", "The bundle the row came with (UUID)."),
    _column("manifest_sha256", "text", "The SHA-256 of that bundle's manifest."),
    _column("unit", "text", "Code of the unit that reported."),
    _column("unit_name", "text", "Its name on the last day of the window."),
    _column("unit_now", "text", "Code of the unit that goes on with it today, after mergers."),
    _column("unit_now_name", "text", "The name of that unit."),
    _column("duty", "text", "Code of the report duty; empty for a report outside any duty."),
    _column("period", "text", "Period: 2024, 2024-H1, 2024-Q3, 2024-9M, 2024-M06."),
    _column("since", "day", "First day of the window the figures are of."),
    _column("until", "day", "Last day of the window."),
    _column("state", "text", "received, accepted or returned."),
    _column("locked", "truth", "Whether the period has been consolidated and closed."),
    _column("received_at", "moment", "When the bundle was taken in (UTC)."),
    _column("counter", "text", "Code of the counter."),
    _column("counter_name", "text", "What the counter is called."),
    _column("counter_unit", "text", "The unit it is counted in."),
    _column("adds_up", "text", "sum, latest, average or ratio."),
    _column("value", "quantity", "The figure; empty where nothing can be said.", empty=True),
    _column("total", "quantity", "The sum of its entries; of a ratio the sum above the line."),
    _column("below", "quantity", "The sum below the line of a ratio.", empty=True),
    _column("entries", "integer", "How many entries are behind it."),
    _column("last", "quantity", "The latest quantity, for counters that take it.", empty=True),
    _column("last_day", "day", "The day of the latest quantity.", empty=True),
    _column("by_hand", "truth", "Whether it was typed in from the unit's paper."),
)


def rows(report: PublishedReport) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a report, values in the order of :data:`COLUMNS`."""
    head = (
        report.bundle, report.manifest_sha256, report.unit, report.unit_name, report.unit_now,
        report.unit_now_name, report.duty, report.period, report.since, report.until, report.state,
        report.locked, report.received_at,
    )  # fmt: skip
    for each in report.figures:
        yield (
            *head, each.counter, each.counter_name, each.counter_unit, each.adds_up, each.value,
            each.total, each.below, each.entries, each.last, each.last_day, each.by_hand,
        )  # fmt: skip
