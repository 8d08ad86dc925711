"""What the reports of units below ask of this office: those not sent, and those to decide on."""

from __future__ import annotations

import datetime

from papidesk.domain.overview import Todo, TodoKind
from papidesk.domain.periods import parse
from papidesk.domain.report_duty import DutyTerm
from papidesk.storage import unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, consolidation_locks, duty_terms, unit_board, units
from papidesk.workflow.unit_board import Board


def undecided(store: Store) -> int:
    """Return how many reports wait for a decision, those of closed periods left out."""
    return sum(
        count
        for (duty, period), count in unit_reports.undecided(store).items()
        if consolidation_locks.locked(store, duty, period) is None
    )


def todo(store: Store, *, today: datetime.date, back: int, ahead: int) -> list[Todo]:
    """Return a thing to do for each report of the units that asks for something.

    Reports due in the last ``back`` days that units have not sent, those due in the next ``ahead``
    days, and what was received and not decided on; nothing of closed periods. Of windows that ended
    before the program was used only what came. ``count`` is how many units it is about.
    """
    waiting = unit_reports.undecided(store)
    if not waiting and not units.tree(store, today).there():
        return []
    known = {(one.duty, one.period) for one in _owed(store, today, back, ahead)}
    names = {one.code: one.name for one in catalogues.report_duties(store)}
    found = []
    for duty, period in sorted({*known, *waiting}):
        if consolidation_locks.locked(store, duty, period) is None:
            board = unit_board.board(store, duty, period, today=today)
            name = f"{names.get(duty, duty)}: {parse(period).label}".removeprefix(": ")
            found += _of(store, board, name, today, owed=(duty, period) in known)
    return found


def _owed(store: Store, today: datetime.date, back: int, ahead: int) -> list[DutyTerm]:
    first, last = (today + datetime.timedelta(days=days) for days in (-back, ahead))
    begun, came = duty_terms.begun_on(store), set(unit_reports.periods(store))
    return [
        term
        for year in range(first.year, last.year + 1)
        for term in duty_terms.terms(store, year)
        if first <= term.due <= last and (term.until >= begun or (term.duty, term.period) in came)
    ]


def _of(store: Store, board: Board, name: str, today: datetime.date, *, owed: bool) -> list[Todo]:
    counted: list[tuple[TodoKind, int]] = [("undecided", len(board.undecided))]
    if owed:
        counted += [
            ("units_overdue", len(board.of("overdue"))),
            ("units_missing", len(board.of("missing"))),
        ]
    term = unit_board.term_of(store, board.duty, board.period)
    return [
        Todo(
            kind=kind,
            id=f"{board.duty}@{board.period}",
            title=name,
            due=board.due,
            days=(board.due - today).days,
            term=term,
            count=count,
        )
        for kind, count in counted
        if count
    ]
