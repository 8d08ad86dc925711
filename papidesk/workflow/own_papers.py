"""What a bundle tells of a document of ours beside its text: its files, links and duty."""

from __future__ import annotations

from papidesk.domain.bundle_records import IssuedFile, Paper
from papidesk.storage import attachments, duty_reports, links, snapshots
from papidesk.storage.attachments import AttachmentLink
from papidesk.storage.store import Store

_PDF, _OTHER = "application/pdf", "application/octet-stream"


def paper(store: Store, document_id: str) -> Paper:
    """Return files and links of a document; the file it was imported from is nobody's paper.

    What :func:`papidesk.storage.paper_files.put` has put reads the same again: files stand in the
    order of their names, and what kind of file one is follows from its name alone. Else two PCs
    would tell each other the same paper differently for ever.
    """
    snapshot = snapshots.get(store, document_id)
    attached = sorted(
        attachments.links(store, document_id), key=lambda one: (one.name, one.sha256, one.role)
    )
    pdf = next((one for one in attached if snapshot and one.sha256 == snapshot.pdf_sha256), None)
    duty = next(iter(duty_reports.of_document(store, document_id)), None)
    return Paper(
        pdf=_file(pdf) if pdf else None,
        files=tuple(
            _file(one)
            for one in attached
            if one.role in ("enclosure", "issued") and (pdf is None or one.sha256 != pdf.sha256)
        ),
        links=tuple(links.of_document(store, document_id)),
        duty=duty.duty if duty else "",
        period=duty.period if duty else "",
    )


def _file(link: AttachmentLink) -> IssuedFile:
    kind = _PDF if link.name.lower().endswith(".pdf") else _OTHER
    return IssuedFile(sha256=link.sha256, name=link.name, media_type=kind, bytes=link.bytes)
