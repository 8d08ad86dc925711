"""The reports of a year read away from the window: boards by due date, and a row for each unit."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from papidesk.domain.consolidation import BoardState
from papidesk.domain.record import replace
from papidesk.text.sorting import sort_key
from papidesk.workflow import workspaces
from ui.background import Job, Task, run_task
from ui.consolidation.consolidation_words import ORDER
from ui.consolidation.term_chip import Asked
from ui.context import Context

if TYPE_CHECKING:
    from decimal import Decimal

    from papidesk.storage.store import Store
    from papidesk.workflow.unit_board import Board, BoardRow

_PLACE = {state: place for place, state in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its report of each board, None where it was not there."""

    unit: str
    name: str
    parent: str
    cells: tuple[BoardRow | None, ...]

    @property
    def states(self) -> frozenset[BoardState]:
        """The states it has in the year."""
        return frozenset(cell.state for cell in self.cells if cell is not None)

    def count(self, state: BoardState) -> int:
        """Return how many of its reports are in a state."""
        return sum(1 for cell in self.cells if cell is not None and cell.state == state)


@dataclass(frozen=True, slots=True)
class YearBoards:
    """A year: its boards by due day, its units, the late ones first, and the rates on time."""

    year: int
    boards: tuple[Board, ...] = ()
    rows: tuple[UnitRow, ...] = ()
    names: dict[str, str] = field(default_factory=dict)  # of duties, by code
    parents: dict[str, str] = field(default_factory=dict)  # names of units above, by code
    chains: dict[str, tuple[str, ...]] = field(default_factory=dict)  # codes of those above
    rate: Decimal | None = None
    units: int = 0  # how many units there are, whether they must report or not
    duties: int = 0  # how many reports the catalogue asks for in the year

    @property
    def above(self) -> dict[str, str]:
        """The units others stand below, name by code, in the order of their names."""
        codes = {code for chain in self.chains.values() for code in chain}
        named = {code: self.parents.get(code, code) for code in codes}
        return dict(sorted(named.items(), key=lambda one: (sort_key(one[1]), one[0])))

    @property
    def asked(self) -> list[Asked]:
        """The reports of the year, for a chip."""
        return [
            Asked(one.duty, one.period, self.names.get(one.duty, one.duty)) for one in self.boards
        ]

    def below(self, code: str) -> YearBoards:
        """Return the boards and the rate of the units below ``code`` alone; all of them for ""."""
        if not code:
            return self
        boards = tuple(
            replace(board, rows=tuple(r for r in board.rows if code in self.chains.get(r.unit, ())))
            for board in self.boards
        )
        return dataclasses.replace(self, boards=boards, rate=rate_of(boards))

    def find(self, key: tuple[str, str]) -> Board | None:
        """Return the board of a duty and period."""
        return next((one for one in self.boards if (one.duty, one.period) == key), None)


def read(
    owner: QObject,
    context: Context,
    year: int,
    *,
    done: Callable[[YearBoards], None],
    failed: Callable[[Exception], None],
) -> Task:
    """Read the boards of a year away from the window."""
    work = partial(_read, context, year, datetime.date.today())
    return run_task(owner, work, jobs=context.jobs, done=done, failed=failed)


def _read(context: Context, year: int, today: datetime.date, job: Job) -> YearBoards:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return boards_of(store, year, today=today)


def boards_of(store: Store, year: int, *, today: datetime.date) -> YearBoards:
    """Return the boards of a year: those the catalogue asks for, and those units sent besides."""
    from papidesk.domain.periods import parse
    from papidesk.workflow import catalogues, received_papers, unit_board, units

    every = unit_board.year(store, year, today=today)
    known = {(one.duty, one.period) for one in every}
    extra = [
        unit_board.board(store, duty, period, today=today)
        for duty, period in received_papers.periods(store)
        if (duty, period) not in known and parse(period).end.year == year
    ]
    # A report nobody is asked for and nobody sent is not worth a column.
    shown = [one for one in (*every, *extra) if one.expected or any(r.report for r in one.rows)]
    shown.sort(key=lambda one: (one.due, one.duty, one.period))
    tree = units.tree(store, today)
    rows = rows_of(shown)
    return YearBoards(
        year=year,
        boards=tuple(shown),
        rows=rows,
        chains={row.unit: tuple(one.code for one in tree.chain(row.unit)) for row in rows},
        names={one.code: one.name for one in catalogues.report_duties(store)},
        parents={one.code: one.name for one in tree.units.values()},
        rate=rate_of(shown),
        units=len(tree.there()),
        duties=len(every),
    )


def rate_of(boards: Sequence[Board]) -> Decimal | None:
    """Return the rate on time of the reports that were due until today."""
    from papidesk.workflow import unit_board

    return unit_board.rate_over([one for one in boards if one.due <= datetime.date.today()])


def rows_of(boards: Sequence[Board]) -> tuple[UnitRow, ...]:
    """Return a row for each unit of the boards: what is late first, then as the boards have it."""
    cells: dict[str, list[BoardRow | None]] = {}
    for place, board in enumerate(boards):
        for row in board.rows:
            cells.setdefault(row.unit, [None] * len(boards))[place] = row
    rows = []
    for unit, found in cells.items():
        last = [cell for cell in found if cell is not None][-1]
        rows.append(UnitRow(unit=unit, name=last.name, parent=last.parent, cells=tuple(found)))
    return tuple(sorted(rows, key=_urgency))


def _urgency(row: UnitRow) -> tuple[int, ...]:
    late: tuple[BoardState, ...] = ("overdue", "returned", "late")
    worst = min((_PLACE[state] for state in row.states), default=len(ORDER))
    return (worst, *(-row.count(state) for state in late))
