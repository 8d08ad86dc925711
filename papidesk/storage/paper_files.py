"""What hangs on a document beside its text: files, links, the report it is; told and put exactly.

What is put reads the same again on every PC, so that two of them never tell each other the same
thing differently.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from papidesk.domain.bundle_records import IssuedFile, Paper
from papidesk.domain.document import Document
from papidesk.domain.links import DocumentLink
from papidesk.storage import attachments, duty_reports, links, snapshots
from papidesk.storage.attachments import Attachment
from papidesk.storage.schema import DOCUMENT_LINKS
from papidesk.storage.store import Store

_PDF, _OTHER = "application/pdf", "application/octet-stream"


def of(store: Store, document_id: str) -> Paper:
    """Return the files and links of a document.

    Links to papers of the register of incoming papers are left out: nobody else has that register.
    """
    snapshot = snapshots.get(store, document_id)
    found = attachments.links(store, document_id)
    issued = [one for one in found if one.role == "issued"]
    pdf = next((one for one in issued if snapshot and one.sha256 == snapshot.pdf_sha256), None)
    files = {(one.name, one.sha256): one.bytes for one in found if one.role != "issued"}
    report = next(iter(duty_reports.of_document(store, document_id)), None)
    return Paper(
        pdf=_file(pdf.sha256, pdf.name, pdf.bytes) if pdf else None,
        files=tuple(_file(sha256, name, files[name, sha256]) for name, sha256 in sorted(files)),
        links=tuple(
            sorted(
                (one for one in links.of_document(store, document_id) if not one.incoming),
                key=lambda one: one.id,
            )
        ),
        duty=report.duty if report else "",
        period=report.period if report else "",
    )


def _file(sha256: str, name: str, size: int) -> IssuedFile:
    # By the name alone: what kind of file a content is said to be differs from PC to PC.
    kind = _PDF if name.lower().endswith(".pdf") else _OTHER
    return IssuedFile(sha256=sha256, name=name, media_type=kind, bytes=size)


def contents(paper: Paper) -> frozenset[str]:
    """Return the hashes of the contents a paper names."""
    named = (*paper.files, *((paper.pdf,) if paper.pdf else ()))
    return frozenset(one.sha256 for one in named)


def put(store: Store, document: Document, paper: Paper, *, now: datetime | None = None) -> None:
    """Give a kept document exactly the files and links of ``paper``, its PDF where it is issued.

    All its contents must be in the workspace. Which report it is, is not entered here.
    """
    with store.joined():
        _put_files(store, document.id, paper.files, now)
        _put_links(store, document.id, paper.links)
        if paper.pdf is not None and document.frozen:
            pdf = _attachment(paper.pdf)
            attachments.link(store, pdf, document.id, paper.pdf.name, role="issued", now=now)
            if snapshots.get(store, document.id) is None:
                snapshots.add(store, document, pdf.sha256, program="", now=now)


def _attachment(file: IssuedFile) -> Attachment:
    return Attachment(sha256=file.sha256, bytes=file.bytes, media_type=file.media_type, added_at="")


def _put_files(
    store: Store, document_id: str, files: Iterable[IssuedFile], now: datetime | None
) -> None:
    wanted = {(one.name, one.sha256): one for one in files}
    for link in attachments.links(store, document_id):
        if link.role == "issued":
            continue
        if (link.name, link.sha256) not in wanted:
            attachments.unlink(store, link.id)
        else:
            wanted.pop((link.name, link.sha256))
    for one in wanted.values():
        attachments.link(store, _attachment(one), document_id, one.name, now=now)


def _put_links(store: Store, document_id: str, wanted: Iterable[DocumentLink]) -> None:
    said = {one.id: one for one in wanted}
    pairs = {(one.role, one.target_id) for one in said.values()}
    for one in links.of_document(store, document_id):
        if one.incoming and (one.role, one.target_id) not in pairs:
            continue
        if said.get(one.id) == one:
            said.pop(one.id)
        else:
            store.write("DELETE FROM document_links WHERE id = ?", (one.id,))
    for one in said.values():
        values = {name: getattr(one, name) for name in DocumentLink.__struct_fields__}
        store.write("DELETE FROM document_links WHERE id = ?", (one.id,))
        store.insert(
            DOCUMENT_LINKS, values | {"document_id": document_id, "incoming": int(one.incoming)}
        )
