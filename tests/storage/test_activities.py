"""Entries of the log in the database: damage is told, the searchable text follows the program."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.amounts import Derivation
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.storage import activities, activity_listing, closings, series
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store

RULES = (Derivation(counter="nguoi", people_of=("hop",)), Derivation(counter="tien"))


def entry(title: str = "Họp thôn Đông", **changes: object) -> Activity:
    made = Activity(
        date=datetime.date(2026, 3, 5), title=title, people=12,
        amounts=(Amount(counter="hop", quantity=Decimal("2.5")),),
    )  # fmt: skip
    return replace(made, **changes)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE activities SET content = replace(content, 'Họp', 'Hợp')",
        "UPDATE activities SET title = 'Khác'",
        "UPDATE activities SET date = '2026-03-06'",
        "UPDATE activities SET quantity = 9000",
        "UPDATE activities SET content_sha256 = substr(content_sha256, 2) || '0'",
    ],
)
def test_an_entry_a_bad_disk_changed_is_told_by_name(store: Store, harm: str) -> None:
    kept = activities.save(store, entry(), RULES)
    other = activities.save(store, entry("Mục lành"), RULES)
    assert verify(store)[1] == []
    with store.unit_of_work():
        store.write(f"{harm} WHERE id = ?", (kept.id,))
    (problem,) = verify(store)[1]
    assert isinstance(problem, activities.DamagedActivityError)
    assert activities.get(store, other.id) == other


def test_many_are_checked_as_quickly_as_few(store: Store) -> None:
    with store.unit_of_work():
        kept = activities.add_many(store, [entry(f"Mục {n}") for n in range(1501)], RULES)
    assert verify(store)[1] == []
    assert [one.id for one in kept] == sorted(one.id for one in kept)
    assert activity_listing.count(store) == 1501


def test_the_searchable_text_is_written_anew_when_folding_changes(store: Store) -> None:
    kept = activities.save(store, entry(place="Nhà văn hóa"), RULES)
    with store.unit_of_work():
        store.write("UPDATE activities SET folded = 'x', title_key = x'00', unit_key = 'y'")
    assert activity_listing.count(store, ActivityFilter(text="hop thon")) == 0
    activities.refold(store)
    assert activity_listing.ids(store, ActivityFilter(text="nha VAN hop")) == [kept.id]


def test_an_id_nobody_has_is_refused(store: Store) -> None:
    unknown = "01a1f9aa-739e-707c-afe2-591b1a3c6f86"
    with pytest.raises(activities.UnknownActivityError):
        activities.get(store, unknown)
    with pytest.raises(activities.UnknownActivityError):
        activities.save(store, entry(id=unknown), RULES)
    assert activities.trash(store, [unknown]) == []


def test_damaged_series_closings_and_corrections_are_told(store: Store) -> None:
    from papidesk.domain.activity import ActivitySeries
    from papidesk.domain.closing import Closing, Correction
    from papidesk.domain.recurrence import Recurrence

    day = datetime.date(2026, 3, 5)
    series.save(
        store, ActivitySeries(name="Phát thanh", rule=Recurrence(every="day"), pattern=entry())
    )
    window = closings.add(store, Closing(since=day, until=day))
    closings.add_correction(
        store,
        Correction(closing=window.id, activity=window.id, day=day, kind="added", title="x",
                   reason="y"),
    )  # fmt: skip
    assert verify(store)[1] == []
    with store.unit_of_work():
        for table in ("activity_series", "closings", "corrections"):
            store.write(f"UPDATE {table} SET content = replace(content, '{{', '{{ ')")
    kinds = [type(problem) for problem in verify(store)[1]]
    assert kinds == [series.DamagedSeriesError, *[closings.DamagedClosingError] * 2]
