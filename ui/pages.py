"""Pictures of printed pages, drawn from the bytes of a PDF.

PDFium is not made for threads, so one lock stands before it; callers draw in the jobs' line of
page drawings and never wait for it in the window's thread.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pypdfium2
from PySide6.QtGui import QImage

_ONE_AT_A_TIME = threading.Lock()
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points."""

    width: float
    height: float


def page_sizes(pdf: bytes) -> list[PageSize]:
    """Return the size of every page."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sizes = [document.get_page_size(index) for index in range(len(document))]
        finally:
            document.close()
    return [PageSize(width, height) for width, height in sizes]


def draw_page(pdf: bytes, index: int, scale: float) -> QImage:
    """Return page ``index`` (from 0) with ``scale`` pixels for each point."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[index]
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()
            page.close()
        finally:
            document.close()
    return image
