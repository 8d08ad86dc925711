"""Recurring series of the log: which occurrences wait, and entries made of them, each once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from papidesk.domain import recurring
from papidesk.domain.activity import TITLE_LIMIT, Activity, ActivitySeries, SeriesException
from papidesk.domain.activity_rules import check_year, checked
from papidesk.domain.record import Record, replace
from papidesk.domain.recurrence import Recurrence
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import activities
from papidesk.storage import series as stored
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store
from papidesk.text.clean import clean
from papidesk.workflow import log, log_counters

_DAY = datetime.timedelta(days=1)
# What was not confirmed for so long is not asked for any more.
ASKED_FOR = datetime.timedelta(days=366)
_REASON_LIMIT = 500


class NotAnOccurrenceError(PapiDeskError):
    """A day a series has no occurrence on."""

    message = N_("“{name}” has no occurrence on {day}. Open its list of days again.")


class ConfirmedOccurrenceError(PapiDeskError):
    """An occurrence that has an entry."""

    message = N_(
        "The occurrence of “{name}” on {day} was entered already. Change or delete its entry in "
        "the log."
    )


class LongRuleError(PapiDeskError):
    """A window of years for a daily rule."""

    message = N_("Choose a window of at most {years} years.")


class Occurrence(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One time a series comes: planned for ``planned_day``, on ``day`` where it was moved.

    ``reason`` is why it was moved or ``left_out``; ``entry`` the id of the entry that confirms
    it. ``activity`` is the entry it shall become where that differs from the series' pattern.
    """

    series: ActivitySeries
    day: datetime.date
    planned_day: datetime.date
    left_out: bool = False
    holiday: str = ""
    reason: str = ""
    entry: str = ""
    activity: Activity | None = None


def every(store: Store) -> list[ActivitySeries]:
    """Return all series in the order they were made, ended ones too."""
    return stored.every(store)


def damaged(store: Store) -> list[StorageError]:
    """Return an error for each series that :func:`every` and :func:`due` cannot tell of."""
    return list(stored.problems(store))


def get(store: Store, id: str) -> ActivitySeries:
    """Return one series; raises :class:`~papidesk.storage.series.UnknownSeriesError`."""
    return stored.get(store, id)


def find_id(store: Store, beginning: str) -> str:
    """Return the id that begins with ``beginning``; raises ``UnknownSeriesError``."""
    wanted = beginning.strip().lower()
    found = [one.id for one in stored.every(store) if wanted and one.id.startswith(wanted)]
    if len(found) != 1:
        raise stored.UnknownSeriesError(path=store.path)
    return found[0]


def save(
    store: Store, series: ActivitySeries, *, who: str, today: datetime.date | None = None
) -> ActivitySeries:
    """Keep a series, new or changed, and return it.

    A changed rule holds from ``today``; what was confirmed stays, and what waited before that
    day goes on waiting. A new one without a first day begins ``today``. Raises what
    :func:`papidesk.domain.recurring.check` and
    :func:`papidesk.domain.activity_rules.checked` raise.
    """
    today = today or datetime.date.today()
    recurring.check(series.rule)
    rule = series.rule if series.rule.since else replace(series.rule, since=today)
    for day in filter(None, (rule.since, rule.until)):
        check_year(day.year)
    pattern = replace(
        series.pattern, id="", series="", series_day=None, batch="", came="series",
        date=rule.since or today,
    )  # fmt: skip
    pattern = checked(pattern, log_counters.by_code(store), log_counters.channels_by_code(store))
    name = " ".join(clean(series.name).split())[:TITLE_LIMIT] or pattern.title
    series = replace(series, name=name, rule=rule, pattern=pattern)
    with store.joined():
        if series.id:
            series = _with_former(stored.get(store, series.id), series, today)
        return stored.save(store, series, who=who)


def _with_former(
    before: ActivitySeries, after: ActivitySeries, today: datetime.date
) -> ActivitySeries:
    old, new = before.rule, after.rule
    if replace(old, until=None) == replace(new, until=None):
        return after
    if old.since is not None and old.since >= today:
        return after  # nothing of it was due yet
    ended = replace(old, until=min(filter(None, (old.until, today - _DAY))))
    begun = replace(new, since=max(new.since or today, today))
    return replace(after, former=(*before.former, ended), rule=begun)


def remove(store: Store, id: str, *, who: str) -> ActivitySeries:
    """Delete a series and return it as it was; one that entries came of is ended instead."""
    with store.joined():
        series = stored.get(store, id)
        if not stored.delete(store, id, who=who):
            stored.save(store, replace(series, ended=True), who=who)
    return series


def restore(store: Store, series: ActivitySeries, *, who: str) -> None:
    """Bring back what :func:`remove` deleted or ended."""
    with store.joined():
        stored.put_back(store, series, who=who)
        if stored.get(store, series.id) != series:
            stored.save(store, series, who=who)


