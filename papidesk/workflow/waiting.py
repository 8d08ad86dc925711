"""What waits for somebody: documents returned or to be numbered, tasks that are overdue."""

from __future__ import annotations

import datetime

from papidesk.domain.record import Record
from papidesk.storage import listing
from papidesk.storage.listing import DocumentFilter
from papidesk.storage.store import Store


class Waiting(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How many documents and tasks wait."""

    returned: int = 0
    to_number: int = 0
    tasks_overdue: int = 0

    @property
    def documents(self) -> int:
        """Documents that wait, for whatever reason."""
        return self.returned + self.to_number


def count(store: Store, *, today: datetime.date) -> Waiting:
    """Return what waits on ``today``: approved documents wait for their number."""
    from papidesk.workflow import urgent_tasks

    return Waiting(
        returned=listing.count(store, DocumentFilter(states=("returned",))),
        to_number=listing.count(store, DocumentFilter(states=("approved",))),
        tasks_overdue=sum(
            one.timing == "overdue" for one in urgent_tasks.timed(store, today=today)
        ),
    )
