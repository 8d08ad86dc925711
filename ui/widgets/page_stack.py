"""Where pages lie when they are stacked one under the other at a zoom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

from ui.pages import PageSize

GAP = 16  # px between pages and around them
PIXELS_PER_POINT = 96 / 72
USUAL_WIDTH = 595.0  # points: A4, while there are no pages


@dataclass(frozen=True, slots=True)
class PageStack:
    """Pages of ``sizes`` at ``zoom`` (1.0 is real size), seen through a view of ``room``."""

    sizes: tuple[PageSize, ...]
    zoom: float
    room: QSize

    def fitting_zoom(self) -> float:
        """Return the zoom at which the widest page is as wide as the view."""
        widest = max((size.width for size in self.sizes), default=USUAL_WIDTH)
        return max(0.2, (self.room.width() - 2 * GAP) / (widest * PIXELS_PER_POINT))

    def frames(self) -> list[QRect]:
        """Return the place of each page in px, narrower ones in the middle."""
        boxes = [self._pixels(size) for size in self.sizes]
        width = max([self.room.width(), *(box.width() + 2 * GAP for box in boxes)])
        top, frames = GAP, []
        for box in boxes:
            frames.append(QRect(QPoint((width - box.width()) // 2, top), box))
            top += box.height() + GAP
        return frames

    def size(self) -> QSize:
        """Return how much room all pages take."""
        frames = self.frames()
        width = max((frame.width() + 2 * GAP for frame in frames), default=0)
        return QSize(width, frames[-1].bottom() + GAP if frames else 0)

    def within(self, area: QRect) -> list[int]:
        """Return the pages (from 0) that are seen in ``area``."""
        return [index for index, frame in enumerate(self.frames()) if frame.intersects(area)]

    def page_at(self, height: int) -> int:
        """Return the page (from 1) at ``height`` px from the top, 0 without pages."""
        page = 0
        for index, frame in enumerate(self.frames()):
            if frame.top() <= height or index == 0:
                page = index + 1
        return page

    def _pixels(self, size: PageSize) -> QSize:
        factor = self.zoom * PIXELS_PER_POINT
        return QSize(round(size.width * factor), round(size.height * factor))
