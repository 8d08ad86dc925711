"""What is put into the text through a dialog: live figures, footnotes, dropped files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.document import Document, Footnote
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from papidesk.i18n import _
from papidesk.workflow import documents
from papidesk.workflow.documents import Taken
from ui.background import Job, run_task
from ui.context import Context
from ui.editor.figure_dialog import FigureDialog
from ui.editor.session import EditorSession
from ui.editor.surface import Surface
from ui.editor.text_dialog import DropDialog, FootnoteDialog
from ui.failures import show_failure


class Insertions(QObject):
    """Opens the dialogs and puts in what they answer; one dialog at a time."""

    import_asked = Signal(list)  # paths

    def __init__(
        self, context: Context, session: EditorSession, surface: Surface, window: QWidget
    ) -> None:
        super().__init__(window)
        self._context, self._session = context, session
        self._surface, self._window = surface, window
        self._dialog: QDialog | None = None
        surface.figure_change = self.ask_figure
        surface.footnote_activated.connect(self.ask_footnote)
        surface.files_dropped.connect(self._on_dropped)

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        self._dialog = None
        self._surface.setFocus()

    # Figures

    def ask_figure(self, ref: str = "") -> None:
        """Ask for a live figure; ``ref`` is the one that is selected."""
        if self._dialog is None and self._session.editable:
            chosen = ref or self._surface.selected_figure()
            dialog = FigureDialog(self._context, chosen, self._window)
            dialog.answered.connect(self._on_figure)
            self._open(dialog)

    def propose_figure(self, ref: str) -> None:
        """Ask for a live figure to be put in where one writes; ``ref`` is shown at first."""
        if self._dialog is None and self._session.editable:
            dialog = FigureDialog(self._context, ref, self._window, proposed=True)
            dialog.answered.connect(self._on_figure)
            self._open(dialog)

    def _on_figure(self, ref: str, value: str) -> None:
        self._surface.insert_figure(ref, value)

    # Footnotes

    def ask_footnote(self, id: str = "") -> None:
        """Ask for the words of a footnote; ``id`` is the one that is selected."""
        document = self._session.document
        if self._dialog is not None or document is None or not self._session.editable:
            return
        known = next((note for note in document.footnotes if note.id == id), None)
        dialog = FootnoteDialog(known.text.text if known else "", self._window)
        dialog.answered.connect(
            partial(self._on_footnote_changed, known.id) if known else self._on_footnote
        )
        self._open(dialog)

    def _on_footnote(self, words: str) -> None:
        id = new_id()[-8:]
        self._surface.insert_footnote(id)
        document = self._session.document
        if document is not None:
            note = Footnote(id=id, text=RichText(text=words))
            # One step: the sign in the text and the words at the page's foot.
            self._session.history.amend(replace(document, footnotes=(*document.footnotes, note)))

    def _on_footnote_changed(self, id: str, words: str) -> None:
        document = self._session.document
        if document is not None:
            self._session.take(_with_note(document, id, words))

    # Files

    def _on_dropped(self, paths: list[str]) -> None:
        if self._dialog is not None or not paths:
            return
        files = [Path(path) for path in paths]
        dialog = DropDialog([file.name for file in files], self._session.editable, self._window)
        dialog.import_asked.connect(partial(self.import_asked.emit, files))
        dialog.insert_asked.connect(partial(self.insert_file, files[0]))
        self._open(dialog)

    def insert_file(self, path: Path) -> None:
        """Read a file away from the window, then put its text in where one writes."""
        run_task(
            self,
            partial(_read, path),
            jobs=self._context.jobs,
            done=partial(self._on_read, self._session.document),
            failed=partial(show_failure, self._context.ask, self._window),
            title=_("Reading {name}").format(name=path.name),
        )

    def _on_read(self, into: Document | None, taken: Taken) -> None:
        now = self._session.document
        # Another document may be open by now.
        if into is None or now is None or now.id != into.id or not self._session.editable:
            return
        found = taken.document
        if found.blocks:
            self._surface.insert_blocks(found.blocks)
        if found.footnotes and self._session.document is not None:
            document = self._session.document
            notes = (*document.footnotes, *found.footnotes)
            self._session.history.amend(replace(document, footnotes=notes))
        self._surface.setFocus()


def _read(path: Path, job: Job) -> Taken:
    job.step(0, 1)
    return documents.recognised(path)


def _with_note(document: Document, id: str, words: str) -> Document:
    notes = tuple(
        replace(note, text=RichText(text=words)) if note.id == id else note
        for note in document.footnotes
    )
    return replace(document, footnotes=notes)
