"""Returning a document: why, and what is to be changed where."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.document import Document
from papidesk.domain.life import RemarkNote
from papidesk.i18n import _
from ui import words
from ui.documents.place_names import place_choices
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.fields import ChoiceField, LineField, LinesField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label


class ReturnDialog(QDialog):
    """Asks for the reason of a return and for remarks on places; remarks may be left out."""

    answered = Signal(str, tuple)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._notes: list[RemarkNote] = []
        self._build()
        self._connect()
        self.reason.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("Return the document"))
        title = label(self._document.title, wrap=True)
        broaden(title, 66)
        self.reason = LinesField(_("Why it is returned"), joined=True, lines=2)
        self.place = ChoiceField(_("Where in the document"), place_choices(self._document))
        self.remark = LineField(_("What is to be changed there"))
        self.add_button = push_button(_("Add"), "plus")
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Remarks of this return"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remove_button = tool_button(_("Take away (Delete)"), "delete")
        self.remove_button.setEnabled(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Return"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.place, 2)
        adding.addWidget(self.remark, 3)
        adding.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        kept = QHBoxLayout()
        kept.addWidget(self.list, 1)
        kept.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(words.kind_word(self._document.kind), "section-title"))
        layout.addWidget(title)
        layout.addWidget(self.reason)
        layout.addWidget(label(_("Remarks on places"), "strong"))
        layout.addLayout(adding)
        layout.addLayout(kept, 1)
        layout.addWidget(self.buttons)
        grow_with(self, self.reason.text, self.reason.problem, self.remark.problem)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.remark.line.installEventFilter(self)
        self.remove_button.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(lambda row: self.remove_button.setEnabled(row >= 0))
        self.reason.changed.connect(lambda: self.reason.show_problem(""))
        self.remark.changed.connect(lambda: self.remark.show_problem(""))
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        shortcut = QShortcut(QKeySequence("Delete"), self.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_remove)

    def remarks(self) -> tuple[RemarkNote, ...]:
        """Return the remarks as they were added; what stands in the field counts too."""
        waiting = self._written()
        return (*self._notes, waiting) if waiting else tuple(self._notes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter adds the remark; the dialog's button would send the document back too early.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._on_add()
            return True
        return super().eventFilter(watched, event)

    def _written(self) -> RemarkNote | None:
        text = self.remark.value()
        if not text:
            return None
        return RemarkNote(document_id=self._document.id, text=text, place=self.place.value())

    def _on_add(self) -> None:
        note = self._written()
        if note is None:
            self.remark.show_problem(_("Write what is to be changed."))
            self.remark.setFocus()
            return
        self._notes.append(note)
        self.list.addItem(QListWidgetItem(f"{self.place.box.currentText()}: {note.text}"))
        self.remark.show_value("")
        self.remark.setFocus()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            del self._notes[row]
            self.list.takeItem(row)

    def _on_accept(self) -> None:
        reason = " ".join(self.reason.value())
        if not reason:
            self.reason.show_problem(_("Say why it comes back: the writer reads it first."))
            self.reason.setFocus()
            return
        self.accept_button.setEnabled(False)
        self.answered.emit(reason, self.remarks())
        self.accept()
