"""What is wrong with live figures of the open document, above the findings of the check."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from papidesk.domain.figures import refs
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.editor.figure_behind import FigureBehind
from ui.editor.session import EditorSession
from ui.editor.surface_figures import FigureSurface
from ui.icons import set_icon
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

PAUSE = 600  # ms without a change before the figures are looked at
MOST = 8


class FigureNotes(QWidget):
    """A line for each figure whose counter, duty or period is gone or ended."""

    def __init__(
        self,
        context: Context,
        session: EditorSession,
        behind: FigureBehind,
        surface: FigureSurface,
    ) -> None:
        super().__init__()
        self._session, self._behind, self._surface = session, behind, surface
        self._shown: list[tuple[str, str]] = []
        self._names: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 8)
        self._column.setSpacing(8)
        self.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        session.opened.connect(self._on_opened)
        session.edited.connect(self._on_edited)
        session.replaced.connect(self._on_edited)
        context.catalogues_changed.connect(self.look)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """The names of figures with a problem, and what it is."""
        return list(self._shown)

    def look(self) -> None:
        """Look at all figures of the document now."""
        self._pause.stop()
        document = self._session.document
        self._names = refs(document) if document is not None else []
        try:
            found = self._behind.problems(document) if document is not None else []
        except PapiDeskError:
            found = []  # told where figures are counted
        if found != self._shown:
            self._show(found)

    def _show(self, found: list[tuple[str, str]]) -> None:
        self._shown = found
        self._surface.wrong_figures = frozenset(ref for ref, _said in found)
        self._surface.viewport().update()
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for ref, said in found[:MOST]:
            self._column.addWidget(self._line(ref, said))
        self.setVisible(bool(found))

    def _line(self, ref: str, said: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        sign = QLabel()
        set_icon(sign, "warning", "warning")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(self._behind.name(ref), "strong", wrap=True))
        texts.addWidget(label(said, wrap=True))
        button = push_button(_("Go to the figure"), "", "link")
        button.clicked.connect(partial(self._surface.choose_figure, ref))
        texts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        return holder

    def _on_opened(self) -> None:
        self._show([])
        self._pause.start()

    def _on_edited(self) -> None:
        document = self._session.document
        # Most keys change no figure.
        if document is not None and refs(document) != self._names:
            self._pause.start()
