"""What issuing a report does to the log: its window is closed, its corrections are told."""

from __future__ import annotations

from papidesk.domain.closing import ClosedFigure, Closing, Correction
from papidesk.domain.document import Document
from papidesk.domain.periods import parse
from papidesk.storage import closings as stored_closings
from papidesk.storage import duty_reports
from papidesk.storage.duty_reports import DutyReport
from papidesk.storage.store import Store

# Kept on record beside what people write, and printed with it: Vietnamese.
_CANCELLED = "Báo cáo số {number} đã hủy: {reason}"


def issued(store: Store, document: Document, *, who: str) -> None:
    """Close the window of each duty ``document`` reports, with the figures as they are told.

    Corrections made before the report was drafted are noted as told in it. Called inside the unit
    of work that issues; papers that report nothing are passed over.
    """
    for report in duty_reports.of_document(store, document.id):
        _close(store, report, who=who)
        _tell(store, report)


def cancelled(store: Store, document: Document, *, reason: str, who: str) -> None:
    """Open again what was closed for a report that is cancelled; its corrections are told anew.

    Where another report of the same duty and period is out, the window is closed for that one.
    """
    from papidesk.workflow import closings

    reports = duty_reports.of_document(store, document.id)
    if not reports:
        return
    number = f"{document.number}/{document.symbol}"
    told = _CANCELLED.format(number=number, reason=reason)
    for closing in closings.closed(store):
        if closing.document == document.id:
            closings.reopen(store, closing.id, reason=told, who=who)
    duty_reports.untell(store, document.id)
    for report in reports:
        standing = duty_reports.standing(store).get((report.duty, report.period))
        if standing is not None and standing.document != document.id and _is_out(standing):
            _close(store, standing, who=who)


def _is_out(report: DutyReport) -> bool:
    return report.document_state in ("issued", "sent", "acknowledged", "archived")


def _close(store: Store, report: DutyReport, *, who: str) -> None:
    from papidesk.workflow import closings

    closings.close(
        store,
        Closing(
            since=report.since,
            until=report.until,
            duty=report.duty,
            period=report.period,
            document=report.document,
            figures=_figures(store, report),
        ),
        who=who,
    )


def _figures(store: Store, report: DutyReport) -> tuple[ClosedFigure, ...]:
    from papidesk.domain.record import replace
    from papidesk.workflow import catalogues, duty_terms, figures

    try:
        duty = catalogues.report_duty(store, report.duty) if report.duty else None
    except catalogues.UnknownDutyError:
        duty = None  # taken out of the catalogue since: the window is closed all the same
    query = duty_terms.query_of(duty, parse(report.period))
    query = replace(query, since=report.since, until=report.until)
    codes = [each.code for each in figures.wanted(store, duty, report.until)]
    return tuple(
        ClosedFigure(
            counter=line.counter.code,
            name=line.counter.name,
            unit=line.counter.unit,
            value=line.figure.value,
        )
        for line in figures.table(store, query, codes=codes, compare=False)
        if line.figure.entries
    )


def _tell(store: Store, report: DutyReport) -> None:
    from papidesk.workflow import closings

    of_duty = {each.id for each in closings.every(store) if each.duty in ("", report.duty)}
    # What a bad disk damaged stands in no report: it waits for a backup, and for the next one.
    damaged = stored_closings.damaged_corrections(store)
    told = [
        each.id
        for each in closings.corrections(store, unreported=True)
        if each.closing in of_duty and _stands_in(each, report) and each.id not in damaged
    ]
    closings.mark_reported(store, told, report.document)


def _stands_in(correction: Correction, report: DutyReport) -> bool:
    """Tell whether a correction was there when the report was drafted.

    Times are kept to the second; within it keys tell which of both came first. What is not told
    for sure is told in the next report, never passed over.
    """
    if correction.at == report.made_at:
        return correction.id < report.document
    return correction.at < report.made_at
