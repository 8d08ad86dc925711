"""The head of a paper as it will be printed, drawn live while the office is described."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.office import Office, symbol_for
from papidesk.i18n import _
from papidesk.workflow import papers
from ui.background import Job, Jobs, run_task
from ui.pages import draw_page
from ui.theme import Theme

SHARE = 0.46  # so much of the page's height is shown
PAGE_WIDTH = 595.0  # points


def sample_of(office: Office, year: int) -> Document:
    """Return a short plan of ``office`` that shows its head, recipients left out."""
    signer = office.signers[0] if office.signers else None
    return Document(
        kind="KH",
        issuer=office.issuer,
        superior=office.superior_line,
        symbol=symbol_for(office, "KH"),
        place=office.place,
        date=IssueDate(year=year),
        # Printed in Vietnamese whatever the window speaks.
        abstract=f"Nâng cao Chỉ số PAPI năm {year}",
        blocks=(
            Paragraph(
                text=f"{office.full_name} ban hành Kế hoạch nâng cao Chỉ số hiệu quả quản trị và "
                f"hành chính công cấp tỉnh năm {year} như sau:"
            ),
        ),
        signature=signer.signature() if signer else Document().signature,
    )


class HeadPreview(QWidget):
    """Shows the upper part of the first page."""

    drawn = Signal()

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._theme, self._jobs = theme, jobs
        self._image: QImage | None = None
        self._document: Document | None = None
        self._edition = 0
        self._build()

    def _build(self) -> None:
        self.setAccessibleName(_("Preview of the paper's head"))
        self.setMinimumSize(380, 260)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._on_paused)

    def show_office(self, office: Office) -> None:
        """Draw the head of a plan of ``office``."""
        self._document = sample_of(office, datetime.date.today().year)
        self._pause.start()

    @property
    def image(self) -> QImage | None:
        """What is shown; None before the first drawing."""
        return self._image

    def _on_paused(self) -> None:
        if self._document is None:
            return
        self._edition += 1
        scale = (self.width() - 32) / PAGE_WIDTH * self.devicePixelRatioF()
        run_task(
            self,
            partial(_draw, self._document, max(0.4, scale)),
            jobs=self._jobs,
            done=partial(self._on_drawn, self._edition),
            page=True,
        )

    def _on_drawn(self, edition: int, image: QImage) -> None:
        if edition == self._edition:
            self._image = image
            self.update()
            self.drawn.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("desk"))
        paper = self.rect().adjusted(16, 16, -16, 0)
        painter.fillRect(paper.adjusted(-1, 2, 1, 0), self._theme.color("shadow"))
        painter.fillRect(paper, QColor("white"))
        if self._image is not None:
            ratio = self._image.width() / max(1, paper.width())
            shown = QRect(0, 0, self._image.width(), round(paper.height() * ratio))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, self._image, shown.intersected(self._image.rect()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()


def _draw(document: Document, scale: float, job: Job) -> QImage:
    job.step(0, 1)
    return draw_page(papers.pdf(document), 0, scale)
