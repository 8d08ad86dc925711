"""Two windows on one entry, one occurrence, one period; an old backup; a clock gone wrong."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from papidesk.domain.activity import Activity, ActivitySeries
from papidesk.domain.closing import Closing
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import from_json, replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Task
from papidesk.errors import PapiDeskError
from papidesk.storage.closings import NotClosedError
from papidesk.storage.failures import StorageError
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from papidesk.workflow import (
    catalogues,
    closings,
    evidence,
    figures,
    keeping,
    log,
    log_import,
    pack_writing,
    second_place,
    series,
    tasks,
    workspaces,
)
from papidesk.workflow.closings import AlreadyClosedError, ClosedPeriodError
from papidesk.workflow.evidence_pack import plan
from papidesk.workflow.files import NotWrittenError
from tests.workflow.conftest import WHO
from tests.workflow.logged import TODAY, entry, titles, totals

MONDAY = datetime.date(2026, 6, 1)
HALF = Closing(since=datetime.date(2026, 1, 1), until=datetime.date(2026, 6, 30))


@pytest.fixture
def opened(folder: Path) -> Iterator[Workspace]:
    with workspaces.open_workspace(folder) as workspace:
        yield workspace


@pytest.fixture
def store(opened: Workspace) -> Store:
    return opened.store


def at_once(opened: Workspace, act: Callable[[Store, int], Any], times: int = 6) -> list[Any]:
    """Do the same in several windows and return what each said: a result or its refusal."""

    def one(number: int) -> Any:
        with workspaces.open_store(opened) as store:
            try:
                return act(store, number)
            except PapiDeskError as error:
                return error

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, range(times)))


def test_two_windows_on_one_entry_keep_what_each_wrote(opened: Workspace, store: Store) -> None:
    seen = log.add(store, entry(), who=WHO)
    with workspaces.open_store(opened) as other:
        log.change(other, replace(seen, place="Nhà văn hóa"), who="Bạn", seen=seen)
        log.change(store, replace(seen, people=30), who=WHO, seen=seen)
        assert log.get(other, seen.id) == replace(seen, place="Nhà văn hóa", people=30)
        log.remove(other, [seen.id], who="Bạn")
        log.change(store, replace(seen, note="sau khi xóa"), who=WHO, seen=seen)
        assert log.count(store) == 0 and totals(store) == {}
        log.restore(other, [seen.id], who="Bạn")
        assert log.get(store, seen.id).note == "sau khi xóa"
    assert verify(store)[1] == []


def test_many_changes_of_one_entry_at_once_lose_none(opened: Workspace, store: Store) -> None:
    seen = log.add(store, entry(), who=WHO)
    fields = ("place", "note", "unit", "title", "people", "cost")

    def change(window: Store, number: int) -> Activity:
        value = number if fields[number] in ("people", "cost") else f"số {number}"
        changed = replace(seen, **{fields[number]: value})
        return log.change(window, changed, who=WHO, seen=seen)

    at_once(opened, change)
    kept = log.get(store, seen.id)
    assert [getattr(kept, name) for name in fields] == ["số 0", "số 1", "số 2", "số 3", 4, 5]
    assert verify(store)[1] == []


def test_one_occurrence_confirmed_in_many_windows_is_one_entry(
    opened: Workspace, store: Store
) -> None:
    rule = Recurrence(every="week", weekdays=(0,), since=MONDAY, until=MONDAY)
    pattern = Activity(date=MONDAY, title="Phát thanh")
    made = ActivitySeries(name="Phát thanh", rule=rule, pattern=pattern)
    one = series.save(store, made, who=WHO, today=MONDAY)
    waiting = series.due(store, TODAY)

    def act(window: Store, number: int) -> object:
        if number == 5:
            return series.leave_out(window, one.id, MONDAY, who=WHO)
        return series.confirm(window, waiting, who=WHO)

    said = at_once(opened, act)
    assert sum(len(each) for each in said if isinstance(each, list)) == log.count(store) == 1
    assert series.due(store, TODAY) == [] and verify(store)[1] == []


def test_one_period_closed_and_opened_in_many_windows_is_closed_once(
    opened: Workspace, store: Store
) -> None:
    said = at_once(opened, lambda window, _: closings.close(window, HALF, who=WHO))
    assert sum(isinstance(each, Closing) for each in said) == 1
    assert sum(isinstance(each, AlreadyClosedError) for each in said) == 5
    (window,) = closings.closed(store)
    said = at_once(
        opened, lambda other, _: closings.reopen(other, window.id, reason="sai", who=WHO)
    )
    assert sum(isinstance(each, Closing) for each in said) == 1
    assert sum(isinstance(each, NotClosedError) for each in said) == 5


def test_entries_added_while_a_period_is_closed_are_in_it_or_have_a_correction(
    opened: Workspace, store: Store
) -> None:
    def act(window: Store, number: int) -> object:
        if number == 3:
            return closings.close(window, HALF, who=WHO)
        return log.add(window, entry(f"Mục {number}"), who=WHO, reason="có thể đã khóa")

    said = at_once(opened, act, 10)
    assert not [each for each in said if isinstance(each, PapiDeskError)]
    told = [each.before for change in closings.corrections(store) for each in change.changes]
    # Whatever the order: the corrections go on from what the period had when it was closed.
    assert told == sorted(told) and len(told) == len(set(told))
    assert log.count(store) == 9
    if told:
        assert told[0] == 9 - len(told)


def test_one_table_taken_in_by_two_windows_is_in_once(opened: Workspace, store: Store) -> None:
    rows = "".join(f"5/3/2026\tMục {n}\t1\n" for n in range(40))
    table = log_import.read_cells("Ngày\tNội dung\tHội nghị\n" + rows)
    preview = log_import.preview(store, table, log_import.guess(store, table), today=TODAY)
    at_once(opened, lambda window, _: log_import.take(window, preview, who=WHO), 3)
    assert log.count(store) == 40 and len(set(titles(store))) == 40


def test_a_backup_from_before_a_closing_brings_back_the_open_period_and_loses_no_file(
    opened: Workspace, tmp_path: Path
) -> None:
    store = opened.store
    one = log.add(store, entry(), who=WHO)
    path = tmp_path / "biên bản.txt"
    path.write_text("biên bản", encoding="utf-8")
    proof = evidence.attach_file(store, "activity", one.id, path, who=WHO)
    target = tmp_path / "trước khi khóa.papibackup"
    keeping.backup(opened, target)
    closings.close(store, HALF, who=WHO)
    log.change(store, replace(one, people=9), who=WHO, reason="sót")
    evidence.detach(store, [proof.id], who=WHO)
    aside = keeping.restore(opened, target, who=WHO)
    store = opened.store
    assert closings.every(store) == [] and closings.corrections(store) == []
    assert log.change(store, replace(one, people=7), who=WHO).people == 7
    (back,) = evidence.of(store, "activity", one.id)
    assert evidence.read(store, back) == "biên bản".encode()
    assert verify(store)[1] == []
    # What was closed since is not gone: it lies beside, whole.
    with Store(aside / "papidesk.db", read_only=True) as old:
        assert len(closings.every(old)) == 1 and len(closings.corrections(old)) == 1


def test_a_clock_set_back_keeps_corrections_versions_and_the_trash_in_order(
    store: Store,
) -> None:
    late = datetime.datetime(2026, 7, 1, 8, tzinfo=datetime.UTC)
    early = late - datetime.timedelta(days=400)
    one = log.add(store, entry(), who=WHO, now=late)
    closings.close(store, HALF, who=WHO)
    for people, now in ((1, late), (2, early), (3, late)):
        one = log.change(store, replace(one, people=people), who=WHO, reason="x", now=now)
    people = [
        from_json(Activity, made.after.encode()).people for made in closings.corrections(store)
    ]
    assert people == [1, 2, 3]
    assert log.get(store, one.id).people == 3
    counter = catalogues.counter(store, "hoi-nghi")
    for name in ("Một", "Hai"):
        catalogues.put(store, replace(counter, name=name), who=WHO)
    assert [each.record.name for each in catalogues.history(store, "counters", "hoi-nghi")] == [
        "Hai", "Một",
    ]  # fmt: skip
    log.remove(store, [one.id], who=WHO, reason="x")
    from papidesk.storage import activities

    assert activities.purge(store, now=early) == 0
    assert verify(store)[1] == []


def test_a_workspace_that_can_only_be_read_shows_all_and_changes_nothing(
    opened: Workspace, tmp_path: Path
) -> None:
    store = opened.store
    one = log.add(store, entry(people=4), who=WHO)
    task = tasks.save(store, Task(text="Việc", year=2026), who=WHO)
    before = opened.database.read_bytes()
    with Store(opened.database, read_only=True) as shown:
        assert titles(shown) == [one.title] and totals(shown) == totals(store)
        assert [row.task for row in tasks.listing(shown, today=TODAY)] == [task]
        assert figures.months(shown, "hoi-nghi", 2026)[2].value == 1
        assert verify(shown)[1] == []
        for act in (
            lambda: log.add(shown, entry(), who=WHO),
            lambda: log.change(shown, replace(one, people=5), who=WHO),
            lambda: log.remove(shown, [one.id], who=WHO),
            lambda: tasks.save(shown, replace(task, text="Khác"), who=WHO),
            lambda: closings.close(shown, HALF, who=WHO),
            lambda: evidence.attach_link(shown, "activity", one.id, "https://vi.du", who=WHO),
        ):
            with pytest.raises(StorageError):
                act()
    assert opened.database.read_bytes() == before


def test_a_stick_that_goes_while_a_pack_or_a_backup_is_written_leaves_the_workspace_whole(
    opened: Workspace, tmp_path: Path
) -> None:
    from papidesk.domain.evidence_pack import EntryEvidence

    store = opened.store
    one = log.add(store, entry(), who=WHO)
    for number in range(3):
        path = tmp_path / "x.bin"
        path.write_bytes(bytes([number]) * 300_000)
        evidence.attach_file(store, "activity", one.id, path, who=WHO)
    planned = plan(store, EntryEvidence(entries=(one.id,)), today=TODAY)
    for write in (pack_writing.write_folder, pack_writing.write_zip):
        stick = tmp_path / "USB"
        stick.mkdir()
        pulled = []

        def pull(*_told: object, stick: Path = stick, pulled: list[int] = pulled) -> None:
            pulled.append(1)
            if len(pulled) == 2:
                shutil.rmtree(stick)

        with pytest.raises(NotWrittenError):
            write(store, planned, stick / "hồ sơ", pull)
        assert not stick.exists()
    with pytest.raises(second_place.SecondPlaceGoneError):
        second_place.copy_to(store, tmp_path / "USB", reason="manual")
    assert verify(store)[1] == [] and evidence.missing(store) == []


def test_a_second_window_sees_a_period_that_was_closed_in_the_first(
    opened: Workspace, store: Store
) -> None:
    with workspaces.open_store(opened) as other:
        assert log.count(other, ActivityFilter()) == 0
        closings.close(store, HALF, who=WHO)
        with pytest.raises(ClosedPeriodError):
            log.add(other, entry(), who=WHO)
