"""Head and foot of a paper as they will be printed, drawn live while the office is described."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.office import Office, recipients_for, symbol_for
from papidesk.domain.office_history import as_of
from papidesk.i18n import _
from papidesk.workflow import papers
from ui.background import Job, Jobs, run_task
from ui.pages import draw_page, find_text
from ui.theme import Theme

PAGE_WIDTH = 595.0  # points
WIDEST = 640  # px of paper at 100 % text
Part = Literal["head", "foot"]
FOOT = "Nơi nhận:"  # the foot of a paper begins here
ABOVE = 10.0  # points shown above it
MARGIN = 36.0  # points of the page's upper margin that are not shown


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page, its scale in pixels for a point, and where its foot begins in points."""

    image: QImage
    scale: float
    foot: float


def sample_of(office: Office, year: int) -> Document:
    """Return a short plan of ``office`` that shows its head and its foot."""
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
                f"hành chính công cấp tỉnh năm {year}"
            ),
        ),
        recipients=recipients_for(office, "KH", datetime.date.today()),
        signature=signer.signature() if signer else Document().signature,
    )


class HeadPreview(QWidget):
    """Shows the upper part of the first page, or the part from "Nơi nhận" on."""

    drawn = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, part: Part = "head") -> None:
        super().__init__()
        self._theme, self._jobs, self._part = theme, jobs, part
        self._drawn: _Drawn | None = None
        self._document: Document | None = None
        self._edition = 0
        self._build()

    def _build(self) -> None:
        self.setAccessibleName(_("Preview of the paper"))
        self.setMinimumSize(300, 160)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._on_paused)

    def show_office(self, office: Office, day: datetime.date | None = None) -> None:
        """Draw a plan of ``office`` as it is on ``day``, today without one."""
        today = day or datetime.date.today()
        self._document = sample_of(as_of(office, today), today.year)
        self._pause.start()

    def show_part(self, part: Part) -> None:
        """Show the head or the foot."""
        self._part = part
        self.update()

    @property
    def part(self) -> Part:
        """Which part is shown."""
        return self._part

    @property
    def image(self) -> QImage | None:
        """What is shown; None before the first drawing."""
        return self._drawn.image if self._drawn else None

    def _paper(self) -> QRect:
        width = min(self.width() - 32, round(WIDEST * self._theme.scale))
        return QRect((self.width() - width) // 2, 16, width, self.height() - 16)

    def _on_paused(self) -> None:
        if self._document is None:
            return
        self._edition += 1
        scale = self._paper().width() / PAGE_WIDTH * self.devicePixelRatioF()
        run_task(
            self,
            partial(_draw, self._document, max(0.4, scale)),
            jobs=self._jobs,
            done=partial(self._on_drawn, self._edition),
            page=True,
        )

    def _on_drawn(self, edition: int, drawn: _Drawn) -> None:
        if edition == self._edition:
            self._drawn = drawn
            self.update()
            self.drawn.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("desk"))
        paper = self._paper()
        painter.fillRect(paper.adjusted(-1, 2, 1, 0), self._theme.color("shadow"))
        painter.fillRect(paper, QColor("white"))
        if self._drawn is not None:
            image = self._drawn.image
            ratio = image.width() / max(1, paper.width())
            begin = self._drawn.foot if self._part == "foot" else MARGIN
            top = round(begin * self._drawn.scale)
            shown = QRect(0, top, image.width(), round(paper.height() * ratio))
            shown = shown.intersected(image.rect())
            paper.setHeight(round(shown.height() / ratio))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, image, shown)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()


def _draw(document: Document, scale: float, job: Job) -> _Drawn:
    job.step(0, 1)
    printed = papers.pdf(document)
    spot = find_text(printed, FOOT)
    foot = max(0.0, spot.boxes[0][1] - ABOVE) if spot and spot.boxes else 0.0
    return _Drawn(image=draw_page(printed, 0, scale), scale=scale, foot=foot)
