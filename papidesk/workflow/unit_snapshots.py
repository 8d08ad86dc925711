"""A unit's figures of a duty and period, and how its report stands: always told whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from papidesk.bundles import record_kinds
from papidesk.domain.bundle import BundleRecord, Covers, Manifest
from papidesk.domain.bundle_records import Figure
from papidesk.domain.consolidation import (
    FigureWindow,
    UnitFigure,
    UnitFigures,
    UnitReport,
    from_told,
)
from papidesk.domain.exchange import Conflict
from papidesk.domain.figure_text import written
from papidesk.domain.import_plan import FieldChange, ImportPlan, PlanLine
from papidesk.domain.record import from_json, from_plain, plain, replace, to_json
from papidesk.errors import N_
from papidesk.storage import conflicts, unit_figures, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow.receiving_refusals import BadContentError
from papidesk.workflow.taking import Journal, PutBack, Records

FIGURES, REPORT = "unit-figures", "unit-report"
ACCEPTED = N_("The report was accepted with the value that is here.")
NOT_TOLD = N_("The unit does not report it any more.")
TYPED = N_("It was typed in here from the unit’s paper.")
PAPER = N_(
    "The report of this period was entered here from paper received on {day}. The bundle takes its "
    "place; undoing the import brings it back."
)


def reports(manifest: Manifest) -> bool:
    """Tell whether a bundle is a report itself, and not the attachments of a split one."""
    return manifest.kind == "report" and manifest.covers.part <= 1


def judged(store: Store, manifest: Manifest, records: Records) -> Iterator[PlanLine]:
    """Yield what becomes of each figure beside what the unit reported before."""
    if not reports(manifest):
        return
    unit, covers = manifest.sender.unit, manifest.covers
    before = _figures(store, unit, covers)
    accepted = _is_accepted(store, unit, covers)
    typed = _typed(store, unit, covers)
    told = set()
    for record, figure, _ in _told(manifest, records):
        told.add(figure.counter)
        here = _beside(before.get(figure.counter), figure, typed)
        line = _line(record.id, record_kinds.title(record), here, figure, accepted)
        by_hand = figure.counter in typed and line.state == "changed"
        yield replace(line, reason=TYPED) if by_hand else line
    for counter in sorted(before.keys() - told):
        gone = before[counter]
        line = _line(
            f"{covers.duty or '-'}/{covers.period}/{counter}/-", gone.name, gone, None, accepted
        )
        yield replace(line, reason=line.reason or NOT_TOLD)


def paper_before(store: Store, manifest: Manifest) -> UnitReport | None:
    """Return the report typed in from paper whose place a bundle takes; None without one."""
    if not reports(manifest):
        return None
    covers = manifest.covers
    found = unit_reports.get(store, manifest.sender.unit, covers.duty, covers.period)
    return found if found is not None and found.on_paper else None


def _typed(store: Store, unit: str, covers: Covers) -> frozenset[str]:
    found = unit_reports.get(store, unit, covers.duty, covers.period)
    return frozenset(found.typed) if found is not None else frozenset()


def _beside(
    before: UnitFigure | None, told: UnitFigure, typed: frozenset[str]
) -> UnitFigure | None:
    """Return what a told figure is compared with: of a typed one only the number was known."""
    if before is not None and told.counter in typed and before.value == told.value:
        return told
    return before


def _line(
    id: str, title: str, before: UnitFigure | None, after: UnitFigure | None, accepted: bool
) -> PlanLine:
    line = PlanLine(kind="figure", id=id, title=title or id, state="new")
    if before == after:
        return replace(line, state="unchanged")
    if before is None and not accepted:
        return replace(line, changes=(FieldChange(field="value", after=_value(after)),))
    change = FieldChange(
        field="value",
        before=_value(before),
        after=_value(after),
        conflict=accepted,
    )
    state, reason = ("conflicting", ACCEPTED) if accepted else ("changed", "")
    return replace(line, state=state, reason=reason, changes=(change,))


def _value(figure: UnitFigure | None) -> str:
    return "" if figure is None else written(figure.value)


def _told(
    manifest: Manifest, records: Records
) -> Iterator[tuple[BundleRecord, UnitFigure, FigureWindow]]:
    """Yield the figures of the whole; all must be of the one duty and period the bundle covers."""
    covers = manifest.covers
    window: FigureWindow | None = None
    for record in records.of("figure"):
        figure: Figure = record_kinds.to_domain(record)
        if figure.part or record.deleted:
            continue
        found = FigureWindow(
            duty=figure.duty, period=figure.period, since=figure.since, until=figure.until
        )
        window = window or found
        if found != window or (found.duty, found.period) != (covers.duty, covers.period):
            raise BadContentError(unit=manifest.sender.name, detail=record.id)
        yield record, from_told(figure), found


def _figures(store: Store, unit: str, covers: Covers) -> dict[str, UnitFigure]:
    found = unit_figures.of_unit(store, unit, covers.duty, covers.period)
    return {one.counter: one for one in found.figures} if found is not None else {}


def _is_accepted(store: Store, unit: str, covers: Covers) -> bool:
    report = unit_reports.get(store, unit, covers.duty, covers.period)
    return report is not None and report.state == "accepted"


def take(
    store: Store,
    plan: ImportPlan,
    records: Records,
    journal: Journal,
    *,
    now: datetime.datetime | None,
) -> None:
    """Keep the figures in place of those before, and the report as received."""
    manifest = plan.manifest
    if not reports(manifest):
        return
    unit, covers = manifest.sender.unit, manifest.covers
    place = f"{unit}/{covers.duty}/{covers.period}"
    was = _current_figures(store, place)
    told = list(_told(manifest, records))
    left: frozenset[str] = frozenset()
    if told or was is not None:
        _drop_conflicts(store, place, journal)
        after = tuple(figure for _, figure, _ in told)
        if _is_accepted(store, unit, covers):
            after, left = _beside_accepted(store, place, was, after, journal)
        window = told[0][2] if told else from_json(UnitFigures, was or "").window
        unit_figures.put(store, unit, window, after)
        journal.note(FIGURES, place, was, _current_figures(store, place))
    _take_report(store, plan, records, journal, left, now=now)


def _beside_accepted(
    store: Store,
    place: str,
    was: str | None,
    told: tuple[UnitFigure, ...],
    journal: Journal,
) -> tuple[tuple[UnitFigure, ...], frozenset[str]]:
    """Leave accepted figures as they are and keep the others beside them, to be decided.

    Returns what stands then and which of it is still typed in.
    """
    kept = from_json(UnitFigures, was).figures if was is not None else ()
    ours, theirs = ({one.counter: one for one in some} for some in (kept, told))
    report = unit_reports.get(store, *_parts(place))
    typed = frozenset(report.typed) if report is not None else frozenset()
    left = set(typed)
    for counter in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(counter), theirs.get(counter)
        if there is not None and _beside(here, there, typed) == there:
            ours[counter] = there
            left.discard(counter)
            continue
        named = there or here
        conflict = Conflict(
            kind="figure", record=f"{place}/{counter}", title=named.name if named else counter,
            field="value", local=_value(here), other=_value(there),
            other_fields=plain(there) if there is not None else {},
        )  # fmt: skip
        journal.conflict(store, conflict)
    return tuple(ours.values()), frozenset(left)


def _take_report(
    store: Store,
    plan: ImportPlan,
    records: Records,
    journal: Journal,
    typed: frozenset[str],
    *,
    now: datetime.datetime | None,
) -> None:
    manifest = plan.manifest
    unit, covers = manifest.sender.unit, manifest.covers
    place = f"{unit}/{covers.duty}/{covers.period}"
    before = unit_reports.get(store, unit, covers.duty, covers.period)
    today = (now or datetime.datetime.now(datetime.UTC)).astimezone().date()
    paper = _paper(records, covers)
    report = UnitReport(
        unit=unit,
        duty=covers.duty,
        period=covers.period,
        received=journal.received_id,
        bundle=manifest.bundle_id,
        received_on=today,
        first_on=before.arrived if before else today,
        times=before.times + 1 if before else 1,
        title=paper[0],
        number=paper[1],
        document=paper[2],
        typed=tuple(sorted(typed)),
    )
    if before is not None and before.state == "accepted":
        report = replace(
            report, state="accepted", decided_at=before.decided_at, decided_by=before.decided_by,
            reason=before.reason, remarks=before.remarks, decision=before.decision,
        )  # fmt: skip
    unit_reports.put(store, report)
    was = None if before is None else to_json(before).decode()
    journal.note(REPORT, place, was, _current_report(store, place))


def _paper(records: Records, covers: Covers) -> tuple[str, str, str]:
    """Return title, number and id of the paper that is the report, "" where none is with it."""
    for record in records.of("document"):
        paper = record_kinds.paper_of(record)
        if not record.deleted and (paper.duty, paper.period) == (covers.duty, covers.period):
            document = record_kinds.to_domain(record)
            number = f"{document.number}/{document.symbol}" if document.number else ""
            return record_kinds.title(record), number, record.id
    return "", "", ""


def settle(store: Store, conflict: Conflict, chosen: str, journal: Journal) -> None:
    """Put the unit's figure in the place of the accepted one, or leave that."""
    if chosen != "other":
        return
    place, _, counter = conflict.record.rpartition("/")
    was = _current_figures(store, place)
    if was is None:
        return
    held = from_json(UnitFigures, was)
    figures = {one.counter: one for one in held.figures}
    figures.pop(counter, None)
    if conflict.other_fields:
        figures[counter] = from_plain(UnitFigure, conflict.other_fields)
    unit_figures.put(store, held.unit, held.window, figures.values())
    journal.note(FIGURES, place, was, _current_figures(store, place))
    report = unit_reports.get(store, *_parts(place))
    if report is not None and counter in report.typed:
        left = tuple(code for code in report.typed if code != counter)
        unit_reports.put(store, replace(report, typed=left))
        journal.note(REPORT, place, to_json(report).decode(), _current_report(store, place))


