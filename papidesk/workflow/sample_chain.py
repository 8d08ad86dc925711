"""The samples' tasks, log and report: the chain from a plan to its figures, to try it out."""

from __future__ import annotations

import datetime
from contextlib import suppress
from pathlib import Path

from papidesk.domain.activity import Activity
from papidesk.domain.document import Document
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import Record, replace
from papidesk.domain.task import Task
from papidesk.paths import resource
from papidesk.storage import catalogue, documents
from papidesk.storage.listing import DocumentFilter
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import catalogues

LOG = "nhat-ky-hoat-dong.csv"
KEPT = "samples"
DUTY = "papi"
# The sample log is of the first half of this year, from 15 December of the one before.
_YEAR = 2026
_PROVED = "hoi-nghi"  # the first entry of this counter has evidence


class SampleChain(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was put into a workspace: ids of the plan, its tasks, the log's batch, the year."""

    plan: str
    tasks: tuple[str, ...]
    entries: int
    batch: str
    year: int

    @property
    def period(self) -> str:
        """The period the sample log covers."""
        return f"{self.year}-H1"


def log_file() -> Path:
    """Return the sample log: a table as offices keep it."""
    return resource("sample", LOG)


def evidence_files() -> list[Path]:
    """Return the invented evidence of one entry: a photo and a list of who came."""
    return sorted(resource("sample", "evidence").iterdir())


def fill(store: Store, *, today: datetime.date, who: str) -> SampleChain | None:
    """Accept the tasks of the plan that gives most, enter the sample log for its year.

    None in a workspace without a plan that gives tasks. All of it happens, or nothing.
    """
    from papidesk.workflow import log_import, task_proposals

    chosen = _plan(store)
    if chosen is None:
        return None
    plan, year = chosen
    with store.joined():
        proposed = task_proposals.propose(store, plan.id)
        kept = task_proposals.accept(store, plan.id, proposed, who=who)
        table = log_import.read(log_file())
        offered = log_import.preview(
            store, table, log_import.guess(store, table), today=max(today, _end(year))
        )
        moved = tuple(
            replace(row, activity=row.activity and _moved(row.activity, year, kept))
            for row in offered.rows
        )
        batch = log_import.take(
            store, replace(offered, rows=moved), who=who, reason="demo", repeated=True
        )
        _prove(store, batch, who=who)
        made = SampleChain(
            plan=plan.id,
            tasks=tuple(task.id for task in kept),
            entries=len(moved),
            batch=batch,
            year=year,
        )
        catalogue.put(store, KEPT, LOG, made, who=who)
    return made


def present(store: Store) -> SampleChain | None:
    """Return what :func:`fill` put into a workspace, None when it was cleared away or never was."""
    return catalogue.get(store, KEPT, LOG, SampleChain)


def clear(store: Store, *, who: str) -> SampleChain | None:
    """Put the samples' tasks and entries into the trash; return what was there."""
    from papidesk.workflow import log_import, tasks

    made = present(store)
    if made is None:
        return None
    with store.joined():
        tasks.remove(store, made.tasks, who=who)
        # A person may have deleted all of them before.
        with suppress(log_import.UnknownBatchError):
            log_import.undo(store, made.batch, who=who, reason="samples")
        catalogue.remove(store, KEPT, LOG, who=who)
    return made


def bring_back(store: Store, made: SampleChain, *, who: str) -> None:
    """Take what :func:`clear` put away out of the trash again."""
    from papidesk.workflow import log_import, tasks

    with store.joined():
        tasks.restore(store, made.tasks, who=who)
        with suppress(log_import.UnknownBatchError):
            log_import.redo(store, made.batch, who=who, reason="samples")
        catalogue.put(store, KEPT, LOG, made, who=who)


def _plan(store: Store) -> tuple[Document, int] | None:
    """Return the plan with most proposals, and the year it is for."""
    from papidesk.domain.forwarding.forward import year_of
    from papidesk.storage import listing
    from papidesk.workflow import task_proposals

    best: tuple[int, Document, int] | None = None
    for row in listing.rows(store, DocumentFilter(kinds=("KH",))):
        count = len(task_proposals.propose(store, row.id))
        document = documents.get(store, row.id)
        year = year_of(document)
        if count and year and (best is None or count > best[0]):
            best = (count, document, year)
    return best and best[1:]


def _end(year: int) -> datetime.date:
    return datetime.date(year, 6, 14)


def _moved(entry: Activity, year: int, tasks: list[Task]) -> Activity:
    """Return ``entry`` in the plan's year, for the tasks that want or name what it counts."""
    codes = {amount.counter for amount in entry.amounts}
    called = {
        fold(word)
        for counter in catalogues.counters(None)
        if counter.code in codes
        for word in (counter.name, *counter.words)
    }
    served = (
        task.id
        for task in tasks
        if codes & {target.counter for target in task.targets}
        or any(word in fold(f"{task.text} {task.product}") for word in called)
    )
    day = entry.date.replace(year=entry.date.year + year - _YEAR)
    return replace(entry, date=day, tasks=tuple(served))


def _prove(store: Store, batch: str, *, who: str) -> None:
    """Attach the invented evidence to one entry."""
    from papidesk.workflow import evidence, log

    found = log.listing(store, ActivityFilter(batch=batch, counters=(_PROVED,)))
    for file in evidence_files() if found else ():
        evidence.attach_file(store, "activity", found[-1].activity.id, file, who=who)
