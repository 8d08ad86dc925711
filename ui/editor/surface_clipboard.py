"""Copying, pasting and dragging: our own format without loss, HTML and plain text for others."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication

from papidesk.domain.record import BadRecordError, replace, to_json
from ui.editor import copying, paste, story_edits
from ui.editor.paste import Pasted
from ui.editor.paste_fitting import fitted
from ui.editor.story_edits import Edit
from ui.editor.story_places import Place, Selection
from ui.editor.surface_tables import TableSurface
from ui.widgets.dropped import accept_copy

MIME = "application/x-papidesk-blocks+json"


class ClipboardSurface(TableSurface):
    """A surface that exchanges text with itself, with Word and with Excel."""

    files_dropped = Signal(list)  # local paths: the frame asks whether to import or insert

    def createMimeDataFromSelection(self) -> QMimeData:
        clip, labels = copying.copied(self.view.blocks, self.selection(), self.view.scheme)
        clip = replace(clip, notes=copying.notes_of(clip, self.history.document.footnotes))
        data = QMimeData()
        data.setData(MIME, to_json(clip))
        data.setHtml(copying.html_of(clip, labels))
        data.setText(copying.plain_of(clip, labels))
        return data

    def copy(self) -> None:
        """Copy what is selected."""
        if self.textCursor().hasSelection():
            QGuiApplication.clipboard().setMimeData(self.createMimeDataFromSelection())

    def cut(self) -> None:
        """Copy what is selected and take it out."""
        if self.isReadOnly():
            return
        self.copy()
        self.delete_selected()

    def paste(self) -> None:
        """Put in what the clipboard holds, its structure recognised."""
        self.insertFromMimeData(QGuiApplication.clipboard().mimeData())

    def paste_plain(self) -> None:
        """Put in the words of the clipboard alone, in the style of the caret."""
        text = QGuiApplication.clipboard().mimeData().text()
        if self.isReadOnly() or not text:
            return
        words = paste.clean_line(paste.clean(text).replace("\n", " "))
        self.apply(paste.pasted(
            self.view.blocks, self.selection(), Pasted(line=paste.RichText(text=words))
        ))  # fmt: skip

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not self.isReadOnly() and (
            source.hasFormat(MIME) or source.hasHtml() or source.hasText()
        )

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly() or source is None:
            return
        what = self._read(source, self.selection())
        if what.blocks or what.line is not None:
            self.apply(paste.pasted(self.view.blocks, self.selection(), what))
            self._take_notes(what)

    def _take_notes(self, what: Pasted) -> None:
        """Take the footnotes of what was put in into the document, in the same step."""
        if what.notes:
            document = self.history.document
            notes = (*document.footnotes, *what.notes)
            self.history.amend(replace(document, footnotes=notes))

    def _read(self, source: QMimeData, where: Selection) -> Pasted:
        scheme = self.view.scheme
        if source.hasFormat(MIME):
            try:
                known = self.history.document.footnotes
                return paste.from_clip(bytes(source.data(MIME).data()), scheme, known)
            except BadRecordError:
                # Another version copied it: its HTML says the same.
                pass
        return fitted(self._read_foreign(source), self.view.blocks, where, scheme)

    def _read_foreign(self, source: QMimeData) -> Pasted:
        scheme = self.view.scheme
        if source.hasHtml():
            found = paste.from_html(source.html(), scheme)
            if found.blocks or found.line is not None:
                return found
        return paste.from_text(source.text(), scheme) if source.hasText() else Pasted()

    # ---- dragging -----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and _files(event.mimeData()):
            accept_copy(event)
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls() and _files(event.mimeData()):
            accept_copy(event)
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files(event.mimeData())
        if files:
            accept_copy(event)
            self.files_dropped.emit(files)
            return
        if self.isReadOnly() or not self.canInsertFromMimeData(event.mimeData()):
            event.ignore()
            return
        spot = self.cursorForPosition(event.position().toPoint()).position()
        target = self.view.place_of(spot)
        moved = (
            event.source() in (self, self.viewport())
            and event.dropAction() == Qt.DropAction.MoveAction
        )
        selection = self.selection() if moved else None
        if selection is not None and selection.start <= target <= selection.end:
            event.ignore()
            return
        # Qt would take the dragged text out by itself after a move: that is done here, as one step.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.drop_at(target, self._read(event.mimeData(), Selection.of(target)), selection)

    def drop_at(self, target: Place, what: Pasted, moved: Selection | None = None) -> None:
        """Put ``what`` in at ``target`` and take ``moved`` out, as one step."""
        blocks = self.view.blocks
        if moved is None:
            self.apply(paste.pasted(blocks, Selection.of(target), what))
            self._take_notes(what)
            return
        if target > moved.start:
            put = paste.pasted(blocks, Selection.of(target), what)
            gone = story_edits.deleted(put.blocks, moved.start, moved.end)
            self.apply(Edit(gone.blocks, gone.selection))
            return
        gone = story_edits.deleted(blocks, moved.start, moved.end)
        self.apply(paste.pasted(gone.blocks, Selection.of(target), what))


def _files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
