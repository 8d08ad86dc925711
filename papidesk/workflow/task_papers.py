"""Tasks as a workbook and as a timeline on paper: what a list shows, in its groups."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from papidesk.domain import task_list
from papidesk.domain.filters import TaskFilter
from papidesk.domain.task_list import ListGroup, TaskLine, TaskList
from papidesk.domain.timeline import Timeline, timeline
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, offices, tasks
from papidesk.workflow.files import must_end, write_whole
from papidesk.workflow.papers import real_times
from papidesk.workflow.tasks import TaskRow


class NothingToPrintError(PapiDeskError):
    """A list without a task."""

    message = N_("There is no task to print. Choose other filters, or add tasks first.")


def lines(rows: Sequence[TaskRow]) -> list[TaskLine]:
    """Return rows of a list as papers show them."""
    return [
        TaskLine(
            task=row.task,
            percent=row.percent,
            timing=row.timing,
            entries=row.entries,
            evidence=row.evidence,
            last_entry=row.last_entry,
            plan_title=row.plan_title,
        )
        for row in rows
    ]


def listed(
    store: Store,
    rows: Sequence[TaskRow],
    *,
    columns: Sequence[str] = (),
    group: ListGroup = "",
    today: datetime.date,
) -> TaskList:
    """Return ``rows`` as a table in their order; raises :class:`NothingToPrintError`."""
    if not rows:
        raise NothingToPrintError
    return task_list.table(
        lines(rows),
        office=offices.on(store, today).issuer,
        title=_title("DANH SÁCH NHIỆM VỤ", rows),
        day=today,
        counters={one.code: one for one in catalogues.counters(store)},
        dimensions=_dimension_names(store),
        columns=columns,
        group=group,
    )


def drawn(
    store: Store,
    rows: Sequence[TaskRow],
    *,
    group: ListGroup = "unit",
    year: int | None = None,
    today: datetime.date,
) -> Timeline:
    """Return ``rows`` as a timeline; raises :class:`NothingToPrintError`."""
    if not rows:
        raise NothingToPrintError
    groups = task_list.grouped(lines(rows), group, _dimension_names(store))
    return timeline(
        groups,
        title=_title("TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ", rows),
        office=offices.on(store, today).issuer,
        today=today,
        year=year,
    )


def write_list(
    store: Store,
    chosen: TaskFilter,
    target: Path,
    *,
    columns: Sequence[str] = (),
    group: ListGroup = "",
    today: datetime.date,
) -> Path:
    """Write the tasks ``chosen`` as a workbook (.xlsx) and return where."""
    from papidesk.sheets.task_list import workbook

    must_end(target, ".xlsx")
    rows = tasks.listing(store, chosen, today=today)
    made = listed(store, rows, columns=columns, group=group, today=today)
    return write_whole(target, workbook(made))


def write_timeline(
    store: Store,
    chosen: TaskFilter,
    target: Path,
    *,
    group: ListGroup = "unit",
    today: datetime.date,
) -> Path:
    """Write the timeline of the tasks ``chosen`` as a PDF and return where."""
    from papidesk.printing.timeline import timeline_pdf

    must_end(target, ".pdf")
    rows = tasks.listing(store, chosen, today=today)
    made = drawn(store, rows, group=group, year=chosen.year, today=today)
    return write_whole(target, timeline_pdf(made, fonts=real_times()).pdf)


def _dimension_names(store: Store) -> dict[str, str]:
    return {one.code: one.name for one in catalogues.all_dimensions(store)}


def _title(title: str, rows: Sequence[TaskRow]) -> str:
    years = sorted({row.task.year for row in rows if row.task.year})
    if not years:
        return title
    said = str(years[0]) if len(years) == 1 else f"{years[0]} - {years[-1]}"
    return f"{title} NĂM {said}"
