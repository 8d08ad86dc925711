"""Work away from the window: done, failed, cancelled, and nobody left to hear of it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from papidesk.errors import PapiDeskError
from ui.background import Job, Jobs, StoppedError, run_task


class Listener(QObject):
    """Hears what became of a task, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.failures: list[Exception] = []
        self.steps: list[tuple[int, int]] = []
        self.threads: set[QThread] = set()

    def on_done(self, result: object) -> None:
        self.threads.add(QThread.currentThread())
        self.results.append(result)

    def on_failed(self, error: Exception) -> None:
        self.threads.add(QThread.currentThread())
        self.failures.append(error)

    def on_progress(self, done: int, total: int) -> None:
        self.steps.append((done, total))


def test_a_result_comes_back_in_the_windows_thread(qtbot: QtBot) -> None:
    jobs, listener = Jobs(), Listener()
    workers: list[QThread] = []

    def work(job: Job) -> int:
        workers.append(QThread.currentThread())
        job.step(1, 2)
        job.step(2, 2)
        return 42

    run_task(
        listener, work, jobs=jobs, done=listener.on_done, failed=listener.on_failed,
        progress=listener.on_progress,
    )  # fmt: skip
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.results == [42]
    assert listener.steps == [(1, 2), (2, 2)]
    assert listener.threads == {QThread.currentThread()}
    assert workers[0] != QThread.currentThread()
    assert jobs.idle


def test_a_failure_comes_back_as_the_exception_itself(qtbot: QtBot) -> None:
    jobs, listener = Jobs(), Listener()
    error = PapiDeskError()

    def work(job: Job) -> None:
        raise error

    run_task(listener, work, jobs=jobs, done=listener.on_done, failed=listener.on_failed)
    qtbot.waitUntil(lambda: bool(listener.failures))
    assert listener.failures == [error]
    assert not listener.results


def test_a_cancelled_job_stops_at_its_next_step(qtbot: QtBot) -> None:
    jobs, listener = Jobs(), Listener()
    begun, go_on = threading.Event(), threading.Event()
    reached: list[int] = []

    def work(job: Job) -> None:
        begun.set()
        go_on.wait(5)
        for index in range(100):
            job.step(index, 100)
            reached.append(index)

    task = run_task(listener, work, jobs=jobs, failed=listener.on_failed, title="Long")
    qtbot.waitUntil(begun.is_set)
    assert [shown.title for shown in jobs.shown] == ["Long"]
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(listener.failures))
    assert isinstance(listener.failures[0], StoppedError)
    assert reached == []


def test_a_result_for_an_owner_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    jobs, owner, listener = Jobs(), QObject(), Listener()
    go_on = threading.Event()

    def work(job: Job) -> int:
        go_on.wait(5)
        return 1

    run_task(owner, work, jobs=jobs, done=listener.on_done, failed=listener.on_failed)
    delete(owner)
    go_on.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert not listener.results
    assert not listener.failures


def test_many_jobs_all_end(qtbot: QtBot) -> None:
    jobs, listener = Jobs(), Listener()
    for index in range(60):
        run_task(listener, lambda job, n=index: n, jobs=jobs, done=listener.on_done)
    qtbot.waitUntil(lambda: len(listener.results) == 60)
    assert sorted(listener.results) == list(range(60))  # type: ignore[type-var]
    assert jobs.idle
