"""The activity log: entries added, changed, deleted, listed; totals and entries by day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from papidesk.domain.activity import Activity
from papidesk.domain.activity_rules import checked
from papidesk.domain.adding_up import rounded
from papidesk.domain.counters import Counter
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import activities as stored
from papidesk.storage import activity_listing as listed
from papidesk.storage.activity_listing import ActivitySort, ListedActivity, Total
from papidesk.storage.activity_rows import DamagedActivityError
from papidesk.storage.store import Store
from papidesk.workflow import closings, log_counters
from papidesk.workflow.closings import Change
from papidesk.workflow.log_doubts import Doubt, Judge

__all__ = [
    "ActivityRow", "ActivitySort", "CounterTotal", "DamagedActivityError", "Doubt", "add",
    "add_all", "by_ids", "change", "change_all", "count", "doubts", "duplicate", "find",
    "find_id", "fitting", "get", "heat", "listing", "purge", "remove", "restore",
    "totals", "units", "years",
]  # fmt: skip


class UnknownTaskOfEntryError(PapiDeskError):
    """An entry that serves a task nobody knows."""

    message = N_(
        "The task this entry serves is not there any more. Choose another task, or leave it out."
    )


class UnknownDimensionOfEntryError(PapiDeskError):
    """An entry for a sub-dimension nobody knows."""

    message = N_("There is no PAPI sub-dimension “{code}”. Choose one of the list.")


class AmbiguousEntryError(PapiDeskError):
    """The beginning of an id that several entries have, or none."""

    message = N_("No single entry of the log begins with “{text}”. Give more of its id.")


class ActivityRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An entry as lists show it: how much evidence, the titles of its tasks, its first photo.

    ``picture`` is the photo's hash, "" without one. ``closed`` tells that its day lies in a closed
    window: changing it needs a reason. Times are UTC. ``damaged`` tells that the entry is no longer
    what was saved: shown is what is known of it, opening and changing it says what to do.
    """

    activity: Activity
    evidence: int = 0
    tasks: tuple[str, ...] = ()
    picture: str = ""
    closed: bool = False
    created_at: str = ""
    updated_at: str = ""
    updated_by: str = ""
    trashed_at: str = ""
    damaged: bool = False


