"""Reports of units below that came on paper: noted here, their figures typed in by hand.

They count on the board and in totals as others do, and are marked wherever they are shown. A
bundle of the same unit, duty and period takes the place of one (:mod:`.unit_snapshots`).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from papidesk.domain import paper_figures
from papidesk.domain.consolidation import FigureWindow, UnitFigure, UnitFigures, UnitReport
from papidesk.domain.counters import Counter
from papidesk.domain.paper_figures import PaperFigure
from papidesk.domain.periods import parse
from papidesk.domain.record import Record, replace
from papidesk.domain.report_duty import DutyTerm
from papidesk.domain.unit_tree import UnitTree, UnknownUnitError
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import audit, unit_figures, unit_reports
from papidesk.storage.audit import AuditEntry
from papidesk.storage.store import Store
from papidesk.workflow import consolidation_locks, paper_counters, unit_board, units
from papidesk.workflow.paper_counters import NoSuchFigureError
from papidesk.workflow.unit_board import FutureArrivalError

__all__ = [
    "EarlyArrivalError", "NotOnPaperError", "PaperEntry", "PaperFigure", "ReportHereError",
    "TwiceEnteredError", "beyond", "check", "enter", "history", "kept", "put_back", "remove",
    "standing",
]  # fmt: skip


class ReportHereError(PapiDeskError):
    """A paper beside the bundle a unit sent."""

    message = N_(
        "“{name}” sent its report of {period} as a data bundle on {day}: those figures count. "
        "Return that report first where the paper is to take its place."
    )


class NotOnPaperError(PapiDeskError):
    """A report that was not typed in here."""

    message = N_("No report of “{name}” for {period} was entered from paper. Nothing was changed.")


class EarlyArrivalError(PapiDeskError):
    """A report said to have come before its period began."""

    message = N_("{period} begins on {since}: its report cannot have come on {day} already.")


class TwiceEnteredError(PapiDeskError):
    """A counter given twice at once."""

    message = N_("“{name}” is given twice. Give each counter one figure.")


class PaperEntry(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a person enters of a paper report: the day it came, its number, a note, figures.

    ``figures`` are those to be set; an empty one is taken away, others stay as they are unless
    ``whole`` says that these are all. Number and note stay where they are None.
    """

    unit: str
    duty: str
    period: str
    day: datetime.date
    number: str | None = None
    note: str | None = None
    figures: tuple[PaperFigure, ...] = ()
    whole: bool = False


def enter(
    store: Store, entry: PaperEntry, *, who: str, today: datetime.date,
    now: datetime.datetime | None = None, known: UnitTree | None = None,
) -> UnitReport:  # fmt: skip
    """Note that a report came on paper, or change what was noted, and return how it stands.

    What was accepted or returned is open again when a figure changes. ``known`` is the tree of
    units, for who enters many. Raises
    :class:`~papidesk.domain.unit_tree.UnknownUnitError`, :class:`FutureArrivalError`,
    :class:`EarlyArrivalError`, :class:`ReportHereError`, a PaperFigureError or
    :class:`NoSuchFigureError` for a figure, and what a closed period is refused with.
    """
    with store.joined():
        report, wanted, changes = _judged(store, entry, today, known)
        place = (report.unit, report.duty, report.period)
        if not changes and unit_reports.get(store, *place) == report:
            return report
        unit_figures.put(store, report.unit, wanted.window, wanted.figures)
        unit_reports.put(store, report)
        said = "; ".join([f"{report.received_on} {report.number} {report.note}".strip(), *changes])
        audit.add(
            store, "unit_report.paper", who=who, subject="/".join(place), detail=said, now=now
        )
    return report


def check(
    store: Store, entry: PaperEntry, *, today: datetime.date, known: UnitTree | None = None
) -> tuple[UnitReport, list[str]]:
    """Return how the report would stand and which figures would change ("tin-bai: 12 → 15").

    Nothing is written. ``known`` is the tree of units, for who looks at many. Raises what
    :func:`enter` does.
    """
    report, _, changes = _judged(store, entry, today, known)
    return report, changes


