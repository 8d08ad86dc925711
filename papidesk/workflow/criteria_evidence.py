"""The evidence of criteria: linked by set, year and criterion, and what else would fit."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from papidesk.domain.activity import Evidence
from papidesk.domain.criteria import CriteriaSet, Criterion
from papidesk.domain.filters import ActivityFilter, TaskFilter
from papidesk.domain.record import Record, replace
from papidesk.storage import activity_listing, evidence
from papidesk.storage import tasks as stored_tasks
from papidesk.storage.store import Store

OFFERED = 200  # entries looked at for the evidence of one criterion


class Offer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Evidence elsewhere that fits a criterion: ``title`` and ``day`` of what it belongs to."""

    evidence: Evidence
    title: str
    day: datetime.date | None = None


def key(set: CriteriaSet, year: int, criterion: str) -> str:
    """Return what the evidence of a criterion in a year is linked by."""
    return f"{set.code}/{year}/{criterion}"


def evidence_of(store: Store, set: CriteriaSet, year: int) -> dict[str, tuple[Evidence, ...]]:
    """Return the evidence of every criterion that has any, by its code."""
    keys = {key(set, year, o.code): o.code for o in set.criteria if o.points is not None}
    found: dict[str, list[Evidence]] = {}
    for piece in evidence.of_many(store, "criterion", keys):
        found.setdefault(keys[piece.owner_id], []).append(piece)
    return {code: tuple(pieces) for code, pieces in found.items()}


def offers(store: Store, set: CriteriaSet, year: int, criterion: Criterion) -> list[Offer]:
    """Return evidence of the year's entries and tasks that fits, what it has already left out.

    Entries bring an amount of the criterion's counters or serve its sub-dimensions; the latest
    come first.
    """
    since, until = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    chosen: list[ActivityFilter] = []
    if criterion.counters:
        chosen.append(ActivityFilter(since=since, until=until, counters=criterion.counters))
    if criterion.dimensions:
        chosen.append(ActivityFilter(since=since, until=until, dimensions=criterion.dimensions))
    entries = {
        row.activity.id: row.activity
        for one in chosen
        for row in activity_listing.rows(store, one, limit=OFFERED)
    }
    known = {_same(e) for e in evidence.of(store, "criterion", key(set, year, criterion.code))}
    found: list[Offer] = []
    for piece in evidence.of_many(store, "activity", entries):
        entry = entries[piece.owner_id]
        found.append(Offer(evidence=piece, title=entry.title, day=entry.date))
    found += _task_offers(store, year, criterion)
    fresh: dict[tuple[str, str, str], Offer] = {}
    for offer in found:
        if _same(offer.evidence) not in known:
            fresh.setdefault(_same(offer.evidence), offer)
    return list(fresh.values())


def _task_offers(store: Store, year: int, criterion: Criterion) -> list[Offer]:
    if not criterion.dimensions:
        return []
    chosen = TaskFilter(year=year, dimensions=criterion.dimensions)
    tasks = {task.id: task for task, _ in stored_tasks.listed(store, chosen)}
    return [
        Offer(evidence=piece, title=tasks[piece.owner_id].text, day=tasks[piece.owner_id].due)
        for piece in evidence.of_many(store, "task", tasks)
    ]


def take_offers(
    store: Store, set: CriteriaSet, year: int, criterion: Criterion, taken: Iterable[Offer],
    *, who: str,
) -> list[Evidence]:  # fmt: skip
    """Let offered evidence count for a criterion, too; return what it has of it now."""
    owner = key(set, year, criterion.code)
    with store.joined():
        return [
            evidence.add(
                store,
                replace(
                    offer.evidence, id="", owner="criterion", owner_id=owner, linked_at="",
                    note=offer.evidence.note or offer.title[:200],
                ),
                who=who,
            )
            for offer in taken
        ]  # fmt: skip


def _same(piece: Evidence) -> tuple[str, str, str]:
    return piece.sha256, piece.url, piece.document