class CounterTotal(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What entries come to of a counter, and how many bring it; None where nothing can be said."""

    counter: Counter
    quantity: Decimal | None
    entries: int


# Changing


def add(
    store: Store,
    activity: Activity,
    *,
    who: str,
    reason: str = "",
    now: datetime.datetime | None = None,
) -> Activity:
    """Add an entry and return it as it is kept.

    Raises a :class:`~papidesk.domain.activity_rules.BadActivityError` for what cannot be, and
    :class:`~papidesk.workflow.closings.ClosedPeriodError` for a day in a closed window without a
    ``reason``.
    """
    return add_all(store, [activity], who=who, reason=reason, now=now)[0]


def add_all(
    store: Store,
    activities: Sequence[Activity],
    *,
    who: str,
    reason: str = "",
    now: datetime.datetime | None = None,
    told: Callable[[int], None] | None = None,
) -> list[Activity]:
    """Add entries, all or none, and return them; ``told`` hears how many are in, and may raise."""
    counters, channels = log_counters.by_code(store), log_counters.channels_by_code(store)
    new = [checked(replace(one, id=""), counters, channels) for one in activities]
    _check_links(store, new)
    with store.joined():
        log_counters.keep_up(store)
        rules = log_counters.rules(store)
        windows = closings.check(store, (one.date for one in new), reason)
        if len(new) == 1:
            kept = [stored.save(store, new[0], rules, who=who, now=now)]
        else:
            kept = stored.add_many(store, new, rules, who=who, now=now, told=told)
        changes = [Change(None, one) for one in kept]
        closings.record(store, windows, changes, rules, reason=reason, who=who, now=now)
    return kept


def change(
    store: Store,
    activity: Activity,
    *,
    who: str,
    reason: str = "",
    seen: Activity | None = None,
    now: datetime.datetime | None = None,
) -> Activity:
    """Change an entry and return it as it is kept; the same again changes nothing.

    ``seen`` is the entry as it was when the change began: what somebody else changed since in
    other fields stays. Raises as :func:`add` does.
    """
    with store.joined():
        before = stored.get(store, activity.id)
        if seen is not None:
            meant = {name: getattr(activity, name) for name in Activity.__struct_fields__}
            activity = replace(
                before,
                **{name: value for name, value in meant.items() if value != getattr(seen, name)},
            )
        counters, channels = log_counters.by_code(store), log_counters.channels_by_code(store)
        after = checked(activity, counters, channels)
        if after == before:
            return before
        _check_links(store, [after], before)
        log_counters.keep_up(store)
        rules = log_counters.rules(store)
        trashed = stored.is_trashed(store, before.id)
        windows = [] if trashed else closings.check(store, (before.date, after.date), reason)
        kept = stored.save(store, after, rules, who=who, now=now)
        closings.record(
            store, windows, [Change(before, kept)], rules, reason=reason, who=who, now=now
        )
    return kept


def is_trashed(store: Store, id: str) -> bool:
    """Tell whether the entry ``id`` lies in the trash."""
    return stored.is_trashed(store, id)


def change_all(
    store: Store, activities: Iterable[Activity], *, who: str, reason: str = ""
) -> list[Activity]:
    """Change many entries as :func:`change` does: all of them, or none."""
    with store.joined():
        return [change(store, one, who=who, reason=reason) for one in activities]


def remove(store: Store, ids: Iterable[str], *, who: str, reason: str = "") -> list[str]:
    """Put entries into the trash, so that they count no more; return the ids of those.

    Their evidence stays until they are deleted for good after thirty days. Raises
    :class:`~papidesk.workflow.closings.ClosedPeriodError` without a ``reason``.
    """
    return _moved(store, list(ids), trashed=True, who=who, reason=reason)


def restore(store: Store, ids: Iterable[str], *, who: str, reason: str = "") -> list[str]:
    """Bring entries back from the trash and return the ids of those; raises as :func:`remove`."""
    return _moved(store, list(ids), trashed=False, who=who, reason=reason)


def _moved(store: Store, ids: list[str], *, trashed: bool, who: str, reason: str) -> list[str]:
    with store.joined():
        log_counters.keep_up(store)
        rules = log_counters.rules(store)
        moving = [
            one for one in stored.get_many(store, ids)
            if stored.is_trashed(store, one.id) is not trashed
        ]  # fmt: skip
        windows = closings.check(store, (one.date for one in moving), reason)
        if trashed:
            gone = stored.trash(store, [one.id for one in moving], who=who)
        else:
            gone = stored.untrash(store, [one.id for one in moving], rules, who=who)
        changes = [Change(one, None) if trashed else Change(None, one) for one in moving]
        closings.record(store, windows, changes, rules, reason=reason, who=who)
    return gone


def duplicate(
    store: Store, id: str, *, date: datetime.date, who: str, reason: str = ""
) -> Activity:
    """Add a copy of an entry on another day, without its evidence and series, and return it."""
    like = stored.get(store, id)
    copy = replace(like, id="", date=date, series="", series_day=None, batch="", came="hand")
    return add(store, copy, who=who, reason=reason)


def purge(store: Store, *, who: str) -> int:
    """Delete for good what lies in the trash for more than thirty days; return how many."""
    return stored.purge(store, who=who)


def _check_links(
    store: Store, activities: Iterable[Activity], before: Activity | None = None
) -> None:
    """Refuse tasks and sub-dimensions that there are not; those an entry has already stay."""
    old_tasks = set(before.tasks) if before else set()
    old_codes = set(before.dimensions) if before else set()
    tasks = {task for one in activities for task in one.tasks} - old_tasks
    codes = {code for one in activities for code in one.dimensions} - old_codes
    for task in tasks:
        if store.row("SELECT 1 FROM tasks WHERE id = ?", (task,)) is None:
            raise UnknownTaskOfEntryError
    if codes:
        from papidesk.workflow import catalogues

        known = {dimension.code for dimension in catalogues.all_dimensions(store)}
        for code in sorted(codes - known):
            raise UnknownDimensionOfEntryError(code=code[:20])


# Reading


def get(store: Store, id: str) -> Activity:
    """Return an entry, a trashed one too; raises ``UnknownActivityError``."""
    return stored.get(store, id)


def find_id(store: Store, beginning: str) -> str:
    """Return the id that begins with ``beginning``; raises :class:`AmbiguousEntryError`."""
    found = stored.ids_beginning(store, beginning.strip().lower()) if beginning.strip() else []
    if len(found) != 1:
        raise AmbiguousEntryError(text=beginning[:40])
    return found[0]


def listing(
    store: Store,
    filter: ActivityFilter = ActivityFilter(),
    *,
    limit: int | None = None,
    offset: int = 0,
    sort: ActivitySort = "date",
    descending: bool = True,
) -> list[ActivityRow]:
    """Return a page of the entries ``filter`` lets through, sorted."""
    found = listed.rows(store, filter, sort=sort, descending=descending, limit=limit, offset=offset)
    return _rows(store, found)


def by_ids(store: Store, ids: Iterable[str]) -> list[ActivityRow]:
    """Return the rows of ``ids`` in their order; unknown ones are left out."""
    return _rows(store, listed.by_ids(store, ids))


def find(store: Store, text: str, limit: int = 20) -> list[ActivityRow]:
    """Return the latest entries ``text`` stands in, with or without dấu."""
    return listing(store, ActivityFilter(text=text), limit=limit) if text.strip() else []


def count(store: Store, filter: ActivityFilter = ActivityFilter()) -> int:
    """Return how many entries ``filter`` lets through."""
    return listed.count(store, filter)


def fitting(store: Store, filter: ActivityFilter, among: Iterable[str]) -> set[str]:
    """Return those of the ids ``among`` that ``filter`` lets through."""
    return listed.fitting(store, filter, among)


def totals(store: Store, filter: ActivityFilter = ActivityFilter()) -> list[CounterTotal]:
    """Return what the entries come to of each counter they bring, in the catalogue's order.

    Ratios follow when the entries bring their denominator.
    """
    counters = log_counters.by_code(store)
    found = {total.counter: total for total in listed.totals(store, filter)}
    result = []
    for code, counter in counters.items():
        if counter.adds_up == "ratio":
            result += _ratio(counter, found)
        elif code in found:
            result.append(_total(counter, found[code]))
    gone = (found[code] for code in sorted(found.keys() - counters.keys()))
    return result + [
        _total(Counter(code=one.counter, name=one.counter, unit=""), one) for one in gone
    ]


def _total(counter: Counter, total: Total) -> CounterTotal:
    quantity = total.sum
    if counter.adds_up == "latest":
        quantity = total.latest
    elif counter.adds_up == "average":
        quantity = rounded(counter, total.sum, Decimal(total.entries))
    return CounterTotal(counter=counter, quantity=quantity, entries=total.entries)


def _ratio(counter: Counter, found: dict[str, Total]) -> list[CounterTotal]:
    above, below = found.get(counter.numerator), found.get(counter.denominator)
    if below is None:
        return []
    share = 100 * above.sum if above else Decimal(0)
    quantity = rounded(counter, share, below.sum) if below.sum else None
    return [CounterTotal(counter=counter, quantity=quantity, entries=below.entries)]


def heat(store: Store, filter: ActivityFilter = ActivityFilter()) -> dict[datetime.date, int]:
    """Return how many entries each day has; days without any are left out."""
    return listed.heat(store, filter)


def units(store: Store) -> list[str]:
    """Return who entries were done by, the most frequent first: choices while typing."""
    return listed.units(store)


def years(store: Store) -> list[int]:
    """Return the years the log has entries of, the latest first."""
    return listed.years(store)


def doubts(store: Store, activity: Activity, *, today: datetime.date | None = None) -> list[Doubt]:
    """Return what looks wrong in an entry and may be right all the same: never a refusal."""
    return Judge(store, today=today).all(activity)


def _rows(store: Store, found: Iterable[ListedActivity]) -> list[ActivityRow]:
    spans = [(one.since, one.until) for one in closings.closed(store)]
    return [
        ActivityRow(
            activity=one.activity,
            evidence=one.evidence,
            tasks=one.tasks,
            picture=one.picture,
            closed=any(since <= one.activity.date <= until for since, until in spans),
            created_at=one.created_at,
            updated_at=one.updated_at,
            updated_by=one.updated_by,
            trashed_at=one.trashed_at,
            damaged=one.damaged,
        )
        for one in found
    ]
