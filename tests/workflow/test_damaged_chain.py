"""A letter a bad disk changed in the chain: the rest is shown and counted, the damage is told."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from papidesk.domain.activity import Activity, ActivitySeries
from papidesk.domain.closing import Closing
from papidesk.domain.counters import Counter
from papidesk.domain.filters import ActivityFilter, FigureQuery, TaskFilter
from papidesk.domain.record import replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Target, Task
from papidesk.errors import PapiDeskError
from papidesk.storage.activity_rows import DamagedActivityError
from papidesk.storage.failures import StorageError
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.storage.tasks import DamagedTaskError
from papidesk.storage.workspace import Workspace
from papidesk.workflow import (
    catalogues,
    closings,
    coverage,
    demo,
    documents,
    duty_terms,
    figures,
    issuing,
    keeping,
    log,
    log_import,
    overview,
    reports,
    series,
    task_annex,
    task_proposals,
    tasks,
    workspaces,
)
from papidesk.workflow.closings import ClosedPeriodError
from papidesk.workflow.reports import ReportOrder
from tests.workflow.conftest import WHO, sound
from tests.workflow.logged import amount, entry

TODAY = datetime.date(2026, 6, 30)
HALF = FigureQuery(
    since=datetime.date(2026, 1, 1), until=datetime.date(2026, 6, 30), period="2026-H1"
)
OWN = Counter(code="rieng", name="Buổi riêng", unit="buổi", words=("buổi riêng",))
MONDAY = datetime.date(2026, 6, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """One of everything, and a second of most."""
    made = workspaces.create(tmp_path / "xã An Hòa", demo.sample_offices()[0], who=WHO)
    store = made.store
    catalogues.put(store, OWN, who=WHO)
    plan = documents.save(store, sound(), who=WHO)
    target = Target(counter="hoi-nghi", quantity=Decimal(60))
    one, _ = tasks.save_many(
        store,
        [
            Task(text="Tổ chức hội nghị ở thôn", year=2026, plan=plan.id, lead="Văn phòng",
                 dimensions=("1.1",), targets=(target,), due=datetime.date(2026, 6, 1)),
            Task(text="Đăng tin hằng tuần", year=2026, plan=plan.id, lead="Văn phòng"),
        ],
        who=WHO,
    )  # fmt: skip
    hurt = entry(
        "Hội nghị thôn Hạ", people=40, cost=90_000, unit="Thôn Hạ", tasks=(one.id,),
        dimensions=("2.2",), amounts=(amount("hoi-nghi", 2), amount("rieng", 1)),
    )  # fmt: skip
    log.add(store, hurt, who=WHO)
    log.add(store, entry("Họp xóm Thượng", day=6), who=WHO)
    pattern = Activity(date=MONDAY, title="Phát thanh sáng", amounts=(amount("hoi-nghi", 1),))
    for name in ("Phát thanh sáng", "Phát thanh chiều"):
        rule = Recurrence(every="week", weekdays=(0,), since=MONDAY)
        made_series = ActivitySeries(name=name, rule=rule, pattern=pattern)
        series.save(store, made_series, who=WHO, today=MONDAY)
    window = Closing(since=HALF.since, until=datetime.date(2026, 3, 31))
    closings.close(store, window, who=WHO)
    log.add(store, entry("Ghi sót", day=7), who=WHO, reason="quên")
    with made:
        yield made


def hurt(workspace: Workspace, table: str, text: str, other: str) -> None:
    """Change letters of the contents in ``table`` that have ``text``, as a bad disk does."""
    workspace.store.close()
    with sqlite3.connect(workspace.database) as disk:
        disk.execute(
            f"UPDATE {table} SET content = replace(content, ?, ?) WHERE instr(content, ?)",
            (text, other, text),
        )
    disk.close()
    workspace.store = Store(workspace.database)


def everything(store: Store) -> dict[str, object]:
    """Ask for all that pages, lists and reports show; nothing of it may be refused."""
    plan = documents.listing(store)[0].id
    order = ReportOrder(duty=reports.default_duty(store, "2026-H1"), period="2026-H1")
    table = log_import.read_cells("Ngày\tNội dung\tHội nghị\n5/3/2026\tHội nghị thôn Hạ\t2\n")
    return {
        "log": log.listing(store, descending=False),
        "text": log.count(store, ActivityFilter(text="thôn hạ")),
        "totals": log.totals(store),
        "heat": log.heat(store),
        "tasks": tasks.listing(store, today=TODAY),
        "lacking": tasks.listing(store, TaskFilter(missing=("date", "product")), today=TODAY),
        "found": tasks.find(store, "hội nghị"),
        "units": tasks.units(store, TODAY),
        "overtaken": tasks.overtaken(store, TODAY),
        "coverage": coverage.coverage(store, 2026, today=TODAY).dimensions,
        "proposals": task_proposals.propose(store, plan, again=True),
        "waiting": series.due(store, datetime.date(2026, 6, 8)),
        "series": series.every(store),
        "closed": closings.every(store),
        "corrections": closings.corrections(store),
        "figures": {
            line.counter.code: (line.figure.value, line.figure.entries)
            for line in figures.table(store, HALF)
        },
        "narrowed": figures.figure(store, "hoi-nghi", replace(HALF, dimensions=("1.1",))).value,
        "behind": figures.entries(store, "hoi-nghi", HALF),
        "months": figures.months(store, "hoi-nghi", 2026),
        "preview": log_import.preview(store, table, log_import.guess(store, table), today=TODAY),
        "overview": overview.overview(store, 2026, today=TODAY),
        "duties": duty_terms.states(store, 2026, today=TODAY),
        "counters": [one.code for one in catalogues.counters(store)],
        "report": reports.draft(store, order, today=TODAY),
    }


HURT = [
    ("activities", "Hội nghị thôn Hạ", "Hội nghị thôn Hà"),
    ("activities", '"Hội nghị thôn Hạ"', '"Hội nghị thôn Hạ'),
    ("tasks", "Tổ chức hội nghị", "Tổ chức họi nghị"),
    ("tasks", '"dimensions"', '"dimensions'),
    ("activity_series", "Phát thanh sáng", "Phát thanh sang"),
    ("closings", "2026-03-31", "2026-03-13"),
    ("corrections", "quên", "quen"),
    ("corrections", '"changes"', '"changes'),
    ("catalogue_entries", "Buổi riêng", "Buổi riềng"),
    ("catalogue_versions", "Buổi riêng", "Buổi riềng"),
]


@pytest.mark.parametrize(("table", "text", "other"), HURT, ids=lambda value: value[:24])
def test_one_damaged_row_blocks_nothing_and_no_figure_changes(
    workspace: Workspace, table: str, text: str, other: str
) -> None:
    before = everything(workspace.store)
    hurt(workspace, table, text, other)
    told = verify(workspace.store)[1]
    assert told and all(isinstance(one, StorageError) for one in told)
    after = everything(workspace.store)
    same = ("figures", "narrowed", "behind", "months", "totals", "heat", "text", "counters",
            "coverage", "duties")  # fmt: skip
    for name in same:
        assert after[name] == before[name], name
    for name in ("log", "tasks", "found", "closed", "corrections", "preview"):
        assert _length(after[name]) == _length(before[name]), name


def _length(value: object) -> int:
    return len(getattr(value, "rows", value))  # type: ignore[arg-type]


def test_a_damaged_entry_is_shown_as_far_as_it_is_known_and_cannot_be_written_over(
    workspace: Workspace,
) -> None:
    whole = log.find(workspace.store, "thôn Hạ")[0].activity
    hurt(workspace, *HURT[0])
    store = workspace.store
    row = next(row for row in log.listing(store) if row.damaged)
    assert replace(row.activity, place=whole.place, note=whole.note) == whole
    for act in (
        lambda: log.get(store, whole.id),
        lambda: log.change(store, replace(row.activity, title="x"), who=WHO, reason="x"),
        lambda: log.remove(store, [whole.id], who=WHO, reason="x"),
        lambda: log.duplicate(store, whole.id, date=TODAY, who=WHO),
    ):
        with pytest.raises(DamagedActivityError) as refusal:
            act()
        assert "Hội nghị thôn Hạ" in str(refusal.value)


def test_a_damaged_task_is_shown_as_far_as_it_is_known_and_cannot_be_written_over(
    workspace: Workspace,
) -> None:
    hurt(workspace, *HURT[2])
    store = workspace.store
    row = next(row for row in tasks.listing(store, today=TODAY) if row.damaged)
    assert (row.task.text, row.task.lead, row.entries) == (
        "Tổ chức hội nghị ở thôn", "Văn phòng", 1,
    )  # fmt: skip
    assert (row.task.due, row.task.dimensions) == (datetime.date(2026, 6, 1), ("1.1",))
    plan = documents.get(store, row.task.plan)
    for act in (
        lambda: tasks.save(store, replace(row.task, text="x"), who=WHO),
        lambda: tasks.set_state(store, [row.task.id], "done", today=TODAY, who=WHO),
        lambda: tasks.reassign(store, [row.task.id], "", "Đội Mẫu", who=WHO),
        lambda: task_annex.with_annex(store, plan),
    ):
        with pytest.raises(DamagedTaskError) as refusal:
            act()
        assert "Tổ chức hội nghị ở thôn" in str(refusal.value)


def test_a_damaged_series_is_named_and_the_others_go_on(workspace: Workspace) -> None:
    hurt(workspace, *HURT[4])
    store = workspace.store
    # Both have the pattern's title; only one has it for a name.
    assert [one.name for one in series.every(store)] in ([], ["Phát thanh chiều"])
    assert len(series.damaged(store)) == 2 - len(series.every(store))


def test_a_damaged_closing_still_keeps_its_period_closed(workspace: Workspace) -> None:
    hurt(workspace, *HURT[5])
    store = workspace.store
    (window,) = closings.closed(store)
    assert window.until == datetime.date(2026, 3, 31)
    with pytest.raises(ClosedPeriodError):
        log.add(store, entry("Mới", day=20), who=WHO)
    assert len(closings.damaged(store)) == 1
    log.add(store, entry("Mới", day=20), who=WHO, reason="sót")
    assert len(closings.corrections(store)) == 2


def test_a_damaged_correction_is_shown_and_no_report_tells_it_as_told(
    workspace: Workspace,
) -> None:
    hurt(workspace, *HURT[6])
    store = workspace.store
    (one,) = closings.corrections(store)
    assert one.title == "Ghi sót" and "hỏng" in one.reason
    duty = reports.default_duty(store, "2026-H1")
    made = reports.make(store, ReportOrder(duty=duty, period="2026-H1"), today=TODAY, who=WHO)
    issuing.issue(store, made.id, today=TODAY, override="thử", who=WHO)
    assert [each.id for each in closings.corrections(store, unreported=True)] == [one.id]


def test_an_own_counter_damaged_on_the_disk_counts_as_it_was_kept(workspace: Workspace) -> None:
    hurt(workspace, *HURT[8])
    found = catalogues.counter(workspace.store, "rieng")
    assert found.name == "Buổi riêng"
    assert figures.figure(workspace.store, "rieng", HALF).value == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE activity_amounts SET quantity = quantity + 1000 WHERE counter = 'rieng'",
        "DELETE FROM activity_amounts WHERE counter = 'rieng'",
        "UPDATE activity_amounts SET date = '2026-03-06' WHERE counter = 'rieng'",
        "UPDATE activity_amounts SET quantity = quantity + 1 WHERE derived = 1",
        "DELETE FROM activity_tasks",
        "UPDATE activity_dimensions SET code = '2.3'",
        "UPDATE closings SET reopened_at = closed_at",
        "UPDATE closings SET until = '2026-03-30'",
        "UPDATE corrections SET day = '2026-01-01'",
    ],
)
def test_a_row_figures_are_counted_from_that_was_changed_is_told(
    workspace: Workspace, change: str
) -> None:
    assert verify(workspace.store)[1] == []
    workspace.store.close()
    with sqlite3.connect(workspace.database) as disk:
        disk.execute(change)
    disk.close()
    workspace.store = Store(workspace.database)
    (problem,) = verify(workspace.store)[1]
    assert "damaged" in str(problem)


@pytest.mark.parametrize("case", [0, 2, 4, 5, 6])
def test_restoring_a_backup_heals(workspace: Workspace, tmp_path: Path, case: int) -> None:
    target = tmp_path / "sao lưu.papibackup"
    keeping.backup(workspace, target)
    before = everything(workspace.store)
    hurt(workspace, *HURT[case])
    keeping.restore(workspace, target, who=WHO)
    assert verify(workspace.store)[1] == []
    after = everything(workspace.store)
    assert {name: after[name] for name in ("log", "tasks", "series", "closed", "corrections")} == {
        name: before[name] for name in ("log", "tasks", "series", "closed", "corrections")
    }


def test_a_damaged_entry_does_not_stop_the_start_of_a_workspace(workspace: Workspace) -> None:
    for case in (0, 2, 4, 5, 6, 8):
        hurt(workspace, *HURT[case])
    workspace.close()
    with workspaces.open_workspace(workspace.folder) as opened:
        assert len(keeping.verify(opened)) >= 6
        assert all(isinstance(one, PapiDeskError) for one in keeping.verify(opened))
