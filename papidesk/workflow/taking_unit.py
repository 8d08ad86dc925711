"""What a unit below sends up: kept beside our own tables, as the unit's, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from papidesk.domain.bundle import Manifest
from papidesk.domain.exchange import Conflict
from papidesk.domain.import_plan import ImportPlan, PlanLine
from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import unit_records, unit_snapshots, units
from papidesk.workflow.taking import Journal, PutBack, Records, good_records
from papidesk.workflow.trust_scope import names_of

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

PUT_BACK: Mapping[str, PutBack] = {**unit_records.PUT_BACK, **unit_snapshots.PUT_BACK}


def judge(store: Store, bundle: ReadBundle, manifest: Manifest, records: Records) -> list[PlanLine]:
    """Return what becomes of each record: figures by period, all others by version."""
    return list(_judged(store, _as_known(store, bundle, manifest), records))


def _judged(store: Store, manifest: Manifest, records: Records) -> Iterator[PlanLine]:
    yield from unit_snapshots.judged(store, manifest, records)
    yield from unit_records.judged(store, manifest.sender.unit, records)


def take(
    store: Store,
    bundle: ReadBundle,
    plan: ImportPlan,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Keep what the unit told; what conflicts stays as it is here, the other side beside it."""
    records = good_records(bundle, plan)
    plan = replace(plan, manifest=_as_known(store, bundle, plan.manifest))
    unit_records.take(store, plan, records, journal)
    unit_snapshots.take(store, plan, records, journal, now=now)


def _as_known(store: Store, bundle: ReadBundle, manifest: Manifest) -> Manifest:
    """Return the manifest under the code the unit is known by here, where it says another.

    So a renamed unit goes on where it was, and what it reports twice does not count twice. One that
    was merged reports as the unit it is part of now.
    """
    said, key = manifest.sender.unit, bundle.key
    if key is None or said == key.unit:
        # The tree of units is long: it is looked at only where it says more.
        return replace(manifest, sender=replace(manifest.sender, unit=units.codes(store, said)[0]))
    tree = units.tree(store)
    own, into = tree.find(key.unit), tree.find(tree.now_called(key.unit))
    code = said
    if own is not None and said in names_of(own):
        code = own.code
    elif into is not None and said in names_of(into):
        code = into.code
    return replace(manifest, sender=replace(manifest.sender, unit=code))


def settle(
    store: Store,
    conflict: Conflict,
    chosen: str,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Apply a decision: "other" puts the unit's value in force, "local" leaves ours."""
    if conflict.kind == "figure":
        unit_snapshots.settle(store, conflict, chosen, journal)
    else:
        unit_records.settle(store, conflict, chosen, journal)