def _drop_conflicts(store: Store, place: str, journal: Journal) -> None:
    """Take away what is open about the figures of a report that comes anew."""
    for conflict in conflicts.every(store, kind="figure"):
        if conflict.record.rpartition("/")[0] == place:
            journal.dropped(store, conflict)


def _parts(id: str) -> tuple[str, str, str]:
    """Return unit, duty and period: a unit's code and a period have no "/"."""
    unit, _, rest = id.partition("/")
    duty, _, period = rest.rpartition("/")
    return unit, duty, period


def _current_figures(store: Store, id: str) -> str | None:
    found = unit_figures.of_unit(store, *_parts(id))
    return None if found is None else to_json(found).decode()


def _put_figures(store: Store, id: str, before: str | None) -> None:
    if before is None:
        unit_figures.remove(store, *_parts(id))
        return
    held = from_json(UnitFigures, before)
    unit_figures.put(store, held.unit, held.window, held.figures)


def _current_report(store: Store, id: str) -> str | None:
    found = unit_reports.get(store, *_parts(id))
    return None if found is None else to_json(found).decode()


def _put_report(store: Store, id: str, before: str | None) -> None:
    if before is None:
        unit_reports.remove(store, *_parts(id))
    else:
        unit_reports.put(store, from_json(UnitReport, before))


def _title(store: Store, id: str) -> str:
    unit, _, period = _parts(id)
    return f"{unit} {period}"


PUT_BACK: Mapping[str, PutBack] = {
    FIGURES: PutBack(_current_figures, _put_figures, _title),
    REPORT: PutBack(_current_report, _put_report, _title),
}
