"""Somebody else saved the document meanwhile: keep one's own as a copy, take theirs, or look."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.comparing import compare
from papidesk.domain.document import Document
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.editor.difference_view import DifferenceView
from ui.editor.session import EditorSession
from ui.failures import show_failure
from ui.theme import Theme
from ui.widgets.buttons import push_button
from ui.widgets.labels import broaden, label


class ConflictDialog(QDialog):
    """Asks which text shall stand; closing it decides nothing and loses nothing."""

    copy_asked = Signal()
    theirs_asked = Signal()

    def __init__(self, theme: Theme, mine: Document, theirs: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._mine, self._theirs = mine, theirs
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.setWindowTitle(_("Saved elsewhere meanwhile"))
        question = label(
            _(
                "Another window saved this document while you were writing. Your text is still "
                "here. Keep it as a copy of its own, or take the other text and let yours go?"
            ),
            wrap=True,
        )
        broaden(question, 70)
        self.difference = DifferenceView(theme)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.difference)
        self.area.setAccessibleName(_("What differs"))
        self.area.setMinimumHeight(self.fontMetrics().lineSpacing() * 14)
        self.area.hide()
        self.show_button = push_button(_("Show the difference"), "chevron-down", "link")
        self.theirs_button = push_button(_("Take the other text"))
        self.copy_button = push_button(_("Keep mine as a copy"), "", "primary")
        self.copy_button.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.show_button)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.theirs_button, QDialogButtonBox.ButtonRole.DestructiveRole)
        row.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(question)
        layout.addWidget(self.area, 1)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.show_button.clicked.connect(self._on_show)
        self.theirs_button.clicked.connect(self._on_theirs)
        self.copy_button.clicked.connect(self._on_copy)

    def _on_show(self) -> None:
        self.difference.show_difference(compare(self._theirs, self._mine))
        self.area.setVisible(self.area.isHidden())
        self.adjustSize()

    def _on_theirs(self) -> None:
        self.accept()
        self.theirs_asked.emit()

    def _on_copy(self) -> None:
        self.accept()
        self.copy_asked.emit()


class Conflicts(QObject):
    """Asks when somebody else saved the document meanwhile, and does what is answered."""

    copied = Signal(str)  # the id of the copy that was made of one's own text

    def __init__(self, context: Context, session: EditorSession, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._session, self._window = context, session, window
        self.dialog: ConflictDialog | None = None
        session.conflicted.connect(self._on_conflict)

    def _on_conflict(self) -> None:
        mine = self._session.document
        if mine is None or self.dialog is not None:
            return
        try:
            theirs = self._session.theirs()
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        if theirs is None:
            return
        dialog = ConflictDialog(self._context.theme, mine, theirs, self._window.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.copy_asked.connect(self._on_copy)
        dialog.theirs_asked.connect(self._session.take_theirs)
        dialog.finished.connect(self._on_closed)
        self.dialog = dialog
        dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None

    def _on_copy(self) -> None:
        try:
            made = self._session.keep_as_copy()
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        self._context.documents_changed.emit()
        self._context.happened.emit(_("Your text was kept as a document of its own"), None)
        self.copied.emit(made)