def _judged(
    store: Store, entry: PaperEntry, today: datetime.date, known: UnitTree | None = None
) -> tuple[UnitReport, UnitFigures, list[str]]:
    unit = (known or units.tree(store)).find(entry.unit)
    if unit is None:
        raise UnknownUnitError(code=entry.unit[:60])
    term = unit_board.term_of(store, entry.duty, entry.period)
    consolidation_locks.must_be_open(store, term.duty, term.period)
    _check_day(entry.day, term, today)
    place = (unit.code, term.duty, term.period)
    before = unit_reports.get(store, *place)
    if before is not None and not before.on_paper and before.state != "returned":
        raise ReportHereError(
            name=unit.name, period=parse(term.period).label, day=f"{before.received_on:%d/%m/%Y}"
        )
    held = unit_figures.of_unit(store, *place)
    onto = {one.counter: one for one in held.figures} if held and before and before.on_paper else {}
    wanted = _wanted(store, entry, {} if entry.whole else onto, term.until)
    changes = [] if before and not before.on_paper else _changes(onto, wanted)
    report = _report(before, held, entry, (term, unit.code), changed=bool(changes))
    window = FigureWindow(duty=term.duty, period=term.period, since=term.since, until=term.until)
    if held is not None and onto:
        window = held.window  # the duty's days may have been moved since
    figures = UnitFigures(unit=unit.code, window=window, figures=tuple(wanted.values()))
    return replace(report, typed=tuple(sorted(wanted))), figures, changes


def _check_day(day: datetime.date, term: DutyTerm, today: datetime.date) -> None:
    if day > today:
        raise FutureArrivalError(day=f"{day:%d/%m/%Y}")
    if day < term.since:
        raise EarlyArrivalError(
            period=parse(term.period).label, since=f"{term.since:%d/%m/%Y}", day=f"{day:%d/%m/%Y}"
        )


def _wanted(
    store: Store, entry: PaperEntry, onto: Mapping[str, UnitFigure], until: datetime.date
) -> dict[str, UnitFigure]:
    wanted, seen = dict(onto), set[str]()
    known = paper_counters.every(store) if entry.figures else {}
    for one in entry.figures:
        counter = known.get(one.counter)
        if counter is None:
            raise NoSuchFigureError(code=one.counter[:60])
        if one.counter in seen:
            raise TwiceEnteredError(name=counter.name)
        seen.add(one.counter)
        figure = paper_figures.made(one, counter, until)
        wanted.pop(one.counter, None)
        if figure is not None:
            wanted[one.counter] = figure
    return dict(sorted(wanted.items()))


def _changes(before: Mapping[str, UnitFigure], after: Mapping[str, UnitFigure]) -> list[str]:
    """Return what changed as it is kept in the history: "tin-bai: 12 → 15"."""
    return [
        f"{code}: {_said(before.get(code))} → {_said(after.get(code))}"
        for code in sorted(before.keys() | after.keys())
        if _numbers(before.get(code)) != _numbers(after.get(code))
    ]


def _numbers(figure: UnitFigure | None) -> tuple[object, ...] | None:
    return None if figure is None else (figure.part, figure.below, figure.value)


def _said(figure: UnitFigure | None) -> str:
    if figure is None:
        return "–"
    counter = Counter(code=figure.counter, name="", unit="", adds_up=figure.adds_up)
    return paper_figures.written(figure, counter)


