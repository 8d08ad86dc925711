"""What a bundle tells of a document of ours beside its text: its files, links and duty."""

from __future__ import annotations

from papidesk.domain.bundle_records import IssuedFile, Paper
from papidesk.storage import attachments, duty_reports, links, snapshots
from papidesk.storage.attachments import AttachmentLink
from papidesk.storage.store import Store


def paper(store: Store, document_id: str) -> Paper:
    """Return files and links of a document, in the order they were attached and made.

    The file it was imported from stays here: it is nobody's paper.
    """
    snapshot = snapshots.get(store, document_id)
    attached = attachments.links(store, document_id)
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
    return IssuedFile(
        sha256=link.sha256, name=link.name, media_type=link.media_type, bytes=link.bytes
    )
