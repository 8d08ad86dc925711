"""The pages of a PDF drawn on a printer, in their real size."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from papidesk.i18n import ngettext
from ui.background import Job
from ui.pages import POINTS_PER_INCH, draw_page, page_sizes

PRINT_DPI = 300  # sharp on any office printer; 600 would take four times the memory


def print_pages(data: bytes, printer: QPrinter, job: Job) -> int:
    """Draw the pages that were asked for on ``printer`` and return how many they were."""
    sizes = page_sizes(data)
    first = max(1, printer.fromPage() or 1)
    last = min(len(sizes), printer.toPage() or len(sizes))
    printer.setFullPage(True)
    printer.setResolution(min(printer.resolution(), 600))
    painter = QPainter()
    for index in range(first - 1, last):
        job.step(index - first + 1, last - first + 1)
        size = sizes[index]
        landscape = size.width > size.height
        orientation = QPageLayout.Orientation
        printer.setPageOrientation(orientation.Landscape if landscape else orientation.Portrait)
        if not painter.isActive():
            painter.begin(printer)
        elif not printer.newPage():
            break
        image = draw_page(data, index, PRINT_DPI / POINTS_PER_INCH)
        dots = printer.resolution() / POINTS_PER_INCH
        # Real size, whatever margins the printer cannot reach: the form is to the millimetre.
        painter.drawImage(QRectF(0, 0, size.width * dots, size.height * dots), image)
    painter.end()
    return last - first + 1


def printed_text(pages: int) -> str:
    """Return the sentence that tells how many pages were sent."""
    said = ngettext(
        "Sent to the printer: {count} page", "Sent to the printer: {count} pages", pages
    )
    return said.format(count=pages)
