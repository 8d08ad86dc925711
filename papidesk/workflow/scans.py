"""Scans and files of incoming papers as PDF: to look at beside the entry, and to stamp."""

from __future__ import annotations

from pathlib import Path

from papidesk.errors import N_, PapiDeskError
from papidesk.workflow.incoming_proposals import TEXT_SUFFIXES

PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp")


class NoPagesError(PapiDeskError):
    """A file whose pages cannot be shown."""

    message = N_(
        "The pages of “{name}” cannot be shown here. It is kept with the entry as it is; open it "
        "in its own program."
    )


def as_pdf(path: Path, name: str = "") -> bytes:
    """Return the paper in the file at ``path`` as PDF.

    A PDF is returned as it is, pictures become pages, Word and text files are recognised and
    printed. ``name`` is the file's original name where its own does not tell its form. Raises
    :class:`NoPagesError`, or what reading it refuses with.
    """
    from papidesk.workflow.reading import read_whole

    named = Path(name or path.name)
    suffix = named.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        from papidesk.workflow.papers import pdf
        from papidesk.workflow.reading import recognise_file

        return pdf(recognise_file(path, suffix).document)
    data = read_whole(path)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return data
    if suffix in PICTURES:
        from papidesk.printing.scan_pages import picture_pdf

        return picture_pdf(data, named.name)
    raise NoPagesError(name=named.name)


def page_count(path: Path) -> int:
    """Return how many pages the file at ``path`` has; 0 where that cannot be told."""
    from papidesk.printing.overlay import page_sizes

    try:
        return len(page_sizes(as_pdf(path)))
    except PapiDeskError:
        return 0
