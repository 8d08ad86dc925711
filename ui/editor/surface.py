"""The text surface of the editor: a story under official styles, with all its commands."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from papidesk.domain.blocks import Block, PageBreak, Table
from papidesk.domain.document import Document
from papidesk.domain.richtext import Mark, RichText, Style
from papidesk.i18n import _
from ui.editor import story_edits, story_styles
from ui.editor.find import texts_of, words_in
from ui.editor.story_edits import Edit
from ui.editor.story_formats import MARKS, key_of
from ui.editor.story_places import GAP, Place, Selection
from ui.editor.story_sections import moved_section
from ui.editor.story_text import WHOLE, text_at
from ui.editor.surface_borders import paint_borders
from ui.editor.surface_figures import FigureSurface
from ui.editor.surface_painting import paint_above, paint_below, visible_lines
from ui.theme import Theme

Blocks = tuple[Block, ...]
_ALIGN_STYLE = {"center": "center", "right": "right"}


class Surface(FigureSurface):
    """The editor's text: :meth:`show_story` gives it blocks, :meth:`blocks` returns them.

    ``changed`` follows each edit, ``cursor_moved`` and ``style_changed`` each move of the caret,
    ``figure_activated`` and ``footnote_activated`` name what a person opened.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._noted: Document | None = None
        self._note_numbers: dict[str, int] = {}
        self._words: dict[int, tuple[Block, int]] = {}
        super().__init__(theme, parent)
        self.setPlaceholderText(_("Write here, or paste from Word."))

    # ---- styles -------------------------------------------------------------------------------

    def set_style(self, name: str) -> None:
        """Give the selected blocks an official style ("heading1" … "item2", "paragraph" …)."""
        selection = self.selection()
        place = selection.caret
        blocks = self.view.blocks
        if place.offset == GAP and name in story_styles.STYLES:
            blocks, selection = story_edits.inserted_text(blocks, place, RichText())
        new = story_styles.with_style(blocks, selection, name, self.view.scheme)
        if new != self.view.blocks:
            self.apply(Edit(new, selection))

    def current_style(self) -> str:
        """Return the style of the block with the caret; in a cell that of its alignment."""
        place = self.selection().caret
        if place.offset == GAP or place.block >= len(self.view.blocks):
            return "paragraph"
        block = self.view.blocks[place.block]
        if not isinstance(block, Table):
            return story_styles.style_of(block)
        if not place.in_cell or place.cell < 0:
            return "table"
        align = block.rows[place.row].cells[place.cell].align
        return _ALIGN_STYLE.get(align, "paragraph")

    def change_level(self, *, down: bool) -> None:
        """Go a level lower or higher, as Tab and Shift+Tab do outside tables."""
        selection = self.selection()
        new = story_styles.with_level(self.view.blocks, selection, down, self.view.scheme)
        if new != self.view.blocks:
            self.apply(Edit(new, selection))

    def toggle(self, style: str) -> None:
        """Turn "b", "i", "u", "sup" or "sub" on or off, for the selection or what comes next."""
        if self.isReadOnly():
            return
        selection = self.selection()
        name = cast(Style, style)
        if not selection.empty:
            new = story_styles.with_mark(self.view.blocks, selection, name)
            if new != self.view.blocks:
                self.apply(Edit(new, selection))
            return
        if not self._takes_letters(selection.caret):
            return
        key = dict(self._key_here())
        if name in key:
            del key[name]
        else:
            for other in ("sup", "sub") if name in ("sup", "sub") else ():
                key.pop(cast(Style, other), None)
            key[name] = ""
        made = tuple(sorted((s, ref) for s, ref in key.items() if s not in WHOLE))
        self.setCurrentCharFormat(self.formats.char(self.look_here(), made))
        self.style_changed.emit()

    def _key_here(self) -> tuple[tuple[Style, str], ...]:
        form = self.currentCharFormat()
        return key_of(form.property(MARKS)) if form.hasProperty(MARKS) else ()

    def active_marks(self) -> frozenset[str]:
        """Return the inline styles on at the selection, or those the next letter will have."""
        selection = self.selection()
        if not selection.empty:
            return frozenset(story_styles.marks_of(self.view.blocks, selection))
        return frozenset(style for style, _ in self._key_here() if style not in WHOLE)

    # ---- putting in ---------------------------------------------------------------------------

    def insert_page_break(self) -> None:
        """Begin a new page at the caret; inside a table nothing happens."""
        if not self.in_table:
            self._insert(PageBreak())

    def insert_blocks(self, blocks: Blocks) -> None:
        """Put ``blocks`` in at the caret, in place of what is selected."""
        self._insert(*blocks)

    def _insert(self, *new: Block) -> None:
        selection = self.selection()
        blocks, place = self.view.blocks, selection.caret
        if not selection.empty:
            blocks, after = story_edits.deleted(blocks, selection.start, selection.end)
            place = after.caret
        done = story_edits.inserted_blocks(blocks, place, new)
        if isinstance(new[-1], PageBreak):
            done = self._behind_break(done)
        self.apply(done)

    def _behind_break(self, done: Edit) -> Edit:
        index = done.selection.caret.block + 1
        blocks = done.blocks
        if index >= len(blocks):
            blocks = (*blocks, story_edits.Paragraph())
        return story_edits.edit(blocks, story_edits.settled(blocks, Place(index)))

    def insert_text(self, text: RichText) -> None:
        """Put formatted text in at the caret, in place of what is selected."""
        self._write_over(self.selection(), text)

    def insert_figure(self, ref: str, text: str) -> None:
        """Put a live field in at the caret, or change the one selected."""
        if text and not self.isReadOnly():
            self._write_over(self.selection(), story_styles.figure(ref, text))

    def insert_footnote(self, id: str) -> None:
        """Put the mark of footnote ``id`` in behind the caret's letter."""
        if self.isReadOnly():
            return
        sign = str(len(self.note_order()) + 1)
        mark = Mark(start=0, end=len(sign), style="note", ref=id)
        caret = Selection.of(self.selection().end)
        self._write_over(caret, RichText(text=sign, marks=(mark,)))

    def move_section(self, from_block: int, to_block: int) -> None:
        """Move the section that begins at a block before another block (len(blocks): the end)."""
        if 0 <= from_block < len(self.view.blocks) and not self.isReadOnly():
            done = moved_section(self.view.blocks, from_block, to_block)
            if done.blocks != self.view.blocks:
                self.apply(done)

    def note_order(self) -> dict[str, None]:
        """Return the footnotes the document refers to, in the order of their marks."""
        found: dict[str, None] = {}
        document = self.history.document
        for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
            for _place, text in texts_of(blocks):
                found.update(dict.fromkeys(m.ref for m in text.marks if m.style == "note"))
        return found

    def note_number(self, ref: str) -> str:
        """Return the number shown at the mark of a footnote: they count through the document."""
        if self._noted is not self.history.document:
            self._noted = self.history.document
            order = list(self.note_order())
            known = {note.id for note in self._noted.footnotes}
            # As printed: a mark without its footnote gets no number.
            printed = [ref for ref in order if ref in known] if not self._own_history else order
            self._note_numbers = {ref: n for n, ref in enumerate(printed, start=1)}
        return str(self._note_numbers.get(ref, ""))

    # ---- counting -----------------------------------------------------------------------------

    def word_count(self) -> int:
        """Return how many words the story has, or its selected part."""
        selection = self.selection()
        if selection.empty:
            counted = {
                id(block): self._words.get(id(block)) or (block, words_in(block))
                for block in self.view.blocks
            }
            self._words = counted
            return sum(counted[id(block)][1] for block in self.view.blocks)
        parts = story_styles.stretches(self.view.blocks, selection)
        return sum(len(text_at(self.view.blocks, p).text[a:b].split()) for p, a, b in parts)

    # ---- painting and pointing ----------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        scroll = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -scroll)
        area = event.rect()
        lines = list(visible_lines(self, area.top() + scroll, area.bottom() + scroll))
        paint_below(self, painter, lines)
        paint_borders(self, painter, lines, area.bottom() + scroll)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -scroll)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_above(self, painter, lines)
        if self.guide is not None:
            painter.setPen(self.theme.color("accent"))
            painter.drawLine(
                QLineF(self.guide, area.top() + scroll, self.guide, area.bottom() + scroll)
            )
        painter.end()
