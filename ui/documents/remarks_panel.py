"""Remarks on a document: written at a place, gone to, ticked off."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from papidesk.domain.document import Document
from papidesk.domain.life import RemarkNote
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.text.clean import clean_line
from papidesk.workflow import life
from ui import words
from ui.context import Context
from ui.documents.place_names import place_name
from ui.documents.session import DocumentSession
from ui.failures import show_failure
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

# Where the person is in the text: a path of the document, and the words that are selected there.
PlaceOf = Callable[[], tuple[str, str]]
QUOTED = 120  # letters of a selection that are kept with a remark


class RemarkRow(QFrame):
    """A reader's remark, the way to its place, and the button that settles it."""

    settle_asked = Signal(object)
    place_asked = Signal(str)

    def __init__(self, note: RemarkNote, document: Document) -> None:
        super().__init__()
        self.note = note
        self.setObjectName("finding")
        texts = QVBoxLayout()
        texts.setSpacing(3)
        if note.place:
            self.place = push_button(place_name(document, note.place), "", "link")
            self.place.setToolTip(_("Go there"))
            self.place.clicked.connect(partial(self.place_asked.emit, note.place))
            texts.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        if note.quote:
            texts.addWidget(label(f"“{note.quote}”", "muted", wrap=True))
        texts.addWidget(label(note.text, "muted" if note.settled_at else "", wrap=True))
        texts.addWidget(label(_facts(note), "muted", wrap=True))
        self.button = push_button(_("Open again") if note.settled_at else _("Settled"))
        self.button.setAccessibleName(f"{self.button.text()}: {note.text}")
        self.button.clicked.connect(partial(self.settle_asked.emit, note))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addLayout(texts, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)


class RemarksPanel(QWidget):
    """Lists the remarks on the session's document, open ones first, and takes new ones."""

    place_asked = Signal(str)
    counted = Signal(int)  # how many are open

    def __init__(self, context: Context, session: DocumentSession) -> None:
        super().__init__()
        self._context, self._session = context, session
        self.place_of: PlaceOf | None = None
        self._build()
        self.add_button.clicked.connect(self._on_add)
        self.remark.returnPressed.connect(self._on_add)

    def _build(self) -> None:
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(_("Write a remark on this document"))
        self.remark.setAccessibleName(_("Remark"))
        self.add_button = push_button(_("Add"), "plus")
        self.here = QCheckBox(_("At the place of the cursor"))
        self.here.setChecked(True)
        self.here.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.remark, 1)
        line.addWidget(self.add_button)
        adding = QVBoxLayout()
        adding.setContentsMargins(16, 4, 16, 8)
        adding.setSpacing(4)
        adding.addLayout(line)
        adding.addWidget(self.here)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._rows)
        layout.addLayout(adding)

    def rows(self) -> list[RemarkRow]:
        """Return the rows, open remarks first."""
        found = (self._rows.itemAt(index).widget() for index in range(self._rows.count()))
        return [row for row in found if isinstance(row, RemarkRow)]

    def refresh(self) -> None:
        """Read the remarks anew."""
        document = self._session.document
        self.here.setVisible(self.place_of is not None and document is not None)
        notes: list[RemarkNote] = []
        if document is not None:
            try:
                notes = life.remarks(self._context.workspace.store, document.id)
            except PapiDeskError as error:
                show_failure(self._context.ask, self, error)
                return
        for row in self.rows():
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        if document is not None:
            self._show(notes, document)
        self.counted.emit(sum(note.settled_at is None for note in notes))

    def _show(self, notes: list[RemarkNote], document: Document) -> None:
        for note in notes:
            row = RemarkRow(note, document)
            row.settle_asked.connect(self._on_settle)
            row.place_asked.connect(self.place_asked)
            self._rows.addWidget(row)

    def _on_add(self) -> None:
        document, text = self._session.document, clean_line(self.remark.text())
        if document is None or not text:
            return
        place, quote = "", ""
        if self.place_of is not None and self.here.isChecked():
            place, quote = self.place_of()
        try:
            life.add_remark(
                self._context.workspace.store,
                document.id,
                text,
                place=place,
                quote=quote[:QUOTED],
                who=self._context.who,
            )
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self.remark.clear()
        self.refresh()

    def _on_settle(self, note: RemarkNote) -> None:
        store, who = self._context.workspace.store, self._context.who
        try:
            if note.settled_at:
                life.unsettle(store, note.id, who=who)
            else:
                life.settle(store, note.id, who=who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
        self.refresh()


def _facts(note: RemarkNote) -> str:
    when = words.moment_text(note.at, datetime.date.today()) if note.at else ""
    facts = " · ".join(part for part in (when, note.who) if part)
    if note.settled_at:
        settled = _("settled by {who}").format(who=note.settled_by or _("unknown"))
        facts = f"{facts} · {settled}"
    return facts