def _report(
    before: UnitReport | None, held: UnitFigures | None, entry: PaperEntry,
    place: tuple[DutyTerm, str], *, changed: bool,
) -> UnitReport:  # fmt: skip
    term, unit = place
    number = " ".join((entry.number or "").split())
    note = (entry.note or "").strip()
    if before is None:
        return UnitReport(
            unit=unit, duty=term.duty, period=term.period, received_on=entry.day,
            first_on=entry.day, on_paper=True, number=number, note=note,
        )  # fmt: skip
    if not before.on_paper:
        return UnitReport(
            unit=unit, duty=term.duty, period=term.period, received_on=entry.day,
            first_on=min(before.arrived, entry.day), times=before.times + 1, on_paper=True,
            number=number, note=note, decisions=before.decisions, instead=before,
            instead_figures=held,
        )  # fmt: skip
    report = replace(
        before,
        received_on=entry.day,
        first_on=_first(before, entry.day),
        number=before.number if entry.number is None else number,
        note=before.note if entry.note is None else note,
    )
    if before.state == "returned" and entry.day > before.received_on:
        report = replace(report, times=before.times + 1)
    elif not changed:
        return report
    # A decision was on other figures.
    return replace(
        report, state="received", decided_at="", decided_by="", reason="", remarks=(),
        wanted_by=None, decision="",
    )  # fmt: skip


def _first(before: UnitReport, day: datetime.date) -> datetime.date:
    """Return the day that decides: a returned one that comes again came before."""
    if before.instead is not None or before.times > 1 or before.state == "returned":
        return min(before.arrived, day)
    return day


def remove(
    store: Store, unit: str, duty: str, period: str, *, who: str,
    now: datetime.datetime | None = None,
) -> UnitReport:  # fmt: skip
    """Take a paper report and its figures away again and return what it was.

    A returned bundle whose place it took is there again. Raises :class:`NotOnPaperError`, and what
    a closed period is refused with.
    """
    with store.joined():
        before, _ = kept(store, unit, duty, period)
        consolidation_locks.must_be_open(store, before.duty, before.period)
        place = (before.unit, before.duty, before.period)
        _set(store, place, before.instead, before.instead_figures)
        subject = "/".join(place)
        audit.add(store, "unit_report.paper_removed", who=who, subject=subject, now=now)
    return before


def put_back(
    store: Store,
    place: tuple[str, str, str],
    before: UnitReport | None,
    figures: UnitFigures | None,
    *,
    who: str,
) -> None:
    """Let a report and its figures be what :func:`standing` told before a change.

    ``place`` is unit, duty and period. Raises what a closed period is refused with.
    """
    unit, duty, period = place[0], place[1], parse(place[2]).code
    with store.joined():
        consolidation_locks.must_be_open(store, duty, period)
        _set(store, (unit, duty, period), before, figures)
        subject = f"{unit}/{duty}/{period}"
        audit.add(store, "unit_report.paper_undone", who=who, subject=subject)


def _set(
    store: Store,
    place: tuple[str, str, str],
    report: UnitReport | None,
    figures: UnitFigures | None,
) -> None:
    unit_figures.remove(store, *place)
    unit_reports.remove(store, *place)
    if report is not None:
        unit_reports.put(store, report)
    if figures is not None:
        unit_figures.put(store, figures.unit, figures.window, figures.figures)


def kept(
    store: Store, unit: str, duty: str, period: str
) -> tuple[UnitReport, tuple[UnitFigure, ...]]:
    """Return a paper report and its figures; raises :class:`NotOnPaperError`."""
    report, found = standing(store, unit, duty, period)
    if report is None or not report.on_paper:
        name = units.tree(store).name(unit)
        raise NotOnPaperError(name=name, period=parse(period).label)
    return report, found.figures if found is not None else ()


def standing(
    store: Store, unit: str, duty: str, period: str
) -> tuple[UnitReport | None, UnitFigures | None]:
    """Return a unit's report and figures as they stand, for :func:`put_back`; None where none."""
    place = (unit, duty, parse(period).code)
    return unit_reports.get(store, *place), unit_figures.of_unit(store, *place)


def history(store: Store, unit: str, duty: str, period: str) -> list[AuditEntry]:
    """Return what was entered, changed and removed of a paper report, the newest first."""
    return audit.entries(store, subject=f"{unit}/{duty}/{parse(period).code}")


def beyond(store: Store, unit: str, duty: str, period: str) -> list[UnitFigure]:
    """Return the typed figures that lie outside their counters' bounds: to be asked about."""
    known = paper_counters.every(store)
    _, told = kept(store, unit, duty, period)
    return [one for one in told if one.counter in known
            and paper_figures.beyond(one, known[one.counter])]  # fmt: skip
