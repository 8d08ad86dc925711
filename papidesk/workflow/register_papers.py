"""The registers of a year as a printed book, a Word file and an Excel workbook."""

from __future__ import annotations

import datetime
from pathlib import Path

from papidesk.domain.citing import day_and_number
from papidesk.domain.incoming import Incoming
from papidesk.domain.issuing import number_text
from papidesk.domain.office import Office
from papidesk.domain.register_book import BookKind, RegisterBook, Value
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import incoming_listing, outgoing_listing
from papidesk.storage.incoming_listing import IncomingFilter
from papidesk.storage.outgoing_listing import OutgoingFilter
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store
from papidesk.workflow import offices
from papidesk.workflow.files import write_whole
from papidesk.workflow.registers import number_and_symbol

# Printed in Vietnamese whatever the window speaks.
_PROGRESS = {
    "new": "Chưa phân phối", "assigned": "Đang giải quyết", "answered": "Đã trả lời",
    "done": "Đã giải quyết",
}  # fmt: skip


class UnknownBookError(PapiDeskError):
    """A file name that ends in none of .pdf, .docx and .xlsx."""

    message = N_("“{name}” must end in .pdf, .docx or .xlsx: that decides what is made.")


def book(store: Store, kind: BookKind, year: int, *, volume: int = 1) -> RegisterBook:
    """Return the register of ``year``: outgoing, incoming, or how incoming papers are dealt with.

    Cancelled numbers are in it with their reason. Numbers run in order; where several series have
    numbers in the year, papers run by date.
    """
    # The book bears the name the office had at the end of its year.
    office = offices.on(store, datetime.date(year, 12, 31))
    if kind == "outgoing":
        return _outgoing(store, office, year, volume)
    papers = incoming_listing.rows(store, IncomingFilter(year=year))
    rows = tuple(_incoming_row(p) if kind == "incoming" else _tracking_row(p) for p in papers)
    return RegisterBook(
        kind=kind,
        office=office.issuer,
        superior=office.superior_line,
        year=year,
        first=number_text(papers[0].arrival_number) if papers else "",
        last=number_text(papers[-1].arrival_number) if papers else "",
        since=papers[0].arrived_on if papers else None,
        until=max(paper.arrived_on for paper in papers) if papers else None,
        volume=volume,
        rows=rows,
    )


def _outgoing(store: Store, office: Office, year: int, volume: int) -> RegisterBook:
    one_series = len(outgoing_listing.series(store, year)) < 2
    entries = outgoing_listing.rows(
        store, OutgoingFilter(year=year), sort="number" if one_series else "date"
    )
    numbered = one_series and bool(entries)
    days = [datetime.date.fromisoformat(entry.date) for entry in entries]
    return RegisterBook(
        kind="outgoing",
        office=office.issuer,
        superior=office.superior_line,
        year=year,
        first=number_text(entries[0].number) if numbered else "",
        last=number_text(entries[-1].number) if numbered else "",
        since=min(days, default=None),
        until=max(days, default=None),
        volume=volume,
        rows=tuple(_outgoing_row(entry) for entry in entries),
    )


def _outgoing_row(entry: RegisterEntry) -> tuple[Value, ...]:
    return (
        number_and_symbol(entry),
        datetime.date.fromisoformat(entry.date),
        entry.abstract,
        entry.signer,
        entry.recipients,
        entry.copy_holder,
        entry.copies or None,
        datetime.date.fromisoformat(entry.sent_on) if entry.sent_on else None,
        entry.received_by,
        _noted(entry.note, entry.cancelled_at, entry.cancel_reason),
    )


def _incoming_row(paper: Incoming) -> tuple[Value, ...]:
    return (
        paper.arrived_on,
        paper.arrival_number,
        paper.author,
        paper.code,
        paper.dated,
        paper.title,
        paper.assigned_to,
        paper.handed_on,
        paper.received_by,
        _noted(paper.note, paper.cancelled_at, paper.cancel_reason),
    )


def _tracking_row(paper: Incoming) -> tuple[Value, ...]:
    named = (paper.title, day_and_number(paper.code, paper.dated), paper.author)
    progress = _PROGRESS[paper.progress]
    if paper.done_on is not None:
        progress += f" ngày {paper.done_on:%d/%m/%Y}"
        if paper.deadline is not None and paper.done_on > paper.deadline:
            progress += " (quá hạn)"
    return (
        paper.arrival_number,
        "; ".join(part for part in named if part),
        paper.assigned_to,
        paper.deadline,
        "" if paper.cancelled_at else progress,
        paper.reply_code,
        _noted(paper.note, paper.cancelled_at, paper.cancel_reason),
    )


def _noted(note: str, cancelled_at: str | None, reason: str) -> str:
    if cancelled_at is None:
        return note
    said = f"Hủy số: {reason}"
    return f"{said}. {note}" if note else said


def write_register(
    store: Store, target: Path, *, kind: BookKind, year: int, volume: int = 1
) -> Path:
    """Write a register of a year into ``target``, PDF, Word or Excel by its ending.

    Raises :class:`UnknownBookError`, :class:`papidesk.workflow.files.NotWrittenError`.
    """
    suffix = target.suffix.lower()
    if suffix not in (".pdf", ".docx", ".xlsx"):
        raise UnknownBookError(name=target.name)
    made = book(store, kind, year, volume=volume)
    if suffix == ".xlsx":
        from papidesk.sheets.register_sheet import workbook

        return write_whole(target, workbook(made))
    if suffix == ".docx":
        from papidesk.word.register import register_docx

        return write_whole(target, register_docx(made))
    from papidesk.printing.registers import register_pdf
    from papidesk.workflow.papers import real_times

    return write_whole(target, register_pdf(made, fonts=real_times()).pdf)
