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


def one_at_a_time() -> threading.Lock:
    """Return the lock that stands before PDFium: others that use it take it too."""
    return _ONE_AT_A_TIME


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
            # Closed here: a collector in another thread must not do it while a page is drawn.
            bitmap.close()
            page.close()
        finally:
            document.close()
    return image


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a page (from 0): boxes as left, top, width, height in points from the top."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


def find_text(pdf: bytes, text: str) -> Spot | None:
    """Return where ``text`` is printed first, whatever its line breaks; None when it is not."""
    wanted = "".join(text.split())
    if not wanted:
        return None
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for index in range(len(document)):
                page = document[index]
                letters = page.get_textpage()
                try:
                    spot = _find_on(letters, page.get_height(), index, wanted)
                finally:
                    letters.close()
                    page.close()
                if spot is not None:
                    return spot
        finally:
            document.close()
    return None


def _find_on(letters: pypdfium2.PdfTextPage, height: float, index: int, wanted: str) -> Spot | None:
    printed = [
        (place, letter)
        for place in range(letters.count_chars())
        if not (letter := letters.get_text_range(place, 1)).isspace()
    ]
    start = "".join(letter for _place, letter in printed).find(wanted)
    if start < 0:
        return None
    lines: list[list[float]] = []
    for place, _letter in printed[start : start + len(wanted)]:
        left, bottom, right, top = letters.get_charbox(place)
        # Letters of one line overlap in height; the next line begins below them.
        if lines and bottom < lines[-1][3] and top > lines[-1][1]:
            line = lines[-1]
            lines[-1] = [
                min(line[0], left),
                min(line[1], bottom),
                max(line[2], right),
                max(line[3], top),
            ]
        else:
            lines.append([left, bottom, right, top])
    boxes = tuple((a - 1, height - d - 1, c - a + 2, d - b + 2) for a, b, c, d in lines)
    return Spot(index, boxes)
