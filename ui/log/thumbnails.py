"""Small pictures of photos, made away from the window and kept while it lives."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from papidesk.errors import PapiDeskError
from papidesk.workflow import workspaces
from ui.background import Job, StoppedError, run_task
from ui.context import Context

SIZE = 128  # px: shown smaller, sharp on dense screens
KEPT = 600
BATCH = 12


class Thumbnails(QObject):
    """Asks for pictures by the hash of their content; ``ready`` says that one came."""

    ready = Signal(str)

    @classmethod
    def of(cls, context: Context) -> Thumbnails:
        """Return the one of ``context``, made when it is first asked for."""
        found = context.findChild(cls)
        return found if isinstance(found, cls) else cls(context)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._known: dict[str, QPixmap | None] = {}
        self._wanted: list[str] = []
        self._busy = False
        self._start = QTimer(self)
        self._start.setSingleShot(True)
        self._start.setInterval(30)
        self._start.timeout.connect(self._on_start)

    def get(self, sha256: str) -> QPixmap | None:
        """Return the picture when it is here; else it is made, and ``ready`` follows."""
        if sha256 in self._known:
            return self._known[sha256]
        if sha256 not in self._wanted:
            # What was asked for last is on the screen now.
            self._wanted.insert(0, sha256)
            del self._wanted[KEPT:]
            if not self._busy:
                self._start.start()
        return None

    def _on_start(self) -> None:
        asked = tuple(self._wanted[:BATCH])
        if not asked or self._busy:
            return
        self._busy = True
        run_task(
            self,
            partial(_made, self._context, asked),
            jobs=self._context.jobs,
            done=self._on_made,
            failed=self._on_failed,
        )

    def _on_made(self, made: dict[str, QImage | None]) -> None:
        self._busy = False
        for sha256, image in made.items():
            self._known[sha256] = QPixmap.fromImage(image) if image is not None else None
            if sha256 in self._wanted:
                self._wanted.remove(sha256)
        while len(self._known) > KEPT:
            self._known.pop(next(iter(self._known)))
        for sha256 in made:
            self.ready.emit(sha256)
        if self._wanted:
            self._start.start()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, StoppedError):
            self._wanted.clear()


def _made(context: Context, asked: tuple[str, ...], job: Job) -> dict[str, QImage | None]:
    from papidesk.workflow import evidence

    made: dict[str, QImage | None] = {}
    with workspaces.open_store(context.workspace) as store:
        for number, sha256 in enumerate(asked):
            job.step(number, len(asked))
            try:
                data = evidence.thumbnail(store, sha256, SIZE)
            except PapiDeskError:
                data = None
            image = QImage.fromData(data) if data else QImage()
            made[sha256] = None if image.isNull() else image
    return made


def fitted(picture: QPixmap, width: int, height: int, ratio: float) -> QPixmap:
    """Return ``picture`` to be drawn within ``width`` × ``height`` px of a screen of ``ratio``."""
    scaled = picture.scaled(
        round(width * ratio), round(height * ratio), Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )  # fmt: skip
    scaled.setDevicePixelRatio(ratio)
    return scaled
