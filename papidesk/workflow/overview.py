"""The overview: one call gives what every tile of a year shows."""

from __future__ import annotations

import datetime

from papidesk.domain import overview as records
from papidesk.domain.document import State
from papidesk.domain.overview import NextReport, Overview, Todo, TodoKind
from papidesk.domain.periods import parse
from papidesk.domain.report_duty import DutyTerm
from papidesk.storage import (
    activity_listing,
    backups,
    duty_reports,
    listing,
    monthly,
)
from papidesk.storage.listing import DocumentFilter, DocumentRow
from papidesk.storage.store import Store
from papidesk.workflow import duty_terms, units_waiting
from papidesk.workflow.overview_activity import activity
from papidesk.workflow.overview_papi import coverage, papi
from papidesk.workflow.urgent_tasks import TimedTask, timed

AHEAD = 7  # days that the list of things to do looks ahead
SHOWN = 12  # things to do at most; their numbers are told whole
LATE = 180  # days after which a report that never came is no more urged
Standing = dict[tuple[str, str], duty_reports.DutyReport]
_WAITING: tuple[tuple[TodoKind, State], ...] = (("returned", "returned"), ("to_number", "approved"))
_FINISHED = ("issued", "sent")
_IN_TURN: dict[TodoKind, int] = {"task_overdue": 2, "task_due": 2}


def overview(store: Store, year: int, *, today: datetime.date) -> Overview:
    """Return all tiles of ``year`` as they are on ``today``; what is to do now is of any year."""
    rows = timed(store, today=today)
    standing = duty_reports.standing(store)
    unheard = _without_receipt(store, today)
    below = units_waiting.todo(store, today=today, back=LATE, ahead=AHEAD)
    late = [*_late_reports(store, today, standing), *unheard, *below]
    todo = _todo(store, rows, late, today)
    counts: dict[TodoKind, int] = {}
    for one in todo:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return Overview(
        year=year,
        today=today,
        # Who only takes reports of others in writes nothing of its own.
        empty=monthly.is_empty(store) and not below,
        todo=tuple(todo[:SHOWN]),
        todo_counts=counts,
        report=_next_report(store, year, today, standing),
        activity=activity(store, year, today=today),
        documents=_documents(store, today, len(unheard)),
        backups=_backups(store),
        coverage=coverage(store, year, today=today),
        papi=papi(store, today),
        years=years(store, today=today),
    )


def years(store: Store, *, today: datetime.date) -> tuple[int, ...]:
    """Return the years there is something of, and this one, latest first."""
    from papidesk.workflow import tasks

    known = {today.year, *listing.years(store), *tasks.years(store), *activity_listing.years(store)}
    # A year that was mistyped (20224) is found where it stands, not offered here.
    return tuple(sorted((y for y in known if 2000 <= y <= today.year + 1), reverse=True))


def _todo(
    store: Store, rows: list[TimedTask], late: list[Todo], today: datetime.date
) -> list[Todo]:
    found = [todo for row in rows if (todo := _task_todo(row, today)) is not None]
    found += late
    for kind, state in _WAITING:
        chosen = DocumentFilter(states=(state,))
        found += [_document_todo(kind, row) for row in listing.rows(store, chosen, limit=200)]
    return _mixed(sorted(found, key=lambda one: (one.days or 0, one.title)))


def _mixed(found: list[Todo]) -> list[Todo]:
    """Return what is to do in turns of each kind: many of one kind do not hide the others."""
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in records.TODO_ORDER}
    mixed: list[Todo] = []
    while any(by_kind.values()):
        for kind, left in by_kind.items():
            count = _IN_TURN.get(kind, 1)
            mixed += left[:count]
            del left[:count]
    return mixed


def _task_todo(row: TimedTask, today: datetime.date) -> Todo | None:
    days = (row.due - today).days if row.due is not None else None
    if row.timing == "overdue":
        kind: TodoKind = "task_overdue"
    elif days is not None and 0 <= days <= AHEAD:
        kind = "task_due"
    else:
        return None
    return Todo(
        kind=kind,
        id=row.task.id,
        title=row.task.text,
        detail=row.task.lead,
        due=row.due,
        days=days,
    )


