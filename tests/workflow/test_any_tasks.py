"""Whatever is done to tasks, in whatever order: none is lost, none is there twice."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from papidesk.domain.blocks import Heading, Item, Paragraph
from papidesk.domain.document import Document
from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import replace
from papidesk.domain.task import Task, TaskState
from papidesk.storage.integrity import verify
from papidesk.storage.tasks import UnknownTaskError
from papidesk.workflow import demo, documents, task_annex, task_proposals, tasks, workspaces
from papidesk.workflow.task_annex import NoTasksOfPlanError
from papidesk.workflow.task_checks import TaskTextError
from tests.workflow.conftest import WHO, sound

TODAY = datetime.date(2026, 5, 4)
UNITS = ("Văn phòng", "Công an xã", "Đội Mẫu")
which = st.integers(0, 5)


def plan(number: int) -> Document:
    """Return a plan whose text gives tasks."""
    return sound(
        f"Tuyên truyền đợt {number} năm 2026",
        blocks=(
            Heading(level=1, text="NHIỆM VỤ"),
            Paragraph(text="Giao Văn phòng chủ trì, phối hợp với Công an xã thực hiện:"),
            Item(text="Tổ chức hội nghị tuyên truyền tại các thôn trước ngày 30/6/2026."),
            Item(text="Phát thanh trên hệ thống loa truyền thanh hằng tuần."),
            Item(text=f"Niêm yết công khai thủ tục hành chính đợt {number} trong Quý II/2026."),
            Heading(level=1, text="TỔ CHỨC THỰC HIỆN"),
            Paragraph(text="Công an xã chủ trì tuyên truyền về an ninh trước ngày 15/12/2026."),
        ),
    )


class Tasks(RuleBasedStateMachine):
    """The tasks of two plans, and the same tasks in a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "xã"
        self.workspace = workspaces.create(path, demo.sample_offices()[0], who=WHO)
        self.store = self.workspace.store
        self.live: dict[str, Task] = {}
        self.gone: dict[str, Task] = {}
        self.accepted: dict[str, dict[str, str]] = {}
        self.declined: dict[str, set[str]] = {}
        self.number = 0

    def teardown(self) -> None:
        self.workspace.close()
        self.folder.cleanup()

    @initialize()
    def two_plans(self) -> None:
        self.plans = [documents.save(self.store, plan(n), who=WHO).id for n in (1, 2)]
        self.given = {
            id: {one.id for one in task_proposals.propose(self.store, id)} for id in self.plans
        }
        assert all(len(given) >= 3 for given in self.given.values())
        self.accepted = {id: {} for id in self.plans}
        self.declined = {id: set() for id in self.plans}

    def _one(self, number: int) -> Task | None:
        ids = sorted(self.live)
        return self.live[ids[number % len(ids)]] if ids else None

    def _some(self, numbers: list[int]) -> list[str]:
        ids = sorted(self.live)
        return list(dict.fromkeys(ids[n % len(ids)] for n in numbers)) if ids else []

    @rule(unit=st.sampled_from(("", *UNITS)), which_plan=st.sampled_from([None, 0, 1]))
    def add(self, unit: str, which_plan: int | None) -> None:
        self.number += 1
        owner = "" if which_plan is None else self.plans[which_plan]
        task = Task(text=f"Việc {self.number}", lead=unit, plan=owner, year=2026)
        kept = tasks.save(self.store, task, who=WHO)
        assert replace(kept, id="", order=0) == replace(task, order=0)
        self.live[kept.id] = kept

    @rule(number=which, field=st.sampled_from(["text", "note", "due", "dimensions"]))
    def change(self, number: int, field: str) -> None:
        seen = self._one(number)
        if seen is None:
            return
        self.number += 1
        # Another window wrote the product meanwhile; it stays.
        other = tasks.save(self.store, replace(seen, product=f"SP {self.number}"), who="Bạn")
        value = {
            "text": f"Việc đổi {self.number}",
            "note": "ghi chú",
            "due": datetime.date(2026, 6, 1 + self.number % 28),
            "dimensions": ("1.1", "2.3"),
        }[field]
        changed = replace(seen, **{field: value})
        kept = tasks.save(self.store, changed, who=WHO, seen=seen)
        assert kept == replace(other, **{field: value})
        self.live[kept.id] = kept

    @rule(numbers=st.lists(which, min_size=1, max_size=3), bad=st.booleans())
    def change_many(self, numbers: list[int], bad: bool) -> None:
        found = [self.live[id] for id in self._some(numbers)]
        changed = [replace(task, budget=1_000_000) for task in found]
        if bad and changed:
            changed[-1] = replace(changed[-1], text="")
            try:
                tasks.save_many(self.store, changed, who=WHO)
            except TaskTextError:
                return
            raise AssertionError("a task without words was kept")
        for task in tasks.save_many(self.store, changed, who=WHO):
            self.live[task.id] = task

    @rule(
        numbers=st.lists(which, min_size=1, max_size=3),
        state=st.sampled_from(["open", "doing", "done", "stopped"]),
    )
    def set_state(self, numbers: list[int], state: TaskState) -> None:
        ids = self._some(numbers)
        done = tasks.set_state(self.store, ids, state, today=TODAY, who=WHO, reason="thử")
        assert [task.id for task in done] == ids
        for task in done:
            before = self.live[task.id]
            assert replace(
                task, state=before.state, done_on=before.done_on, stop_reason=before.stop_reason,
                superseded_by=before.superseded_by,
            ) == before  # fmt: skip
            assert (task.state, bool(task.done_on)) == (state, state == "done")
            self.live[task.id] = task

    @rule(numbers=st.lists(which, min_size=1, max_size=2))
    def remove(self, numbers: list[int]) -> None:
        ids = self._some(numbers)
        assert tasks.remove(self.store, ids, who=WHO) == len(ids)
        self.gone |= {id: self.live.pop(id) for id in ids}

    @rule()
    def restore(self) -> None:
        ids = sorted(self.gone)[:2]
        assert tasks.restore(self.store, ids, who=WHO) == len(ids)
        self.live |= {id: self.gone.pop(id) for id in ids}

    @rule(numbers=st.lists(which, min_size=1, max_size=3), new=st.sampled_from(UNITS))
    def reassign(self, numbers: list[int], new: str) -> None:
        for task in tasks.reassign(self.store, self._some(numbers), "", new, who=WHO):
            before = self.live[task.id]
            assert task.lead == new
            assert not before.lead or before.lead in task.note
            same = replace(before, lead=task.lead, note=task.note, cooperating=task.cooperating)
            assert task == same
            self.live[task.id] = task

    @rule(old=st.integers(0, 1))
    def carry_over(self, old: int) -> None:
        before = {
            id: task for id, task in self.live.items()
            if task.plan == self.plans[old] and task.state in ("open", "doing")
        }  # fmt: skip
        new_plan = self.plans[1 - old]
        carried = tasks.carry_over(self.store, self.plans[old], new_plan, who=WHO)
        assert len({task.id for task in carried}) == len(carried) == len(before)
        for task in carried:
            assert task.plan == new_plan
            self.live[task.id] = tasks.get(self.store, task.id)
        for id, task in before.items():
            ended = tasks.get(self.store, id)
            assert ended.state == "stopped" and ended.superseded_by in self.live
            assert replace(
                ended, state=task.state, superseded_by=task.superseded_by,
                stop_reason=task.stop_reason,
            ) == task  # fmt: skip
            self.live[id] = ended

    @rule(which_plan=st.integers(0, 1), number=which, act=st.sampled_from(["take", "no", "again"]))
    def propose(self, which_plan: int, number: int, act: str) -> None:
        id = self.plans[which_plan]
        found = task_proposals.propose(self.store, id)
        if not found:
            return
        one = found[number % len(found)]
        if act == "take":
            (kept,) = task_proposals.accept(self.store, id, [one], who=WHO)
            assert task_proposals.accept(self.store, id, [one], who=WHO) == [kept]
            self.live[kept.id] = kept
            self.accepted[id][one.id] = kept.id
            self.declined[id].discard(one.id)
        elif act == "no":
            task_proposals.decline(self.store, id, [one.id], who=WHO)
            self.declined[id].add(one.id)
            self.accepted[id].pop(one.id, None)
        elif self.declined[id]:
            back = sorted(self.declined[id])[0]
            task_proposals.reconsider(self.store, id, [back], who=WHO)
            self.declined[id].discard(back)

    @rule(which_plan=st.integers(0, 1))
    def annex(self, which_plan: int) -> None:
        id = self.plans[which_plan]
        text = documents.get(self.store, id).blocks
        wanted = {
            task.text for task in self.live.values()
            if task.plan == id and task.state != "stopped"
        }  # fmt: skip
        try:
            made = task_annex.make(self.store, id, who=WHO)
        except NoTasksOfPlanError:
            assert not wanted
            return
        assert made.blocks == text and len(made.annexes) == 1
        cells = {
            paragraph.text
            for block in made.annexes[0].blocks if hasattr(block, "rows")
            for row in block.rows for cell in row.cells for paragraph in cell.paragraphs
        }  # fmt: skip
        assert wanted <= cells

    @invariant()
    def every_task_is_as_it_was_kept(self) -> None:
        listed = tasks.listing(self.store, today=TODAY)
        assert {row.task.id: row.task for row in listed} == self.live
        trashed = tasks.listing(self.store, TaskFilter(trashed=True), today=TODAY)
        assert {row.task.id: row.task for row in trashed} == self.gone
        assert verify(self.store)[1] == []

    @invariant()
    def no_proposal_is_lost_or_asked_twice(self) -> None:
        for id, given in getattr(self, "given", {}).items():
            asked = {one.id for one in task_proposals.propose(self.store, id)}
            there = {key for key, task in self.accepted[id].items() if self._lives(task, id)}
            assert asked <= given - there - self.declined[id]
            again = {one.id for one in task_proposals.propose(self.store, id, again=True)}
            assert again - asked <= self.declined[id]

    def _lives(self, task: str, plan: str) -> bool:
        try:
            return task in self.live and tasks.get(self.store, task).plan == plan
        except UnknownTaskError:
            return False


Tasks.TestCase.settings = settings(max_examples=8, stateful_step_count=20)
TestTasks = Tasks.TestCase
