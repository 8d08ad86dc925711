"""Slow work away from the window: one way to start it, follow it, cancel it and take its result."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from papidesk.errors import N_, PapiDeskError

T = TypeVar("T")


class StoppedError(PapiDeskError):
    """The person stopped a job."""

    message = N_("Stopped as you asked. Nothing half done was kept.")


class Job:
    """What the work itself is given: it reports how far it is and asks whether to go on.

    Workers get frozen data or a path, open their own store, and never touch a widget.
    """

    def __init__(self, reached: Callable[[int, int], None]) -> None:
        self._reached = reached
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        """Tell whether the person cancelled."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Report ``done`` of ``total`` steps; raises :class:`StoppedError` once cancelled."""
        if self.stopped:
            raise StoppedError
        self._reached(done, total)


Work = Callable[[Job], T]


class _Outcome(QObject):
    """Carries what happened from the worker's thread to the window's."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)


class _Runner(QRunnable):
    def __init__(self, work: Work[object], job: Job, outcome: _Outcome) -> None:
        super().__init__()
        self._work, self._job, self._outcome = work, job, outcome
        self.ended = threading.Event()
        # Python owns it: the task keeps it until the end.
        self.setAutoDelete(False)

    def run(self) -> None:
        try:
            if self._job.stopped:
                raise StoppedError
            result = self._work(self._job)
        except Exception as error:  # noqa: BLE001 - the task runner hands every failure on
            self._outcome.failed.emit(error)
        else:
            self._outcome.done.emit(result)
        finally:
            self.ended.set()


class Task(QObject):
    """One job under way. Its result is dropped when the owner is gone or it was cancelled."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(
        self,
        owner: QObject,
        title: str,
        done: Callable[[object], None] | None,
        failed: Callable[[Exception], None] | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        # No parent: a task must outlive the dialog that started it, to end in peace.
        super().__init__()
        self.title = title
        self.reached = (0, 0)
        self._owner: QObject | None = owner
        self._done, self._failed, self._progress = done, failed, progress
        self._outcome = _Outcome()
        self.job = Job(self._outcome.progressed.emit)
        self._outcome.done.connect(self._on_done)
        self._outcome.failed.connect(self._on_failed)
        self._outcome.progressed.connect(self._on_progressed)

    def runner(self, work: Work[object]) -> QRunnable:
        """Return what the thread pool runs."""
        self._runner = _Runner(work, self.job, self._outcome)
        return self._runner

    def cancel(self) -> None:
        """Ask the work to stop; the owner is told of a :class:`StoppedError` when it has."""
        self.job.stop()

    def wait(self) -> None:
        """Wait until the work has ended; other threads run meanwhile."""
        self._runner.ended.wait()

    @property
    def wanted(self) -> bool:
        """Tell whether anybody still waits for the result."""
        return self._owner is not None and isValid(self._owner)

    def _end(self) -> None:
        self._owner = self._done = self._failed = self._progress = None
        self.ended.emit()

    def _on_done(self, result: object) -> None:
        done, failed, wanted = self._done, self._failed, self.wanted
        stopped = self.job.stopped
        self._end()
        if wanted and stopped and failed is not None:
            failed(StoppedError())
        elif wanted and not stopped and done is not None:
            done(result)

    def _on_failed(self, error: Exception) -> None:
        failed, wanted = self._failed, self.wanted
        self._end()
        if wanted and failed is not None:
            failed(error)
        elif wanted and not isinstance(error, StoppedError):
            # Nobody said what to do about it: the last resort writes it down and tells.
            sys.excepthook(type(error), error, error.__traceback__)

    def _on_progressed(self, done: int, total: int) -> None:
        self.reached = (done, total)
        self.progressed.emit(done, total)
        if self.wanted and self._progress is not None:
            self._progress(done, total)


class Jobs(QObject):
    """All jobs under way: the status bar shows those with a title."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []
        self._closed = False

    @property
    def shown(self) -> list[Task]:
        """The jobs a person is told about, oldest first."""
        return [task for task in self._tasks if task.title]

    @property
    def idle(self) -> bool:
        """Tell whether nothing is under way."""
        return not self._tasks

    def start(self, task: Task, work: Work[object], *, page: bool = False) -> None:
        """Run ``work`` for ``task``; ``page`` puts it in the line of page drawings.

        After :meth:`stop_all` nothing is started any more.
        """
        if self._closed:
            return
        self._tasks.append(task)
        task.ended.connect(self._on_ended)
        task.progressed.connect(self._on_progressed)
        (_page_pool() if page else QThreadPool.globalInstance()).start(task.runner(work))
        self.changed.emit()

    def stop_all(self) -> None:
        """Cancel everything and wait until it has ended."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            task.wait()

    def _on_ended(self) -> None:
        self._tasks = [task for task in self._tasks if task is not self.sender()]
        self.changed.emit()

    def _on_progressed(self) -> None:
        self.changed.emit()


def _page_pool() -> QThreadPool:
    """The pool that draws pages one after the other: the PDF library is not made for threads.

    It belongs to the application: a pool that is destroyed waits for its workers while it holds
    the interpreter, and they wait for the interpreter.
    """
    app = QCoreApplication.instance()
    found = app.findChild(QThreadPool, "pages") if app is not None else None
    if found is None:
        found = QThreadPool(app)
        found.setObjectName("pages")
        found.setMaxThreadCount(1)
    return found


def run_task(
    owner: QObject,
    work: Work[object],
    *,
    jobs: Jobs,
    done: Callable[..., None] | None = None,
    failed: Callable[[Exception], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
    title: str = "",
    page: bool = False,
) -> Task:
    """Run ``work`` in a thread and hand its result to ``done`` in the window's thread.

    ``failed`` gets the exception, a :class:`StoppedError` after ``cancel()``. Nothing is called
    once ``owner`` is gone. With a ``title`` the job is shown in the status bar.
    """
    task = Task(owner, title, done, failed, progress)
    jobs.start(task, work, page=page)
    return task
