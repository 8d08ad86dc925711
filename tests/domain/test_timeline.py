"""The timeline for paper: which months are drawn, and how each task is."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Task
from papidesk.domain.task_list import COLUMNS, NO_UNIT, TaskLine, grouped, table
from papidesk.domain.timeline import MOST_MONTHS, bar_of, timeline

TODAY = date(2024, 8, 20)
SPAN = (date(2024, 1, 1), date(2024, 12, 31))


def line(**fields: object) -> TaskLine:
    return TaskLine(task=Task(text="Họp dân", year=2024, **fields))


def test_each_kind_of_time_is_drawn_its_own_way() -> None:
    kinds = [
        bar_of(one, *SPAN).kind
        for one in (
            line(start=date(2024, 1, 5), due=date(2024, 3, 1)),
            line(due=date(2024, 3, 1)),
            line(standing=True),
            line(recurring=Recurrence(every="month")),
            line(recurring=Recurrence(every="day")),
            line(start=date(2024, 5, 1)),
            line(time_text="Khi có yêu cầu"),
            line(recurring=Recurrence(every="week", interval=0), due=date(2024, 3, 1)),
        )
    ]
    assert kinds == ["span", "due", "standing", "ticks", "standing", "span", "none", "due"]


def test_a_year_has_its_twelve_months_whatever_the_tasks() -> None:
    made = timeline(
        [("", [line(due=date(2026, 3, 1))])], title="", office="", today=TODAY, year=2024
    )
    assert len(made.months) == 12
    assert (made.since, made.until) == SPAN


@given(
    st.lists(
        st.tuples(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 4000)), max_size=6
    )
)
def test_without_a_year_the_months_of_the_tasks_are_drawn_two_years_at_most(
    spans: list[tuple[date, int]],
) -> None:
    lines = [
        line(start=start, due=date.fromordinal(start.toordinal() + days)) for start, days in spans
    ]
    made = timeline([("Nhóm", lines)], title="", office="", today=TODAY)
    assert 1 <= len(made.months) <= MOST_MONTHS
    assert made.since.day == 1
    assert made.since <= made.until
    assert len(made.groups[0].bars) == len(lines)


def test_a_list_has_typed_values_in_the_columns_that_were_chosen() -> None:
    rows = [
        TaskLine(
            task=Task(text="Họp dân", lead="Văn phòng", due=date(2024, 3, 1), budget=5),
            percent=40, timing="overdue", entries=3,
        ),
        line(time_text="Quý II"),
    ]  # fmt: skip
    made = table(
        rows, office="X", title="Y", day=TODAY, counters={}, dimensions={},
        columns=("due", "text", "progress", "timing", "budget", "entries", "nirgends"),
        group="unit",
    )  # fmt: skip
    assert [column.key for column in made.columns] == [
        "due", "text", "progress", "timing", "budget", "entries",
    ]  # fmt: skip
    assert [(row.group, row.values) for row in made.rows] == [
        ("Văn phòng", ()),
        ("", (date(2024, 3, 1), "Họp dân", 40, "Quá hạn", 5, 3)),
        (NO_UNIT, ()),
        ("", ("Quý II", "Họp dân", None, "", None, 0)),
    ]
    assert {column.key for column in COLUMNS} >= {column.key for column in made.columns}


def test_groups_of_sub_dimensions_run_by_their_codes() -> None:
    rows = [line(dimensions=("5.4",)), line(), line(dimensions=("1.1", "5.4"))]
    names = [name for name, _part in grouped(rows, "dimension", {"1.1": "Tri thức"})]
    assert names == ["1.1 Tri thức", "5.4", "Chưa gắn nội dung thành phần"]
