"""Tasks, log, evidence, periods: kept by backups and restores, and by the trash for its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from papidesk.domain.activity import Activity, Evidence
from papidesk.domain.filters import ActivityFilter, TaskFilter
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.storage import (
    activities,
    activity_listing,
    attachments,
    backup_file,
    backups,
    evidence,
    tasks,
    trash,
)
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from papidesk.workflow import second_place
from tests.storage.stored import NOON, fill
from tests.storage.stored_chain import LATER, PHOTO, RULES, WHO, chain_of

MONTH = timedelta(days=30, seconds=1)
CHAIN = {
    "tasks": 4, "activities": 5, "activity_series": 1, "evidence": 4, "closings": 2,
    "corrections": 2, "duty_reports": 1, "catalogue_versions": 8,
}  # fmt: skip


def into_a_file(store: Store, folder: Path) -> Path:
    backup_file.export(store, folder / "b.papibackup", now=NOON)
    return folder / "b.papibackup"


def among_its_own(store: Store, folder: Path) -> Path:
    del folder
    return backups.path_of(store.folder, backups.make(store, reason="manual", now=NOON))


def into_the_second_place(store: Store, folder: Path) -> Path:
    return second_place.copy_to(store, folder, reason="manual").path


@pytest.mark.parametrize("way", [into_a_file, among_its_own, into_the_second_place])
def test_a_backup_has_the_whole_chain_and_brings_it_back(
    workspace: Workspace, tmp_path: Path, way: Callable[[Store, Path], Path]
) -> None:
    fill(workspace.store)
    before = chain_of(workspace.store)
    stick = tmp_path / "USB"
    stick.mkdir()
    copy = way(workspace.store, stick)
    with workspace.store.unit_of_work():
        for table in ("activity_series", "evidence", "corrections", "duty_reports"):
            workspace.store.write(f"UPDATE activities SET series_id = NULL, batch = '{table}'")
            workspace.store.write(f"DELETE FROM {table}")
    workspace.restore(copy)
    assert chain_of(workspace.store) == before
    assert verify(workspace.store)[1] == []


def test_backups_and_the_integrity_check_count_the_chain(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill(workspace.store)
    info = backup_file.export(workspace.store, tmp_path / "b.papibackup", now=NOON)
    counted = verify(workspace.store)[0].counts
    for counts in (info.counts, counted):
        assert {name: counts[name] for name in CHAIN} == CHAIN


def test_evidence_in_use_or_in_a_backup_is_never_collected(workspace: Workspace) -> None:
    fill(workspace.store)
    store = workspace.store
    late = LATER + timedelta(days=400)
    assert attachments.collect_garbage(store, now=late) == 0
    backups.make(store, reason="manual", now=NOON)
    pieces = store.rows("SELECT id FROM evidence")
    evidence.remove(store, [id for (id,) in pieces], who=WHO)
    kept = backups.attachments_in_backups(store.folder)
    assert attachments.collect_garbage(store, kept=kept, now=late) == 0
    (info, *_) = backups.every(store.folder)
    workspace.restore(backups.path_of(store.folder, info))
    photo = next(one for one in chain_of(workspace.store)["contents"])
    assert photo == PHOTO and verify(workspace.store)[1] == []


def test_the_trash_of_tasks_is_emptied_after_thirty_days(store: Store) -> None:
    gone = tasks.save(store, Task(text="Bỏ", year=2026), who=WHO, now=NOON)
    proof = Evidence(owner="task", owner_id=gone.id, url="https://vi.du", name="x")
    evidence.add(store, proof, now=NOON)
    tasks.trash(store, [gone.id], who=WHO, now=NOON)
    assert trash.purge_tasks(store, now=NOON + timedelta(days=29)) == 0
    assert tasks.count(store, TaskFilter(trashed=True)) == 1
    assert trash.purge_tasks(store, who=WHO, now=NOON + MONTH) == 1
    assert tasks.count(store, TaskFilter(trashed=True)) == 0
    assert store.value("SELECT count(*) FROM evidence") == 0
    assert store.value("SELECT detail FROM audit WHERE act = 'task.purged'") == "Bỏ"
    assert verify(store)[1] == []


def test_a_trashed_task_that_entries_serve_is_never_emptied(store: Store) -> None:
    """Figures by sub-dimension are counted through it: they would change by themselves."""
    task = tasks.save(store, Task(text="Có", year=2026, dimensions=("1.1",)), now=NOON)
    entry = Activity(date=date(2026, 3, 5), title="Họp", tasks=(task.id,))
    entry = activities.save(store, entry, RULES, now=NOON)
    tasks.trash(store, [task.id], now=NOON)
    chosen = ActivityFilter(dimensions=("1.1",))
    assert trash.purge_tasks(store, now=NOON + MONTH) == 0
    assert activity_listing.count(store, chosen) == 1
    # The entry may come back from the trash, too, and then serves it again.
    activities.trash(store, [entry.id], now=NOON)
    assert trash.purge_tasks(store, now=NOON + MONTH) == 0
    activities.untrash(store, [entry.id], RULES)
    assert activity_listing.count(store, chosen) == 1
    activities.trash(store, [entry.id], now=NOON)
    assert activities.purge(store, now=NOON + MONTH) == 1
    assert trash.purge_tasks(store, now=NOON + MONTH) == 1


def test_a_trashed_task_another_went_on_from_stays(store: Store) -> None:
    new = tasks.save(store, Task(text="Mới", year=2026), now=NOON)
    old = tasks.save(store, Task(text="Cũ", year=2026), now=NOON)
    ended = replace(old, state="stopped", superseded_by=new.id)
    tasks.save(store, ended, now=NOON)
    tasks.trash(store, [old.id, new.id], now=NOON)
    assert trash.purge_tasks(store, now=NOON + MONTH) == 0


def test_what_waits_in_the_trash_is_whole_when_it_comes_back(store: Store) -> None:
    fill(store)
    before = chain_of(store)
    live = [id for (id,) in store.rows("SELECT id FROM activities WHERE trashed_at IS NULL")]
    work = [id for (id,) in store.rows("SELECT id FROM tasks WHERE trashed_at IS NULL")]
    activities.trash(store, live, now=LATER)
    tasks.trash(store, work, now=LATER)
    assert activities.purge(store, now=LATER + timedelta(days=29)) == 0
    assert verify(store)[1] == []
    tasks.untrash(store, work)
    activities.untrash(store, live, RULES)
    assert chain_of(store) == before
    assert verify(store)[1] == []
