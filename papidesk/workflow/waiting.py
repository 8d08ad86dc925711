"""What waits for somebody: documents, overdue tasks, bundles, conflicts, reports of units."""

from __future__ import annotations

import datetime

from papidesk.domain.record import Record
from papidesk.storage import listing
from papidesk.storage.listing import DocumentFilter
from papidesk.storage.store import Store


class Waiting(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How many documents, tasks, received bundles, conflicts and units' reports wait."""

    returned: int = 0
    to_number: int = 0
    tasks_overdue: int = 0
    bundles: int = 0
    conflicts: int = 0
    undecided: int = 0

    @property
    def documents(self) -> int:
        """Documents that wait, for whatever reason."""
        return self.returned + self.to_number

    @property
    def exchange(self) -> int:
        """Bundles and conflicts that wait for a person."""
        return self.bundles + self.conflicts


def count(store: Store, *, today: datetime.date) -> Waiting:
    """Return what waits on ``today``: approved documents wait for their number."""
    from papidesk.storage import bundles_received, conflicts
    from papidesk.workflow import units_waiting, urgent_tasks

    return Waiting(
        returned=listing.count(store, DocumentFilter(states=("returned",))),
        to_number=listing.count(store, DocumentFilter(states=("approved",))),
        tasks_overdue=sum(
            one.timing == "overdue" for one in urgent_tasks.timed(store, today=today)
        ),
        bundles=bundles_received.count(store, "waiting"),
        conflicts=conflicts.count_open(store),
        undecided=units_waiting.undecided(store),
    )
