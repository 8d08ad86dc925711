"""What Qt puts into a line by itself, letter by letter: read back, composed, grouped in steps."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from papidesk.domain.blocks import Block, Table
from ui.editor.story_edits import settled
from ui.editor.story_places import GAP, Place, Selection
from ui.editor.story_reading import read
from ui.editor.story_text import composed, composed_length, text_at, with_text_at
from ui.editor.story_view import FILLER
from ui.editor.surface_story import StorySurface
from ui.editor.surface_waves import after_typing
from ui.theme import Theme

Blocks = tuple[Block, ...]
ROOM_BELOW = 2.5  # lines that stay in sight below the caret


class TypedSurface(StorySurface):
    """A surface that takes over what was typed into one text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)

    def keep_room_below(self) -> None:
        """Scroll on so that one never writes on the last line of the screen, as long as keys do it.

        A click leaves the page where it is: it must not run away from the pointer.
        """
        room = ROOM_BELOW * self.cursorRect().height()
        missing = self.cursorRect().bottom() + room - self.viewport().height()
        if missing > 0 and room < self.viewport().height() // 2:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(missing))

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._busy or (not removed and not added):
            return
        end = position + max(0, added)
        first, last = self._touched or (position, end)
        self._touched = (min(first, position), max(last, end))

    def _on_contents_changed(self) -> None:
        if self._busy or self._touched is None:
            return
        touched, self._touched = self._touched, None
        if self.isReadOnly() or not self.view.intact:
            # Something tried to add or take lines behind our back: show what is true again.
            blocks, caret = self.view.blocks, self._before
            self._while_busy(lambda: self.view.show(blocks, self.view.scheme))
            self.select(caret or Selection.of(settled(blocks, Place(0))))
            return
        self._read_back(*touched)

    def _read_back(self, start: int, end: int) -> None:
        document = self.document()
        line = document.findBlock(min(start, document.characterCount() - 1))
        place, blocks = read(self.view, line)
        if blocks is self.view.blocks:
            return
        before = self._before or Selection.of(place)
        offset = self.textCursor().position() - line.position()
        padded = FILLER in line.text()
        if padded:
            offset -= line.text()[:offset].count(FILLER)
        ordinary = place.offset != GAP and (not place.in_cell or place.cell >= 0)
        ordinary = ordinary and len(blocks) == len(self.view.blocks)
        text = text_at(blocks, place) if ordinary else None
        tidied = composed(text) if text is not None else None
        same_look = ordinary and self._same_look(blocks, place)
        hidden = ordinary and not text_at(blocks, place).text and not place.in_cell
        if tidied is None and same_look and not padded and not hidden:
            old = text_at(self.view.blocks, place)
            self.view.adopt(place, blocks)
            self._waves = after_typing(self._waves, place, old.text, text_at(blocks, place).text)
            self._count_run(before, old.text, place)
            self._note(before, f"typing {self._run}")
            return
        if tidied is not None and text is not None:
            blocks = with_text_at(blocks, place, tidied)
            offset = composed_length(text.text, offset)
        caret = place.moved(offset) if ordinary else self._typed_in_gap(place, blocks, offset)
        row = self.view.row_at(line)
        self._while_busy(lambda: self.view.change(blocks, row))
        self.select(Selection.of(settled(blocks, caret)))
        self._count_run(before, "", caret)
        self._note(before, f"typing {self._run}")
        self.viewport().update()

    def _same_look(self, blocks: Blocks, place: Place) -> bool:
        new, old = blocks[place.block], self.view.blocks[place.block]
        if not isinstance(new, Table):
            return self.view.look(new) == self.view.look(old)
        if not isinstance(old, Table):
            return False
        cells = (t.rows[place.row].cells[place.cell] for t in (new, old))
        looks = [self.view.cell_look(new, place.row, cell) for cell in cells]
        return looks[0] == looks[1]

    def _typed_in_gap(self, place: Place, blocks: Blocks, offset: int) -> Place:
        if place.in_cell:
            return place
        index = place.block if place.offset == GAP else place.block + 1
        return Place(index, offset=offset)

    def _count_run(self, before: Selection, old: str, place: Place) -> None:
        """Begin a new step where the caret was moved, and at the beginning of each word."""
        caret = self.selection().caret
        new = text_at(self.view.blocks, caret).text
        moved = self._last_typed is None or before.caret != self._last_typed
        at = caret.offset
        grown = len(new) > len(old)
        begins = grown and at > 1 and new[at - 1].strip() != "" and new[at - 2].isspace()
        crossed = not grown and 0 <= at < len(old) and old[at].isspace()
        if moved or begins or crossed or not before.empty:
            self._run += 1
        self._last_typed = caret
