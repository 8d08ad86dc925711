"""Certified copies of papers: what is copied, the number of the copy, the file, the register."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.copies import (
    COPY_NAMES,
    COPY_SERIES,
    CertifiedCopy,
    CopyForm,
    abstract_of,
    electronic_text,
    offered,
    pages_of,
    printed_copy,
    title_of,
)
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.incoming import kind_title
from papidesk.domain.issuing import check_order, number_text, parse_number
from papidesk.domain.office_history import as_of
from papidesk.domain.record import Record, replace
from papidesk.domain.wording import lowered
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import attachments, audit, documents, offices, registers, snapshots
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store
from papidesk.workflow.files import write_whole
from papidesk.workflow.papers import OwnSourceError, real_times

if TYPE_CHECKING:
    from papidesk.printing.copies import Copied


class NotIssuedError(PapiDeskError):
    """A copy of what is no paper yet."""

    message = N_(
        "“{title}” is not issued: only papers that are out are copied. Issue it first, or choose "
        "the scan of the signed paper."
    )


class NoScanError(PapiDeskError):
    """An incoming paper without a file to copy."""

    message = N_("“{title}” has no scan to copy. Attach the scan to its entry first.")


class NotScanError(PapiDeskError):
    """A file of text where the scan of a signed paper is needed."""

    message = N_(
        "“{name}” is no scan: only the signed paper is copied. Scan it as PDF or picture, and use "
        "that file."
    )


class PagesMissingError(PapiDeskError):
    """An extract that does not say of what."""

    message = N_("An extract (trích sao) names its pages. Give them, for example 2-3.")


class NotPdfError(PapiDeskError):
    """A copy that would be written as something else than a PDF, and cannot."""

    message = N_(
        "“{name}” must end in .pdf. Only a whole copy on paper of a document of this office can "
        "be a Word file (.docx)."
    )


class CopyTooEarlyError(PapiDeskError):
    """A copy dated before the paper it is made of."""

    message = N_(
        "The copy cannot be dated {day}: the paper itself is of {paper_day}. Choose a later day."
    )


class Source(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A paper to be copied: its pages as PDF, its title, where it is in the workspace.

    ``document`` is what was issued, where it was written here.
    """

    pdf: bytes
    title: str
    name: str = ""
    document_id: str = ""
    document: Document | None = None


