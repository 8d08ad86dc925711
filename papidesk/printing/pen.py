"""Draws on one page: set lines, rules, frames; all text of a page is one text object.

Places are points from the upper left corner of the sheet, downwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papidesk.domain.wording import untied
from papidesk.printing.typesetting import SetLine, Type

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# Descent and the place of the underline, shares of the type size (Times New Roman's metrics).
DESCENT = 0.2163
_UNDERLINE = 0.11
_UNDERLINE_WIDTH = 0.049
# A line with fewer words than it needs (a long web address follows) is not torn apart.
_WIDEST_SPACE = 2.0


class Pen:
    """The page in work: :meth:`finish` puts the collected text onto it."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self.height = height
        self._text = canvas.beginText()
        self._type: Type | None = None
        self._stretch = 0.0

    def line(
        self, line: SetLine, left: float, baseline: float, width: float, align: str = "left"
    ) -> None:
        """Set ``line`` between ``left`` and ``left`` + ``width`` at ``baseline``."""
        x, stretch = left + line.indent, 0.0
        spare = width - line.indent - line.width
        if align == "both":
            if line.full and line.spaces and line.pieces:
                each = spare / line.spaces
                stretch = each if each < _WIDEST_SPACE * line.pieces[0].type.size else 0.0
        elif align == "center":
            x = left + (width - line.width) / 2
        elif align == "right":
            x = left + width - line.width
        self._show(line, x, self.height - baseline, stretch)

    def _show(self, line: SetLine, x: float, y: float, stretch: float) -> None:
        text = self._text
        if abs(stretch - self._stretch) > 1e-6:
            text.setWordSpace(stretch)
            self._stretch = stretch
        text.setTextOrigin(x, y)
        for kind, words in line.pieces:
            if kind is not self._type:
                self._change(kind)
            # What textOut does, without measuring again what was measured to set the line.
            text._code.append(text._formatText(words))  # type: ignore[attr-defined]
            if len(line.pieces) > 1 or kind.underline:
                wide = kind.width(words) + stretch * (words.count(" ") + words.count("\u00a0"))
                if kind.underline:
                    self._underline(kind, x, x + wide, y)
                x += wide

    def _change(self, kind: Type) -> None:
        before = self._type
        if before is None or before.face is not kind.face or before.size != kind.size:
            self._text.setFont(kind.face.name, kind.size)
        if (before.rise if before else 0.0) != kind.rise:
            self._text.setRise(kind.rise)
        self._type = kind

    def _underline(self, kind: Type, start: float, end: float, y: float) -> None:
        self.canvas.setLineWidth(kind.size * _UNDERLINE_WIDTH)
        below = y - kind.size * _UNDERLINE
        self.canvas.line(start, below, end, below)

    def rule(self, left: float, top: float, length: float, weight: float) -> None:
        """Draw a solid horizontal line of ``weight`` points."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(left, self.height - top, left + length, self.height - top)

    def upright(self, left: float, top: float, bottom: float, weight: float) -> None:
        """Draw a solid vertical line."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(left, self.height - top, left, self.height - bottom)

    def frame(self, left: float, top: float, width: float, height: float, weight: float) -> None:
        """Draw an empty rectangle."""
        self.canvas.setLineWidth(weight)
        self.canvas.rect(left, self.height - top - height, width, height)

    def stamp(self, line: SetLine, left: float, top: float, size: tuple[float, float]) -> None:
        """Draw a bright red frame of ``size`` (width, height) with ``line`` in its middle."""
        canvas, (width, height) = self.canvas, size
        canvas.saveState()
        canvas.setStrokeColorRGB(1, 0, 0)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.setLineWidth(1)
        canvas.rect(left, self.height - top - height, width, height)
        kind, words = line.pieces[0]
        canvas.setFont(kind.face.name, kind.size)
        base = self.height - top - height / 2 - kind.size * 0.33
        canvas.drawCentredString(left + width / 2, base, words)
        canvas.restoreState()

    def bookmark(self, title: str, level: int, top: float, key: str) -> None:
        """Add an entry of the outline that leads to ``top`` on this page."""
        y = self.height - top
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=y, zoom=0)
        self.canvas.addOutlineEntry(untied(title), key, level)

    def finish(self) -> None:
        """Put the text onto the page; call once, last."""
        self.canvas.drawText(self._text)
