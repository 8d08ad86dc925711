"""Tasks as a person works with them: entered, refused, counted from the log, carried over."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.document import Document
from papidesk.domain.filters import ActivityFilter, FigureQuery, TaskFilter
from papidesk.domain.office import Unit
from papidesk.domain.record import Validity, replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.recurring import BadRecurrenceError
from papidesk.domain.task import Target, Task
from papidesk.domain.task_timing import TimingRule, TimingRuleError
from papidesk.errors import PapiDeskError
from papidesk.storage import documents
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import coverage, figures, links, log, offices, tasks
from papidesk.workflow.task_changes import SamePlanError, UnitNameError
from papidesk.workflow.task_checks import (
    BudgetError,
    ProgressError,
    TargetError,
    TargetTwiceError,
    TaskDaysError,
    TaskLineError,
    TaskTextError,
    TaskYearError,
    UnknownDimensionError,
)
from tests.workflow.conftest import WHO, sound

TODAY = date(2026, 6, 17)


def save(store: Store, text: str = "Niêm yết thủ tục", **fields: object) -> Task:
    return tasks.save(store, Task(text=text, **fields), who=WHO)


def row(store: Store, task: Task, today: date = TODAY) -> tasks.TaskRow:
    return tasks.row(store, task.id, today=today)


def entered(store: Store, task: Task, day: date, counter: str, quantity: object) -> None:
    log.add(
        store,
        Activity(
            date=day,
            title="Đã làm",
            tasks=(task.id,),
            amounts=(Amount(counter=counter, quantity=Decimal(str(quantity))),),
        ),
        who=WHO,
    )


def test_a_task_is_tidied_and_gets_its_year_and_place(store: Store) -> None:
    first = save(
        store,
        "  Niêm   yết \n\n thủ tục ",
        lead=" Một  cửa",
        due=date(2026, 3, 1),
        cooperating=("Các thôn", "các  thôn", "MỘT CỬA"),
        dimensions=("5.4", "5.4"),
    )
    assert (first.text, first.lead) == ("Niêm yết\nthủ tục", "Một cửa")
    assert first.cooperating == ("Các thôn",)
    assert first.dimensions == ("5.4",)
    assert (first.year, first.order) == (2026, 1)
    assert save(store, "Việc sau", year=2026).order == 2


def test_a_task_of_a_plan_is_of_the_plans_year(store: Store) -> None:
    plan = documents.save(store, sound("Cải cách hành chính năm 2027"))
    assert save(store, plan=plan.id).year == 2027


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": "  "}, TaskTextError),
        ({"text": "x" * 5000}, TaskTextError),
        ({"lead": "x" * 600}, TaskLineError),
        ({"start": date(2026, 5, 1), "due": date(2026, 4, 1)}, TaskDaysError),
        ({"due": date(2224, 1, 1)}, TaskYearError),
        ({"year": 20224}, TaskYearError),
        ({"progress": 120}, ProgressError),
        ({"progress": -1}, ProgressError),
        ({"budget": -5}, BudgetError),
        ({"budget": 10**15}, BudgetError),
        ({"targets": (Target(counter="tin-bai", quantity=Decimal(-3)),)}, TargetError),
        ({"targets": (Target(counter="tin-bai", quantity=Decimal(10) ** 13),)}, TargetError),
        ({"targets": (Target(counter="tin-bai", quantity=Decimal("NaN")),)}, TargetError),
        ({"targets": (Target(counter="tin-bai", quantity=Decimal(1)),) * 2}, TargetTwiceError),
        ({"targets": (Target(counter="nirgends", quantity=Decimal(1)),)}, PapiDeskError),
        ({"dimensions": ("9.9",)}, UnknownDimensionError),
        ({"recurring": Recurrence(every="month", days=(32,))}, BadRecurrenceError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    store: Store, fields: dict[str, object], error: type[PapiDeskError]
) -> None:
    good = Task(text="Việc khác", year=2026)
    with pytest.raises(error) as refused:
        tasks.save_many(store, [good, Task(**{"text": "Niêm yết", **fields})], who=WHO)
    assert str(refused.value)
    assert tasks.count(store, today=TODAY) == 0


def test_what_somebody_else_changed_meanwhile_stays(store: Store) -> None:
    seen = save(store, year=2026)
    tasks.save(store, replace(seen, lead="Một cửa"), who="Người khác")
    kept = tasks.save(store, replace(seen, product="Bảng"), who=WHO, seen=seen)
    assert (kept.lead, kept.product) == ("Một cửa", "Bảng")


def test_a_counter_that_is_gone_does_not_lock_the_task(store: Store) -> None:
    kept = save(store, targets=(Target(counter="tin-bai", quantity=Decimal(3)),), year=2026)
    changed = replace(kept, targets=(Target(counter="tin-bai", quantity=Decimal(4)),))
    assert tasks.save(store, changed, who=WHO).targets[0].quantity == 4


def test_states_keep_the_day_it_was_done_and_why_it_was_given_up(store: Store) -> None:
    task = save(store, year=2026)
    (done,) = tasks.set_state(store, [task.id], "done", today=TODAY, who=WHO)
    assert done.done_on == TODAY
    assert row(store, done).percent == 100
    later = TODAY + timedelta(days=9)
    (again,) = tasks.set_state(store, [task.id], "done", today=later, who=WHO)
    assert again.done_on == TODAY
    (stopped,) = tasks.set_state(
        store, [task.id], "stopped", today=later, who=WHO, reason="Hết vốn"
    )
    assert (stopped.done_on, stopped.stop_reason) == (None, "Hết vốn")
    (opened,) = tasks.set_state(store, [task.id], "open", today=later, who=WHO)
    assert opened.stop_reason == ""


def test_progress_comes_from_what_the_log_counts(store: Store) -> None:
    task = save(
        store, year=2026,
        targets=(Target(counter="tin-bai", quantity=Decimal(10)),
                 Target(counter="hoi-nghi", quantity=Decimal(2))),
    )  # fmt: skip
    assert row(store, task).percent == 0
    entered(store, task, date(2026, 1, 5), "tin-bai", 4)
    entered(store, task, date(2026, 2, 5), "hoi-nghi", 5)
    found = row(store, task)
    # 40 % and 100 %: more than the target does not make up for another.
    assert (found.percent, found.entries, found.last_entry) == (70, 2, date(2026, 2, 5))
    assert row(store, tasks.save(store, replace(task, progress=15), who=WHO)).percent == 15


@given(st.lists(st.integers(0, 40), max_size=6), st.integers(1, 100))
def test_a_target_is_full_only_when_it_is_reached(
    store: Store, amounts: list[int], wanted: int
) -> None:
    task = save(store, year=2026, targets=(Target(counter="tin-bai", quantity=Decimal(wanted)),))
    for day, amount in enumerate(amounts, start=1):
        entered(store, task, date(2026, 1, day), "tin-bai", amount)
    percent = row(store, task).percent
    assert percent == min(100, sum(amounts) * 100 // wanted)


def test_lists_are_narrowed_by_how_tasks_stand_in_time(store: Store) -> None:
    late = save(store, "Muộn", due=date(2026, 6, 1))
    soon = save(store, "Sắp", due=date(2026, 6, 20))
    save(store, "Sau", due=date(2026, 12, 1))

    def found(*timings: str) -> list[str]:
        chosen = TaskFilter(timings=timings)
        return [one.task.id for one in tasks.listing(store, chosen, today=TODAY)]

    assert found("overdue") == [late.id]
    assert found("due_soon") == [soon.id]
    assert tasks.count(store, TaskFilter(timings=("overdue", "due_soon")), today=TODAY) == 2
    tasks.set_timing_rule(store, TimingRule(soon_days=200), who=WHO)
    assert len(found("due_soon")) == 2
    assert tasks.timing_rule(store).soon_days == 200
    with pytest.raises(TimingRuleError):
        tasks.set_timing_rule(store, TimingRule(soon_days=999), who=WHO)


def test_due_soon_counts_the_offices_working_days(store: Store) -> None:
    # Between 29 April and 4 May lie two holidays and a weekend.
    task = save(store, due=date(2026, 5, 4))
    tasks.set_timing_rule(store, TimingRule(soon_days=1, working_days=True), who=WHO)
    assert row(store, task, date(2026, 4, 29)).timing == "due_soon"
    assert row(store, task, date(2026, 4, 28)).timing == ""


def test_tasks_are_found_by_words_and_by_the_beginning_of_their_id(store: Store) -> None:
    one, other = save(store, "Đối thoại", year=2026), save(store, "Hội nghị", year=2026)
    assert tasks.find(store, "doi thoai") == [one]
    assert tasks.find_id(store, other.id) == other.id
    with pytest.raises(tasks.AmbiguousTaskError):
        tasks.find_id(store, one.id[:4])
    with pytest.raises(tasks.UnknownTaskError):
        tasks.find_id(store, "")


def test_units_are_those_of_the_day_and_those_tasks_name(store: Store) -> None:
    save(store, lead="Đài truyền thanh", cooperating=("Các thôn",), year=2026)
    named = tasks.units(store, TODAY)
    assert named[0] == offices.on(store, TODAY).units[0].name
    assert named[-2:] == ["Các thôn", "Đài truyền thanh"]


def _with_units(store: Store, *units: Unit) -> None:
    offices.save(store, replace(offices.current(store), units=units), who=WHO)


def test_a_unit_dissolved_in_mid_year_keeps_its_tasks_and_is_told(store: Store) -> None:
    _with_units(
        store,
        Unit(id="vp", name="Văn phòng - Thống kê", validity=Validity(until=date(2026, 5, 31))),
        Unit(id="mc", name="Trung tâm Một cửa", validity=Validity(since=date(2026, 6, 1))),
        Unit(id="ca", name="Công an xã"),
    )
    led = save(store, "Niêm yết", lead="Văn phòng – Thống kê", year=2026)
    helped = save(store, "Họp", lead="Công an xã", cooperating=("văn phòng - thống kê",), year=2026)
    save(store, "Khác", lead="Các thôn", year=2026)
    assert tasks.overtaken(store, date(2026, 5, 31)) == []
    found = tasks.overtaken(store, TODAY)
    assert [(one.task.id, one.why, one.choices) for one in found] == [
        (led.id, "unit_gone", ("Trung tâm Một cửa",)),
        (helped.id, "unit_gone", ("Trung tâm Một cửa",)),
    ]
    assert tasks.get(store, led.id).lead == "Văn phòng – Thống kê"
    changed = tasks.reassign(
        store, [led.id, helped.id], "Văn phòng - Thống kê", "Trung tâm Một cửa", who=WHO
    )
    assert [one.lead for one in changed] == ["Trung tâm Một cửa", "Công an xã"]
    assert changed[1].cooperating == ("Trung tâm Một cửa",)
    assert changed[0].note == "Trước đây: Văn phòng – Thống kê."
    assert tasks.overtaken(store, TODAY) == []
    with pytest.raises(UnitNameError):
        tasks.reassign(store, [led.id], "", "  ", who=WHO)


def _superseded(store: Store) -> tuple[Document, Document]:
    old = documents.save(store, sound("Kế hoạch cũ năm 2026"))
    new = documents.save(store, sound("Kế hoạch mới năm 2026"))
    links.link(store, new.id, "replaces", old.id, who=WHO)
    return old, new


def test_a_plan_replaced_in_mid_year_hands_on_what_is_left_to_do(store: Store) -> None:
    old, new = _superseded(store)
    target = (Target(counter="tin-bai", quantity=Decimal(10)),)
    open_ = save(store, "Đăng tin, bài trên trang", plan=old.id, targets=target, state="doing")
    done = save(store, "Ban hành kế hoạch", plan=old.id)
    tasks.set_state(store, [done.id], "done", today=TODAY, who=WHO)
    fresh = save(store, "Họp dân các thôn", plan=old.id)
    there = save(store, "Đăng tin, bài trên trang", plan=new.id)
    entered(store, open_, date(2026, 2, 1), "tin-bai", 4)
    with store.unit_of_work():
        documents.save(store, replace(old, state="superseded"), by_act=True)
    found = tasks.overtaken(store, TODAY)
    assert {(one.task.id, one.why, one.successor) for one in found} == {
        (open_.id, "plan_superseded", new.id),
        (fresh.id, "plan_superseded", new.id),
    }
    carried = tasks.carry_over(store, old.id, new.id, who=WHO)
    assert [(one.text, one.plan) for one in carried] == [
        ("Đăng tin, bài trên trang", new.id),
        ("Họp dân các thôn", new.id),
    ]
    assert carried[0].id == there.id
    joined = row(store, carried[0])
    # What was done under the old plan counts on.
    assert (joined.entries, joined.percent, joined.task.state) == (1, 40, "doing")
    entered(store, joined.task, date(2026, 7, 1), "tin-bai", 2)
    assert row(store, carried[0]).percent == 60
    # A list narrowed to the task has the entries behind its number, those under the old plan too.
    behind_it = log.listing(store, ActivityFilter(tasks=(there.id,)))
    assert len(behind_it) == row(store, carried[0]).entries == 2
    query = FigureQuery(since=date(2026, 1, 1), until=date(2026, 12, 31), tasks=(there.id,))
    assert figures.figure(store, "tin-bai", query).value == 6
    before = tasks.get(store, open_.id)
    assert (before.state, before.superseded_by) == ("stopped", there.id)
    assert row(store, before).entries == 1
    assert tasks.get(store, done.id).state == "done"
    assert tasks.overtaken(store, TODAY) == []
    assert tasks.carry_over(store, old.id, new.id, who=WHO) == []
    (again,) = tasks.set_state(store, [open_.id], "doing", today=TODAY, who=WHO)
    assert again.superseded_by == ""
    assert row(store, carried[0]).entries == 1
    tasks.save(store, before, who=WHO)
    assert row(store, carried[0]).entries == 2
    assert not verify(store)[1]
    with pytest.raises(SamePlanError):
        tasks.carry_over(store, new.id, new.id, who=WHO)


def test_a_cancelled_or_deleted_plan_is_told_too(store: Store) -> None:
    from papidesk.workflow import documents as workflow_documents

    plan = documents.save(store, sound("Kế hoạch bỏ năm 2026"))
    task = save(store, plan=plan.id)
    workflow_documents.trash(store, [plan.id], who=WHO)
    assert [(one.task.id, one.why) for one in tasks.overtaken(store, TODAY)] == [
        (task.id, "plan_gone")
    ]


def test_coverage_tells_what_has_no_task_and_what_tasks_lack(store: Store) -> None:
    one = save(store, "Niêm yết", dimensions=("5.4", "8.1"), lead="Một cửa",
               due=date(2026, 1, 10), product="Bảng")  # fmt: skip
    other = save(store, "Phát tin", dimensions=("5.4",), standing=True, year=2026)
    save(store, "Bỏ", dimensions=("1.1",), year=2026, state="stopped")
    entered(store, one, date(2026, 1, 5), "tin-bai", 1)
    found = coverage.coverage(store, 2026, today=TODAY)
    by_code = {dimension.code: dimension for dimension in found.dimensions}
    assert (by_code["5.4"].tasks, by_code["5.4"].overdue, by_code["5.4"].entries) == (2, 1, 1)
    assert (by_code["D5"].tasks, by_code["D8"].tasks, by_code["D1"].tasks) == (2, 1, 0)
    assert "1.1" in found.uncovered
    assert "5.4" not in found.uncovered
    assert not [code for code in found.uncovered if code.startswith("D")]
    assert found.without_unit == (other.id,)
    assert found.without_date == ()
    assert found.without_product == (other.id,)
    assert found.tasks == 2


def test_the_workspace_is_whole_after_all_of_it(store: Store, tmp_path: Path) -> None:
    task = save(store, year=2026)
    tasks.remove(store, [task.id], who=WHO)
    assert tasks.listing(store, today=TODAY) == []
    tasks.restore(store, [task.id], who=WHO)
    assert [one.task for one in tasks.listing(store, today=TODAY)] == [task]
    assert not verify(store)[1]
