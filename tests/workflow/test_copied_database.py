"""A restored PC and a folder somebody copied: held for a person, and nothing is lost silently."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.workflow import (
    demo,
    evidence,
    keeping,
    log,
    receiving,
    sending,
    tasks,
    workspaces,
)
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import introduced
from tests.workflow.logged import entry
from tests.workflow.two_machines import NOW, OTHER, bundle_of, plan_of, taken, told


def test_a_restored_pc_is_held_once_and_gets_back_what_the_other_has(tmp_path: Path) -> None:
    office = demo.sample_offices()[0]
    with (
        workspaces.create(tmp_path / "máy một", office, who=WHO) as one,
        workspaces.create(tmp_path / "máy hai", office, who=OTHER) as other,
    ):
        introduced(one.store, other.store, "same_office")
        introduced(other.store, one.store, "same_office")
        first = log.add(one.store, entry("Trước sao lưu", day=3), who=WHO)
        photo = tmp_path / "ảnh.txt"
        photo.write_text("minh chứng", encoding="utf-8")
        evidence.attach_file(one.store, "activity", first.id, photo, who=WHO)
        told(one.store, other.store)
        kept = keeping.backup(one, tmp_path / "lưu.papibackup")
        later = log.add(one.store, entry("Sau sao lưu", day=4), who=WHO)
        log.change(one.store, replace(first, note="có ảnh"), who=WHO)
        told(one.store, other.store)

        keeping.restore(one, kept.path, who=WHO)
        assert [first.id] == [id for (id,) in one.store.rows("SELECT id FROM activities")]
        path = bundle_of(one.store)
        assert plan_of(other.store, path).hold == "new-database"
        with pytest.raises(receiving.HeldError):
            taken(other.store, path, agree=False)
        taken(other.store, path)
        assert log.get(other.store, first.id).note == "có ảnh"

        told(other.store, one.store)
        assert log.get(one.store, later.id) == later
        assert log.get(one.store, first.id).note == "có ảnh"
        assert not receiving.conflicts(one.store) and not receiving.conflicts(other.store)
        assert plan_of(other.store, bundle_of(one.store)).hold == ""


def test_a_copied_folder_is_told_by_its_numbers_and_both_changes_are_shown(
    tmp_path: Path,
) -> None:
    office = demo.sample_offices()[0]
    with workspaces.create(tmp_path / "máy một", office, who=WHO) as one:
        with workspaces.create(tmp_path / "máy hai", office, who=OTHER) as other:
            introduced(one.store, other.store, "same_office")
            introduced(other.store, one.store, "same_office")
            task = tasks.save(other.store, Task(text="Họp dân", year=2026), who=OTHER)
            told(other.store, one.store)
        shutil.copytree(tmp_path / "máy hai", tmp_path / "bản chép")
        files = []
        for folder, lead in (("máy hai", "Văn phòng"), ("bản chép", "Công an")):
            with workspaces.open_workspace(tmp_path / folder) as copy:
                tasks.save(copy.store, replace(task, lead=lead), who=OTHER)
                made = sending.make(copy.store, Order(kind="office"), who=OTHER, now=NOW)
                files.append(sending.file_of(copy.store, made[0]))

        taken(one.store, files[0])
        assert tasks.get(one.store, task.id).lead == "Văn phòng"
        assert plan_of(one.store, files[1]).hold == "fork"
        with pytest.raises(receiving.HeldError):
            taken(one.store, files[1], agree=False)
        taken(one.store, files[1])
        (conflict,) = receiving.conflicts(one.store)
        assert (conflict.local, conflict.other) == ("Văn phòng", "Công an")
        assert tasks.get(one.store, task.id).lead == "Văn phòng"
