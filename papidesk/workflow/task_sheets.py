"""Task sheets (phiếu giao việc): one for each unit that a plan gives duties to."""

from __future__ import annotations

import datetime
from pathlib import Path

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.filters import TaskFilter
from papidesk.domain.paper import Paper
from papidesk.domain.record import replace
from papidesk.domain.task_sheet import TaskRow, paper_of, row_of, rows_of, units_of
from papidesk.domain.unit_names import key
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents
from papidesk.storage.store import Store
from papidesk.workflow.files import write_whole
from papidesk.workflow.papers import UnknownPaperError, real_times


class NoTasksError(PapiDeskError):
    """A document without a table of duties."""

    message = N_(
        "“{title}” gives no duties: it has no table with a column of tasks and one of who leads "
        "them (Đơn vị chủ trì). Add that table, for example as an annex."
    )


class NoChosenTasksError(PapiDeskError):
    """Task sheets of tasks of which none has a unit."""

    message = N_(
        "None of these tasks has a unit that leads it, so there is no task sheet to write. Name "
        "the units first."
    )


class UnknownUnitError(PapiDeskError):
    """A unit the plan gives no duty to."""

    message = N_("The plan gives no duty to “{unit}”. It gives duties to: {known}.")


def rows(document: Document) -> tuple[TaskRow, ...]:
    """Return the duties of a plan's tables; raises :class:`NoTasksError`."""
    found = tuple(row for row in rows_of(document) if row.lead)
    if not found:
        raise NoTasksError(title=document.title)
    return found


def rows_for(store: Store, document: Document) -> tuple[TaskRow, ...]:
    """Return the duties of a plan: its tasks where it has any, else what its tables say.

    Tasks that were given up are left out. Raises :class:`NoTasksError`.
    """
    found = _task_rows(store, TaskFilter(plan=document.id)) if document.id else ()
    return found or rows(document)


def _task_rows(store: Store, chosen: TaskFilter) -> tuple[TaskRow, ...]:
    from papidesk.domain.task_said import targets_of
    from papidesk.workflow import catalogues, tasks

    counters = {one.code: one for one in catalogues.counters(store)}
    states = chosen.states or ("open", "doing", "done")
    listed = tasks.listing(store, replace(chosen, states=states), today=datetime.date.today())
    found = (row_of(row.task, targets_of(row.task, counters)) for row in listed)
    return tuple(row for row in found if row.lead)


def units(document: Document) -> tuple[str, ...]:
    """Return the units a plan's tables give duties to; raises :class:`NoTasksError`."""
    return units_of(rows(document))


def write(
    document: Document,
    target: Path,
    *,
    unit: str = "",
    today: datetime.date,
    duties: tuple[TaskRow, ...] = (),
) -> tuple[str, ...]:
    """Write the sheet of ``unit``, or of every unit, into ``target`` (.pdf or .docx).

    ``duties`` are those of :func:`rows_for`; without them those of the document's tables. Returns
    the units whose sheets it has; each begins a page. Raises :class:`NoTasksError`,
    :class:`UnknownUnitError`, :class:`papidesk.workflow.papers.UnknownPaperError`, what writing
    refuses with.
    """
    _check_name(target)
    found = duties or rows(document)
    chosen = _chosen(units_of(found), unit)
    papers = [paper_of(document, name, found, IssueDate.of(today)) for name in chosen]
    _write(papers, target, today)
    return chosen


def write_of(
    store: Store, id: str, target: Path, *, unit: str = "", today: datetime.date
) -> tuple[str, ...]:
    """Write the sheets of a document of the workspace, of its tasks; see :func:`write`."""
    document = documents.get(store, id)
    duties = rows_for(store, document)
    return write(document, target, unit=unit, today=today, duties=duties)


def write_tasks(
    store: Store,
    chosen: TaskFilter,
    target: Path,
    *,
    units: tuple[str, ...] = (),
    today: datetime.date,
) -> tuple[str, ...]:
    """Write the sheets of the tasks ``chosen``, of ``units`` or of all that lead one.

    Tasks of one plan have that plan's head and name; of several, the office's head. Returns the
    units. Raises :class:`NoChosenTasksError`, :class:`UnknownUnitError`, as :func:`write` else.
    """
    from papidesk.workflow import tasks, templates

    _check_name(target)
    found = _task_rows(store, chosen)
    if not found:
        raise NoChosenTasksError
    known = units_of(found)
    names = tuple(name for unit in units for name in _chosen(known, unit)) or known
    listed = tasks.listing(store, chosen, today=today)
    plans = {row.task.plan for row in listed}
    head, subject = _plan_of(store, plans), ""
    if head is None:
        head = templates.begun(store, "KH", today=today)
        years = sorted({row.task.year for row in listed})
        subject = f"nhiệm vụ năm {', '.join(map(str, years))}"
    papers = [
        paper_of(head, name, found, IssueDate.of(today), subject=subject)
        for name in dict.fromkeys(names)
    ]
    _write(papers, target, today)
    return tuple(dict.fromkeys(names))


def _plan_of(store: Store, plans: set[str]) -> Document | None:
    """Return the one plan, None when there are several or it is gone."""
    if len(plans) != 1 or "" in plans:
        return None
    try:
        return documents.get(store, plans.pop())
    except documents.UnknownDocumentError:
        return None


def _check_name(target: Path) -> None:
    if target.suffix.lower() not in (".pdf", ".docx"):
        raise UnknownPaperError(name=target.name)


def _write(papers: list[Paper], target: Path, today: datetime.date) -> None:
    if target.suffix.lower() == ".pdf":
        from papidesk.printing.render import printed_papers

        data = printed_papers(papers, fonts=real_times()).pdf
    else:
        from papidesk.word.writer import write_papers

        data = write_papers(papers, day=today)
    write_whole(target, data)


def _chosen(known: tuple[str, ...], unit: str) -> tuple[str, ...]:
    wanted = key(unit)
    if not wanted:
        return known
    same = tuple(name for name in known if key(name) == wanted)
    within = tuple(name for name in known if wanted in key(name))
    found = same or within
    if len(found) != 1:
        raise UnknownUnitError(unit=unit[:80], known="; ".join(known))
    return found
