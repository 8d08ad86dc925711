"""The disk is full in staging or in the unit of work: nothing half is kept, and it is told."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from papidesk.domain.activity import Activity, ActivitySeries
from papidesk.domain.closing import Closing
from papidesk.domain.counters import Counter
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Task
from papidesk.storage.failures import DiskFullError
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, closings, log, reports, series, tasks, workspaces
from tests.faults.conftest import run
from tests.photos.pictures_made import photo
from tests.storage.stored_chain import chain_of
from tests.workflow.conftest import WHO
from tests.workflow.logged import TODAY, entry

PHOTOS = """
import datetime, resource, sys
from pathlib import Path
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.workflow import photo_import, workspaces
paths = sorted(Path(sys.argv[1]).parent.glob("*.jpg"))
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    found = photo_import.read(paths, today=datetime.date(2026, 6, 30))
    groups = photo_import.grouped(found, today=datetime.date(2026, 6, 30))
    groups = [replace(one, activity=replace(one.activity, title="Họp")) for one in groups]
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    try:
        photo_import.take(opened.store, groups, who="x", shrink=False)
    except PapiDeskError as error:
        print(type(error).__name__)
"""
LONG = "rất dài " * 490


def many_entries(store: Store) -> None:
    log.add_all(store, [entry(f"Mục {n}", note=LONG) for n in range(60)], who=WHO)


def many_tasks(store: Store) -> None:
    tasks.save_many(store, [Task(text=LONG, year=2026) for _ in range(60)], who=WHO)


def many_corrections(store: Store) -> None:
    half = Closing(since=datetime.date(2026, 1, 1), until=datetime.date(2026, 6, 30))
    with store.joined():
        closings.close(store, half, who=WHO)
        for number in range(30):
            log.add(store, entry(f"Mục {number}", note=LONG), who=WHO, reason="sót")


def many_counters(store: Store) -> None:
    with store.joined():
        for number in range(60):
            one = Counter(code=f"m-{number}", name=f"Mẫu {number}", unit="b", words=(LONG[:480],))
            catalogues.put(store, one, who=WHO)


def many_occurrences(store: Store) -> None:
    monday = datetime.date(2025, 9, 1)
    pattern = Activity(date=monday, title="Phát thanh", note=LONG)
    rule = Recurrence(every="day", since=monday)
    with store.joined():
        made = ActivitySeries(name="Phát thanh", rule=rule, pattern=pattern)
        series.save(store, made, who=WHO, today=monday)
        series.confirm(store, series.due(store, TODAY)[:60], who=WHO)


def a_report(store: Store) -> None:
    order = reports.ReportOrder(duty=reports.default_duty(store, "2026-H1"), period="2026-H1")
    for _ in range(12):
        reports.make(store, order, today=TODAY, who=WHO)


@pytest.mark.parametrize(
    "act", [many_entries, many_tasks, many_corrections, many_counters, many_occurrences]
)
def test_a_full_disk_keeps_the_chain_as_it_was_and_the_act_can_be_repeated(
    folder: Path, act: Callable[[Store], None]
) -> None:
    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        log.add(store, entry("Có sẵn"), who=WHO)
        before = chain_of(store)
        store.row(f"PRAGMA max_page_count = {store.value('PRAGMA page_count') + 10}")
        with pytest.raises(DiskFullError):
            act(store)
        assert chain_of(store) == before
        assert verify(store)[1] == []
        store.row("PRAGMA max_page_count = 1000000")
        act(store)
        assert chain_of(store) != before
        assert verify(store)[1] == []


def test_a_full_disk_while_reports_are_made_leaves_each_whole_or_not_there(folder: Path) -> None:
    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        log.add(store, entry("Có sẵn"), who=WHO)
        store.row(f"PRAGMA max_page_count = {store.value('PRAGMA page_count') + 40}")
        with pytest.raises(DiskFullError):
            a_report(store)
        made = store.value("SELECT count(*) FROM duty_reports")
        written = store.value("SELECT count(*) FROM documents WHERE kind = 'BC'")
        assert made == written < 12
        assert verify(store)[1] == []


def test_photos_that_find_no_room_in_staging_make_no_entry(folder: Path) -> None:
    for number in range(3):
        photo(folder.parent / f"{number}.jpg", size=(500 + number, 400))
    assert run(PHOTOS, folder) in {
        "DiskFullError", "DiskFailureError", "AttachmentNotWrittenError", "NotWrittenError",
    }  # fmt: skip
    with workspaces.open_workspace(folder) as opened:
        assert log.count(opened.store) == 0
        assert verify(opened.store)[1] == []
        assert list((folder / "staging").iterdir()) == []
