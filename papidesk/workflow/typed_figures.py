"""Which figures of units were typed in from paper, and which of them bring nothing to a whole."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from papidesk.domain.consolidation import UnitReport
from papidesk.domain.counters import Counter
from papidesk.domain.paper_figures import has_parts
from papidesk.storage import unit_figures, unit_reports
from papidesk.storage.store import Store

__all__ = ["typed", "without_parts"]


def typed(reports: Mapping[str, UnitReport], counter: str) -> frozenset[str]:
    """Return the units whose figure of a counter was typed in, of the reports of a period."""
    return frozenset(unit for unit, one in reports.items() if counter in one.typed)


def without_parts(store: Store, duty: str, period: str, counter: Counter) -> dict[str, Decimal]:
    """Return the ratios or means by unit of which only the value was typed in, returned ones too.

    They are shown with their unit; a ratio of all units cannot be made of them.
    """
    if not has_parts(counter):
        return {}
    units = typed(unit_reports.of_period(store, duty, period), counter.code)
    told = unit_figures.of_counter(store, counter.code, duty, period) if units else {}
    return {
        unit: figure.value
        for unit, figure in told.items()
        if unit in units
        and figure.value is not None
        and figure.below is None
        and not figure.part.entries
    }
