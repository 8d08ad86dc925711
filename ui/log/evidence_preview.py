"""A piece of evidence looked at in the window: a photo, the pages of a PDF, or a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from papidesk.domain.activity import Evidence
from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import sentence_of
from ui.log.evidence_items import PDF, Shown
from ui.log.thumbnails import fitted
from ui.pages import page_sizes
from ui.widgets.labels import label
from ui.widgets.page_view import PageView

LARGEST = 1600  # px of a photo as it is shown


class Picture(QWidget):
    """A picture as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(QSize(80, 80))

    def show_image(self, image: QImage, name: str) -> None:
        """Show ``image``."""
        self._picture = QPixmap.fromImage(image)
        self.setAccessibleName(name)
        self.update()

    @property
    def shown(self) -> bool:
        """Tell whether there is a picture."""
        return not self._picture.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull() or self.width() < 2:
            return
        painter = QPainter(self)
        room = fitted(self._picture, self.width() - 8, self.height() - 8, self.devicePixelRatioF())
        size = room.deviceIndependentSize()
        painter.drawPixmap(
            round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2),
            room,
        )  # fmt: skip
        painter.end()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file holds: a picture, or the bytes of a PDF, or neither."""

    image: QImage | None = None
    pdf: bytes = b""


class EvidencePreview(QStackedWidget):
    """Shows one piece of evidence; says so in a sentence where it cannot."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked: Shown | None = None
        self.sentence = label("", "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setContentsMargins(16, 16, 16, 16)
        self.picture = Picture()
        self._pages: PageView | None = None
        self.addWidget(self.sentence)
        self.addWidget(self.picture)
        self.setMinimumHeight(120)

    @property
    def pages(self) -> PageView:
        """The view of a PDF's pages, made when it is first needed."""
        if self._pages is None:
            self._pages = PageView(self._context.jobs, self._context.theme)
            self.addWidget(self._pages)
        return self._pages

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self._asked = None
        self.sentence.setText(sentence)
        self.setCurrentWidget(self.sentence)

    def show_item(self, shown: Shown | None) -> None:
        """Show what ``shown`` holds; None shows nothing."""
        if shown is None:
            self.say("")
            return
        one = shown.evidence
        if shown.problem:
            self.say(shown.problem)
        elif one is None:
            self.say(_("{name} is attached when you save.").format(name=shown.name))
        elif one.url:
            self.say(_("A link. “Open” shows it in the browser:\n{url}").format(url=one.url))
        elif one.document:
            self.say(_("A paper of this workspace. “Open” shows it on its page."))
        elif not (shown.pictured or one.media_type == PDF):
            self.say(_("There is no preview of this kind of file. “Open” shows it."))
        else:
            self._read(shown, one)

    def _read(self, shown: Shown, one: Evidence) -> None:
        self.say(_("Reading {name}…").format(name=one.name))
        self._asked = shown
        run_task(
            self,
            partial(_looked, self._context, one),
            jobs=self._context.jobs,
            done=partial(self._on_looked, shown),
            failed=partial(self._on_failed, shown),
            page=True,
        )

    def _on_looked(self, shown: Shown, looked: Looked) -> None:
        if shown is not self._asked:
            return  # another one was chosen meanwhile
        if looked.image is not None:
            self.picture.show_image(looked.image, shown.name)
            self.setCurrentWidget(self.picture)
        elif looked.pdf:
            self.pages.show_pdf(looked.pdf)
            self.setCurrentWidget(self.pages)
        else:
            self.say(
                _("“{name}” cannot be shown: it is damaged, or protected by a password.").format(
                    name=shown.name
                )
            )

    def _on_failed(self, shown: Shown, error: Exception) -> None:
        if shown is self._asked:
            self.say(sentence_of(error))


def _looked(context: Context, one: Evidence, job: Job) -> Looked:
    from papidesk.workflow import evidence

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        path = evidence.content_path(store, one)
        if one.media_type == PDF:
            pdf = evidence.read(store, one)
            try:
                page_sizes(pdf)
            except RuntimeError:  # PDFium's own error: damaged, or a password
                return Looked()
            return Looked(pdf=pdf)
        data = evidence.thumbnail(store, one.sha256, LARGEST)
    image = QImage.fromData(data) if data else QImage(str(path))
    return Looked() if image.isNull() else Looked(image=image)
