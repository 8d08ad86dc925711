"""The stamp "ĐẾN" drawn over the first page of a scan, 50 mm wide and 35 mm high."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain import issuer_name
from papidesk.domain.arrival_stamp import (
    ArrivalStamp,
    Corner,
    StampForm,
    StampPlace,
    corner_place,
    form,
    within,
)
from papidesk.domain.paper import Paper
from papidesk.errors import N_, PapiDeskError
from papidesk.printing.fonts import printing_with
from papidesk.printing.overlay import laid_over, page_sizes
from papidesk.printing.pen import Pen
from papidesk.printing.render import canvas_for
from papidesk.printing.spelled import spelled
from papidesk.printing.styles import POINTS_PER_MM
from papidesk.printing.typesetting import Type, set_plain, type_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# A page longer than this is a scan whose size was lost: it is printed fitted onto A4.
_LONGEST_MM = 450.0
_A4_LONG_MM = 297.0
_LEAST_SIZE = 5.5
# Rows of the stamp, from its upper edge, in millimetres.
_OFFICE_MM, _ARRIVED_MM, _HANDED_MM = 9.0, 20.5, 29.0
_WORD_MM = 15.0
_PAD_MM = 1.2


class SmallPageError(PapiDeskError):
    """A page on which the stamp has no room."""

    message = N_(
        "The first page of “{name}” is only {width} × {height} mm: the stamp of 50 × 35 mm has no "
        "room on it. Scan the whole sheet again."
    )


def stamped(
    pdf: bytes,
    stamp: ArrivalStamp,
    *,
    place: StampPlace | Corner = "upper-right",
    name: str = "",
    fonts: Path | None = None,
) -> bytes:
    """Return ``pdf`` with the stamp on its first page, upright however the page is turned.

    ``place`` is a corner, or millimetres on the page as it is seen. On a scan that lost its size
    the stamp is as much larger as the page, so that it is right when printed onto A4. Raises
    :class:`papidesk.printing.overlay.UnreadablePdfError`, :class:`SmallPageError`.
    """
    width, height = page_sizes(pdf, name)[0]
    shape = form()
    scale = _scale(width, height)
    wide, high = (edge / POINTS_PER_MM / scale for edge in (width, height))
    if wide < shape.width_mm or high < shape.height_mm:
        raise SmallPageError(name=name or "PDF", width=round(wide), height=round(high))
    at = corner_place(place, wide, high) if isinstance(place, str) else within(place, wide, high)
    with printing_with(fonts):
        overlay = _overlay(stamp, shape, at, (width, height), scale)
    return laid_over(pdf, {0: overlay}, name)


def _scale(width: float, height: float) -> float:
    longest = max(width, height) / POINTS_PER_MM
    return longest / _A4_LONG_MM if longest > _LONGEST_MM else 1.0


def _overlay(
    stamp: ArrivalStamp,
    shape: StampForm,
    at: StampPlace,
    page: tuple[float, float],
    scale: float,
) -> bytes:
    stream = io.BytesIO()
    canvas = canvas_for(stream, Paper(title="Dấu Đến"))
    canvas.setPageSize(page)
    canvas.translate(0, page[1])
    canvas.scale(scale, scale)
    # Drawn from the stamp's own upper left corner, downwards.
    canvas.translate(at.left_mm * POINTS_PER_MM, -at.top_mm * POINTS_PER_MM)
    canvas.setStrokeColorRGB(*shape.color)
    canvas.setFillColorRGB(*shape.color)
    _Drawing(canvas, shape).draw(stamp)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


class _Drawing:
    """Frame, rules and words of one stamp."""

    def __init__(self, canvas: Canvas, shape: StampForm) -> None:
        self.pen = Pen(canvas, 0.0)
        self.shape = shape
        self.width = shape.width_mm * POINTS_PER_MM
        self.height = shape.height_mm * POINTS_PER_MM

    def draw(self, stamp: ArrivalStamp) -> None:
        """Draw the whole stamp."""
        pen, weight = self.pen, self.shape.border_pt
        # The frame's outer edge is the stamp's size.
        half = weight / 2
        pen.frame(half, half, self.width - weight, self.height - weight, weight)
        for top in (_OFFICE_MM, _ARRIVED_MM):
            pen.rule(0, top * POINTS_PER_MM, self.width, weight / 2)
        word = _WORD_MM * POINTS_PER_MM
        pen.upright(word, _OFFICE_MM * POINTS_PER_MM, _ARRIVED_MM * POINTS_PER_MM, weight / 2)
        self._office(stamp.office)
        rows = (_OFFICE_MM, _ARRIVED_MM)
        self._words(self.shape.word, 13.0, rows, (0.0, _WORD_MM), bold=True, align="center")
        middle = (_OFFICE_MM + _ARRIVED_MM) / 2
        right = (_WORD_MM, self.shape.width_mm)
        self._words(f"Số: {stamp.number}", 10.0, (_OFFICE_MM, middle), right)
        self._words(f"Ngày: {stamp.day:%d/%m/%Y}", 10.0, (middle, _ARRIVED_MM), right)
        whole = (0.0, self.shape.width_mm)
        handed = stamp.handed_to or "…" * 16
        notation = stamp.file_notation or "…" * 8
        self._words(f"Chuyển: {handed}", 9.0, (_ARRIVED_MM, _HANDED_MM), whole)
        last = (_HANDED_MM, self.shape.height_mm)
        self._words(f"Số và ký hiệu HS: {notation}", 9.0, last, whole)
        pen.finish()

    def _office(self, name: str) -> None:
        """Set the office's name where it reads well: the body on one line, its unit on the next."""
        width = (self.shape.width_mm - 2 * _PAD_MM) * POINTS_PER_MM
        room = _OFFICE_MM * POINTS_PER_MM - 2
        size = 9.0
        while size > _LEAST_SIZE:
            if len(issuer_name.lines(name, width / size)) * size * 1.12 <= room:
                break
            size -= 0.5
        kind, lines = type_of(size, True), issuer_name.lines(name, width / size)
        base = (_OFFICE_MM * POINTS_PER_MM - len(lines) * size * 1.12) / 2 + size * 0.86
        for line in lines:
            for part in set_plain(kind, line, width)[:1]:
                self.pen.line(part, _PAD_MM * POINTS_PER_MM, base, width, "center")
            base += size * 1.12

    def _words(
        self,
        text: str,
        size: float,
        rows: tuple[float, float],
        columns: tuple[float, float],
        *,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """Set ``text`` in the middle of a field, smaller where it does not fit."""
        left = (columns[0] + _PAD_MM) * POINTS_PER_MM
        width = (columns[1] - columns[0] - 2 * _PAD_MM) * POINTS_PER_MM
        top, bottom = (row * POINTS_PER_MM for row in rows)
        kind = type_of(size, bold)
        text = spelled(kind, text)
        lines = set_plain(kind, text, width)
        while len(lines) * kind.size * 1.12 > bottom - top - 2 and kind.size > _LEAST_SIZE:
            kind = Type(kind.face, kind.size - 0.5)
            lines = set_plain(kind, text, width)
        most = max(1, int((bottom - top) // (kind.size * 1.05)))
        if len(lines) > most:
            kept = " ".join(line.text for line in lines[:most])
            lines = set_plain(kind, kept[: len(kept) - 4].rstrip() + " …", width)[:most]
        leading = kind.size * 1.12
        base = (top + bottom) / 2 - len(lines) * leading / 2 + kind.size * 0.86
        for line in lines:
            self.pen.line(line, left, base, width, align)
            base += leading
