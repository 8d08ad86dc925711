"""What hangs on a document beside its text, put exactly as another PC or unit tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from papidesk.domain.bundle_records import IssuedFile, Paper
from papidesk.domain.document import Document
from papidesk.domain.links import DocumentLink
from papidesk.storage import attachments, links, snapshots
from papidesk.storage.attachments import Attachment
from papidesk.storage.schema import DOCUMENT_LINKS
from papidesk.storage.store import Store


def contents(paper: Paper) -> frozenset[str]:
    """Return the hashes of the contents a paper names."""
    named = (*paper.files, *((paper.pdf,) if paper.pdf else ()))
    return frozenset(one.sha256 for one in named)


def put(store: Store, document: Document, paper: Paper, *, now: datetime | None = None) -> None:
    """Give a kept document exactly the files and links of ``paper``, its PDF where it is issued.

    All its contents must be in the workspace. Which report it is, is not entered here.
    """
    with store.joined():
        _put_files(store, document.id, paper, now)
        _put_links(store, document.id, paper.links)
        if paper.pdf is not None and document.frozen:
            pdf = _attachment(paper.pdf)
            attachments.link(store, pdf, document.id, paper.pdf.name, role="issued", now=now)
            if snapshots.get(store, document.id) is None:
                snapshots.add(store, document, pdf.sha256, program="", now=now)


def _attachment(file: IssuedFile) -> Attachment:
    return Attachment(sha256=file.sha256, bytes=file.bytes, media_type=file.media_type, added_at="")


def _put_files(store: Store, document_id: str, paper: Paper, now: datetime | None) -> None:
    pdf = paper.pdf.sha256 if paper.pdf else ""
    wanted = {(one.name, one.sha256): one for one in paper.files}
    for link in attachments.links(store, document_id):
        if link.role not in ("enclosure", "issued") or link.sha256 == pdf:
            continue
        if (link.name, link.sha256) not in wanted:
            attachments.unlink(store, link.id)
        else:
            wanted.pop((link.name, link.sha256))
    for one in wanted.values():
        attachments.link(store, _attachment(one), document_id, one.name, now=now)


def _put_links(store: Store, document_id: str, wanted: Iterable[DocumentLink]) -> None:
    said = {one.id: one for one in wanted}
    for one in links.of_document(store, document_id):
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
