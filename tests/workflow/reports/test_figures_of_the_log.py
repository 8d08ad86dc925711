"""Figures of the log: counted again by hand, narrowed, compared, with the entries behind each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.activity import Activity
from papidesk.domain.figures import parse_ref
from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import Validity, replace
from papidesk.domain.task import Target, Task
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, duty_terms, figures, log, tasks
from tests.workflow.conftest import WHO
from tests.workflow.reports.half_year import day, entry, of_half_year

HALF = FigureQuery(
    since=day(12, 15, 2023), until=day(6, 14), period="2024-H1", duty="papi"
)  # fmt: skip


def by_hand(entries: Iterable[Activity], code: str, query: FigureQuery) -> Decimal:
    """Add a sum up without the program."""
    return sum(
        (
            amount.quantity
            for each in entries
            for amount in each.amounts
            if amount.counter == code and query.since <= each.date <= query.until
        ),
        Decimal(0),
    )


@pytest.fixture
def kept(store: Store) -> list[Activity]:
    return log.add_all(store, of_half_year(), who=WHO)


def test_every_sum_of_a_half_year_is_what_counting_by_hand_gives(
    store: Store, kept: list[Activity]
) -> None:
    query = duty_terms.query(store, "papi", "2024-H1")
    assert query == HALF
    for line in figures.table(store, query):
        if line.counter.adds_up == "sum" and not line.counter.people_of and not line.counter.cost:
            assert line.figure.value == by_hand(kept, line.counter.code, query), line.counter.code
        assert len(figures.entries(store, line.counter.code, query)) == line.figure.entries


def test_levels_people_and_rates_are_counted_their_own_way(
    store: Store, kept: list[Activity]
) -> None:
    said = {line.counter.code: line.figure for line in figures.table(store, HALF)}
    assert said["tthc-niem-yet"].value == 186  # the later of two
    assert said["nguoi-du"].value == sum(40 + month for month in range(1, 6))
    assert said["ty-le-toan-trinh"].value == 85
    assert said["ty-le-toan-trinh"].sums == (272, 320)
    assert said["ty-le-toan-trinh"].entries == 1  # one entry brings both sums
    later = replace(HALF, since=day(6, 15), until=day(9, 14), period="2024-Q3")
    carried = figures.figure(store, "tthc-niem-yet", later)
    assert (carried.value, carried.carried, carried.entries) == (186, True, 1)
    assert len(figures.entries(store, "tthc-niem-yet", later)) == 1


def test_months_of_a_duty_add_up_to_its_half_year(store: Store, kept: list[Activity]) -> None:
    months = figures.months(store, "tin-bai", 2024, duty="papi")
    whole = figures.figure(store, "tin-bai", HALF)
    assert sum((each.value or Decimal(0) for each in months[:6]), Decimal(0)) == whole.value == 43


@given(st.lists(st.dates(day(12, 16, 2023), day(6, 14)), max_size=4, unique=True))
def test_any_split_of_the_window_adds_to_the_whole(cuts: list[datetime.date]) -> None:
    from tests.workflow.reports.split_store import store_of_half_year

    store = store_of_half_year()
    one = datetime.timedelta(days=1)
    begins = [HALF.since, *sorted(cuts)]
    ends = [*(each - one for each in begins[1:]), HALF.until]
    for code in ("tin-bai", "hoi-nghi", "nguoi-du", "phut-phat-thanh"):
        parts = [
            figures.figure(store, code, replace(HALF, since=since, until=until)).value
            for since, until in zip(begins, ends, strict=True)
        ]
        whole = figures.figure(store, code, HALF).value
        assert sum((part or Decimal(0) for part in parts), Decimal(0)) == whole


def test_channels_units_tasks_and_dimensions_narrow_further(store: Store) -> None:
    task = tasks.save(store, Task(text="Tuyên truyền", dimensions=("2.1",), year=2024), who=WHO)
    made = [
        entry(day(3, 1), "Một", ("tin-bai", 2), channel="zalo", unit="Văn phòng - Thống kê"),
        entry(day(3, 2), "Hai", ("tin-bai", 3), channel="facebook", tasks=(task.id,)),
        entry(day(3, 3), "Ba", ("tin-bai", 5), unit="văn phòng – thống kê", dimensions=("1.2",)),
        entry(day(3, 4), "Bốn", ("tin-bai", 7), dimensions=("2.3",)),
    ]
    log.add_all(store, made, who=WHO)

    def said(**narrowed: object) -> Decimal | None:
        return figures.figure(store, "tin-bai", replace(HALF, **narrowed)).value

    assert said() == 17
    assert said(channels=("zalo",)) == 2
    assert said(channels=("zalo", "facebook")) == 5
    assert said(units=("VĂN PHÒNG - THỐNG KÊ",)) == 7
    assert said(tasks=(task.id,)) == 3
    assert said(dimensions=("2.1",)) == 3  # of its task
    assert said(dimensions=("D2",)) == 10
    assert said(dimensions=("D2",), channels=("zalo",)) == 0
    ref = f"tin-bai@2024-H1:papi?task={task.id}"
    assert figures.value(store, ref) == "3"


def test_a_task_that_went_on_from_another_has_its_entries_too(store: Store) -> None:
    first, second = tasks.save_many(
        store, [Task(text=f"Việc {n}", year=2024, lead="Văn phòng") for n in (1, 2)], who=WHO
    )
    log.add(store, entry(day(3, 1), "Một", ("tin-bai", 2), tasks=(first.id,)), who=WHO)
    ended = replace(first, state="stopped", stop_reason="Kế hoạch mới", superseded_by=second.id)
    tasks.save(store, ended, who=WHO)
    log.add(store, entry(day(4, 1), "Hai", ("tin-bai", 3), tasks=(second.id,)), who=WHO)
    assert figures.figure(store, "tin-bai", replace(HALF, tasks=(second.id,))).value == 5


def test_the_period_before_and_a_year_before_have_windows_of_their_own(
    store: Store, kept: list[Activity]
) -> None:
    line = next(row for row in figures.table(store, HALF) if row.counter.code == "tin-bai")
    assert line.previous is not None and line.last_year is not None
    assert (line.figure.value, line.previous.value, line.last_year.value) == (43, 1, 31)
    assert line.change == 12
    shown = {
        aspect: figures.value(store, f"tin-bai@2024-H1:papi{aspect}")
        for aspect in ("", "!previous", "!last-year", "!change", "!two", "!rounded")
    }
    assert list(shown.values()) == ["43", "1", "31", "+12", "43", "trên 40"]
    query = figures.query_of(store, "tin-bai@2024-H1:papi!last-year")
    assert query is not None and query.since == day(12, 15, 2022)


def test_before_the_log_began_nothing_is_said_instead_of_nought(store: Store) -> None:
    log.add(store, entry(day(3, 1), "Một", ("tin-bai", 2)), who=WHO)
    line = next(row for row in figures.table(store, HALF) if row.counter.code == "tin-bai")
    assert (line.previous, line.last_year, line.change) == (None, None, None)
    assert figures.value(store, "tin-bai@2024-H1:papi!last-year") == "–"
    assert figures.value(store, "tin-bai@2024-H1:papi!change") == "–"


def test_targets_of_tasks_add_up_and_given_up_ones_do_not_count(store: Store) -> None:
    kept = tasks.save_many(
        store,
        [
            Task(text=f"Đăng tin {number}", year=2024, lead="Văn phòng",
                 targets=(Target(counter="tin-bai", quantity=Decimal(number)),
                          Target(counter="ty-le-toan-trinh", quantity=Decimal(70 + number))))
            for number in (10, 20)
        ],
        who=WHO,
    )  # fmt: skip
    log.add(store, entry(day(3, 1), "Một", ("tin-bai", 15)), who=WHO)
    by_code = {row.counter.code: row for row in figures.table(store, HALF)}
    assert (by_code["tin-bai"].target, by_code["ty-le-toan-trinh"].target) == (30, 90)
    assert figures.value(store, "tin-bai@2024-H1:papi!target") == "30"
    assert figures.value(store, "tin-bai@2024-H1:papi!percent") == "50"
    third = replace(HALF, since=day(6, 15), until=day(9, 14), period="2024-Q3")
    row = next(row for row in figures.table(store, third) if row.counter.code == "tin-bai")
    assert (row.figure.value, row.so_far and row.so_far.value) == (0, 15)
    tasks.set_state(store, [kept[1].id], "stopped", today=day(4, 1), who=WHO, reason="Trùng")
    assert figures.value(store, "tin-bai@2024-H1:papi!target") == "10"
    tasks.remove(store, [kept[0].id], who=WHO)
    assert figures.value(store, "tin-bai@2024-H1:papi!target") == "–"


def test_a_counter_that_ended_stays_in_the_table_while_it_has_entries(store: Store) -> None:
    log.add(store, entry(day(1, 10), "Phát tờ rơi", ("to-roi", 200)), who=WHO)
    counter = replace(catalogues.counter(store, "to-roi"), validity=Validity(until=day(3, 31)))
    catalogues.put(store, counter, who=WHO)
    in_force = {row.counter.code for row in figures.table(store, HALF)}
    assert "to-roi" in in_force
    later = duty_terms.query(store, "papi", "2024-Q3")
    assert "to-roi" not in {row.counter.code for row in figures.table(store, later)}
    with_it = duty_terms.query(store, "papi", "2024")
    assert figures.figure(store, "to-roi", with_it).value == 200


def test_sums_of_the_largest_amounts_do_not_overflow(store: Store) -> None:
    most = entry(day(3, 1), "Kinh phí", ("tin-bai", 999_999_999_999))
    # In thousandths more than 64 bits hold.
    log.add_all(store, [replace(most, title=f"Bản {n}") for n in range(9_300)], who=WHO)
    total = figures.figure(store, "tin-bai", HALF).value
    assert total == Decimal(999_999_999_999) * 9_300


def test_entries_in_the_bin_are_not_counted(store: Store, kept: list[Activity]) -> None:
    log.remove(store, [kept[0].id], who=WHO)
    assert figures.value(store, "tin-bai@2024-H1:papi!two") == "42"


@pytest.mark.parametrize(
    "ref", ["tin-bai@2024-H1:khong-co", "tin-bai@2024-H9", "khong-co@2024", "tin-bai@2024!sai"]
)
def test_a_field_of_what_nobody_knows_keeps_what_it_shows(store: Store, ref: str) -> None:
    assert figures.value(store, ref) is None
    assert parse_ref(ref) is None or figures.query_of(store, ref) is None or "khong-co@" in ref


def test_a_field_is_called_by_counter_period_and_what_narrows_it(store: Store) -> None:
    ref = "tin-bai@2024-H1:papi!last-year?channel=zalo"
    assert figures.label(ref, store) == (
        "Tin, bài trên trang/cổng thông tin điện tử, 6 tháng đầu năm 2024, cùng kỳ năm trước, Zalo"
    )
