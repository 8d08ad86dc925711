"""Entries of the log: added, found, added up, changed by two people, deleted and brought back."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.activity import Activity
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.storage import activities
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, log, tasks
from tests.workflow.conftest import WHO
from tests.workflow.logged import TODAY, amount, entry, titles, totals


def test_an_entry_is_kept_as_it_was_typed_but_for_blanks_and_marks(store: Store) -> None:
    typed = entry("  Ho\u0323p   thôn\u200b ", unit=" Văn  phòng ", note="Ghi chú\r\nhai dòng")
    kept = log.add(store, typed, who=WHO)
    assert (kept.title, kept.unit, kept.note) == ("Họp thôn", "Văn phòng", "Ghi chú\nhai dòng")
    assert log.get(store, kept.id) == kept
    assert verify(store)[1] == []


def test_entries_are_found_without_marks_and_whatever_case(store: Store) -> None:
    log.add(store, entry("Đối thoại với nhân dân", place="Nhà văn hóa thôn Đoài"), who=WHO)
    log.add(store, entry("Phát thanh"), who=WHO)
    assert titles(store, text="doi thoai NHAN") == ["Đối thoại với nhân dân"]
    assert titles(store, text="đoài đối") == ["Đối thoại với nhân dân"]
    assert titles(store, text="không có") == []


def test_people_reached_and_cost_count_without_being_entered_twice(store: Store) -> None:
    log.add(store, entry(people=45, cost=200_000), who=WHO)
    log.add(store, entry("Họp thôn Đoài", people=30, amounts=(amount("tin-bai", 2),)), who=WHO)
    found = totals(store)
    assert found["nguoi-du"] == 45  # who reads news was not at a meeting
    assert found["kinh-phi"] == 200_000


def test_an_amount_that_is_entered_goes_before_the_one_that_follows(store: Store) -> None:
    both = (amount("hoi-nghi", 1), amount("nguoi-du", 40))
    log.add(store, entry(people=45, amounts=both), who=WHO)
    assert totals(store)["nguoi-du"] == 40


def test_amounts_follow_when_a_counter_becomes_one_that_sums_people(store: Store) -> None:
    log.add(store, entry(people=45, amounts=(amount("tin-bai", 2),)), who=WHO)
    assert "nguoi-du" not in totals(store)
    counter = catalogues.counter(store, "nguoi-du")
    catalogues.put(store, replace(counter, people_of=("hoi-nghi", "tin-bai")), who=WHO)
    assert totals(store)["nguoi-du"] == 45
    catalogues.restore_ours(store, catalogues.COUNTERS, "nguoi-du", who=WHO)
    assert "nguoi-du" not in totals(store)


def test_lists_are_narrowed_by_what_stands_in_entries_and_in_their_tasks(store: Store) -> None:
    task = tasks.save(store, Task(text="Họp dân các thôn", dimensions=("1.2",), year=2026), who=WHO)
    log.add(store, entry("Có nhiệm vụ", tasks=(task.id,)), who=WHO)
    log.add(store, entry("Có lĩnh vực", dimensions=("2.1",), channel="zalo"), who=WHO)
    log.add(store, entry("Không gì", amounts=(), unit="Đài truyền thanh"), who=WHO)
    assert titles(store, tasks=(task.id,)) == ["Có nhiệm vụ"]
    assert titles(store, dimensions=("1.2",)) == ["Có nhiệm vụ"]
    assert titles(store, dimensions=("D2",)) == ["Có lĩnh vực"]
    assert titles(store, dimensions=("D1", "2.1")) == ["Có nhiệm vụ", "Có lĩnh vực"]
    assert titles(store, channels=("zalo",)) == ["Có lĩnh vực"]
    assert titles(store, units=("đài TRUYỀN-thanh",)) == ["Không gì"]
    assert titles(store, counters=("hoi-nghi",)) == ["Có nhiệm vụ", "Có lĩnh vực"]
    assert titles(store, missing=("counter",)) == ["Không gì"]
    assert titles(store, missing=("task",)) == ["Có lĩnh vực", "Không gì"]
    assert log.listing(store, ActivityFilter(tasks=(task.id,)))[0].tasks == ("Họp dân các thôn",)


def test_the_heat_counts_entries_by_day(store: Store) -> None:
    for day in (5, 5, 6):
        log.add(store, entry(f"Họp {day}", day=day), who=WHO)
    assert log.heat(store) == {datetime.date(2026, 3, 5): 2, datetime.date(2026, 3, 6): 1}


def test_what_is_deleted_counts_no_more_and_comes_back_whole(store: Store) -> None:
    kept = log.add(store, entry(people=9, dimensions=("1.1",)), who=WHO)
    before = totals(store)
    assert log.remove(store, [kept.id], who=WHO) == [kept.id]
    assert totals(store) == {} and titles(store) == []
    assert titles(store, trashed=True) == [kept.title]
    assert log.remove(store, [kept.id], who=WHO) == []
    assert log.restore(store, [kept.id], who=WHO) == [kept.id]
    assert totals(store) == before and log.get(store, kept.id) == kept
    assert titles(store, dimensions=("1.1",)) == [kept.title]


def test_what_is_in_the_trash_counts_no_more_whatever_is_changed_in_it(store: Store) -> None:
    kept = log.add(store, entry(), who=WHO)
    log.remove(store, [kept.id], who=WHO)
    log.change(store, replace(kept, people=40), who=WHO)
    assert totals(store) == {}
    log.restore(store, [kept.id], who=WHO)
    assert totals(store) == {"hoi-nghi": 1, "nguoi-du": 40}


def test_two_people_who_change_different_fields_both_keep_their_change(store: Store) -> None:
    seen = log.add(store, entry(), who=WHO)
    log.change(store, replace(seen, place="Nhà văn hóa"), who=WHO, seen=seen)
    log.change(store, replace(seen, people=50), who=WHO, seen=seen)
    kept = log.get(store, seen.id)
    assert (kept.place, kept.people) == ("Nhà văn hóa", 50)


def test_a_change_that_changes_nothing_is_no_change(store: Store) -> None:
    kept = log.add(store, entry(), who=WHO)
    acts = store.value("SELECT count(*) FROM audit")
    assert log.change(store, kept, who=WHO) == kept
    assert store.value("SELECT count(*) FROM audit") == acts


def test_many_changes_are_one_or_none(store: Store) -> None:
    first, second = (log.add(store, entry(title), who=WHO) for title in ("Một", "Hai"))
    with pytest.raises(log.UnknownDimensionOfEntryError):
        log.change_all(
            store,
            [replace(first, title="Khác"), replace(second, dimensions=("99.9",))],
            who=WHO,
        )
    assert titles(store) == ["Một", "Hai"]


def test_a_copy_is_an_entry_of_its_own(store: Store) -> None:
    kept = log.add(store, entry(people=4), who=WHO)
    copy = log.duplicate(store, kept.id, date=datetime.date(2026, 4, 1), who=WHO)
    assert copy.id != kept.id and copy.people == 4 and copy.date.month == 4
    assert totals(store)["hoi-nghi"] == 2


def test_an_entry_outlives_its_task(store: Store) -> None:
    task = tasks.save(store, Task(text="Việc sẽ bỏ", year=2026), who=WHO)
    kept = log.add(store, entry(tasks=(task.id,)), who=WHO)
    store_delete(store, task.id)
    changed = log.change(store, replace(log.get(store, kept.id), people=3), who=WHO)
    assert changed.people == 3
    assert log.listing(store)[0].tasks == ()
    assert verify(store)[1] == []


def store_delete(store: Store, task_id: str) -> None:
    """Delete a task for good, as an emptied trash does."""
    with store.unit_of_work():
        store.write("DELETE FROM tasks WHERE id = ?", (task_id,))


def test_sorted_lists_put_blanks_last_and_follow_the_vietnamese_alphabet(store: Store) -> None:
    for title, people in (("Đăng tin", 5), ("Dán áp phích", None), ("Họp", 9)):
        log.add(store, entry(title, people=people), who=WHO)
    by_title = log.listing(store, sort="title", descending=False)
    assert [row.activity.title for row in by_title] == ["Dán áp phích", "Đăng tin", "Họp"]
    for descending, wanted in ((False, [5, 9, None]), (True, [9, 5, None])):
        rows = log.listing(store, sort="people", descending=descending)
        assert [row.activity.people for row in rows] == wanted


def test_a_page_of_a_list_is_a_piece_of_the_whole(store: Store) -> None:
    log.add_all(store, [entry(f"Mục {n}", day=1 + n % 28) for n in range(57)], who=WHO)
    whole = [row.activity.id for row in log.listing(store)]
    pages = [
        row.activity.id
        for at in range(0, 57, 10)
        for row in log.listing(store, limit=10, offset=at)
    ]
    assert pages == whole and len(set(whole)) == log.count(store) == 57


def test_very_large_sums_stay_exact(store: Store) -> None:
    each = Decimal(10) ** 13
    with store.unit_of_work():
        activities.add_many(
            store, [entry(f"Chi {n}", cost=int(each)) for n in range(1000)],
            log.log_counters.rules(store),
        )  # fmt: skip
    assert totals(store)["kinh-phi"] == each * 1000


def test_a_thousand_ids_and_more_narrow_a_list(store: Store) -> None:
    kept = log.add_all(store, [entry(f"Mục {n}") for n in range(1200)], who=WHO)
    ids = tuple(one.id for one in kept[100:])
    assert log.count(store, ActivityFilter(ids=ids)) == 1100
    assert log.fitting(store, ActivityFilter(ids=ids), [kept[0].id, kept[500].id]) == {kept[500].id}


def test_the_day_a_unit_ended_is_asked_about(store: Store) -> None:
    from papidesk.domain.record import Validity
    from papidesk.workflow import offices

    office = offices.current(store)
    first = replace(office.units[0], validity=Validity(until=datetime.date(2026, 6, 30)))
    offices.save(store, replace(office, units=(first, *office.units[1:])), who=WHO)
    late = entry("Họp", month=7, day=1, unit=first.name)
    (doubt,) = log.doubts(store, late, today=datetime.date(2026, 12, 1))
    assert doubt.code == "unit_ended" and "30/06/2026" in doubt.sentence
    assert log.doubts(store, replace(late, date=datetime.date(2026, 6, 30)), today=TODAY) == []
    assert log.add(store, late, who=WHO).unit == first.name  # it may be true all the same


@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from(["hoi-nghi", "tin-bai", "nguoi-du"]),
            st.integers(0, 500),
            st.none() | st.integers(0, 300),
            st.none() | st.integers(0, 10**9),
            st.integers(0, 364),
        ),
        max_size=12,
    ),
    cut=st.integers(0, 364),
)  # fmt: skip
def test_any_split_of_a_year_adds_up_to_the_year(
    store: Store, parts: list[tuple[str, int, int | None, int | None, int]], cut: int
) -> None:
    first = datetime.date(2025, 1, 1)
    days = [first + datetime.timedelta(days=at) for *_rest, at in parts]
    new = [
        Activity(
            date=day, title=f"Mục {n}", amounts=(amount(code, many),), people=people, cost=cost
        )
        for n, (day, (code, many, people, cost, _at)) in enumerate(zip(days, parts, strict=True))
    ]
    made = log.add_all(store, new, who=WHO) if new else []
    middle = first + datetime.timedelta(days=cut)
    whole = totals(store)
    before = totals(store, until=middle)
    after = totals(store, since=middle + datetime.timedelta(days=1))
    assert {code: (before.get(code) or 0) + (after.get(code) or 0) for code in whole} == whole
    expected: dict[str, Decimal] = {}
    for one in new:
        code, quantity = one.amounts[0].counter, one.amounts[0].quantity
        expected[code] = expected.get(code, Decimal(0)) + quantity
        if code == "hoi-nghi" and one.people is not None:
            expected["nguoi-du"] = expected.get("nguoi-du", Decimal(0)) + one.people
        if one.cost is not None:
            expected["kinh-phi"] = expected.get("kinh-phi", Decimal(0)) + one.cost
    assert whole == expected
    # Written anew by SQL, the derived amounts are those written one by one.
    rows = "SELECT * FROM activity_amounts ORDER BY 1, 2, 3"
    one_by_one = store.rows(rows)
    with store.unit_of_work():
        activities.activity_amounts.write_derived(store, log.log_counters.rules(store))
    assert store.rows(rows) == one_by_one
    log.remove(store, [one.id for one in made], who=WHO)
    assert totals(store) == {}
