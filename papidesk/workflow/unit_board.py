"""Who reported: the reports expected of each unit, and how each stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from papidesk.domain.consolidation import BoardState, UnitReport
from papidesk.domain.ids import new_id
from papidesk.domain.periods import parse
from papidesk.domain.record import Record, replace
from papidesk.domain.report_duty import DutyTerm, ReportDuty
from papidesk.domain.unit_tree import BelowUnit, UnitTree, UnknownUnitError
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import audit, catalogue, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, consolidation_locks, duty_terms, units

SCOPES = "duty-units"
_TENTH = Decimal("0.1")
# What a person must see to first stands first.
_ORDER: dict[BoardState, int] = {
    "overdue": 0, "returned": 1, "late": 2, "missing": 3, "on_time": 4, "not_due": 5,
}  # fmt: skip


class FutureArrivalError(PapiDeskError):
    """A report said to have come on a day that is still to come."""

    message = N_("{day} has not come yet: a report cannot have arrived then. Correct the day.")


class EarlyArrivalError(PapiDeskError):
    """A report said to have come before the days it tells of."""

    message = N_(
        "The report tells of what was done from {first} on: it cannot have arrived on {day}. "
        "Correct the day."
    )


class NoReportError(PapiDeskError):
    """A unit that sent nothing for a period."""

    message = N_("“{name}” has sent no report of {period} yet.")


class DutyScope(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which units a duty is asked of: ``units`` (codes; all that report when empty) but not
    ``without``.
    """

    duty: str
    units: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class BoardRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How one unit stands with one report.

    ``days_late`` counts from the due day to the day it came, or to today while it has not.
    ``successor`` is the code of the unit that reported in its place after a merger.
    """

    unit: str
    name: str
    parent: str = ""
    state: BoardState
    report: UnitReport | None = None
    days_late: int = 0
    successor: str = ""

    @property
    def undecided(self) -> bool:
        """Whether its own report was neither accepted nor returned."""
        came = self.report is not None and self.report.state == "received"
        return came and not self.successor


class Board(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Every unit expected to report a duty and period, and others that did."""

    duty: str
    period: str
    due: datetime.date
    rows: tuple[BoardRow, ...] = ()
    locked: bool = False

    def of(self, *states: BoardState) -> list[BoardRow]:
        """Return the rows of some states."""
        return [row for row in self.rows if row.state in states]

    @property
    def expected(self) -> list[BoardRow]:
        """The rows of units that must report."""
        return [row for row in self.rows if row.state != "not_due"]

    @property
    def received(self) -> list[BoardRow]:
        """The rows of units whose report is here, returned ones too."""
        return [row for row in self.expected if row.report is not None]

    @property
    def undecided(self) -> list[BoardRow]:
        """The rows of reports to be accepted or returned; none once the period is closed."""
        return [] if self.locked else [row for row in self.rows if row.undecided]

    @property
    def on_time_rate(self) -> Decimal | None:
        """How many per cent of those expected reported on time, to one place; None without any.

        A report that was returned is not on time until it comes again; the day it first came
        decides then. What falls short of all never reads 100.
        """
        expected, good = len(self.expected), len(self.of("on_time"))
        if not expected:
            return None
        rate = (Decimal(good) * 100 / expected).quantize(_TENTH, ROUND_HALF_UP)
        return min(rate, Decimal("99.9")) if good < expected else rate


def board(store: Store, duty: str, period: str, *, today: datetime.date) -> Board:
    """Return how every unit stands with a report, what is late first, then in the tree's order.

    ``duty`` may be "" or one not known here: then it is due on the last day of the calendar's
    period. Raises :class:`~papidesk.domain.periods.BadPeriodError`.
    """
    term = term_of(store, duty, period)
    tree = units.tree(store, term.until)
    return _board(store, term, tree, scope(store, duty), today)


def _board(
    store: Store, term: DutyTerm, tree: UnitTree, wanted: DutyScope, today: datetime.date
) -> Board:
    told = unit_reports.of_period(store, term.duty, term.period)
    reports = {_code(tree, unit): report for unit, report in told.items()}
    expected = {one.code for one in _asked(tree, wanted)}
    codes = [one.code for one in tree.every() if one.code in expected]
    codes += sorted(unit for unit in reports if unit not in expected)
    rows = [_row(tree, term, reports, code, today) for code in codes]
    rows = [row if row.unit in expected else _not_asked(row) for row in rows]
    rows.sort(key=lambda row: _ORDER[row.state])
    return Board(
        duty=term.duty,
        period=term.period,
        due=term.due,
        rows=tuple(rows),
        locked=consolidation_locks.locked(store, term.duty, term.period) is not None,
    )


