"""QR codes: which squares are dark, for paper and screen alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET = 4  # modules of margin that readers need around the code (ISO/IEC 18004)


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the code of ``text``: True is dark. UTF-8, a quarter may be damaged."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.Q)
    code.addData(QR8bitByte(text.encode()))
    code.make()
    return tuple(tuple(bool(cell) for cell in row) for row in code.modules)


def draw(canvas: Canvas, text: str, left: float, bottom: float, size: float) -> None:
    """Draw the code of ``text`` with its margin into a square of ``size`` points."""
    rows = modules(text)
    step = size / (len(rows) + 2 * QUIET)
    path = canvas.beginPath()
    for y, row in enumerate(rows):
        for start, length in _runs(row):
            x = left + (start + QUIET) * step
            path.rect(x, bottom + size - (y + QUIET + 1) * step, length * step, step)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return (start, length) of each dark stretch: one rectangle, so that no seam shows."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found
