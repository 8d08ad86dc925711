"""Publishing: what units reported, given as it stands to engines outside (docs/mirror.md)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.consolidation import UnitFigure, UnitReport
from papidesk.domain.counters import Counter
from papidesk.domain.published import PublishedFigure, PublishedReport
from papidesk.domain.record import replace, to_json
from papidesk.domain.unit_tree import UnitTree
from papidesk.storage import audit, bundles_received, consolidations, unit_figures, unit_reports
from papidesk.storage.clock import moment
from papidesk.storage.store import Store
from papidesk.workflow import consolidation, units

if TYPE_CHECKING:
    from papidesk.mirror.parquet import Mirrored
    from papidesk.mirror.postgres import Loaded

_THOUSANDTH = Decimal("0.001")


def reports(store: Store, *, today: date | None = None) -> Iterator[PublishedReport]:
    """Yield what every unit reported, as last taken in, by duty, period and unit.

    Reports without figures are left out.
    """
    tree = units.tree(store, today)
    counters = consolidation.counters_of(store)
    for duty, period in sorted(unit_reports.periods(store)):
        locked = consolidations.locked(store, duty, period) is not None
        for unit, report in sorted(unit_reports.of_period(store, duty, period).items()):
            made = _published(store, report, tree, counters, locked=locked)
            if made is not None:
                yield replace(made, unit=unit)


def to_parquet(
    store: Store,
    folder: Path,
    *,
    who: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Mirrored:
    """Make the Parquet mirror in ``folder`` hold what is published; raises a PublishError.

    What ``progress`` raises stops it: partitions written until then are whole.
    """
    from papidesk.mirror import parquet

    found = reports(store)
    told = _told(store, progress)
    written = parquet.write(folder, found, database=_database(store), told=told)
    _note(store, f"Parquet {folder}", who)
    return written


def to_postgres(
    store: Store,
    address: str,
    *,
    who: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Load what is published into the PostgreSQL at ``address``; raises a PublishError.

    What ``progress`` raises stops it: nothing is changed there.
    """
    from papidesk.mirror import postgres

    found = reports(store)
    told = _told(store, progress)
    loaded = postgres.load(address, found, database=_database(store), told=told)
    _note(store, "PostgreSQL", who)
    return loaded


def _note(store: Store, where: str, who: str) -> None:
    """Note that figures left; never the address of a database, which may have a password."""
    if not store.read_only:
        audit.add(store, "figures.published", who=who, detail=where[:200])


def _published(
    store: Store,
    report: UnitReport,
    tree: UnitTree,
    counters: dict[str, Counter],
    *,
    locked: bool,
) -> PublishedReport | None:
    kept = unit_figures.of_unit(store, report.unit, report.duty, report.period)
    if kept is None:
        return None
    received = bundles_received.standing(store, report.received) if report.received else None
    now = tree.now_called(report.unit)
    made = PublishedReport(
        bundle=received.bundle if received else "",
        manifest_sha256=received.manifest_sha256 if received else "",
        unit=report.unit,
        unit_name=tree.name(report.unit, kept.window.until),
        unit_now=now,
        unit_now_name=tree.name(now),
        duty=report.duty,
        period=report.period,
        since=kept.window.since,
        until=kept.window.until,
        state=report.state,
        locked=locked,
        received_at=moment(received.received_at)
        if received
        else datetime.combine(report.received_on, time(), UTC),
        figures=tuple(
            _figure(each, counters, typed=each.counter in report.typed) for each in kept.figures
        ),
    )
    return made if made.bundle else replace(made, bundle=_by_hand(store, made))


def _figure(figure: UnitFigure, counters: dict[str, Counter], *, typed: bool) -> PublishedFigure:
    counter = counters.get(figure.counter)
    value = figure.value
    return PublishedFigure(
        counter=figure.counter,
        counter_name=counter.name if counter else figure.name or figure.counter,
        counter_unit=counter.unit if counter else figure.unit_name,
        adds_up=counter.adds_up if counter else figure.adds_up,
        value=None if value is None else value.quantize(_THOUSANDTH, rounding=ROUND_HALF_EVEN),
        total=figure.part.total,
        below=figure.below,
        entries=figure.part.entries,
        last=figure.part.last,
        last_day=figure.part.last_day,
        by_hand=typed,
    )


def _by_hand(store: Store, report: PublishedReport) -> str:
    """Return what stands for the bundle of a report entered by hand: another for other figures."""
    content = to_json(replace(report, state="", locked=False, unit_now="", unit_now_name=""))
    return str(uuid.uuid5(uuid.UUID(_database(store)), hashlib.sha256(content).hexdigest()))


def _database(store: Store) -> str:
    return str(store.value("SELECT database_id FROM workspace"))


def _told(
    store: Store, progress: Callable[[int, int], None] | None
) -> Callable[[int], None] | None:
    """Return who is told of each report done; whoever wants to stop raises there."""
    if progress is None:
        return None
    total = int(store.value("SELECT count(*) FROM unit_reports"))
    return lambda done: progress(min(done, total), total)
