"""The rules of number series: none overlaps another, no number and symbol come twice in a year.

NĐ 30/2020, Điều 15 and Phụ lục I, mục II.3: one run from 01 on 01/01 to 31/12; number and symbol
are unique within the year.
"""

from __future__ import annotations

import datetime

from papidesk.domain.office import BadOfficeError, NumberSeries
from papidesk.domain.record import Record, Validity
from papidesk.errors import N_


class SeriesOverlapError(BadOfficeError):
    """Two series that would count the same kind on the same day."""

    message = N_(
        "“{first}” and “{second}” would both count {kinds} from {since}. Let one end the day "
        "before, or take the kind out of one of them."
    )


class SeriesStartError(BadOfficeError):
    """A starting number that is none."""

    message = N_("A series begins with a number from 1 to 99 999, not with “{number}”.")


class SeriesRepeatError(BadOfficeError):
    """A series begun in mid-year that would give numbers of the year once more."""

    message = N_(
        "{kind} already has numbers up to {number} in {year}: “{series}” would give them once "
        "more. Let it begin on 01/01/{next}, or with number {free} in {year}."
    )


class Overlap(Record, frozen=True, kw_only=True):
    """Two series that count the same kinds (none for all that have no own) from ``since``."""

    first: NumberSeries
    second: NumberSeries
    kinds: tuple[str, ...]
    since: datetime.date


def overlaps(series: tuple[NumberSeries, ...]) -> tuple[Overlap, ...]:
    """Return every pair of ``series`` that share a kind on a day, in their order.

    The common series counts what no other does, so it overlaps only another common one.
    """
    found = []
    for place, first in enumerate(series):
        for second in series[place + 1 :]:
            shared = tuple(kind for kind in first.kinds if kind in second.kinds)
            both_common = not first.kinds and not second.kinds
            since = _common_day(first.validity, second.validity)
            if (shared or both_common) and since is not None:
                found.append(Overlap(first=first, second=second, kinds=shared, since=since))
    return tuple(found)


def check_series(series: tuple[NumberSeries, ...]) -> None:
    """Refuse series that overlap or start with no number.

    Raises :class:`SeriesOverlapError`, :class:`SeriesStartError`.
    """
    for one in series:
        if not 1 <= one.start <= 99_999:
            raise SeriesStartError(number=one.start)
    for pair in overlaps(series):
        raise SeriesOverlapError(
            first=pair.first.name or pair.first.id,
            second=pair.second.name or pair.second.id,
            kinds=", ".join(pair.kinds) or "…",
            since=f"{pair.since:%d/%m/%Y}",
        )


def _common_day(one: Validity, other: Validity) -> datetime.date | None:
    """Return the first day both hold; the first of all days when neither has a beginning."""
    begins = [day for day in (one.since, other.since) if day is not None]
    ends = [day for day in (one.until, other.until) if day is not None]
    since = max(begins, default=datetime.date.min)
    return since if since <= min(ends, default=datetime.date.max) else None


def check_repeats(
    series: NumberSeries, highest: dict[str, int], first: int, day: datetime.date
) -> None:
    """Refuse a series that would give a number a kind has had in the year of ``day``.

    ``highest`` is the highest number each kind was given in that year by other series; ``first``
    is what the series would give next. Raises :class:`SeriesRepeatError`.
    """
    kinds = series.kinds or tuple(highest)
    for kind in kinds:
        had = highest.get(kind, 0)
        if first <= had:
            raise SeriesRepeatError(
                kind=kind, number=f"{had:02}", year=day.year, series=series.name or series.id,
                next=day.year + 1, free=f"{had + 1:02}",
            )  # fmt: skip
