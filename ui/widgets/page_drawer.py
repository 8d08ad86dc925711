"""Pictures of the pages on screen, drawn in the background and kept while they are near."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.background import Job, Jobs, Task, run_task
from ui.pages import draw_page

NEAR = 3  # pages kept before and after those on screen


@dataclass(frozen=True, slots=True)
class _Picture:
    image: QImage
    scale: float
    edition: int


class PageDrawer(QObject):
    """Draws what is wanted; an old picture stands in until the new one is there."""

    drawn = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pdf = b""
        self._edition = 0
        self._pictures: dict[int, _Picture] = {}
        self._waiting: dict[int, Task] = {}
        self._wanted: list[int] = []
        self._scale = 1.0

    def show(self, pdf: bytes) -> None:
        """Draw pages of ``pdf`` from now on; b"" forgets everything."""
        self._pdf = pdf
        self._edition += 1
        if not pdf:
            self._pictures = {}

    def image(self, index: int) -> QImage | None:
        """Return the latest picture of page ``index`` (from 0), None while there is none."""
        picture = self._pictures.get(index)
        return picture.image if picture else None

    def missing(self, pages: list[int], scale: float) -> list[int]:
        """Return those of ``pages`` whose picture is not of this PDF at this ``scale``."""
        return [
            index
            for index in pages
            if (picture := self._pictures.get(index)) is None
            or picture.edition != self._edition
            or abs(picture.scale - scale) > 0.001
        ]

    def want(self, pages: list[int], scale: float) -> None:
        """Draw ``pages`` at ``scale`` pixels a point, where they are not drawn so already."""
        self._wanted, self._scale = pages, scale
        if not self._pdf:
            return
        for index in self.missing(pages, scale):
            if index not in self._waiting:
                self._waiting[index] = run_task(
                    self,
                    partial(_draw, self._pdf, index, scale),
                    jobs=self._jobs,
                    done=partial(self._on_drawn, index, scale, self._edition),
                    failed=partial(self._on_not_drawn, index),
                    page=True,
                )

    def _on_drawn(self, index: int, scale: float, edition: int, image: QImage) -> None:
        self._waiting.pop(index, None)
        if self._pdf:
            self._pictures[index] = _Picture(image, scale, edition)
        near = {page + step for page in self._wanted for step in range(-NEAR, NEAR + 1)}
        self._pictures = {page: kept for page, kept in self._pictures.items() if page in near}
        self.want(self._wanted, self._scale)
        self.drawn.emit()

    def _on_not_drawn(self, index: int, error: Exception) -> None:
        # A page that is gone meanwhile is no news; the text's own failure is told elsewhere.
        self._waiting.pop(index, None)


def _draw(pdf: bytes, index: int, scale: float, job: Job) -> QImage:
    job.step(0, 1)
    return draw_page(pdf, index, scale)
