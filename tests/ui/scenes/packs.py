"""Evidence handed over: nothing yet, a usual pack, one with files that are gone."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog

from papidesk.domain.activity import Activity
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.task import Task
from papidesk.storage import places
from papidesk.workflow import evidence, log, tasks
from tests.ui.scenes.registry import Stage, scene
from ui.evidence_pack.pack_dialog import PackDialog

DAY = datetime.date(2026, 5, 4)


def _task(stage: Stage, entries: int) -> Task:
    task = tasks.save(
        stage.store,
        Task(
            text="Tuyên truyền về cải cách hành chính trên hệ thống truyền thanh cơ sở",
            lead="Phòng Văn hóa - Xã hội",
            year=2026,
        ),
        who="",
    )
    folder = Path(stage.store.folder) / "staging"
    folder.mkdir(exist_ok=True)
    for number in range(entries):
        day = DAY + datetime.timedelta(days=number * 9)
        entry = log.add(
            stage.store,
            Activity(date=day, title=f"Phát thanh chuyên mục, kỳ {number + 1}", tasks=(task.id,)),
            who="",
        )
        path = folder / f"Lịch phát sóng kỳ {number + 1}.txt"
        path.write_text("nội dung " * (number + 1) * 3000, encoding="utf-8")
        evidence.attach_file(stage.store, "activity", entry.id, path, who="")
        path.unlink()
        if number % 3 == 0:
            url = f"https://anhoa.example.vn/truyen-thanh/{number}"
            evidence.attach_link(
                stage.store, "activity", entry.id, url, name="Bản ghi trên trang", who=""
            )
    return task


def _dialog(stage: Stage, task: Task) -> PackDialog:
    made = PackDialog(stage.context, task, stage.window)
    stage.wait(lambda: made.plan is not None)
    return made


@scene("dialog-evidence-pack", PackDialog)
def pack(stage: Stage) -> QDialog:
    """A usual pack."""
    return _dialog(stage, _task(stage, 8))


@scene("dialog-evidence-pack-empty", PackDialog)
def empty(stage: Stage) -> QDialog:
    """Nothing to hand over."""
    return _dialog(stage, _task(stage, 0))


@scene("dialog-evidence-pack-missing", PackDialog)
def missing(stage: Stage) -> QDialog:
    """Files that are gone or were changed."""
    task = _task(stage, 8)
    own = ActivityFilter(tasks=(task.id,))
    for place, row in enumerate(log.listing(stage.store, own, limit=2)):
        piece = next(e for e in evidence.of(stage.store, "activity", row.activity.id) if e.sha256)
        path = places.attachment(stage.store.folder, piece.sha256)
        path.unlink() if place else path.write_bytes(b"?")
    return _dialog(stage, task)
