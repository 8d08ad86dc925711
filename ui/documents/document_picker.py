"""Finding one paper among all, with or without dấu: a line to type in and what fits below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from papidesk.domain.document import State
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import links
from papidesk.workflow.links import Candidate
from ui import words
from ui.context import Context
from ui.failures import sentence_of
from ui.widgets.labels import label

PAUSE = 150  # ms of no typing before the store is asked


class DocumentPicker(QWidget):
    """Shows the papers that fit what is typed; one of them is chosen."""

    changed = Signal()
    taken = Signal()  # Enter or a double click on one

    def __init__(
        self, context: Context, *, without: str = "", states: tuple[State, ...] = ()
    ) -> None:
        super().__init__()
        self._context, self._without, self._states = context, without, states
        self._incoming = False
        self._found: list[Candidate] = []
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Number, symbol or words of the abstract"))
        self.search.setAccessibleName(_("Find a document"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Documents found"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty)
        layout.addWidget(self.problem)
        self.setFocusProxy(self.search)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.installEventFilter(self)
        self._pause.timeout.connect(self.look)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._on_activated)

    def show_incoming(self, incoming: bool) -> None:
        """Look among the papers that came in, or among the documents."""
        self._incoming = incoming
        self.look()

    def chosen(self) -> Candidate | None:
        """Return the paper that is chosen."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def look(self) -> None:
        """Show what fits the words now."""
        self._pause.stop()
        self.problem.hide()
        try:
            self._found = links.candidates(
                self._context.workspace.store,
                self.search.text(),
                without=self._without,
                states=self._states,
                incoming=self._incoming,
            )
        except PapiDeskError as error:
            self._found = []
            self.problem.setText(sentence_of(error))
            self.problem.show()
        self.list.clear()
        for candidate in self._found:
            self.list.addItem(QListWidgetItem(_line(candidate)))
        if len(self._found) == 1:
            self.list.setCurrentRow(0)
        self.empty.setText(
            _("Nothing found. Try fewer words.")
            if self.search.text().strip()
            else _("There is no such document yet.")
        )
        self.empty.setVisible(not self._found)
        self.list.setVisible(bool(self._found))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and down walk through what was found while the words keep the focus.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._found:
                row = min(max(self.list.currentRow() + step, 0), len(self._found) - 1)
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_row(self) -> None:
        self.changed.emit()

    def _on_activated(self) -> None:
        self.taken.emit()


def _line(candidate: Candidate) -> str:
    parts = [candidate.number, candidate.title or _("Without a title")]
    if candidate.state is not None:
        parts.append(words.state_word(candidate.state))
    return " · ".join(part for part in parts if part)