class CopyOrder(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What copy is wanted; ``pages`` as written ("2-3"), "" for all.

    An electronic copy has a line of text instead of the part on paper, and takes no number.
    """

    copy: CertifiedCopy
    pages: str = ""
    electronic: bool = False
    reason: str = ""


class Made(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A copy that was made; ``number`` is "" for an electronic one."""

    path: Path
    number: str = ""
    symbol: str = ""
    pages: int = 0
    same_sheet: bool = True


def source(store: Store, id: str) -> Source:
    """Return the paper with this id: a document as it was issued, or an incoming one's scan.

    Raises :class:`NotIssuedError`, :class:`NoScanError`, or what reading it refuses with.
    """
    from papidesk.workflow import documents as found

    try:
        document_id = found.find_id(store, id)
    except documents.UnknownDocumentError as error:
        try:
            return _incoming(store, id)
        except registers.UnknownEntryError:
            raise error from None
    snapshot = snapshots.get(store, document_id)
    if snapshot is None:
        return _source_file(store, document_id)
    document = snapshots.issued_document(store, snapshot)
    title = title_of(document)
    pdf = attachments.read(store, snapshot.pdf_sha256, title)
    return Source(pdf=pdf, title=title, name=title, document_id=document_id, document=document)


def _source_file(store: Store, document_id: str) -> Source:
    """Return the scan a document came as, when it came as one."""
    document = documents.get(store, document_id)
    for link in attachments.links(store, document_id):
        if link.role == "source" and link.media_type == "application/pdf":
            pdf = attachments.read(store, link.sha256, link.name)
            return Source(
                pdf=pdf, title=title_of(document), name=link.name, document_id=document_id
            )
    raise NotIssuedError(title=document.title)


def _incoming(store: Store, id: str) -> Source:
    from papidesk.workflow import incoming
    from papidesk.workflow.scans import PICTURES, as_pdf

    paper = incoming.get(store, incoming.find_id(store, id))
    kind = kind_title(paper.kind)
    about = lowered(paper.abstract) if kind else paper.abstract
    parts = (kind, f"số {paper.code}" if paper.code else "", about)
    title = " ".join(part for part in parts if part)
    for file in incoming.files(store, paper.id):
        if Path(file.name).suffix.lower() in (".pdf", *PICTURES):
            path = attachments.path_of(store, file.sha256, file.name)
            return Source(pdf=as_pdf(path, file.name), title=title, name=file.name)
    raise NoScanError(title=title)


def is_scan(path: Path) -> bool:
    """Tell whether a name is that of a scan: a PDF or a picture."""
    from papidesk.workflow.scans import PICTURES

    return path.suffix.lower() in (".pdf", *PICTURES)


def file_source(path: Path, title: str = "") -> Source:
    """Return a scan on disk as a paper to be copied; pictures become pages.

    A text or Word file is refused: it would be set anew, and that is no copy of a paper. Raises
    :class:`NotScanError`, what reading it refuses with.
    """
    from papidesk.printing.overlay import UnreadablePdfError
    from papidesk.workflow.scans import NoPagesError, as_pdf

    if not is_scan(path):
        raise NotScanError(name=path.name)
    try:
        return Source(pdf=as_pdf(path), title=title or path.stem, name=path.name)
    except NoPagesError as error:
        raise UnreadablePdfError(name=path.name) from error


def offer(store: Store, form: CopyForm, *, today: datetime.date) -> CertifiedCopy:
    """Return the copy to offer: the next number of all copies, the office's head and signer."""
    number = registers.next_number(store, COPY_SERIES, today.year)
    return offered(as_of(offices.own(store), today), form, number, today)


def preview(of: Source, order: CopyOrder, *, now: datetime.datetime) -> Copied:
    """Return the copy as it would be made; nothing is entered.

    Raises :class:`PagesMissingError`, :class:`~papidesk.domain.copies.BadPagesError`, what
    printing refuses with.
    """
    from papidesk.printing import copies
    from papidesk.printing.overlay import page_sizes

    if order.copy.form == "TrS" and not order.pages.strip():
        raise PagesMissingError()
    pages = pages_of(order.pages, len(page_sizes(of.pdf, of.name))) if order.pages.strip() else None
    if order.electronic:
        text = electronic_text(order.copy, now)
        return copies.electronic(of.pdf, text, pages=pages, name=of.name, fonts=real_times())
    words = printed_copy(order.copy)
    return copies.on_paper(of.pdf, words, pages=pages, name=of.name, fonts=real_times())


def make(
    store: Store,
    of: Source,
    order: CopyOrder,
    target: Path,
    *,
    today: datetime.date,
    who: str,
    now: datetime.datetime,
) -> Made:
    """Make the copy and, on paper, enter its number; all of it or nothing.

    It is a PDF, or a Word file by the name of ``target``: whole copies of our own papers alone.

    Raises what forbids it: a number that is taken or leaves a gap without a reason, a date out of
    order, a file that cannot be written, what :func:`preview` raises.
    """
    _check_form(of, order, target)
    with store.unit_of_work():
        copy = order.copy
        entry = None
        if not order.electronic:
            entry = registers.enter(store, _entry(store, of, order, today), who=who, now=now)
            copy = replace(copy, number=number_text(entry.number))
        made = preview(of, replace(order, copy=copy), now=now)
        number = number_text(entry.number) if entry else ""
        told = f"{number}/{copy.symbol}" if entry else COPY_NAMES[copy.form]
        audit.add(store, "document.copied", who=who, subject=of.document_id,
                  detail=f"{told}: {of.title}"[:600], now=now)  # fmt: skip
        data = made.pdf if target.suffix.lower() == ".pdf" else _word(of, copy)
        path = write_whole(target, data)
    return Made(
        path=path, number=number, symbol=copy.symbol, pages=made.pages, same_sheet=made.same_sheet
    )


def _check_form(of: Source, order: CopyOrder, target: Path) -> None:
    suffix = target.suffix.lower()
    whole = of.document is not None and not order.electronic and not order.pages.strip()
    if suffix != ".pdf" and not (suffix == ".docx" and whole):
        raise NotPdfError(name=target.name)


def _word(of: Source, copy: CertifiedCopy) -> bytes:
    from papidesk.printing.render import fit
    from papidesk.word.writer import write

    document = of.document or Document()
    settled = fit(document)
    return write(
        document,
        lines=settled.lines,
        signature_mm=settled.signature_mm,
        copy=printed_copy(copy),
    )


def not_over(path: Path, target: Path) -> None:
    """Refuse to write a copy over the scan it is made of; raises ``OwnSourceError``."""
    if target.exists() and path.exists() and target.samefile(path):
        raise OwnSourceError(name=target.name)


def _entry(store: Store, of: Source, order: CopyOrder, today: datetime.date) -> RegisterEntry:
    """Return the copy's line in the register; raises what its date forbids."""
    copy = order.copy
    day = copy.date.date or today
    free = registers.next_number(store, COPY_SERIES, day.year)
    wanted = parse_number(copy.number) if copy.number else free
    before = registers.last_entry(store, COPY_SERIES, day.year, before=wanted)
    check_order(
        day,
        today=today,
        last_number=before.number if before else None,
        last_date=datetime.date.fromisoformat(before.date) if before else None,
    )
    written = of.document.date.date if of.document else None
    if written is not None and day < written:
        raise CopyTooEarlyError(day=f"{day:%d/%m/%Y}", paper_day=f"{written:%d/%m/%Y}")
    first = registers.last_entry(store, COPY_SERIES, day.year) is None and wanted > 1
    return RegisterEntry(
        series=COPY_SERIES,
        year=day.year,
        date=day.isoformat(),
        number=wanted,
        symbol=copy.symbol,
        kind=copy.form,
        abstract=abstract_of(copy.form, of.title),
        signer=copy.signature.name,
        recipients="; ".join(copy.recipients),
        gap_reason=order.reason.strip() or (_FIRST_ENTRY if first else ""),
    )


# Kept in the register, which is printed in Vietnamese whatever the window speaks.
_FIRST_ENTRY = "Bắt đầu dùng sổ trên máy từ số này"


def dated(copy: CertifiedCopy, day: datetime.date) -> CertifiedCopy:
    """Return ``copy`` dated ``day``."""
    return replace(copy, date=IssueDate.of(day))
