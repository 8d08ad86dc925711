"""The reports of units below as they stand here: one row a unit, duty and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from papidesk.domain.consolidation import UnitReport
from papidesk.domain.record import from_json, to_json
from papidesk.errors import N_
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import UNIT_REPORTS
from papidesk.storage.store import Store

_READ = "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), unit, duty, period"
_COLUMNS = (
    "unit", "duty", "period", "state", "received_id", "received_on", "content", "content_sha256",
)  # fmt: skip


class DamagedUnitReportError(StorageError):
    """The state of a unit's report that is no longer what was saved."""

    message = N_(
        "What is kept of the report of “{unit}” for {period} is damaged: it is not what was saved. "
        "Receive its bundle again, or restore a backup from before the damage."
    )


def put(store: Store, report: UnitReport) -> None:
    """Keep how a unit's report stands, in place of what was there."""
    put_many(store, [report])


def put_many(store: Store, reports: Iterable[UnitReport]) -> int:
    """Keep how many units' reports stand; return how many."""
    rows = [_row(report) for report in reports]
    with store.joined():
        for row in rows:
            store.write(
                "DELETE FROM unit_reports WHERE unit = ? AND duty = ? AND period = ?", row[:3]
            )
        return store.bulk(UNIT_REPORTS, _COLUMNS, rows) if rows else 0


def get(store: Store, unit: str, duty: str, period: str) -> UnitReport | None:
    """Return how a unit's report stands, None while it sent none.

    Of a damaged one, what stands beside its content: what comes in takes its place.
    """
    found = _find(store, unit, duty, period)
    return None if found is None else _shown(store, found)


def whole(store: Store, unit: str, duty: str, period: str) -> UnitReport | None:
    """Return what :func:`get` does, but raise :class:`DamagedUnitReportError` for a damaged one."""
    found = _find(store, unit, duty, period)
    return None if found is None else _read(store, found)


def remove(store: Store, unit: str, duty: str, period: str) -> bool:
    """Forget a unit's report; tell whether there was one."""
    with store.joined():
        gone = store.write(
            "DELETE FROM unit_reports WHERE unit = ? AND duty = ? AND period = ?",
            (unit, duty, period),
        )
    return bool(gone)


def of_period(store: Store, duty: str, period: str) -> dict[str, UnitReport]:
    """Return the reports of a duty and period by the unit's code; damaged ones as their columns."""
    found = store.rows(
        f"SELECT {_READ} FROM unit_reports WHERE duty = ? AND period = ?", (duty, period)
    )
    return {row[2]: _shown(store, row) for row in found}


def of_unit(store: Store, unit: str) -> list[UnitReport]:
    """Return all reports of one unit, the latest period first."""
    found = store.rows(
        f"SELECT {_READ} FROM unit_reports WHERE unit = ? ORDER BY period DESC, duty", (unit,)
    )
    return [_shown(store, row) for row in found]


def periods(store: Store) -> list[tuple[str, str]]:
    """Return the (duty, period) pairs any unit reported, the latest period first."""
    found = store.rows("SELECT DISTINCT duty, period FROM unit_reports ORDER BY period DESC, duty")
    return [(duty, period) for duty, period in found]


def undecided(store: Store) -> dict[tuple[str, str], int]:
    """Return how many units' reports were neither accepted nor returned, by duty and period."""
    found = store.rows(
        "SELECT duty, period, count(*) FROM unit_reports WHERE state = 'received' "
        "GROUP BY duty, period"
    )
    return {(duty, period): count for duty, period, count in found}


def duties_of(store: Store, period: str) -> list[str]:
    """Return the duties units reported a period for, the one of most units first."""
    found = store.rows(
        "SELECT duty FROM unit_reports WHERE period = ? GROUP BY duty ORDER BY count(*) DESC, duty",
        (period,),
    )
    return [duty for (duty,) in found]


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for each report that is not what was saved."""
    for row in store.rows(f"SELECT {_READ} FROM unit_reports ORDER BY unit, duty, period"):
        try:
            report = _read(store, row)
        except DamagedUnitReportError as error:
            yield error
            continue
        kept = store.row(
            "SELECT unit, duty, period, state, received_id, received_on FROM unit_reports "
            "WHERE unit = ? AND duty = ? AND period = ?",
            row[2:5],
        )
        if kept != _row(report)[:6]:
            yield DamagedUnitReportError(path=store.path, unit=row[2], period=row[4])


def _find(store: Store, unit: str, duty: str, period: str) -> tuple[Any, ...] | None:
    return store.row(
        f"SELECT {_READ} FROM unit_reports WHERE unit = ? AND duty = ? AND period = ?",
        (unit, duty, period),
    )


def _row(report: UnitReport) -> tuple[Any, ...]:
    written = to_json(report)
    return (
        report.unit,
        report.duty,
        report.period,
        report.state,
        report.received or None,
        report.received_on.isoformat(),
        written.decode(),
        sha256(written),
    )


def _read(store: Store, row: tuple[Any, ...]) -> UnitReport:
    content, hashed, unit, _, period = row
    if sha256(content).encode() != hashed:
        raise DamagedUnitReportError(path=store.path, unit=unit, period=period)
    return from_json(UnitReport, content)


def _shown(store: Store, row: tuple[Any, ...]) -> UnitReport:
    """Return a report; of a damaged one what stands beside its content."""
    try:
        return _read(store, row)
    except DamagedUnitReportError:
        state, received, on = store.row(
            "SELECT state, received_id, received_on FROM unit_reports "
            "WHERE unit = ? AND duty = ? AND period = ?",
            row[2:5],
        ) or ("received", None, "1970-01-01")
        return UnitReport(
            unit=row[2], duty=row[3], period=row[4], state=state, received=received or "",
            received_on=date.fromisoformat(on),
        )  # fmt: skip
