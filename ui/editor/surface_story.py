"""The text surface's core: one story on screen, what is typed read back, every edit a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from papidesk.domain.blocks import Block
from papidesk.domain.document import Document
from papidesk.domain.numbering import DEFAULT_SCHEME
from ui.editor.history import BODY, EditorHistory, Spot
from ui.editor.story_edits import Edit, settled
from ui.editor.story_places import Place, Selection
from ui.editor.story_view import StoryView
from ui.editor.surface_frame import FramedSurface
from ui.editor.surface_waves import Wave, after_change, wave_of
from ui.theme import Theme

Blocks = tuple[Block, ...]
SETTLED_AT_ONCE = 6  # numbers out of sight: so few at once that no key waits


class StorySurface(FramedSurface):
    """Shows and edits one story: a tuple of blocks under a numbering scheme.

    The blocks are the truth, the QTextDocument is their view. Letters typed inside one text are
    left to Qt and read back; everything else changes the blocks, and the view follows.
    """

    changed = Signal()
    cursor_moved = Signal()
    style_changed = Signal()
    figure_activated = Signal(str)
    footnote_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._base = 14
        self._busy = False
        self._touched: tuple[int, int] | None = None
        self._before: Selection | None = None
        self._run = 0
        self._last_typed: Place | None = None
        self._waves: list[Wave] = []
        self.wrong_figures: frozenset[str] = frozenset()  # names of those with a problem
        document = self.document()
        self.view = StoryView(document, self.formats)
        self.story = BODY
        self.history = EditorHistory(Document())
        self._own_history = True
        self.history.travelled.connect(self._on_travelled)
        self._settling = QTimer(self, singleShot=True, interval=30)
        self._settling.timeout.connect(self._settle_some)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.selectionChanged.connect(self._on_selection_changed)
        theme.changed.connect(self._on_theme_changed)
        self.show_story((), DEFAULT_SCHEME)

    # ---- the story ----------------------------------------------------------------------------

    def show_story(
        self,
        blocks: Sequence[Block],
        scheme: str,
        *,
        base: int = 14,
        read_only: bool = False,
        landscape: bool = False,
    ) -> None:
        """Show ``blocks``; a history of its own begins unless :meth:`use_history` gave one."""
        self._landscape = landscape
        if base != self._base:
            self._base = base
            self._set_formats()
        self.setReadOnly(read_only)
        if read_only:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        else:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self._waves = []
        self._last_typed = None
        self._while_busy(lambda: self.view.show(tuple(blocks), scheme))
        self._fit_width()
        if self._own_history:
            self.history.reset(Document(blocks=tuple(blocks), scheme=scheme))
        self.select(Selection.of(settled(self.view.blocks, Place(0))))

    def use_history(self, history: EditorHistory, story: str = BODY) -> None:
        """Record edits in ``history`` as those of ``story`` ("body", "annex:0"), from now on.

        Call :meth:`show_story` with the blocks of that story next.
        """
        if history is not self.history:
            self.history.travelled.disconnect(self._on_travelled)
            self.history = history
            history.travelled.connect(self._on_travelled)
        self._own_history = False
        self.story = story

    def blocks(self) -> Blocks:
        """Return the blocks as they are now."""
        return self.view.blocks

    @property
    def scheme(self) -> str:
        """The numbering scheme of the story."""
        return self.view.scheme

    def numbers(self) -> list[str]:
        """Return the number of each block, "" where it has none."""
        return self.view.numbers

    def change_blocks(self, blocks: Blocks, group: str = "") -> None:
        """Show ``blocks`` as the next step (a fix of a finding, a replaced word)."""
        caret = settled(blocks, self.selection().caret)
        self.apply(Edit(blocks, Selection.of(caret)), group)

    def apply(self, edit: Edit, group: str = "", stale: int = -1) -> None:
        """Carry out ``edit`` as one step of the history; a read-only story stays."""
        if self.isReadOnly():
            return
        before = self._before or self.selection()
        old = self.view.blocks
        self._while_busy(lambda: self.view.change(edit.blocks, stale))
        self._waves = after_change(self._waves, old, self.view.blocks)
        self.select(edit.selection)
        self._last_typed = None
        self._note(before, group)
        self.viewport().update()

    def select(self, selection: Selection) -> None:
        """Select from one place to another and bring the caret into sight."""
        cursor = self.textCursor()
        cursor.setPosition(self.view.position_of(selection.anchor))
        if not selection.empty:
            cursor.setPosition(
                self.view.position_of(selection.caret), QTextCursor.MoveMode.KeepAnchor
            )
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def selection(self) -> Selection:
        """Return what is selected."""
        cursor = self.textCursor()
        caret = self.view.place_of(cursor.position())
        if not cursor.hasSelection():
            return Selection.of(caret)
        return Selection(self.view.place_of(cursor.anchor()), caret)

    def lay_out(self) -> None:
        """Let Qt finish what it lays out bit by bit, or lines it had still to come to stay blank.

        Qt forgets them when the text changes meanwhile. Nothing happens where all is laid out.
        """
        self.document().documentLayout().pageCount()

    def _while_busy(self, work: Callable[[], None]) -> None:
        self.lay_out()
        self._busy = True
        try:
            work()
            self._settle_in_sight()
        finally:
            self._busy = False
            self._touched = None

    def _settle_in_sight(self) -> None:
        """Make room for changed numbers: at once for those in sight, later for the others."""
        if self.view.settled:
            return
        corners = (QPoint(0, 0), QPoint(0, self.viewport().height()))
        first, last = (self.view.row_at(self.cursorForPosition(at).block()) for at in corners)
        self.view.settle(first, last)
        if not self.view.settled:
            self._settling.start()

    def _settle_some(self) -> None:
        if self.view.settled or self._busy:
            return
        self.lay_out()
        self._busy = True
        self.view.settle(0, 1 << 30, SETTLED_AT_ONCE)
        self._busy = False
        if not self.view.settled:
            self._settling.start()

    # ---- steps -----------------------------------------------------------------------------------

    def _note(self, before: Selection, group: str) -> None:
        document = self.history.with_story(self.story, self.view.blocks)
        self.history.note(
            document,
            group=f"{self.story} {group}" if group else "",
            before=Spot(self.story, before),
            after=Spot(self.story, self.selection()),
        )
        self._before = None
        self.changed.emit()

    # ---- history ------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back, in whatever part of the document it was done."""
        if not self.isReadOnly():
            self.history.undo()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if not self.isReadOnly():
            self.history.redo()

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return not self.isReadOnly() and self.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Tell whether a step was taken back."""
        return not self.isReadOnly() and self.history.can_redo

    def _on_travelled(self, spot: Spot | None) -> None:
        found = self.history.story(self.story)
        if found is None:
            return
        blocks, scheme = found
        old = self.view.blocks
        if scheme != self.view.scheme:
            self._while_busy(lambda: self.view.show(blocks, scheme))
        elif blocks is not old:
            self._while_busy(lambda: self.view.change(blocks))
        self._waves = after_change(self._waves, old, blocks)
        self._last_typed = None
        if spot is not None and spot.story == self.story and spot.selection is not None:
            self.bring_up(Selection(*(settled(blocks, place) for place in spot.selection)))
        if blocks is not old:
            self.changed.emit()
        self.viewport().update()

    # ---- places -------------------------------------------------------------------------------

    def current_block(self) -> int:
        """Return the index of the block with the caret; -1 in an empty story."""
        return min(self.selection().caret.block, len(self.view.blocks) - 1)

    def current_place(self) -> Place:
        """Return where the caret stands."""
        return self.selection().caret

    def go_to(
        self,
        block: int,
        start: int = 0,
        length: int = 0,
        *,
        row: int | None = None,
        col: int | None = None,
        paragraph: int = 0,
    ) -> None:
        """Select ``length`` letters of a block, or of a cell (``col``: its index in the row)."""
        place = Place(block, -1 if row is None else row, -1 if row is None else col or 0)
        first = settled(self.view.blocks, place._replace(paragraph=paragraph, offset=start))
        last = settled(self.view.blocks, first.moved(first.offset + length)) if length else first
        self.bring_up(Selection(first, last))

    def bring_up(self, selection: Selection) -> None:
        """Select, and where that was out of sight show it with what follows, not on the edge."""
        bar = self.verticalScrollBar()
        before = bar.value()
        self.select(selection)
        if bar.value() != before:
            bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 5)

    def set_marks_under(self, marks: Sequence[object]) -> None:
        """Underline findings with waves: (block or Place, start, end, severity, tip) each."""
        self._waves = [wave_of(mark) for mark in marks]
        self.viewport().update()

    @property
    def waves(self) -> list[Wave]:
        """The stretches underlined with waves."""
        return self._waves

    def note_number(self, ref: str) -> str:
        """Return the number shown at the mark of a footnote."""
        raise NotImplementedError

    # ---- what changes around it ------------------------------------------------------------

    def _set_formats(self) -> None:
        self.set_base(self._base)
        self.view.formats = self.formats

    def give_room(self) -> None:
        """Leave room above the first title and below the last line."""
        self._while_busy(self.view.give_room)

    def _on_theme_changed(self) -> None:
        selection = self.selection()
        self._set_formats()
        blocks = self.view.blocks
        self._while_busy(lambda: self.view.show(blocks, self.view.scheme))
        self._fit_width()
        self.select(selection)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.history.close_step()
        super().focusOutEvent(event)
        self.update()

    def _on_cursor_moved(self) -> None:
        if not self._busy:
            self.cursor_moved.emit()
            self.style_changed.emit()

    def _on_selection_changed(self) -> None:
        if not self._busy:
            self.style_changed.emit()
