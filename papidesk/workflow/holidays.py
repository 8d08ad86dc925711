"""The working days of this office: public holidays, and its own table of days off and made up."""

from __future__ import annotations

import datetime

from papidesk.domain import holidays
from papidesk.domain.holidays import OwnDay
from papidesk.domain.report_duty import WorkingDayRule
from papidesk.storage.store import Store
from papidesk.workflow import catalogue_entries

__all__ = ["OwnDay", "extra", "is_working", "made_up", "moved", "of_year"]


def extra(store: Store | None) -> tuple[OwnDay, ...]:
    """Return the office's own table of days, by day."""
    found: list[OwnDay] = catalogue_entries.entries(store, catalogue_entries.HOLIDAYS)
    return tuple(sorted(found, key=lambda own: own.day))


def of_year(store: Store | None, year: int) -> dict[datetime.date, str]:
    """Return the days off of ``year`` beside weekends, with their Vietnamese names."""
    return holidays.holidays(year, extra(store))


def made_up(store: Store | None, year: int) -> frozenset[datetime.date]:
    """Return the Saturdays and Sundays of ``year`` that are worked on."""
    return holidays.made_up(year, extra(store))


def is_working(store: Store | None, day: datetime.date) -> bool:
    """Tell whether the office works on ``day``."""
    return holidays.is_working(day, extra(store))


def moved(store: Store | None, day: datetime.date, rule: WorkingDayRule) -> datetime.date:
    """Return the working day ``day`` is moved to by a duty's ``rule``."""
    return holidays.moved(day, rule, extra(store))
