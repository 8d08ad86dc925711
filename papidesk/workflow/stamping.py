"""Stamping an incoming paper's scan "ĐẾN": a new file, the scan itself stays as it came."""

from __future__ import annotations

from pathlib import Path

from papidesk.domain.arrival_stamp import CORNERS, ArrivalStamp, Corner, StampPlace, stamp_of
from papidesk.domain.issuing import number_text
from papidesk.storage import attachments, incoming, incoming_files
from papidesk.storage.incoming_files import IncomingFile
from papidesk.storage.store import Store
from papidesk.workflow import offices
from papidesk.workflow.files import must_end, write_whole
from papidesk.workflow.incoming import NoFileError
from papidesk.workflow.scans import as_pdf

__all__ = ["CORNERS", "Corner", "StampPlace", "pages", "stamp", "stamp_pages", "stamp_words"]


def stamp_words(store: Store, id: str) -> ArrivalStamp:
    """Return what stands in the stamp of an entry."""
    paper = incoming.get(store, id)
    return stamp_of(paper, offices.on(store, paper.arrived_on).issuer)


def pages(store: Store, id: str, file: IncomingFile | None = None) -> bytes:
    """Return the pages of an entry's file as PDF, of its first one by default.

    Raises :class:`papidesk.workflow.incoming.NoFileError`,
    :class:`papidesk.workflow.scans.NoPagesError`.
    """
    paper = incoming.get(store, id)
    files = [file] if file is not None else incoming_files.files(store, id)
    if not files:
        raise NoFileError(number=number_text(paper.arrival_number))
    attachments.read(store, files[0].sha256, files[0].name)  # whole, or said so
    path = attachments.path_of(store, files[0].sha256, files[0].name)
    return as_pdf(path, files[0].name)


def stamp_pages(
    pdf: bytes, words: ArrivalStamp, *, place: StampPlace | Corner = "upper-right", name: str = ""
) -> bytes:
    """Return ``pdf`` with the stamp on its first page.

    Raises :class:`papidesk.printing.overlay.UnreadablePdfError`,
    :class:`papidesk.printing.arrival_stamp.SmallPageError`.
    """
    from papidesk.printing.arrival_stamp import stamped
    from papidesk.workflow.papers import real_times

    return stamped(pdf, words, place=place, name=name, fonts=real_times())


def stamp(
    store: Store, id: str, target: Path, *, place: StampPlace | Corner = "upper-right"
) -> Path:
    """Write the stamped scan of an entry into ``target`` (.pdf) and return it."""
    must_end(target, ".pdf")
    files = incoming_files.files(store, id)
    name = files[0].name if files else ""
    made = stamp_pages(pages(store, id), stamp_words(store, id), place=place, name=name)
    return write_whole(target, made)
