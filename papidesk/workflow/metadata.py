"""The metadata of papers (NĐ 30/2020, Phụ lục VI) as XML: of one paper, or of a whole year.

The form is described in ``docs/metadata.md`` and by ``resources/metadata/papidesk-metadata.xsd``.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from papidesk import __version__
from papidesk.domain import metadata as fields
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.issuing import number_text
from papidesk.domain.metadata import Metadata
from papidesk.domain.office import Office
from papidesk.domain.people import Signature
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import (
    attachments,
    documents,
    incoming,
    incoming_listing,
    offices,
    outgoing_listing,
    registers,
    snapshots,
)
from papidesk.storage.incoming_listing import IncomingFilter
from papidesk.storage.outgoing_listing import OutgoingFilter
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store
from papidesk.workflow.files import must_end, write_whole

NAMESPACE = "urn:papidesk:metadata:1"
# What XML 1.0 has no place for, written or escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotIssuedError(PapiDeskError):
    """A document without number has no metadata yet."""

    message = N_("“{title}” has no number in the register yet. Issue it first.")


class MetadataProblemsError(PapiDeskError):
    """Several fields that cannot be written as they are."""

    message = N_("{first} In all, {count} fields cannot be written as they are.")


def of_document(store: Store, id: str) -> Metadata:
    """Return the metadata of a document in the register; raises :class:`NotIssuedError`."""
    entry = registers.of_document(store, id)
    if entry is None:
        raise NotIssuedError(title=documents.get(store, id).title)
    document = _document(store, entry)
    ordinal = 0
    if document.filing.notation and not document.filing.ordinal:
        ordinal = next(
            (
                number
                for found, number in _outgoing_ordinals(store, entry.year)
                if found == entry.id
            ),
            0,
        )
    return _outgoing(store, entry, document, ordinal)


def of_incoming(store: Store, id: str) -> Metadata:
    """Return the metadata of an incoming paper."""
    paper = incoming.get(store, id)
    found = {one.id: one for one in _incoming_year(store, paper.year)}
    return found.get(id) or fields.of_incoming(paper, offices.own(store))


def of_year(store: Store, year: int) -> list[Metadata]:
    """Return the metadata of all papers of a year, outgoing then incoming, cancelled left out."""
    ordinals = dict(_outgoing_ordinals(store, year))
    entries = outgoing_listing.rows(store, OutgoingFilter(year=year, cancelled=False), sort="date")
    found = [
        _outgoing(store, entry, _document(store, entry), ordinals.get(entry.id, 0))
        for entry in entries
    ]
    return found + _incoming_year(store, year)


def xml(store: Store, papers: Sequence[Metadata]) -> bytes:
    """Return the metadata as UTF-8 XML.

    Nothing is cut off: a value that is too long, or a needed one that is missing, raises
    :class:`papidesk.domain.metadata.MetadataTooLongError`,
    :class:`papidesk.domain.metadata.MetadataMissingError`, several of them
    :class:`MetadataProblemsError`.
    """
    _refuse(papers)
    office = offices.own(store)
    root = ElementTree.Element("Documents", {"xmlns": NAMESPACE, "program": f"{__version__}"})
    _add(root, "Office", office.full_name)
    for paper in papers:
        element = ElementTree.SubElement(root, paper.direction.capitalize(), {"id": paper.id})
        group: ElementTree.Element | None = None
        for name, text in paper.values:
            outer, _, inner = name.rpartition("/")
            # A repeated group begins anew with each of its members.
            if outer and (group is None or group.tag != outer or group.find(inner) is not None):
                group = ElementTree.SubElement(element, outer)
            _add(group if outer and group is not None else element, inner, text)
            if not outer:
                group = None
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def write_document(id: str, store: Store, target: Path) -> Path:
    """Write the metadata of one document into ``target``."""
    must_end(target, ".xml")
    return write_whole(target, xml(store, [of_document(store, id)]))


def write_incoming(id: str, store: Store, target: Path) -> Path:
    """Write the metadata of one incoming paper into ``target``."""
    must_end(target, ".xml")
    return write_whole(target, xml(store, [of_incoming(store, id)]))


def write_year(store: Store, target: Path, *, year: int) -> Path:
    """Write the metadata of all papers of ``year`` into ``target``."""
    must_end(target, ".xml")
    return write_whole(target, xml(store, of_year(store, year)))


def _refuse(papers: Sequence[Metadata]) -> None:
    found = [problem for paper in papers for problem in fields.problems(paper)]
    if len(found) == 1:
        raise found[0]
    if found:
        raise MetadataProblemsError(count=len(found), first=found[0])


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_XML.sub("", text)


def _outgoing(store: Store, entry: RegisterEntry, document: Document, ordinal: int) -> Metadata:
    return fields.of_document(
        document,
        offices.own(store),
        number=number_text(entry.number),
        dated=datetime.date.fromisoformat(entry.date),
        copies=entry.copies,
        pages=_pages(store, entry.document_id),
        ordinal=ordinal,
    )


def _document(store: Store, entry: RegisterEntry) -> Document:
    """Return the document of an entry; of one that was entered by hand, what the register says."""
    if entry.document_id is not None:
        return _filed(documents.get(store, entry.document_id), entry)
    day = datetime.date.fromisoformat(entry.date)
    document = Document(
        id=entry.id,
        kind=entry.kind,
        symbol=entry.symbol,
        date=IssueDate.of(day),
        abstract=entry.abstract,
        recipients=tuple(part for part in entry.recipients.split("; ") if part),
        signature=Signature(name=entry.signer),
    )
    return _filed(document, entry)


def _filed(document: Document, entry: RegisterEntry) -> Document:
    """Return ``document`` in the file the register names: it is known after a paper is frozen."""
    if not entry.file_notation:
        return document
    filing = replace(
        document.filing,
        notation=entry.file_notation,
        year=entry.file_year or document.filing.year,
        ordinal=entry.file_ordinal,
    )
    return replace(document, filing=filing)


def _pages(store: Store, document_id: str | None) -> int:
    """Return how many pages the issued PDF has; 0 where there is none to be read."""
    from papidesk.printing.overlay import UnreadablePdfError, page_sizes

    snapshot = snapshots.get(store, document_id) if document_id else None
    if snapshot is None:
        return 0
    try:
        return len(page_sizes(attachments.read(store, snapshot.pdf_sha256)))
    except (UnreadablePdfError, attachments.AttachmentMissingError):
        return 0  # the paper is registered all the same; verify tells of the file


def _outgoing_ordinals(store: Store, year: int) -> list[tuple[str, int]]:
    """Return each entry's place in its file, in the order of dates."""
    entries = outgoing_listing.rows(store, OutgoingFilter(year=year, cancelled=False), sort="date")
    filed = []
    for entry in entries:
        filing = _document(store, entry).filing
        filed.append((entry.id, filing.notation, filing.ordinal))
    return _ordinals(filed)


def _ordinals(filed: Iterable[tuple[str, str, int]]) -> list[tuple[str, int]]:
    last: dict[str, int] = defaultdict(int)
    found = []
    for id, notation, own in filed:
        if not notation:
            continue
        last[notation] = own or last[notation] + 1
        found.append((id, last[notation]))
    return found


def _incoming_year(store: Store, year: int) -> list[Metadata]:
    office: Office = offices.own(store)
    papers = incoming_listing.rows(store, IncomingFilter(year=year, cancelled=False))
    places = dict(_ordinals((p.id, p.file_notation, p.file_ordinal) for p in papers))
    return [fields.of_incoming(paper, office, ordinal=places.get(paper.id, 0)) for paper in papers]
