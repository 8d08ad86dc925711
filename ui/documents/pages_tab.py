"""The tab Trang in: the real PDF of the open document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.background import Job, run_task
from ui.context import Context
from ui.documents.session import DocumentSession
from ui.pages import Spot, find_text
from ui.widgets.buttons import tool_button
from ui.widgets.labels import label
from ui.widgets.page_view import PageView


class PagesTab(QWidget):
    """The pages, with page count and zoom below them."""

    def __init__(self, context: Context, session: DocumentSession) -> None:
        super().__init__()
        self._context, self._session = context, session
        self._build()
        self._connect()

    def _build(self) -> None:
        self.view = PageView(self._context.jobs, self._context.theme)
        self.problem = label("", "problem", wrap=True)
        self.problem.setContentsMargins(16, 12, 16, 12)
        self.problem.hide()
        foot = QWidget()
        foot.setObjectName("statusbar")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = label("", "muted")
        self.smaller = tool_button(_("Smaller (Ctrl and wheel, −)"), "zoom-out")
        self.zoom = label("", "muted")
        self.larger = tool_button(_("Larger (Ctrl and wheel, +)"), "zoom-in")
        self.fit = tool_button(_("Fit the width (0)"), "fit-width")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 2, 8, 2)
        row.setSpacing(4)
        row.addWidget(self.page)
        row.addStretch(1)
        for widget in (self.smaller, self.zoom, self.larger, self.fit):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.problem)
        layout.addWidget(self.view, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self._session.opened.connect(self._on_opened)
        self._session.pdf_ready.connect(self._on_pdf_ready)
        self._session.pdf_failed.connect(self._on_pdf_failed)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.zoom_changed.connect(self._on_zoom_changed)
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.fit.clicked.connect(self.view.fit_width)

    def show_place(self, text: str) -> None:
        """Scroll to where ``text`` is printed and mark it."""
        if text and self._session.pdf:
            run_task(
                self,
                partial(_find, self._session.pdf, text),
                jobs=self._context.jobs,
                done=self._on_found,
                page=True,
            )

    def _on_opened(self) -> None:
        self.problem.hide()
        if self._session.document is None:
            self.view.clear()
        else:
            self.view.mark(None)

    def _on_pdf_ready(self, pdf: bytes) -> None:
        self.problem.hide()
        self.view.show_pdf(pdf)

    def _on_pdf_failed(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.view.clear()

    def _on_found(self, spot: Spot | None) -> None:
        self.view.mark(spot)

    def _on_page_changed(self, page: int, count: int) -> None:
        self.page.setText(_("Page {page}/{count}").format(page=page, count=count) if count else "")

    def _on_zoom_changed(self, percent: int) -> None:
        self.zoom.setText(f"{percent} %")


def _find(pdf: bytes, text: str, job: Job) -> Spot | None:
    return find_text(pdf, text)