def occurrences(
    store: Store, series: ActivitySeries, since: datetime.date, until: datetime.date
) -> list[Occurrence]:
    """Return every occurrence planned from ``since`` to ``until``, those left out too, by day."""
    if until - since > datetime.timedelta(days=366 * 10):
        raise LongRuleError(years=10)
    entered = stored.confirmed(store, series.id) if series.id else {}
    exceptions = {one.day: one for one in series.exceptions}
    off = _holidays(store, since.year, until.year) if series.skip_holidays else {}
    found = []
    for day in sorted(set(_planned(series, since, until)) | _within(entered, since, until)):
        exception = exceptions.get(day)
        moved = exception.moved_to if exception else None
        entry = entered.get(day, "")
        # What was decided on by hand goes before the rule about holidays.
        holiday = off.get(day, "") if exception is None and not entry else ""
        found.append(
            Occurrence(
                series=series,
                day=moved or day,
                planned_day=day,
                left_out=not entry and ((exception is not None and moved is None) or bool(holiday)),
                holiday=holiday,
                reason=exception.reason if exception else "",
                entry=entry,
            )
        )
    return found


def due(store: Store, today: datetime.date) -> list[Occurrence]:
    """Return what should have taken place up to ``today`` and has no entry yet, by day.

    Not asked for are ended series and what lies more than a year back.
    """
    found: list[Occurrence] = []
    for series in stored.every(store):
        if series.ended:
            continue
        # A day moved back to today may be planned for later on.
        for one in occurrences(store, series, today - ASKED_FOR, today + ASKED_FOR / 4):
            if one.day <= today and not one.left_out and not one.entry:
                found.append(one)
    return sorted(found, key=lambda one: (one.day, one.series.name, one.planned_day))


def confirm(
    store: Store,
    occurrences: Iterable[Occurrence],
    *,
    who: str,
    reason: str = "",
    now: datetime.datetime | None = None,
) -> list[Activity]:
    """Make entries of occurrences and return them, in one unit of work.

    What was confirmed meanwhile, in another window too, is passed over: each becomes one entry.
    Raises as :func:`papidesk.workflow.log.add` does, and
    :class:`~papidesk.storage.series.UnknownSeriesError`.
    """
    made = []
    with store.joined():
        for one in occurrences:
            stored.get(store, one.series.id)
            if activities.of_occurrence(store, one.series.id, one.planned_day) is not None:
                continue
            activity = replace(
                one.activity or replace(one.series.pattern, date=one.day),
                id="", series=one.series.id, series_day=one.planned_day, came="series",
            )  # fmt: skip
            made.append(log.add(store, activity, who=who, reason=reason, now=now))
    return made


def leave_out(
    store: Store, series_id: str, day: datetime.date, *, reason: str = "", who: str
) -> ActivitySeries:
    """Leave the occurrence planned for ``day`` out and return the series.

    Raises :class:`NotAnOccurrenceError`, :class:`ConfirmedOccurrenceError`.
    """
    return _except(store, series_id, SeriesException(day=day, reason=_told(reason)), who)


def move(
    store: Store,
    series_id: str,
    day: datetime.date,
    to: datetime.date,
    *,
    reason: str = "",
    who: str,
) -> ActivitySeries:
    """Move the occurrence planned for ``day`` to another day and return the series.

    Raises as :func:`leave_out`.
    """
    check_year(to.year)
    exception = SeriesException(day=day, moved_to=to, reason=_told(reason))
    return _except(store, series_id, exception, who)


def put_back(store: Store, series_id: str, day: datetime.date, *, who: str) -> ActivitySeries:
    """Let the occurrence planned for ``day`` take place as planned again."""
    with store.joined():
        series = stored.get(store, series_id)
        kept = tuple(one for one in series.exceptions if one.day != day)
        if kept == series.exceptions:
            return series
        return stored.save(store, replace(series, exceptions=kept), who=who)


def _except(store: Store, series_id: str, exception: SeriesException, who: str) -> ActivitySeries:
    with store.joined():
        series = stored.get(store, series_id)
        day = exception.day
        shown = {"name": series.name, "day": f"{day:%d/%m/%Y}"}
        if activities.of_occurrence(store, series_id, day) is not None:
            raise ConfirmedOccurrenceError(**shown)
        if day not in set(_planned(series, day, day)):
            raise NotAnOccurrenceError(**shown)
        others = [one for one in series.exceptions if one.day != day]
        kept = tuple(sorted((*others, exception), key=lambda one: one.day))
        return stored.save(store, replace(series, exceptions=kept), who=who)


def _planned(
    series: ActivitySeries, since: datetime.date, until: datetime.date
) -> Iterator[datetime.date]:
    for rule in (*series.former, series.rule):
        first, last = _window(rule, since, until)
        if first <= last:
            yield from recurring.days(rule, first, last)


def _window(
    rule: Recurrence, since: datetime.date, until: datetime.date
) -> tuple[datetime.date, datetime.date]:
    return max(since, rule.since or since), min(until, rule.until or until)


def _within(
    entered: Iterable[datetime.date], since: datetime.date, until: datetime.date
) -> set[datetime.date]:
    return {day for day in entered if since <= day <= until}


def _holidays(store: Store, first: int, last: int) -> dict[datetime.date, str]:
    from papidesk.domain.holidays import holidays
    from papidesk.workflow.holidays import extra

    own = extra(store)
    found: dict[datetime.date, str] = {}
    for year in range(first, last + 1):
        found |= holidays(year, own)
    return found


def _told(reason: str) -> str:
    return " ".join(clean(reason).split())[:_REASON_LIMIT]
