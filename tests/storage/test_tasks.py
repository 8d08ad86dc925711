"""Tasks in the workspace: kept with their hash, listed by filters, counted with the log."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.activity import Activity, Amount, Evidence
from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import replace, to_json
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Target, Task
from papidesk.storage import activities, audit, documents, evidence, task_facts, tasks, trash
from papidesk.storage.content import sha256
from papidesk.storage.store import Store
from tests.storage.stored import NOON, plan

WHO = "Lê Thị Soạn"


def entry(day: date, *ids: str, **fields: object) -> Activity:
    return Activity(date=day, title="Phát thanh", tasks=ids, **fields)


def test_a_default_that_a_window_spelt_out_makes_no_damaged_task(store: Store) -> None:
    typed = "".join(("op", "en"))  # equal to the default, yet another object, as a field gives it
    kept = tasks.save(store, Task(text="Phát thanh", state=typed, year=2026))  # type: ignore[arg-type]
    assert list(tasks.problems(store)) == []
    assert to_json(tasks.get(store, kept.id)) == to_json(kept)


def test_a_task_that_an_earlier_program_spelt_out_is_sound(store: Store) -> None:
    kept = tasks.save(store, Task(text="Phát thanh", year=2026))
    spelt = to_json(kept)[:-1] + b',"state":"open"}'
    with store.unit_of_work():
        store.write(
            "UPDATE tasks SET content = ?, content_sha256 = ?", (spelt.decode(), sha256(spelt))
        )
    assert list(tasks.problems(store)) == []


def test_a_task_is_read_back_as_it_was_saved(store: Store) -> None:
    task = Task(
        text="Phát thanh về “dịch vụ công”",
        lead="Văn phòng – Thống kê",
        cooperating=("Đài truyền thanh xã",),
        dimensions=("5.4", "8.1"),
        start=date(2025, 1, 15),
        due=date(2025, 6, 30),
        recurring=Recurrence(every="month", days=(31,)),
        targets=(Target(counter="tin-bai", quantity=Decimal("24.5")),),
        budget=5_000_000,
        evidence=("Ảnh chụp", "Bản tin"),
        year=2025,
        order=3,
    )
    kept = tasks.save(store, task, who=WHO, now=NOON)
    assert kept.id
    assert tasks.get(store, kept.id) == kept == replace(task, id=kept.id)
    assert [entry.act for entry in audit.entries(store, subject=kept.id)] == ["task.added"]


def test_saving_the_same_again_leaves_no_trace(store: Store) -> None:
    kept = tasks.save(store, Task(text="Họp dân", year=2025), who=WHO, now=NOON)
    tasks.save(store, kept, who=WHO, now=NOON)
    assert len(audit.entries(store, subject=kept.id)) == 1
    tasks.save(store, replace(kept, state="done"), who=WHO, now=NOON)
    assert [one.act for one in audit.entries(store, subject=kept.id)] == [
        "task.changed",
        "task.added",
    ]


def test_an_unknown_task_is_refused(store: Store) -> None:
    with pytest.raises(tasks.UnknownTaskError):
        tasks.get(store, "nirgends")


def test_a_removed_task_comes_back_with_all_it_had(store: Store) -> None:
    kept = tasks.save(store, Task(text="Họp dân", lead="Các thôn", year=2025), who=WHO)
    assert tasks.trash(store, [kept.id, kept.id], who=WHO) == 1
    assert tasks.rows(store) == []
    assert tasks.rows(store, TaskFilter(trashed=True)) == [kept]
    assert tasks.untrash(store, [kept.id], who=WHO) == 1
    assert tasks.rows(store, TaskFilter(units=("các thôn",))) == [kept]


def test_a_changed_letter_on_the_disk_is_told(store: Store) -> None:
    kept = tasks.save(store, Task(text="Họp dân", year=2025), who=WHO)
    with store.unit_of_work():
        store.write("UPDATE tasks SET content = replace(content, 'dân', 'dan')")
    with pytest.raises(tasks.DamagedTaskError):
        tasks.get(store, kept.id)
    assert [type(one) for one in tasks.problems(store)] == [tasks.DamagedTaskError]


def test_a_list_that_says_something_else_is_told(store: Store) -> None:
    tasks.save(store, Task(text="Họp dân", lead="Các thôn", year=2025), who=WHO)
    assert list(tasks.problems(store)) == []
    with store.unit_of_work():
        store.write("DELETE FROM task_units")
    assert len(list(tasks.problems(store))) == 1


def test_filters_narrow_to_what_they_name(store: Store) -> None:
    document = documents.save(store, plan(), now=NOON)
    first = tasks.save(
        store,
        Task(
            text="Đối thoại", lead="Văn phòng - Thống kê", dimensions=("3.1",), year=2025,
            due=date(2025, 3, 1), product="Biên bản", plan=document.id, order=1,
        ),
    )  # fmt: skip
    second = tasks.save(
        store,
        Task(
            text="Niêm yết", lead="Một cửa", cooperating=("VĂN PHÒNG – THỐNG KÊ",), year=2025,
            dimensions=("5.4",), state="done", standing=True, order=2,
        ),
    )  # fmt: skip
    third = tasks.save(store, Task(text="Tổng kết", year=2024, order=3))

    def found(**narrowed: object) -> list[str]:
        return [task.id for task in tasks.rows(store, TaskFilter(**narrowed))]

    assert found() == [first.id, second.id, third.id]
    assert found(year=2024) == [third.id]
    assert found(plan=document.id) == [first.id]
    assert found(units=("văn phòng thống kê",)) == [first.id]
    assert found(units=("văn phòng thống kê",), cooperating=True) == [first.id, second.id]
    assert found(units=("",)) == [third.id]
    assert found(units=("", "Một cửa")) == [second.id, third.id]
    assert found(dimensions=("D5",)) == [second.id]
    assert found(dimensions=("3.1", "5.4")) == [first.id, second.id]
    assert found(states=("done",)) == [second.id]
    assert found(missing=("date",)) == [third.id]
    assert found(missing=("product",)) == [second.id, third.id]
    assert found(missing=("unit", "dimension")) == [third.id]
    assert found(missing=("target",)) == [first.id, second.id, third.id]
    assert found(text="doi THOAI van phong") == [first.id]
    assert found(ids=(third.id, first.id)) == [first.id, third.id]
    assert tasks.count(store, TaskFilter(year=2025)) == 2
    assert tasks.years(store) == [2025, 2024]
    assert tasks.plans(store) == {document.id: document.title}
    assert tasks.next_place(store, document.id, 2025) == 2


def test_a_plan_that_is_deleted_for_good_leaves_its_tasks(store: Store) -> None:
    document = documents.save(store, plan(), now=NOON)
    kept = tasks.save(store, Task(text="Họp dân", plan=document.id, year=2025))
    trash.trash(store, document.id, now=NOON)
    trash.delete(store, document.id, now=NOON)
    assert tasks.rows(store) == [kept]
    assert list(tasks.problems(store)) == []
    changed = tasks.save(store, replace(kept, state="done"))
    assert tasks.get(store, kept.id) == changed


def test_entries_evidence_and_amounts_of_a_task_are_counted_once(store: Store) -> None:
    old = tasks.save(store, Task(text="Phát thanh", year=2025))
    new = tasks.save(store, Task(text="Phát thanh", year=2025))
    tasks.save(store, replace(old, superseded_by=new.id, state="stopped"))
    for day, number, ids in ((5, 3, (old.id, new.id)), (20, 4, (new.id,)), (2, 10, (old.id,))):
        made = activities.save(
            store,
            entry(
                date(2025, 3, day),
                *ids,
                amounts=(Amount(counter="luot-phat-thanh", quantity=Decimal(number)),),
            ),
            [],
        )
    gone = activities.save(store, entry(date(2025, 12, 1), new.id), [])
    activities.trash(store, [gone.id])
    facts = task_facts.facts(store, [old.id, new.id])
    assert (facts[new.id].entries, facts[new.id].last_entry) == (3, date(2025, 3, 20))
    assert (facts[old.id].entries, facts[old.id].last_entry) == (2, date(2025, 3, 5))
    part = task_facts.amounts(store, [new.id])[new.id, "luot-phat-thanh"]
    assert (part.total, part.entries, part.last) == (Decimal(17), 3, Decimal(4))
    asked = [(new.id, "luot-phat-thanh"), (old.id, "tin-bai")]
    assert task_facts.amounts(store, [old.id, new.id], asked) == {asked[0]: part}
    assert task_facts.predecessors(store, [new.id]) == sorted([old.id, new.id])
    assert made.id


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.integers(0, 10**12),
            st.dates(date(2024, 1, 1), date(2025, 12, 31)),
        ),
        max_size=12,
    )
)
def test_amounts_of_tasks_are_exact_sums(store: Store, rows: list[tuple[int, int, date]]) -> None:
    with store.unit_of_work():
        for table in ("activity_tasks", "activity_amounts", "activities", "tasks"):
            store.write(f"DELETE FROM {table}")
    made = [tasks.save(store, Task(text=f"Việc {n}", year=2025)) for n in range(4)]
    for at, quantity, day in rows:
        amount = Amount(counter="kinh-phi", quantity=Decimal(quantity))
        activities.save(store, entry(day, made[at].id, amounts=(amount,)), [])
    ids = [task.id for task in made]
    found = task_facts.amounts(store, ids)
    assert task_facts.amounts(store, ids, [(id, "kinh-phi") for id in ids]) == found
    for at, task in enumerate(made):
        own = [Decimal(quantity) for place, quantity, _day in rows if place == at]
        part = found.get((task.id, "kinh-phi"))
        assert (part.total if part else 0) == sum(own)
        assert (part.entries if part else 0) == len(own)


def test_evidence_of_a_task_and_of_its_entries_is_counted(store: Store) -> None:
    task = tasks.save(store, Task(text="Phát thanh", year=2025))
    made = activities.save(store, entry(date(2025, 3, 5), task.id), [])
    for owner, owner_id in (("task", task.id), ("activity", made.id)):
        link = Evidence(owner=owner, owner_id=owner_id, url="https://vi.du", name="Ảnh")
        evidence.add(store, link)
    assert task_facts.facts(store, [task.id])[task.id].evidence == 2


def test_folding_anew_keeps_every_task_found(store: Store) -> None:
    kept = tasks.save(store, Task(text="Đối thoại", lead="Các thôn", year=2025))
    with store.unit_of_work():
        store.write("UPDATE tasks SET folded = '', lead_key = ''")
        tasks.refold(store)
    assert tasks.rows(store, TaskFilter(text="doi thoai")) == [kept]
    assert list(tasks.problems(store)) == []


def test_an_entry_counts_once_for_a_dimension_whichever_way_it_serves_it(store: Store) -> None:
    both = tasks.save(store, Task(text="Phát thanh", year=2025, dimensions=("1.1", "1.2")))
    one = tasks.save(store, Task(text="Họp dân", year=2025, dimensions=("1.1",)))
    activities.save(store, entry(date(2025, 3, 5), both.id, one.id, dimensions=("1.1", "2.3")), [])
    activities.save(store, entry(date(2025, 3, 6), one.id), [])
    activities.save(store, entry(date(2024, 12, 31), one.id, dimensions=("2.3",)), [])
    gone = activities.save(store, entry(date(2025, 3, 7), one.id), [])
    activities.trash(store, [gone.id])
    assert task_facts.dimension_entries(store, 2025) == {
        "1.1": 2, "1.2": 1, "2.3": 1, "D1": 2, "D2": 1,
    }  # fmt: skip
    moved = activities.save(store, entry(date(2025, 3, 8), one.id), [])
    activities.save(store, replace(moved, date=date(2023, 3, 8)), [])
    assert task_facts.dimension_entries(store, 2025)["D1"] == 2
    assert task_facts.facts(store, [one.id])[one.id].last_entry == date(2025, 3, 6)
