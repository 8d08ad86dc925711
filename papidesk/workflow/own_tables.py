"""Our own tables as bundles see them: a record of any kind is put in, thrown away, put back.

A record is put in as it came, under its own id, past what people are asked for while they work (a
closed period's reason, a number's series): who sent it was asked already. What follows from it
(amounts, search index, units of tasks) is written by the same storage functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from papidesk.domain.activity import Activity, ActivitySeries, Evidence
from papidesk.domain.amounts import Derivation
from papidesk.domain.bundle import RecordKind
from papidesk.domain.bundle_records import Paper
from papidesk.domain.closing import Closing, Correction
from papidesk.domain.document import Document
from papidesk.domain.life import RemarkNote
from papidesk.domain.record import Record, replace
from papidesk.domain.task import Task
from papidesk.storage import (
    activities,
    closings,
    documents,
    duty_reports,
    own_contents,
    paper_files,
    taken_rows,
    tasks,
    trash,
)
from papidesk.storage.duty_reports import DutyReport
from papidesk.storage.own_contents import CATALOGUES, OwnContent
from papidesk.storage.store import Store
from papidesk.workflow import catalogue_entries, log_counters

# Of several kinds in one bundle, what others lean on comes first.
ORDER: tuple[RecordKind, ...] = (
    "counter", "channel", "template", "duty", "document", "task", "series", "activity",
    "evidence", "closing", "correction", "remark",
)  # fmt: skip
_TABLES: Mapping[RecordKind, str] = {
    "series": "activity_series",
    "evidence": "evidence",
    "closing": "closings",
    "correction": "corrections",
    "remark": "remarks",
}


class Putting(NamedTuple):
    """Who puts records in, when, and why (the reason of a document's new version).

    ``rules`` are the counters that follow from entries, where many are put one after the other.
    """

    who: str
    reason: str
    now: datetime | None = None
    rules: tuple[Derivation, ...] | None = None


def with_rules(store: Store, how: Putting) -> Putting:
    """Return ``how`` with the counters that follow from entries, kept up with the catalogue."""
    log_counters.keep_up(store)
    return how._replace(rules=log_counters.rules(store))


def read(store: Store, kind: RecordKind, id: str) -> OwnContent | None:
    """Return a record as it is now, trashed ones too; None when there is none."""
    return next(iter(own_contents.every(store, kind, [id])), None)


def put(store: Store, kind: RecordKind, records: Iterable[Any], how: Putting) -> None:
    """Keep records of one kind as they are, new ones and changed ones; trashed ones stay there.

    Part of the running unit of work, or one of its own. Raises what the tables refuse with.
    """
    with store.joined():
        if kind == "activity":
            found: list[Activity] = list(records)
            rules = (how if how.rules is not None else with_rules(store, how)).rules or ()
            taken_rows.put_activities(store, found, rules, who=how.who, now=how.now)
            return
        for record in records:
            _PUT[kind](store, record, how)


def put_mirrored(store: Store, document: Document, how: Putting) -> Document:
    """Keep a paper of another body as that body has it, and return it as it is kept.

    It is read here, never written: one that was not issued there counts as sent.
    """
    kept = document if document.frozen else replace(document, state="sent")
    with store.joined():
        taken_rows.set_document(store, kept, who=how.who, reason=how.reason, now=how.now)
    return kept


def throw_away(store: Store, kind: RecordKind, id: str, how: Putting) -> None:
    """Delete a record as far as it can be: into the trash where there is one, else for good."""
    with store.joined():
        if kind == "activity":
            activities.trash(store, [id], who=how.who, now=how.now)
        elif kind == "task":
            tasks.trash(store, [id], who=how.who, now=how.now)
        elif kind == "document":
            if not trash.is_trashed(store, id):
                trash.trash(store, id, who=how.who, now=how.now)
        elif kind in CATALOGUES:
            _put_entry(store, kind, id, None, how)
        else:
            taken_rows.take_out(store, _TABLES[kind], id, who=how.who, now=how.now)


def throw_away_if_free(store: Store, kind: RecordKind, id: str, how: Putting) -> bool:
    """Delete a record unless it is issued or something leans on it; tell whether it went.

    What stays is told as alive again with the next bundle.
    """
    free = is_free(store, kind, id)
    if free:
        throw_away(store, kind, id, how)
    return free


def is_free(store: Store, kind: RecordKind, id: str) -> bool:
    """Tell whether a record can go: no issued paper, no evidence, no series entries came of."""
    if kind == "document":
        document = documents.get(store, id)
        return documents.is_writable(store, document) and not _proves(store, id)
    return kind != "series" or not _leads(store, id)


def _proves(store: Store, document_id: str) -> bool:
    return store.row("SELECT 1 FROM evidence WHERE document_id = ?", (document_id,)) is not None


def _leads(store: Store, series_id: str) -> bool:
    return store.row("SELECT 1 FROM activities WHERE series_id = ?", (series_id,)) is not None


def bring_back(store: Store, kind: RecordKind, id: str, how: Putting) -> None:
    """Bring a record back from the trash, where its kind has one."""
    with store.joined():
        if kind == "activity":
            rules = log_counters.rules(store)
            activities.untrash(store, [id], rules, who=how.who, now=how.now)
        elif kind == "task":
            tasks.untrash(store, [id], who=how.who, now=how.now)
        elif kind == "document":
            trash.untrash(store, id, who=how.who, now=how.now)


def take_out(store: Store, kind: RecordKind, id: str, how: Putting) -> None:
    """Undo that a record was put in: it is gone for good, unless something leans on it by now."""
    with store.joined():
        if kind == "activity":
            taken_rows.take_out_activities(store, [id], who=how.who, now=how.now)
        elif kind == "task":
            taken_rows.take_out_task(store, id, who=how.who, now=how.now)
        elif kind == "document":
            taken_rows.take_out_document(store, id, who=how.who, now=how.now)
        else:
            throw_away(store, kind, id, how)


def set_back(store: Store, kind: RecordKind, before: OwnContent, how: Putting) -> None:
    """Make a record what it was ``before``: content, and in the trash or not."""
    with store.joined():
        if kind == "document" and isinstance(before.record, Document):
            taken_rows.set_document(
                store, before.record, who=how.who, reason=how.reason, now=how.now
            )
        else:
            put(store, kind, [before.record], how)
        there = read(store, kind, before.id)
        if there is not None and there.deleted and not before.deleted:
            bring_back(store, kind, before.id, how)
        elif there is not None and before.deleted and not there.deleted:
            throw_away(store, kind, before.id, how)


def _put_document(store: Store, document: Document, how: Putting) -> None:
    documents.save(store, document, who=how.who, reason=how.reason, by_act=True, now=how.now)


def put_paper(store: Store, document: Document, paper: Paper, how: Putting) -> None:
    """Give a document the files and links it has elsewhere, and let it be the report it is."""
    with store.joined():
        paper_files.put(store, document, paper, now=how.now)
        of_duty = {(one.duty, one.period) for one in duty_reports.of_document(store, document.id)}
        if not paper.period:
            for duty, period in of_duty:
                duty_reports.remove(store, duty, period, document.id, who=how.who, now=how.now)
        if not paper.period or (paper.duty, paper.period) in of_duty:
            return
        window = _window(store, paper)
        if window is not None:
            report = replace(window, document=document.id)
            duty_reports.add(store, report, who=how.who, now=how.now)


def _window(store: Store, paper: Paper) -> DutyReport | None:
    from papidesk.domain.periods import BadPeriodError
    from papidesk.workflow import catalogues, duty_terms

    try:
        duty = catalogues.report_duty(store, paper.duty)
        term = duty_terms.of_period(store, duty, paper.period)
    except (catalogues.UnknownDutyError, BadPeriodError):
        return None  # a duty nobody here knows: the paper is one all the same
    return DutyReport(
        duty=duty.code, period=term.period, document="", since=term.since, until=term.until,
        due=term.due,
    )  # fmt: skip


def _put_task(store: Store, task: Task, how: Putting) -> None:
    taken_rows.put_task(store, task, who=how.who, now=how.now)


def _put_series(store: Store, series: ActivitySeries, how: Putting) -> None:
    taken_rows.put_series(store, series, who=how.who, now=how.now)


def _put_evidence(store: Store, one: Evidence, how: Putting) -> None:
    taken_rows.put_evidence(store, one, who=how.who, now=how.now)


def _put_closing(store: Store, kept: Closing | Correction, how: Putting) -> None:
    closings.put_back(store, kept, who=how.who, now=how.now)


def _put_remark(store: Store, remark: RemarkNote, how: Putting) -> None:
    taken_rows.put_remark(store, remark, now=how.now)


def _put_entry(
    store: Store, kind: RecordKind, id: str, record: Record | None, how: Putting
) -> None:
    from papidesk.storage import catalogue

    name = CATALOGUES[kind]
    if record is None:
        catalogue.remove(store, name, id, who=how.who, now=how.now)
    else:
        catalogue.put(store, name, id, record, who=how.who, now=how.now)
    catalogue_entries.let_follow(store, name)


def _put_catalogue(kind: RecordKind, store: Store, record: Any, how: Putting) -> None:
    _put_entry(store, kind, record.id if kind == "template" else record.code, record, how)


_PUT: Mapping[RecordKind, Callable[[Store, Any, Putting], None]] = {
    "document": _put_document,
    "task": _put_task,
    "series": _put_series,
    "evidence": _put_evidence,
    "closing": _put_closing,
    "correction": _put_closing,
    "remark": _put_remark,
    **{kind: partial(_put_catalogue, kind) for kind in CATALOGUES},
}
