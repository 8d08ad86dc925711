"""Closed periods: what was reported stands, later changes of entries are kept as corrections."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from papidesk.domain.activity import TEXT_LIMIT, Activity
from papidesk.domain.activity_rules import check_year
from papidesk.domain.amounts import Derivation, parts, quantity_of
from papidesk.domain.closing import Closing, Correction, CorrectionKind, FigureChange
from papidesk.domain.record import to_json
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import closings as stored
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store
from papidesk.text.clean import clean


class ClosedPeriodError(PapiDeskError):
    """A change to an entry of a closed window without a reason."""

    message = N_(
        "The period from {since} to {until} is closed: its figures were reported. Give the reason "
        "for this change; it is kept as a correction and told in the next report."
    )


class AlreadyClosedError(PapiDeskError):
    """A window that is closed already."""

    message = N_("The period from {since} to {until} is closed already. Nothing was changed.")


class WindowOrderError(PapiDeskError):
    """A window that would end before it begins."""

    message = N_(
        "The period would end on {until}, before it begins on {since}. Put one of the days right."
    )


class ReopenReasonError(PapiDeskError):
    """A window opened again without saying why."""

    message = N_("Say why the closed period is opened again: the reason stays on record.")


class Change(NamedTuple):
    """What happened to an entry; None where there was none, or is none any more."""

    before: Activity | None
    after: Activity | None


def every(store: Store) -> list[Closing]:
    """Return all windows that were ever closed, reopened ones too, the latest window first."""
    return stored.every(store)


def damaged(store: Store) -> list[StorageError]:
    """Return an error for each closed period or correction that is not what was saved.

    Lists show what is known of them: a damaged period stays closed.
    """
    return list(stored.problems(store))


def find_id(store: Store, beginning: str) -> str:
    """Return the id that begins with ``beginning``; raises ``UnknownClosingError``."""
    wanted = beginning.strip().lower()
    found = [one.id for one in stored.every(store) if wanted and one.id.startswith(wanted)]
    if len(found) != 1:
        raise stored.UnknownClosingError(path=store.path)
    return found[0]


def closed(store: Store) -> list[Closing]:
    """Return the windows that are closed now, by their last day."""
    return stored.closed(store)


def closed_on(store: Store, day: datetime.date) -> Closing | None:
    """Return the closed window ``day`` lies in, the shortest of several; None when it is open."""
    found = [one for one in stored.closed(store) if one.since <= day <= one.until]
    return min(found, key=lambda one: one.until - one.since, default=None)


def close(store: Store, closing: Closing, *, who: str) -> Closing:
    """Close a window with the figures as they are, and return it.

    For a duty it may be closed once more, as when a report is issued in another's place. Raises
    :class:`WindowOrderError`, :class:`AlreadyClosedError`,
    :class:`~papidesk.domain.activity_rules.ActivityYearError`.
    """
    days = {"since": f"{closing.since:%d/%m/%Y}", "until": f"{closing.until:%d/%m/%Y}"}
    for day in (closing.since, closing.until):
        check_year(day.year)
    if closing.until < closing.since:
        raise WindowOrderError(**days)
    with store.joined():
        if not closing.duty:
            for one in stored.closed(store):
                if (one.since, one.until, one.duty) == (closing.since, closing.until, ""):
                    raise AlreadyClosedError(**days)
        return stored.add(store, closing, who=who)


def reopen(store: Store, id: str, *, reason: str, who: str) -> Closing:
    """Open a closed window again and return it: its entries can be changed without a reason.

    The figures it was closed with stay on record, and so do its corrections. Windows closed for
    the same duty, period and days before are opened with it. Raises :class:`ReopenReasonError`,
    :class:`~papidesk.storage.closings.NotClosedError`,
    :class:`~papidesk.storage.closings.UnknownClosingError`.
    """
    reason = _told(reason)
    if not reason:
        raise ReopenReasonError
    with store.joined():
        opened = stored.reopen(store, id, reason=reason, who=who)
        for one in stored.every(store):
            if not one.reopened_at and _same_window(one, opened):
                stored.reopen(store, one.id, reason=reason, who=who)
    return opened


def corrections(
    store: Store, *, closing: str = "", activity: str = "", unreported: bool = False
) -> list[Correction]:
    """Return corrections in the order they were made, narrowed to a window or to an entry.

    ``unreported`` leaves out those a report has told of.
    """
    return stored.corrections(store, closing=closing, activity=activity, unreported=unreported)


def mark_reported(store: Store, ids: Iterable[str], document_id: str) -> int:
    """Note which report told of corrections and return how many; none is told of twice."""
    return stored.mark_reported(store, ids, document_id)


def check(store: Store, days: Iterable[datetime.date], reason: str) -> list[Closing]:
    """Return the closed windows ``days`` lie in; raises :class:`ClosedPeriodError` with no reason.

    Called inside the unit of work that changes the entries, before it does.
    """
    touched = _touched(stored.closed(store), set(days))
    if touched and not _told(reason):
        first = touched[0]
        raise ClosedPeriodError(since=f"{first.since:%d/%m/%Y}", until=f"{first.until:%d/%m/%Y}")
    return touched


def record(
    store: Store,
    windows: Sequence[Closing],
    changes: Sequence[Change],
    rules: Sequence[Derivation],
    *,
    reason: str,
    who: str,
    now: datetime.datetime | None = None,
) -> list[Correction]:
    """Keep a correction for each change that touches one of the closed ``windows``; return them.

    Called after the changes were written, in the same unit of work. Each tells what the sums of
    the window's counters were before and after that change.
    """
    made: list[Correction] = []
    for window in windows:
        deltas = [_delta(change, window, rules) for change in changes]
        counters = sorted({counter for delta in deltas for counter in delta})
        sums = stored.window_sums(store, window, counters)
        # The store has all changes already: go back to what was before the first of them.
        for delta in deltas:
            for counter, (less, more) in delta.items():
                sums[counter] = sums.get(counter, 0) - more + less
        for change, delta in zip(changes, deltas, strict=True):
            if not _within(change.before, window) and not _within(change.after, window):
                continue
            figures = []
            for counter, (less, more) in delta.items():
                before = sums[counter]
                sums[counter] = before - less + more
                if less != more:
                    figures.append(
                        FigureChange(
                            counter=counter, before=quantity_of(before),
                            after=quantity_of(sums[counter]),
                        )
                    )  # fmt: skip
            correction = _correction(change, window, tuple(figures), _told(reason))
            made.append(stored.add_correction(store, correction, who=who, now=now))
    return made


def touches(change: Change, windows: Iterable[Closing]) -> bool:
    """Tell whether a change is of an entry in one of the closed ``windows``, before or after it."""
    return any(
        _within(entry, window) for window in windows for entry in (change.before, change.after)
    )


def _correction(
    change: Change, window: Closing, figures: tuple[FigureChange, ...], reason: str
) -> Correction:
    shown = change.after if _within(change.after, window) else change.before
    assert shown is not None
    kind: CorrectionKind = "changed"
    if change.before is None:
        kind = "added"
    elif change.after is None:
        kind = "removed"
    return Correction(
        closing=window.id,
        activity=shown.id,
        day=shown.date,
        kind=kind,
        title=shown.title,
        changes=figures,
        reason=reason,
        before=to_json(change.before).decode() if change.before else "",
        after=to_json(change.after).decode() if change.after else "",
    )


def _delta(
    change: Change, window: Closing, rules: Sequence[Derivation]
) -> dict[str, tuple[int, int]]:
    """Return by counter what leaves the window's sum and what comes, in thousandths."""
    less = _brought(change.before, window, rules)
    more = _brought(change.after, window, rules)
    return {
        counter: (less.get(counter, 0), more.get(counter, 0))
        for counter in sorted(less.keys() | more.keys())
    }


def _brought(
    activity: Activity | None, window: Closing, rules: Sequence[Derivation]
) -> dict[str, int]:
    if activity is None or not _within(activity, window):
        return {}
    return {part.counter: part.thousandths for part in parts(activity, rules)}


def _within(activity: Activity | None, window: Closing) -> bool:
    return activity is not None and window.since <= activity.date <= window.until


def _touched(windows: Iterable[Closing], days: set[datetime.date]) -> list[Closing]:
    return [one for one in windows if any(one.since <= day <= one.until for day in days)]


def _same_window(one: Closing, other: Closing) -> bool:
    mine = (one.since, one.until, one.duty, one.period)
    return mine == (other.since, other.until, other.duty, other.period)


def _told(reason: str) -> str:
    return clean(reason).strip()[:TEXT_LIMIT]