def year(
    store: Store, year: int, *, today: datetime.date, duties: Iterable[str] = ()
) -> list[Board]:
    """Return the boards of all reports of a year by due date: the matrix of units × duties.

    ``duties`` narrows them to some codes. Reports of days before the program was used were sent in
    another way: those nobody sent here are left out, and no unit is called late with them.
    """
    wanted, begun = set(duties), duty_terms.begun_on(store)
    found = []
    for term in duty_terms.terms(store, year):
        if wanted and term.duty not in wanted:
            continue
        tree = units.tree(store, term.until)
        one = _board(store, term, tree, scope(store, term.duty), today)
        if not (term.until < begun <= today) or any(row.report for row in one.rows):
            found.append(one)
    return found


def expected(store: Store, duty: str, period: str) -> list[BelowUnit]:
    """Return the units that must report a duty and period: those there on its last day."""
    tree = units.tree(store, term_of(store, duty, period).until)
    return _asked(tree, scope(store, duty))


def scope(store: Store, duty: str) -> DutyScope:
    """Return which units a duty is asked of; all that report where nothing was chosen."""
    return catalogue.get(store, SCOPES, duty, DutyScope) or DutyScope(duty=duty)


def put_scope(store: Store, chosen: DutyScope, *, who: str) -> DutyScope:
    """Keep which units a duty is asked of; raises UnknownUnitError."""
    tree = units.tree(store)
    for code in (*chosen.units, *chosen.without):
        if tree.find(code) is None:
            raise UnknownUnitError(code=code[:60])
    catalogue.put(store, SCOPES, chosen.duty, chosen, who=who)
    return chosen


def set_arrival(
    store: Store, report: UnitReport, day: datetime.date, *, today: datetime.date, who: str
) -> UnitReport:
    """Note the day a report really came (a stick that lay on a desk), and return it.

    That day decides whether it was on time. Raises :class:`FutureArrivalError`,
    :class:`EarlyArrivalError`, and what a closed period is refused with.
    """
    if day > today:
        raise FutureArrivalError(day=f"{day:%d/%m/%Y}")
    first = term_of(store, report.duty, report.period).since
    if day < first:
        raise EarlyArrivalError(day=f"{day:%d/%m/%Y}", first=f"{first:%d/%m/%Y}")
    with store.joined():
        consolidation_locks.must_be_open(store, report.duty, report.period)
        kept = replace(report, received_on=day, first_on=day, by_hand=True)
        unit_reports.put(store, kept)
        said = f"{report.unit} {report.duty} {report.period}: {report.arrived} → {day}"
        audit.add(store, "unit_report.arrival", who=who, subject=new_id(), detail=said)
    return kept


def report_of(store: Store, unit: str, duty: str, period: str) -> UnitReport:
    """Return a unit's report; raises :class:`NoReportError`, DamagedUnitReportError."""
    found = unit_reports.whole(store, unit, duty, parse(period).code)
    if found is None:
        name = units.tree(store).name(unit)
        raise NoReportError(name=name, period=parse(period).label)
    return found


def rate_over(boards: Sequence[Board]) -> Decimal | None:
    """Return the rate of reports on time over several boards."""
    rows = tuple(row for one in boards for row in one.rows)
    return replace(boards[0], rows=rows).on_time_rate if boards else None


def term_of(store: Store, duty: str, period: str) -> DutyTerm:
    """Return window and due day of a report; the calendar's for a duty not known here."""
    known = find_duty(store, duty)
    if known is not None:
        return duty_terms.of_period(store, known, period)
    asked = parse(period)
    return DutyTerm(
        duty=duty, period=asked.code, since=asked.start, until=asked.end, due=asked.end
    )  # fmt: skip


def find_duty(store: Store, duty: str) -> ReportDuty | None:
    """Return the duty of our catalogue with this code, None when there is none."""
    return next((one for one in catalogues.report_duties(store) if one.code == duty), None)


def _asked(tree: UnitTree, wanted: DutyScope) -> list[BelowUnit]:
    within, without = set(wanted.units), set(wanted.without)
    return [
        one
        for one in (tree.there() if within else tree.reporting())
        if (not within or one.code in within) and one.code not in without
    ]


def _code(tree: UnitTree, unit: str) -> str:
    found = tree.find(unit)
    return found.code if found else unit


def _not_asked(row: BoardRow) -> BoardRow:
    return replace(row, state="not_due", days_late=0)


def _row(
    tree: UnitTree, term: DutyTerm, reports: dict[str, UnitReport], code: str, today: datetime.date
) -> BoardRow:
    report = reports.get(code)
    successor = ""
    if report is None:
        later = tree.now_called(code, today)
        if later != code and later in reports:
            # Merged since, and reported under the new name for the old days.
            successor, report = later, reports[later]
    state = _state(term, report, today)
    ended = report.arrived if report else today
    late = (ended - term.due).days if state in ("late", "overdue", "returned") else 0
    return BoardRow(
        unit=code,
        name=tree.name(code, term.until),
        parent=tree.parent(code),
        state=state,
        report=report,
        days_late=max(0, late),
        successor=successor,
    )


def _state(term: DutyTerm, report: UnitReport | None, today: datetime.date) -> BoardState:
    if report is None:
        return "overdue" if today > term.due else "missing"
    if report.state == "returned":
        return "returned"
    return "on_time" if report.arrived <= term.due else "late"