def _document_todo(kind: TodoKind, row: DocumentRow) -> Todo:
    return Todo(kind=kind, id=row.id, title=row.title, detail=row.kind)


def _late_reports(store: Store, today: datetime.date, standing: Standing) -> list[Todo]:
    """Return reports whose due date passed in the last half year and that are not out.

    Those of a window that ended before the program was used are none of this program's.
    """
    from papidesk.workflow import catalogues

    names = {duty.code: duty.name for duty in catalogues.report_duties(store)}
    return [
        Todo(
            kind="report_late",
            id=f"{term.duty}@{term.period}",
            title=f"{names.get(term.duty, term.duty)}: {parse(term.period).label}",
            due=term.due,
            days=(term.due - today).days,
            term=term,
        )
        for term, state in _stated(store, today.year, today, standing)
        if state == "late" and (today - term.due).days <= LATE
    ]


def _without_receipt(store: Store, today: datetime.date) -> list[Todo]:
    """Return the bundles that left days ago and nobody answered."""
    from papidesk.workflow import sent_history

    return [
        Todo(
            kind="no_receipt",
            id=bundle.id,
            title=bundle.file_name,
            detail=sent_history.name_of(store, bundle.to[0]) if bundle.to else "",
            due=sent_history.left_on(bundle),
            days=(sent_history.left_on(bundle) - today).days,
        )
        for bundle in sent_history.without_receipt(store, today=today)
    ]


def _stated(
    store: Store, year: int, today: datetime.date, standing: Standing
) -> list[tuple[DutyTerm, str]]:
    from papidesk.domain.duty_terms import state_of

    soon, begun = duty_terms.soon_days(store), duty_terms.begun_on(store)
    found = []
    for term in duty_terms.terms(store, year):
        paper = standing.get((term.duty, term.period))
        written = paper.document_state if paper else ""
        state = state_of(term, written, today=today, soon_days=soon, begun=begun)
        found.append((term, str(state)))
    return found


def _next_report(
    store: Store, year: int, today: datetime.date, standing: Standing
) -> NextReport | None:
    """Return the report of ``year`` that is due next: not out, its due date to come.

    Without one the last that is late; in this year's last days the next year's first.
    """
    from papidesk.workflow import catalogues, closings

    waiting = [(t, s) for t, s in _stated(store, year, today, standing) if s not in _FINISHED]
    if not any(term.due >= today for term, _s in waiting) and year == today.year:
        ahead = _stated(store, year + 1, today, standing)
        waiting += [(t, s) for t, s in ahead if s not in _FINISHED]
    order = {duty.code: duty.order for duty in catalogues.report_duties(store)}
    coming = sorted(
        ((t, s) for t, s in waiting if t.due >= today),
        key=lambda one: (one[0].due, order.get(one[0].duty, 0)),
    )
    chosen = coming[0] if coming else (waiting[-1] if waiting else None)
    if chosen is None:
        return None
    term, state = chosen
    duty = catalogues.report_duty(store, term.duty)
    filled, wanted = duty_terms.filled(store, duty, term, today)
    paper = standing.get((term.duty, term.period))
    return NextReport(
        duty=duty,
        term=term,
        state=state,
        days_left=(term.due - today).days,
        filled=filled,
        wanted=wanted,
        document=paper.document if paper else "",
        others=len(waiting) - 1,
        corrections=len(closings.corrections(store, unreported=True)),
    )


def _documents(store: Store, today: datetime.date, unheard: int) -> records.Documents:
    from papidesk.workflow import incoming

    counts = {
        facet.value: facet.count for facet in listing.facets(store, DocumentFilter(), "state")
    }
    return records.Documents(
        drafts=counts.get("draft", 0),
        submitted=counts.get("submitted", 0),
        returned=counts.get("returned", 0),
        to_number=counts.get("approved", 0),
        incoming_due=len(incoming.due(store, today=today)),
        without_receipt=unheard,
    )


def _backups(store: Store) -> records.Backups:
    known = backups.every(store.folder)
    return records.Backups(last_at=known[0].made_at if known else "", count=len(known))
