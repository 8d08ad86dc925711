"""Task sheets (phiếu giao việc): one for each unit that a plan gives duties to."""

from __future__ import annotations

import datetime
from pathlib import Path

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.task_sheet import TaskRow, paper_of, rows_of, units_of
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow.files import write_whole
from papidesk.workflow.papers import UnknownPaperError, real_times


class NoTasksError(PapiDeskError):
    """A document without a table of duties."""

    message = N_(
        "“{title}” gives no duties: it has no table with a column of tasks and one of who leads "
        "them (Đơn vị chủ trì). Add that table, for example as an annex."
    )


class UnknownUnitError(PapiDeskError):
    """A unit the plan gives no duty to."""

    message = N_("The plan gives no duty to “{unit}”. It gives duties to: {known}.")


def rows(document: Document) -> tuple[TaskRow, ...]:
    """Return the duties of a plan; raises :class:`NoTasksError`."""
    found = tuple(row for row in rows_of(document) if row.lead)
    if not found:
        raise NoTasksError(title=document.title)
    return found


def units(document: Document) -> tuple[str, ...]:
    """Return the units a plan gives duties to; raises :class:`NoTasksError`."""
    return units_of(rows(document))


def write(
    document: Document, target: Path, *, unit: str = "", today: datetime.date
) -> tuple[str, ...]:
    """Write the sheet of ``unit``, or of every unit, into ``target`` (.pdf or .docx).

    Returns the units whose sheets it has; each begins a page. Raises :class:`NoTasksError`,
    :class:`UnknownUnitError`, :class:`papidesk.workflow.papers.UnknownPaperError`, what writing
    refuses with.
    """
    suffix = target.suffix.lower()
    if suffix not in (".pdf", ".docx"):
        raise UnknownPaperError(name=target.name)
    found = rows(document)
    chosen = _chosen(units_of(found), unit)
    papers = [paper_of(document, name, found, IssueDate.of(today)) for name in chosen]
    if suffix == ".pdf":
        from papidesk.printing.render import printed_papers

        data = printed_papers(papers, fonts=real_times()).pdf
    else:
        from papidesk.word.writer import write_papers

        data = write_papers(papers, day=today)
    write_whole(target, data)
    return chosen


def write_of(
    store: Store, id: str, target: Path, *, unit: str = "", today: datetime.date
) -> tuple[str, ...]:
    """Write the sheets of a document of the workspace; see :func:`write`."""
    from papidesk.storage import documents

    return write(documents.get(store, id), target, unit=unit, today=today)


def _chosen(known: tuple[str, ...], unit: str) -> tuple[str, ...]:
    wanted = fold(unit).strip()
    if not wanted:
        return known
    same = tuple(name for name in known if fold(name) == wanted)
    within = tuple(name for name in known if wanted in fold(name))
    found = same or within
    if len(found) != 1:
        raise UnknownUnitError(unit=unit[:80], known="; ".join(known))
    return found
