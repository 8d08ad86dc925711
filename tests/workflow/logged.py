"""Entries of the log of an invented commune."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import log

TODAY = datetime.date(2026, 6, 30)


def amount(counter: str, quantity: int | str | Decimal) -> Amount:
    """Return how much of a counter."""
    return Amount(counter=counter, quantity=Decimal(quantity))


def entry(
    title: str = "Họp thôn Đông", day: int = 5, month: int = 3, **changes: object
) -> Activity:
    """Return a meeting in 2026, not kept yet."""
    made = Activity(
        date=datetime.date(2026, month, day), title=title, amounts=(amount("hoi-nghi", 1),)
    )
    return replace(made, **changes)


def totals(store: Store, **narrowed: object) -> dict[str, Decimal | None]:
    """Return what the log comes to, by counter."""
    found = log.totals(store, replace(ActivityFilter(), **narrowed))
    return {one.counter.code: one.quantity for one in found}


def titles(store: Store, **narrowed: object) -> list[str]:
    """Return the titles of the entries chosen, the earliest first."""
    chosen = replace(ActivityFilter(), **narrowed)
    return [row.activity.title for row in log.listing(store, chosen, descending=False)]
