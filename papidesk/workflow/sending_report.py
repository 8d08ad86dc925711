"""A report on its way up: paper, figures as they were closed, log, tasks, evidence, corrections."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import chain

from papidesk.domain.bundle import BundleRecord, RecordKind
from papidesk.domain.closing import Closing
from papidesk.domain.duty_terms import window_of
from papidesk.domain.filters import ActivityFilter, FigureQuery, TaskFilter
from papidesk.domain.import_plan import Warned
from papidesk.domain.parcel import Parcel
from papidesk.domain.periods import parse
from papidesk.domain.record import replace
from papidesk.domain.send_order import Order
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import activity_listing, closings, record_versions, tasks
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, duty_terms, own_records, reports, sent_contents
from papidesk.workflow.sent_figures import Window, figures

_OUT = frozenset({"issued", "sent", "acknowledged", "archived"})
_COVERED: tuple[RecordKind, ...] = (
    "counter", "channel", "document", "task", "activity", "evidence", "correction", "figure",
)  # fmt: skip
_NO_PAPER = N_(
    "No report of this period is issued: figures and log are sent without a paper. Issue the "
    "report, then send again."
)
_NOT_SIGNED = N_(
    "The report “{title}” is not issued yet, so it is not in the bundle. Issue it, then send again."
)
_CORRECTED = N_(
    "Entries of this period were corrected since the report was issued: its figures are sent as "
    "they were issued, the corrections go with them."
)
_NO_FIGURES = N_("There is no figure in this period: the log has no entry for it.")


class PeriodMissingError(PapiDeskError):
    """A report of no period."""

    message = N_("Say which period the report is of, for example 2026-H1.")


def gather(
    store: Store, order: Order, to: tuple[str, ...], today: datetime.date, keep: bool
) -> Parcel:
    """Return what a report's bundle holds; raises :class:`PeriodMissingError`, BadPeriodError.

    Without an issued report there are figures and log alone, and a warning.
    """
    if not order.period:
        raise PeriodMissingError
    found = window(store, order.duty, order.period)
    warnings: list[Warned] = []
    papers = _papers(store, found, order.documents, warnings)
    entries = _entries(store, found.query)
    told = figures(store, found, keep=keep)
    log = own_records.packed(store, "activity", _with_gone(store, found, entries), keep=keep)
    chosen_tasks = _tasks(store, found, log, keep=keep)
    corrected = own_records.told(store, "correction", _corrections(store, found), keep=keep)
    if not told:
        warnings.append(Warned(message=_NO_FIGURES))
    if corrected and found.closing is not None:
        warnings.append(Warned(message=_CORRECTED))
    counters, channels = _codes(log, told)
    parts = chain(
        sent_contents.catalogues(store, counters, channels, keep=keep),
        own_records.told(store, "document", papers, keep=keep),
        chosen_tasks,
        log,
        sent_contents.proofs(
            store, order.evidence, {"activity": log, "task": chosen_tasks}, keep=keep
        ),
        corrected,
        told,
    )
    parcel = Parcel(
        kind="report",
        to=to,
        kinds=_COVERED,
        period=parse(order.period).code,
        duty=found.duty.code if found.duty else "",
        since=found.query.since.isoformat(),
        until=found.query.until.isoformat(),
        documents=papers,
        warnings=tuple(warnings),
    )
    return sent_contents.filled(store, parcel, parts, keep=keep)


def window(store: Store, duty: str, period: str) -> Window:
    """Return what a report of ``duty`` ("" for the first that asks for it) and period is of.

    The window is the one that was closed for it, else the duty's.
    """
    asked = parse(period)
    code = duty or reports.default_duty(store, period)
    known = catalogues.report_duty(store, code) if code else None
    query = duty_terms.query_of(known, asked)
    since, until = window_of(known, asked)
    paper = reports.reported_by(store, code, asked.code)
    document = paper.document if paper is not None else ""
    closing = _closing(store, code, asked.code, document)
    if closing is not None:
        since, until = closing.since, closing.until
    elif paper is not None:
        since, until = paper.since, paper.until
    return Window(known, replace(query, since=since, until=until), closing, document)


def _closing(store: Store, duty: str, period: str, document: str) -> Closing | None:
    """Return the window closed for a report, that of its paper before others."""
    found = [one for one in closings.closed(store) if (one.duty, one.period) == (duty, period)]
    of_paper = [one for one in found if one.document == document]
    return next(iter((of_paper or found)[-1:]), None)


def _papers(
    store: Store, found: Window, others: tuple[str, ...], warnings: list[Warned]
) -> tuple[str, ...]:
    """Return the ids of the papers to send: the issued report, and those chosen beside it."""
    from papidesk.storage import documents

    chosen = list(others)
    if not found.document:
        warnings.append(Warned(message=_NO_PAPER))
    else:
        report = documents.get(store, found.document)
        if report.state in _OUT:
            chosen.insert(0, report.id)
        else:
            warnings.append(Warned(message=_NOT_SIGNED, values={"title": report.title}))
    return tuple(dict.fromkeys(chosen))


def _entries(store: Store, query: FigureQuery) -> list[str]:
    """Return the entries of the window, narrowed as the duty narrows its figures."""
    return activity_listing.ids(
        store,
        ActivityFilter(
            since=query.since,
            until=query.until,
            channels=query.channels,
            dimensions=query.dimensions,
        ),
    )


def _with_gone(store: Store, found: Window, entries: list[str]) -> list[str]:
    """Add entries that were told once for this window and were deleted or moved since."""
    since, until = found.query.since.isoformat(), found.query.until.isoformat()
    told = record_versions.ids_within(store, "activity", "date", since, until)
    return sorted({*entries, *told})


def _tasks(
    store: Store, found: Window, log: Iterable[BundleRecord], *, keep: bool
) -> list[BundleRecord]:
    """Return the tasks of the window's year and those the entries serve."""
    chosen = TaskFilter(year=found.query.until.year, dimensions=found.query.dimensions)
    of_year = {task.id for task in tasks.rows(store, chosen)}
    served = {str(id) for entry in log for id in entry.fields.get("tasks", ())}
    return own_records.told(store, "task", of_year | served, keep=keep)


def _corrections(store: Store, found: Window) -> list[str]:
    """Return the corrections of the closed window, and those the report tells of."""
    if found.closing is None:
        return []
    of_window = closings.corrections(store, closing=found.closing.id)
    told = [one for one in closings.corrections(store) if one.reported_in == found.document]
    return sorted({one.id for one in (*of_window, *(told if found.document else ()))})


def _codes(log: Iterable[BundleRecord], told: Iterable[BundleRecord]) -> tuple[set[str], set[str]]:
    counters = {str(one.fields.get("counter", "")) for one in told}
    channels = set()
    for entry in log:
        counters |= {str(amount.get("counter", "")) for amount in entry.fields.get("amounts", ())}
        channels.add(str(entry.fields.get("channel", "")))
    return counters, channels
