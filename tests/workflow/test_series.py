"""What comes again: confirmed once, left out, moved, its rule changed, in two windows."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.activity import ActivitySeries
from papidesk.domain.activity_rules import NoSuchCounterError, NoTitleError
from papidesk.domain.record import replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.recurring import BadRecurrenceError, days
from papidesk.storage import activities
from papidesk.storage import series as stored
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import log, series
from tests.workflow.conftest import WHO
from tests.workflow.logged import amount, entry, totals

BEGIN = datetime.date(2026, 1, 1)
END_OF_FEBRUARY = datetime.date(2026, 2, 28)


def day(number: int, month: int = 1) -> datetime.date:
    return datetime.date(2026, month, number)


def broadcast(store: Store, **changes: object) -> ActivitySeries:
    """Keep a broadcast every Monday and Thursday of 2026."""
    pattern = entry("Phát thanh", amounts=(amount("luot-phat-thanh", 2),), channel="truyen-thanh")
    rule = Recurrence(every="week", weekdays=(0, 3), since=BEGIN)
    made = replace(ActivitySeries(name="", rule=rule, pattern=pattern), **changes)
    return series.save(store, made, who=WHO, today=BEGIN)


def test_occurrences_that_were_confirmed_are_entries(store: Store) -> None:
    one = broadcast(store)
    due = series.due(store, day(12))
    assert [item.day for item in due] == [day(1), day(5), day(8), day(12)]
    made = series.confirm(store, due[:3], who=WHO)
    assert [entry.date for entry in made] == [day(1), day(5), day(8)]
    assert made[0].came == "series" and made[0].series == one.id
    assert totals(store)["luot-phat-thanh"] == 6
    assert [item.day for item in series.due(store, day(12))] == [day(12)]


def test_two_windows_confirm_an_occurrence_once(store: Store) -> None:
    broadcast(store)
    first, second = series.due(store, day(5)), series.due(store, day(5))
    assert len(series.confirm(store, first, who=WHO)) == 2
    assert series.confirm(store, second, who=WHO) == []
    assert log.count(store) == 2


def test_a_deleted_entry_lets_its_occurrence_be_confirmed_anew(store: Store) -> None:
    broadcast(store)
    (made,) = series.confirm(store, series.due(store, day(1)), who=WHO)
    log.remove(store, [made.id], who=WHO)
    assert [item.day for item in series.due(store, day(1))] == [day(1)]
    series.confirm(store, series.due(store, day(1)), who=WHO)
    with pytest.raises(activities.OccurrenceTakenError):
        log.restore(store, [made.id], who=WHO)
    assert log.count(store) == 1


def test_days_are_left_out_moved_and_put_back(store: Store) -> None:
    one = broadcast(store)
    series.leave_out(store, one.id, day(5), reason="Mất điện", who=WHO)
    series.move(store, one.id, day(8), day(9), reason="Họp", who=WHO)
    assert [item.day for item in series.due(store, day(12))] == [day(1), day(9), day(12)]
    (moved,) = [item for item in series.due(store, day(12)) if item.planned_day == day(8)]
    (made,) = series.confirm(store, [moved], who=WHO)
    assert (made.date, made.series_day) == (day(9), day(8))
    series.put_back(store, one.id, day(5), who=WHO)
    assert day(5) in [item.day for item in series.due(store, day(12))]
    with pytest.raises(series.ConfirmedOccurrenceError):
        series.leave_out(store, one.id, day(8), who=WHO)
    with pytest.raises(series.NotAnOccurrenceError):
        series.move(store, one.id, day(6), day(7), who=WHO)


def test_a_day_moved_from_later_is_due_on_its_new_day(store: Store) -> None:
    one = broadcast(store)
    series.move(store, one.id, day(15), day(3), who=WHO)
    assert [item.day for item in series.due(store, day(3))] == [day(1), day(3)]


def test_public_holidays_are_left_out_where_that_was_chosen(store: Store) -> None:
    one = broadcast(store, skip_holidays=True)
    found = series.occurrences(store, one, BEGIN, END_OF_FEBRUARY)
    out = [item for item in found if item.left_out]
    assert out and all(item.holiday for item in out)
    assert day(1) in [item.day for item in out]  # New Year
    assert day(1) not in [item.day for item in series.due(store, day(12))]
    series.move(store, one.id, day(1), day(2), reason="Phát bù", who=WHO)
    assert day(2) in [item.day for item in series.due(store, day(12))]


def test_a_changed_rule_keeps_what_was_confirmed_and_what_waits(store: Store) -> None:
    one = broadcast(store)
    series.confirm(store, series.due(store, day(8)), who=WHO)
    changed = replace(one, rule=replace(one.rule, weekdays=(1,)))
    one = series.save(store, changed, who=WHO, today=day(20))
    found = series.occurrences(store, one, BEGIN, day(31))
    assert [item.day.day for item in found] == [1, 5, 8, 12, 15, 19, 20, 27]
    assert [bool(item.entry) for item in found] == [True] * 3 + [False] * 5
    assert log.count(store) == 3


def test_a_series_with_entries_is_ended_and_one_without_deleted(store: Store) -> None:
    used, unused = broadcast(store), broadcast(store, name="Chưa dùng")
    wanted = [item for item in series.due(store, day(1)) if item.series.id == used.id]
    series.confirm(store, wanted, who=WHO)
    assert series.remove(store, used.id, who=WHO) == used
    assert series.remove(store, unused.id, who=WHO) == unused
    (left,) = series.every(store)
    assert left.ended and series.due(store, day(31)) == []
    for one in (used, unused):
        series.restore(store, one, who=WHO)
    assert sorted(one.id for one in series.every(store)) == sorted([used.id, unused.id])
    assert not any(one.ended for one in series.every(store))
    assert verify(store)[1] == []


def test_what_cannot_come_again_is_refused(store: Store) -> None:
    with pytest.raises(NoTitleError):
        broadcast(store, pattern=entry(""))
    with pytest.raises(NoSuchCounterError):
        broadcast(store, pattern=entry(amounts=(amount("zzz", 1),)))
    with pytest.raises(BadRecurrenceError):
        broadcast(store, rule=Recurrence(every="week", interval=0, since=BEGIN))
    with pytest.raises(stored.UnknownSeriesError):
        series.leave_out(store, "x", BEGIN, who=WHO)
    assert series.every(store) == []


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    interval=st.integers(1, 4),
    confirmed=st.sets(st.integers(0, 40)),
    cut=st.integers(0, 120),
)
def test_every_occurrence_becomes_one_entry_whatever_the_windows(
    store: Store, weekdays: set[int], interval: int, confirmed: set[int], cut: int
) -> None:
    rule = Recurrence(
        every="week", weekdays=tuple(sorted(weekdays)), interval=interval, since=BEGIN
    )
    one = broadcast(store, rule=rule)
    until = BEGIN + datetime.timedelta(days=120)
    middle = BEGIN + datetime.timedelta(days=cut)
    planned = list(days(rule, BEGIN, until))
    parts = series.occurrences(store, one, BEGIN, middle) + (
        series.occurrences(store, one, middle + datetime.timedelta(days=1), until)
    )
    assert [item.day for item in parts] == planned
    chosen = [item for at, item in enumerate(parts) if at in confirmed]
    series.confirm(store, [*chosen, *chosen], who=WHO)
    series.confirm(store, parts, who=WHO)
    made = log.listing(store, log.ActivityFilter(series=one.id), descending=False)
    assert [row.activity.date for row in made] == planned
    log.remove(store, [row.activity.id for row in made], who=WHO)
    series.remove(store, one.id, who=WHO)
