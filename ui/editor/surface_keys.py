"""Keys and input methods: what a key means for a story, and what is left to Qt."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor

from papidesk.domain.blocks import Heading, Item, PageBreak, Paragraph, Table
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from papidesk.errors import N_
from papidesk.text.clean import clean
from ui.editor import story_edits, story_styles
from ui.editor.story_formats import MARKS, key_of
from ui.editor.story_places import GAP, Place, Selection
from ui.editor.story_text import WHOLE, is_text, text_at, text_of, whole, with_text
from ui.editor.surface_typing import TypedSurface

_Std = QKeySequence.StandardKey
_Move = QTextCursor.MoveOperation
# Held with others they change nothing themselves: the page stays.
_STAYING = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT_RIGHT = 64  # what Windows reports of modifiers: the Alt key at the right
# Deleting by words and lines: where the caret would go, and whether that is forward.
_DELETING = (
    (_Std.DeleteStartOfWord, _Move.PreviousWord),
    (_Std.DeleteEndOfWord, _Move.NextWord),
    (_Std.DeleteEndOfLine, _Move.EndOfLine),
    (_Std.DeleteCompleteLine, _Move.EndOfLine),
)


def by_alt_gr(event: QKeyEvent, platform: str = "") -> bool:
    """Tell whether AltGr types a sign, such as a digit on the Vietnamese keyboard of Windows.

    Windows tells of AltGr as Ctrl+Alt, and so do the shortcuts of styles: only what the right Alt
    key types on this layout is a sign.
    """
    right_alt = bool(event.nativeModifiers() & _ALT_RIGHT)
    windows = (platform or QGuiApplication.platformName()) == "windows"
    return windows and right_alt and event.text().isprintable() and event.text() != ""


class KeyedSurface(TypedSurface):
    """A surface that understands keys as a story does: levels, styles, whole figures."""

    # What its keys do, for the sheet of keys.
    own_keys = (
        ("Tab, Shift+Tab", N_("One level lower, higher; in a table the next, the last cell")),
        ("Enter", N_("Go on in the same style")),
        ("Ctrl+Enter", N_("Begin a new page")),
        ("Backspace", N_("At the start of a line: to the next plainer style")),
        ("Ctrl+Shift+V", N_("Paste the words only")),
        ("Ctrl+B, Ctrl+I, Ctrl+U", N_("Bold, italic, underline in the text")),
    )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.lay_out()
        self._before = self.selection()
        try:
            if self.isReadOnly():
                self._read_only_key(event)
            elif self._command_key(event) or self._text_key(event):
                event.accept()
            else:
                super().keyPressEvent(event)
            if not self.isReadOnly() and event.key() not in _STAYING:
                self.keep_room_below()
        finally:
            self._before = None

    def _read_only_key(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        elif event.key() not in _ENTER or not self.activate():
            super().keyPressEvent(event)

    def _command_key(self, event: QKeyEvent) -> bool:
        for sequence, command in (
            (_Std.Undo, self.undo),
            (_Std.Redo, self.redo),
            (_Std.Cut, self.cut),
            (_Std.Copy, self.copy),
            (_Std.Paste, self.paste),
            (_Std.Bold, lambda: self.toggle("b")),
            (_Std.Italic, lambda: self.toggle("i")),
            (_Std.Underline, lambda: self.toggle("u")),
        ):
            if event.matches(sequence):
                command()
                return True
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if control and key == Qt.Key.Key_Y:
            self.redo()
        elif control and shift and key == Qt.Key.Key_V:
            self.paste_plain()
        elif key in _ENTER:
            self._enter_key(control)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
            self.tab(forward=key == Qt.Key.Key_Tab)
        else:
            return self._deleting_key(event)
        return True

    def _enter_key(self, control: bool) -> None:
        if control:
            self.insert_page_break()
        elif not self.activate():
            self._enter()

    def toggle(self, style: str) -> None:
        """Turn one inline style on or off."""
        raise NotImplementedError

    def paste_plain(self) -> None:
        """Paste without the structure and the looks."""
        raise NotImplementedError

    def insert_page_break(self) -> None:
        """Begin a new page."""
        raise NotImplementedError

    def tab(self, *, forward: bool) -> None:
        """Go to the next cell, or change the level."""
        raise NotImplementedError

    # ---- deleting -----------------------------------------------------------------------------

    def _deleting_key(self, event: QKeyEvent) -> bool:
        for sequence, move in _DELETING:
            if event.matches(sequence):
                self._delete_to(move)
                return True
        if event.key() == Qt.Key.Key_Backspace:
            return self._backspace()
        if event.key() == Qt.Key.Key_Delete:
            return self._delete()
        return False

    def _delete_to(self, move: QTextCursor.MoveOperation) -> None:
        selection = self.selection()
        if selection.empty:
            cursor = self.textCursor()
            cursor.movePosition(move)
            other = self.view.place_of(cursor.position())
            here = selection.caret
            if other[:4] != here[:4]:
                self._backspace() if other < here else self._delete()
                return
            selection = Selection(other, here)
        self.delete_selected(selection)

    def delete_selected(self, selection: Selection | None = None) -> None:
        """Delete what is selected."""
        chosen = selection or self.selection()
        if not chosen.empty and not self.isReadOnly():
            self.apply(story_edits.deleted(self.view.blocks, chosen.start, chosen.end))

    def _backspace(self) -> bool:
        selection = self.selection()
        if not selection.empty:
            self.delete_selected(selection)
            return True
        place = selection.caret
        if place.offset <= 0:
            self.apply(story_edits.lowered(self.view.blocks, place))
            return True
        return self._delete_whole(place, place.offset - 1, place.offset)

    def _delete(self) -> bool:
        selection = self.selection()
        if not selection.empty:
            self.delete_selected(selection)
            return True
        place = selection.caret
        length = len(text_at(self.view.blocks, place).text)
        if place.offset < 0 or place.offset >= length:
            self.apply(story_edits.joined_on(self.view.blocks, place))
            return True
        return self._delete_whole(place, place.offset, place.offset + 1)

    def _delete_whole(self, place: Place, start: int, end: int) -> bool:
        """Delete a figure or footnote sign as one letter; False when Qt may delete a letter."""
        text = text_at(self.view.blocks, place)
        if not any(m.style in WHOLE and m.start < end and start < m.end for m in text.marks):
            return False
        left, right = whole(text, start + 1, end) if end - start > 1 else (start, end)
        for mark in text.marks:
            if mark.style in WHOLE and mark.start < end and start < mark.end:
                left, right = min(left, mark.start), max(right, mark.end)
        self.delete_selected(Selection(place.moved(left), place.moved(right)))
        return True

    # ---- writing ------------------------------------------------------------------------------

    def _enter(self) -> None:
        selection = self.selection()
        blocks, place = self.view.blocks, selection.caret
        if not selection.empty:
            blocks, after = story_edits.deleted(blocks, selection.start, selection.end)
            place = after.caret
        if not place.in_cell and 0 < place.offset == len(text_at(blocks, place).text):
            block = story_styles.settled_heading(blocks[place.block], self.view.scheme)
            blocks = (*blocks[: place.block], block, *blocks[place.block + 1 :])
        self.apply(story_edits.entered(blocks, place))

    def _text_key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        text = event.text()
        if not text or (held and held not in (alt_gr, Qt.KeyboardModifier.GroupSwitchModifier)):
            return False
        if not any(unicodedata.category(c) not in ("Cc", "Cs") for c in text):
            return False
        if held == alt_gr and len(text) == 1 and ord(text.upper()) == event.key():
            # AltGr makes another letter of a key: this is a command that is none here.
            return True
        self.write(text)
        return True

    def write(self, text: str) -> None:
        """Put typed ``text`` in at the caret, in place of what is selected."""
        cleaned = clean(text)
        if not cleaned or self.isReadOnly():
            return
        selection = self.selection()
        place = selection.caret
        if not selection.empty or not self._takes_letters(place):
            self._write_over(selection, RichText(text=cleaned))
            return
        self._leave_whole_marks()
        self.insertPlainText(cleaned)
        self.ensureCursorVisible()
        if cleaned == " ":
            self._take_typed_number()

    def _take_typed_number(self) -> None:
        """Take "1. ", "a) " or "- " at the start of a line for its style; undo brings it back."""
        place = self.selection().caret
        block = self.view.blocks[place.block]
        # The line after a title or an item goes on as one: there a sign says otherwise.
        begun = isinstance(block, Heading | Item) and len(block.text) == place.offset
        ordinary = isinstance(block, Paragraph) and block.style == "body"
        if not is_text(block) or not (begun or ordinary) or place.offset > 12:
            return
        style = story_styles.typed_style(block.text[: place.offset - 1], self.view.scheme)
        if not style:
            return
        rest = text_of(block).cut(place.offset)
        made = story_styles.styled(with_text(block, rest), style, self.view.scheme)
        if isinstance(block, Heading) and isinstance(made, Heading) and made.level != block.level:
            made = replace(made, run_in=False)  # after a numbered sentence, a title
        blocks = self.view.blocks
        changed = (*blocks[: place.block], made, *blocks[place.block + 1 :])
        self.apply(story_edits.edit(changed, Place(place.block)))

    def _takes_letters(self, place: Place) -> bool:
        """Tell whether Qt may put letters in at ``place`` by itself."""
        if place.offset == GAP or place.block >= len(self.view.blocks):
            return False
        block = self.view.blocks[place.block]
        return not isinstance(block, PageBreak) and (
            not isinstance(block, Table) or place.cell >= 0
        )

    def _write_over(self, selection: Selection, text: RichText) -> None:
        blocks, place = self.view.blocks, selection.caret
        if not selection.empty:
            blocks, after = story_edits.deleted(blocks, selection.start, selection.end)
            place = after.caret
        done = story_edits.inserted_text(blocks, place, text)
        self._run += 1
        self.apply(done, f"typing {self._run}")
        # What is typed next belongs to the same step.
        self._last_typed = self.selection().caret

    def _leave_whole_marks(self) -> None:
        """Type beside a figure or a footnote sign, not into it."""
        form = self.currentCharFormat()
        key = key_of(form.property(MARKS)) if form.hasProperty(MARKS) else ()
        kept = tuple(pair for pair in key if pair[0] not in WHOLE)
        if kept != key:
            self.setCurrentCharFormat(self.formats.char(self.look_here(), kept))

    def look_here(self):  # type: ignore[no-untyped-def]
        """Return the look of the text with the caret."""
        place = self.selection().caret
        block = self.view.blocks[place.block]
        if isinstance(block, Table):
            cell = block.rows[place.row].cells[place.cell]
            return self.view.cell_look(block, place.row, cell)
        return self.view.look(block)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.lay_out()
        self._before = self.selection()
        try:
            commit = event.commitString()
            needs_own = not self._before.empty or not self._takes_letters(self._before.caret)
            if self.isReadOnly() or (not commit and not event.preeditString()):
                super().inputMethodEvent(event)
            elif needs_own and commit:
                # Let Qt end the composition, then write as a key would.
                super().inputMethodEvent(QInputMethodEvent("", []))
                self.write(commit)
            else:
                self._leave_whole_marks_if_text()
                self._compose(event, clean(commit))
            if commit and not self.isReadOnly():
                self.keep_room_below()
        finally:
            self._before = None

    def _leave_whole_marks_if_text(self) -> None:
        place = self.selection().caret
        if self._takes_letters(place):
            self._leave_whole_marks()

    def _compose(self, event: QInputMethodEvent, commit: str) -> None:
        text = " ".join(commit.split("\n"))
        replaced = QInputMethodEvent(event.preeditString(), event.attributes())
        replaced.setCommitString(text, event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(replaced)
        event.accept()

    def event(self, event: QEvent) -> bool:
        # Shortcuts of the window must not take what this surface does itself.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (_Std.Undo, _Std.Redo, _Std.Bold, _Std.Italic, _Std.Underline)
            if any(event.matches(one) for one in own) or by_alt_gr(event):
                event.accept()
                return True
        return super().event(event)

    def activate(self) -> bool:
        """Open the figure or footnote that is selected; False where there is none."""
        selection = self.selection()
        if selection.empty or selection.anchor[:4] != selection.caret[:4]:
            return False
        start, end = selection.start.offset, selection.end.offset
        for mark in text_at(self.view.blocks, selection.caret).marks:
            if mark.style in WHOLE and mark.start <= start and end <= mark.end:
                chosen = self.figure_activated if mark.style == "figure" else None
                (chosen or self.footnote_activated).emit(mark.ref)
                return True
        return False
