"""Stamping a scan “ĐẾN”: where, what it looks like, and the new file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.arrival_stamp import ArrivalStamp, Corner, StampPlace
from papidesk.domain.incoming import Incoming
from papidesk.domain.issuing import number_text
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.workflow import incoming, stamping, workspaces
from papidesk.workflow.files import write_whole
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import sentence_of
from ui.pages import draw_page, page_sizes
from ui.registers.free_place import free_place
from ui.registers.register_papers import RegisterPapers
from ui.registers.scan_text import UnreadableScanError
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import label
from ui.widgets.page_view import PageView

PLACES: tuple[tuple[str, str], ...] = (
    ("free", N_("Free room, found by the program")),
    ("upper-right", N_("Upper right, under the head")),
    ("upper-left", N_("Upper left, under number and symbol")),
    ("lower-right", N_("Lower right")),
    ("lower-left", N_("Lower left")),
)
POINTS_PER_MM = 72 / 25.4
WHOLE_PAGE = 0.5
SIZE = (760, 760)  # px at 100 % text


@dataclass(frozen=True, slots=True)
class _Order:
    """What is stamped, and where: a corner or "free"."""

    words: ArrivalStamp
    place: str
    name: str


class StampDialog(QDialog):
    """Shows the stamped page at once; the scan that was entered stays as it came."""

    shown = Signal()  # a stamped page is on its way to the screen

    def __init__(
        self, context: Context, paper: Incoming, papers: RegisterPapers, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._paper, self._papers = context, paper, papers
        store = context.workspace.store
        self._words = stamping.stamp_words(store, paper.id)
        files = incoming.files(store, paper.id)
        self._name = files[0].name if files else ""
        self._pages = self._stamped = b""
        self._build()
        self._connect()
        self._read()

    def _build(self) -> None:
        self.setWindowTitle(_("Stamp “ĐẾN”"))
        self.place = ChoiceField(_("Place of the stamp"), [(code, _(w)) for code, w in PLACES])
        self.view = PageView(self._context.jobs, self._context.theme)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.note = label(
            _("A new file is written; the scan that was entered is not changed."), "muted",
            wrap=True,
        )  # fmt: skip
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.write = self.buttons.addButton(
            _("Write the stamped PDF…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.write.setDefault(True)
        self.write.setEnabled(False)
        top = QHBoxLayout()
        top.setContentsMargins(20, 16, 20, 0)
        top.addWidget(self.place, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 16, 12)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.problem)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.problem.setContentsMargins(20, 0, 20, 0)
        scale, room = self._context.theme.scale, self.screen().availableGeometry()
        self.resize(
            min(round(SIZE[0] * scale), room.width() - 80),
            min(round(SIZE[1] * scale), room.height() - 80),
        )

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._on_write)
        self.buttons.rejected.connect(self.reject)
        self.place.changed.connect(self._stamp)
        self.place.setFocus()
        self.view.set_zoom(WHOLE_PAGE)  # the stamp may be anywhere on it

    def _read(self) -> None:
        run_task(
            self,
            partial(_pages, self._context, self._paper.id),
            jobs=self._context.jobs,
            done=self._on_read,
            failed=self._refuse,
            page=True,
        )

    def _on_read(self, pages: bytes) -> None:
        self._pages = pages
        self._stamp()

    def _stamp(self) -> None:
        if not self._pages:
            return
        order = _Order(self._words, self.place.value(), self._name)
        run_task(
            self,
            partial(_stamped, self._pages, order),
            jobs=self._context.jobs,
            done=self._on_stamped,
            failed=self._refuse,
            page=True,
        )

    def _on_stamped(self, stamped: bytes) -> None:
        self._stamped = stamped
        self.problem.hide()
        self.write.setEnabled(True)
        self.view.show_pdf(stamped)
        self.shown.emit()

    def _refuse(self, error: Exception) -> None:
        self.write.setEnabled(False)
        self.problem.setText(sentence_of(error))
        self.problem.show()

    def _on_write(self) -> None:
        number = number_text(self._paper.arrival_number)
        name = f"den-{self._paper.year}-{number}.pdf"
        self._papers.write(_("Write the stamped PDF"), name, _writer(self._stamped))
        self.accept()


def _writer(data: bytes) -> Callable[[Store, Path], Path]:
    return lambda _store, target: write_whole(target, data)


def _pages(context: Context, id: str, job: Job) -> bytes:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return stamping.pages(store, id)


def _stamped(pages: bytes, order: _Order, job: Job) -> bytes:
    job.step(0, 2)
    place: StampPlace | Corner
    if order.place == "free":
        try:
            size = page_sizes(pages)[0]
            page = draw_page(pages, 0, 1.0)
        except RuntimeError as error:  # PDFium's own error
            raise UnreadableScanError(name=order.name) from error
        except IndexError as error:
            raise UnreadableScanError(name=order.name) from error
        place = free_place(page, size.width / POINTS_PER_MM, size.height / POINTS_PER_MM)
    else:
        place = next(corner for corner in stamping.CORNERS if corner == order.place)
    job.step(1, 2)
    return stamping.stamp_pages(pages, order.words, place=place, name=order.name)
