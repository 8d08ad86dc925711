"""The office of a workspace: read it as it is or was on a day, change it, go back."""

from __future__ import annotations

import datetime

from papidesk.domain.cleaning import cleaned
from papidesk.domain.number_series import check_repeats, check_series
from papidesk.domain.office import (
    NumberSeries,
    Office,
    check_code,
    check_line,
    check_name,
    check_symbol,
)
from papidesk.domain.office_history import as_of, check_validity
from papidesk.domain.record import Record, replace
from papidesk.storage import offices as stored
from papidesk.storage import registers
from papidesk.storage.documents import DocumentVersion
from papidesk.storage.store import Store

__all__ = [
    "DocumentVersion", "SeriesState", "check", "current", "go_back", "held", "on", "save",
    "series_states", "version", "versions",
]  # fmt: skip


class SeriesState(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A series in a year: the number it gives next, and how many papers have one of it."""

    series: NumberSeries
    next_number: int
    given: int = 0


def current(store: Store) -> Office:
    """Return the office that works in this workspace, with everything it ever had."""
    return stored.own(store)


def on(store: Store, day: datetime.date) -> Office:
    """Return the office as it was on ``day``: what a paper of that day is written with."""
    return as_of(stored.own(store), day)


def save(store: Store, office: Office, *, who: str, reason: str = "") -> Office:
    """Keep a changed office as a new version and return it.

    Raises what :func:`check` raises; what was kept before and is not changed is not judged anew.
    """
    office = cleaned(office)
    one_line = {
        name: " ".join(getattr(office, name).split()) for name in ("name", "place", "symbol")
    }
    office = replace(office, **one_line)
    check(store, office, stored.own(store))
    return stored.save(store, office, who=who, reason=reason)


def check(store: Store, office: Office, before: Office, *, year: int | None = None) -> None:
    """Refuse what an office cannot be: no name, no code, dates or series that do not agree.

    Raises a :class:`~papidesk.domain.office.BadOfficeError`.
    """
    if office.name != before.name:
        check_name(office.name)
    if office.code != before.code:
        check_code(office.code)
    if office.symbol != before.symbol:
        check_symbol(office.symbol)
    for field in ("place", "body", "superior_line", "address"):
        if getattr(office, field) != getattr(before, field):
            check_line(getattr(office, field))
    for name, new, old in _dated(office, before):
        if new not in old:
            check_validity(name, new.validity)  # type: ignore[attr-defined]
    if office.series != before.series:
        check_series(office.series)
        _check_repeats(store, office, before, year or datetime.date.today().year)


def _dated(office: Office, before: Office) -> list[tuple[str, Record, tuple[Record, ...]]]:
    """Return what has dates, each with its name and the records that were kept before."""
    pairs: list[tuple[str, Record, tuple[Record, ...]]] = []
    pairs += [(one.name, one, before.superiors) for one in office.superiors]
    pairs += [(one.name, one, before.units) for one in office.units]
    pairs += [(one.title, one, before.posts) for one in office.posts]
    pairs += [(one.name, one, before.signers) for one in office.signers]
    pairs += [(one.name, one, before.recipient_lists) for one in office.recipient_lists]
    pairs += [(one.name, one, before.series) for one in office.series]
    return pairs


def _check_repeats(store: Store, office: Office, before: Office, year: int) -> None:
    """Refuse new or changed series that would give a kind's numbers of ``year`` once more."""
    given = registers.entries(store, year)
    for series in office.series:
        day = max(series.validity.since or datetime.date(year, 1, 1), datetime.date(year, 1, 1))
        if series in before.series or day.year != year or not series.validity.covers(day):
            continue
        highest: dict[str, int] = {}
        for entry in given:
            if entry.series != series.id:
                highest[entry.kind] = max(highest.get(entry.kind, 0), entry.number)
        own = {kind for other in office.series if other.id != series.id for kind in other.kinds}
        if not series.kinds:
            highest = {kind: number for kind, number in highest.items() if kind not in own}
        last = max((entry.number for entry in given if entry.series == series.id), default=0)
        first = last + 1 if last else series.first_number(year)
        check_repeats(series, highest, first, day)


def series_states(store: Store, office: Office, year: int) -> list[SeriesState]:
    """Return every series of ``office`` with what it gave in ``year`` and gives next."""
    given = registers.entries(store, year)
    states = []
    for series in office.series:
        own = [entry.number for entry in given if entry.series == series.id]
        free = max(own) + 1 if own else series.first_number(year)
        states.append(SeriesState(series=series, next_number=free, given=len(own)))
    return states


def held(store: Store, series: str) -> bool:
    """Tell whether any paper ever got its number from ``series``."""
    return stored.numbers_given(store, series)


def versions(store: Store) -> list[DocumentVersion]:
    """Return what was kept of the office, newest first."""
    return stored.versions(store, stored.own(store).id)


def version(store: Store, number: int) -> Office:
    """Return the office as it was kept in version ``number``."""
    return stored.get(store, stored.own(store).id, number)


def go_back(store: Store, number: int, *, who: str) -> Office:
    """Keep what version ``number`` was as the newest version and return it; nothing is lost."""
    return stored.save(store, version(store, number), who=who, reason="restore")
