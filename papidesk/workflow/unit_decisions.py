"""Accepting a unit's report, or sending it back with a reason and remarks on its fields."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from papidesk.domain.blocks import PageBreak, Table
from papidesk.domain.bundle import BundleRecord
from papidesk.domain.bundle_records import Decision
from papidesk.domain.consolidation import Remark, UnitReport
from papidesk.domain.document import Document
from papidesk.domain.exchange import SentBundle
from papidesk.domain.ids import new_id
from papidesk.domain.life import RemarkNote
from papidesk.domain.parcel import Parcel
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import Mark
from papidesk.domain.version_vector import content_hash
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import (
    audit,
    bundles_received,
    received_records,
    record_versions,
    unit_reports,
)
from papidesk.storage.clock import stored_time
from papidesk.storage.store import Store
from papidesk.workflow import consolidation, consolidation_locks, unit_board, units

if TYPE_CHECKING:
    from papidesk.domain.blocks import Block

__all__ = ["NoReasonError", "Remark", "accept", "send_again", "send_back"]


class NoReasonError(PapiDeskError):
    """A report sent back without a word."""

    message = N_("Say why the report is returned, or write a remark on a field: the unit reads it.")


class ToldOnPaperError(PapiDeskError):
    """A bundle wanted for a unit that reported on paper."""

    message = N_("“{name}” reported on paper: tell it on paper too. There is no bundle to send.")


class NotDecidedError(PapiDeskError):
    """A report nothing was decided on."""

    message = N_("Nothing was decided yet on the report of “{name}”: accept or return it first.")


def accept(
    store: Store,
    codes: Iterable[str],
    duty: str,
    period: str,
    *,
    who: str,
    tell: bool = False,
    remarks: Sequence[Remark] = (),
    seen: Iterable[UnitReport] = (),
    password: str = "",
    now: datetime.datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[UnitReport]:
    """Accept the reports of units and return them as they stand then.

    With ``tell`` each unit is sent a decision (a bundle in the outbox), with ``remarks`` that it
    should heed next time; not those that reported on paper. ``seen`` are the reports as the person
    saw them. Whatever breaks off (``progress`` may, too) leaves no bundle behind. Raises
    NoReportError, ReportMovedOnError, and what a closed period is refused with.
    """
    found = [unit_board.report_of(store, code, duty, period) for code in codes]
    if found:
        consolidation_locks.must_be_open(store, duty, found[0].period)
    must_be_as_seen(store, seen)
    decided = [
        replace(_decided(report, "accepted", who=who, now=now), remarks=tuple(remarks))
        for report in found
    ]
    if not tell:
        _keep(store, decided, who, now)
        return decided
    with _withdrawn_unless_kept(store, who) as bundles:
        told = []
        for done, report in enumerate(decided):
            if progress is not None:
                progress(done, len(decided))
            if not report.on_paper:
                bundles += _packed(store, report, who=who, password=password, now=now)
                report = replace(report, decision=bundles[-1].id)
            told.append(report)
        _keep(store, told, who, now)
    return told


def _keep(
    store: Store, decided: Sequence[UnitReport], who: str, now: datetime.datetime | None
) -> None:
    with store.joined():
        unit_reports.put_many(store, decided)
        for report in decided:
            _note(store, report, who, now)


@contextmanager
def _withdrawn_unless_kept(store: Store, who: str) -> Iterator[list[SentBundle]]:
    """Withdraw the bundles put into the list where the decision they tell is not kept."""
    made: list[SentBundle] = []
    kept = False
    try:
        yield made
        kept = True
    finally:
        if not kept:
            from papidesk.workflow import sent_history

            sent_history.withdraw(store, [one.id for one in made], who=who)


def must_be_as_seen(store: Store, seen: Iterable[UnitReport]) -> None:
    """Refuse to decide on what the person has not seen, or in a period that was closed.

    Raises NoReportError, ReportMovedOnError, and what a closed period is refused with.
    """
    from papidesk.workflow.received_papers import ReportMovedOnError

    for one in seen:
        consolidation_locks.must_be_open(store, one.duty, one.period)
        if unit_board.report_of(store, one.unit, one.duty, one.period) != one:
            raise ReportMovedOnError(name=units.tree(store).name(one.unit))


def send_back(
    store: Store,
    unit: str,
    duty: str,
    period: str,
    *,
    reason: str,
    who: str,
    remarks: Sequence[Remark] = (),
    wanted_by: datetime.date | None = None,
    seen: UnitReport | None = None,
    password: str = "",
    now: datetime.datetime | None = None,
) -> list[SentBundle]:
    """Return a unit's report: make the bundle that tells it, in the outbox, and return that.

    Of a report that came on paper nothing is made: the unit is told as it reported, by paper.
    Its figures do not count until it comes again; ``wanted_by`` is until when. The remarks reopen
    with the report on their places. ``seen`` is the report as the person saw it. Raises
    :class:`NoReasonError` with neither reason nor remark, NoReportError, ReportMovedOnError,
    KeyLockedError, and what a closed period is refused with.
    """
    if not reason.strip() and not remarks:
        raise NoReasonError
    report = unit_board.report_of(store, unit, duty, period)
    consolidation_locks.must_be_open(store, duty, report.period)
    must_be_as_seen(store, [seen] if seen is not None else [])
    decided = replace(
        _decided(report, "returned", who=who, now=now),
        reason=reason.strip(),
        remarks=tuple(remarks),
        wanted_by=wanted_by,
    )
    sent = [] if report.on_paper else _packed(store, decided, who=who, password=password, now=now)
    kept = replace(decided, decision=sent[0].id if sent else "")
    _keep(store, [kept], who, now)
    return sent


def send_again(
    store: Store,
    unit: str,
    duty: str,
    period: str,
    *,
    who: str,
    password: str = "",
    now: datetime.datetime | None = None,
) -> list[SentBundle]:
    """Make the bundle of the last decision once more, where the first was lost, and return it."""
    report = unit_board.report_of(store, unit, duty, period)
    if report.state == "received":
        raise NotDecidedError(name=unit)
    if report.on_paper:
        raise ToldOnPaperError(name=unit)
    sent = _packed(store, report, who=who, password=password, now=now)
    unit_reports.put(store, replace(report, decision=sent[0].id))
    return sent


def _decided(
    report: UnitReport, state: str, *, who: str, now: datetime.datetime | None
) -> UnitReport:
    return replace(
        report,
        state=state,
        decided_at=stored_time(now),
        decided_by=who,
        reason="",
        remarks=(),
        wanted_by=None,
        decisions=report.decisions + 1,
    )


def _note(store: Store, report: UnitReport, who: str, now: datetime.datetime | None) -> None:
    detail = f"{report.unit} {report.duty} {report.period} {report.reason}".strip()
    audit.add(
        store, f"unit_report.{report.state}", who=who, subject=report.bundle or new_id(),
        detail=detail, now=now,
    )  # fmt: skip


def _packed(
    store: Store, report: UnitReport, *, who: str, password: str, now: datetime.datetime | None
) -> list[SentBundle]:
    from papidesk.workflow import packing

    records = tuple(_records(store, report))
    # Under the code it sent with: a renamed unit knows itself by that.
    sent = bundles_received.standing(store, report.received) if report.received else None
    parcel = Parcel(
        kind="return", to=(sent.unit if sent else report.unit,), records=records,
        kinds=("decision", "remark"), period=report.period, duty=report.duty,
    )  # fmt: skip
    return packing.pack(store, parcel, who=who, password=password, now=now)


def _records(store: Store, report: UnitReport) -> Iterator[BundleRecord]:
    """Yield the decision and the remarks as a bundle tells them."""
    manifest = ""
    if report.received:
        manifest = bundles_received.standing(store, report.received).manifest_sha256
    yield _told(
        store,
        report.bundle or new_id(),
        Decision(
            bundle=report.bundle, manifest=manifest, duty=report.duty, period=report.period,
            document=report.document,
            verdict="returned" if report.state == "returned" else "accepted",
            reason=report.reason, due=report.wanted_by, decided_by=report.decided_by,
            decided_at=report.decided_at,
        ),
        max(1, report.decisions),
    )  # fmt: skip
    document = _document(store, report)
    names = {code: one.name for code, one in consolidation.counters_of(store).items()}
    for remark in report.remarks:
        place, quote, text = remark.place, "", remark.text
        if remark.counter:
            found = place_of(document, remark.counter) if document is not None else None
            place, quote = found or (place, "")
            text = f"{names.get(remark.counter, remark.counter)}: {text}"
        id = new_id()
        note = RemarkNote(
            document_id=report.document, text=text, place=place, quote=quote,
            who=report.decided_by, at=report.decided_at, id=id,
        )  # fmt: skip
        yield _told(store, id, note, 1)


def _told(store: Store, id: str, record: Record, count: int) -> BundleRecord:
    from papidesk.bundles import record_kinds
    from papidesk.workflow import own_records

    fields = record_kinds.from_domain(record)
    return BundleRecord(
        kind=record_kinds.kind_of(record),
        id=id,
        owner=own_records.own_code(store),
        vv={record_versions.database_id(store): count},
        hash=content_hash(fields),
        fields=fields,
    )


def _document(store: Store, report: UnitReport) -> Document | None:
    from papidesk.bundles import record_kinds

    if not report.document:
        return None
    found = received_records.get(store, report.unit, "document", report.document)
    if found is None:
        return None
    document: Document = record_kinds.to_domain(found.record)
    return document


def place_of(document: Document, counter: str) -> tuple[str, str] | None:
    """Return the first place of a document that shows a counter's figure, and the words there."""
    stories: list[tuple[str, tuple[Block, ...]]] = [("blocks", document.blocks)]
    stories += [(f"annexes/{at}/blocks", one.blocks) for at, one in enumerate(document.annexes)]
    for path, blocks in stories:
        for place, text, marks in _marked(path, blocks):
            for mark in marks:
                if mark.style == "figure" and mark.ref.startswith(f"{counter}@"):
                    return place, text[mark.start : mark.end]
    return None


def _marked(path: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, tuple[Mark, ...]]]:
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            for row, found in enumerate(block.rows):
                for cell, inner in enumerate(found.cells):
                    for at, part in enumerate(inner.paragraphs):
                        yield f"{path}/{index}/rows/{row}/cells/{cell}/{at}", part.text, part.marks
        elif not isinstance(block, PageBreak):
            yield f"{path}/{index}", block.text, block.marks
