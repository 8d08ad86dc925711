"""Drawing over the pages of a PDF that exists already: a scan, or a paper that is issued."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha1
from typing import TYPE_CHECKING

from papidesk.errors import N_, PapiDeskError

if TYPE_CHECKING:
    import pikepdf

# What certified electronic copies need at least (Phụ lục I, phần II, mục 1).
_VERSION = "1.4"


class UnreadablePdfError(PapiDeskError):
    """A file that is no PDF, is damaged, or asks for a password."""

    message = N_(
        "“{name}” cannot be opened as a PDF: it is damaged or protected by a password. Print or "
        "scan it into a new PDF, then use that one."
    )


@contextmanager
def opened(pdf: bytes, name: str = "") -> Iterator[pikepdf.Pdf]:
    """Give the file for reading and changing; raises :class:`UnreadablePdfError`."""
    import pikepdf

    try:
        # A broken file may have lost pages; nobody certifies or stamps what is left of it.
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as found:
            if not len(found.pages):
                raise UnreadablePdfError(name=name or "PDF")
            yield found
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise UnreadablePdfError(name=name or "PDF") from error


def saved(file: pikepdf.Pdf) -> bytes:
    """Return the bytes of ``file``: the same for the same content."""
    stream = io.BytesIO()
    file.save(stream, deterministic_id=True, min_version=_VERSION)
    return stream.getvalue()


def page_sizes(pdf: bytes, name: str = "") -> list[tuple[float, float]]:
    """Return width and height in points of each page as it is seen, turned pages turned.

    Raises :class:`UnreadablePdfError`.
    """
    with opened(pdf, name) as file:
        return [seen_size(page) for page in file.pages]


def seen_size(page: pikepdf.Page) -> tuple[float, float]:
    """Return width and height of a page as it is seen, in points."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    turned = int(page.get("/Rotate", 0)) % 180
    return (height, width) if turned else (width, height)


def laid_over(pdf: bytes, overlays: Mapping[int, bytes], name: str = "") -> bytes:
    """Return ``pdf`` with the first page of each overlay drawn over the page of its index.

    An overlay is as big as the page is seen (:func:`page_sizes`) and has no ground of its own.
    Turned pages (scans) get it upright. Raises :class:`UnreadablePdfError`.
    """
    with opened(pdf, name) as file:
        for index, overlay in overlays.items():
            with opened(overlay) as above:
                _lay(file.pages[index], above.pages[0], f"/PD{sha1(overlay).hexdigest()[:16]}")
        return saved(file)


def _lay(page: pikepdf.Page, above: pikepdf.Page, name: str) -> None:
    """Draw ``above`` over ``page``; the library's own way gives the form a name by chance."""
    import pikepdf

    known = page.resources.get("/XObject", pikepdf.Dictionary())
    while name in known:
        name += "a"
    form = above.as_form_xobject()
    placed = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
    box = pikepdf.Rectangle(page.trimbox)
    drawing = page.calc_form_xobject_placement(
        form, placed, box, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n")
    page.contents_add(drawing)
    page.contents_coalesce()


def taken(pdf: bytes, pages: Iterable[int], name: str = "") -> bytes:
    """Return a file of the pages with these indexes alone; raises :class:`UnreadablePdfError`."""
    wanted = set(pages)
    with opened(pdf, name) as file:
        for index in range(len(file.pages) - 1, -1, -1):
            if index not in wanted:
                del file.pages[index]
        file.remove_unreferenced_resources()
        return saved(file)


def appended(pdf: bytes, more: bytes, name: str = "") -> bytes:
    """Return ``pdf`` with the pages of ``more`` behind it; raises :class:`UnreadablePdfError`."""
    with opened(pdf, name) as file, opened(more) as added:
        file.pages.extend(added.pages)
        return saved(file)
