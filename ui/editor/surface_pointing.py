"""The mouse on a surface: figures as a whole, column borders to drag, tips, the menu."""

from __future__ import annotations

from functools import partial
from itertools import accumulate, pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from papidesk.domain.blocks import Heading, Table
from papidesk.domain.record import replace
from papidesk.i18n import _
from ui.editor import story_styles
from ui.editor.find import Match, replaced
from ui.editor.story_edits import Edit
from ui.editor.story_places import GAP, Place, Selection
from ui.editor.story_tables import column_shares
from ui.editor.story_text import WHOLE, text_at
from ui.editor.surface_clipboard import ClipboardSurface
from ui.editor.surface_tables import LEAST_SHARE
from ui.editor.surface_waves import Wave
from ui.theme import Theme

REACH = 4  # px around a column's border where it can be taken hold of


class _Drag:
    """A column border on its way: between columns ``number`` and the next one."""

    def __init__(self, block: int, number: int, edges: list[float]) -> None:
        self.block, self.number, self.edges = block, number, edges
        self.x = edges[number + 1]

    def shares(self) -> list[float]:
        """Return the columns' widths with the border where it is now."""
        edges = list(self.edges)
        least = LEAST_SHARE * (edges[-1] - edges[0])
        low, high = edges[self.number] + least, edges[self.number + 2] - least
        edges[self.number + 1] = max(low, min(self.x, high)) if low < high else self.x
        return [b - a for a, b in pairwise(edges)]


class PointingSurface(ClipboardSurface):
    """A surface that understands the mouse."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._drag: _Drag | None = None
        self._last_caret = 0
        self._vertical = False
        super().__init__(theme, parent)
        self.cursorPositionChanged.connect(self._leave_figures)

    @property
    def guide(self) -> float | None:
        """Where the border that is being dragged stands, in px of the document."""
        return self._drag.x if self._drag else None

    # ---- figures are one letter ---------------------------------------------------------------

    def _leave_figures(self) -> None:
        """Let the caret stand before or behind a figure, never inside."""
        if self._busy:
            return
        cursor = self.textCursor()
        position, before = cursor.position(), self._last_caret
        if self.view.is_seam(cursor.block()):
            self._leave_seam(cursor, before)
            return
        place = self.view.place_of(position)
        if place.offset != GAP:
            for mark in text_at(self.view.blocks, place).marks:
                if mark.style in WHOLE and mark.start < place.offset < mark.end:
                    near = 2 * place.offset < mark.start + mark.end
                    step = abs(position - before) == 1
                    back = position < before if step else near
                    position = self.view.position_of(place.moved(mark.start if back else mark.end))
        self._last_caret = position
        if position != cursor.position():
            keep = cursor.hasSelection()
            mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(position, mode)
            self.setTextCursor(cursor)

    def _leave_seam(self, cursor: QTextCursor, before: int) -> None:
        """Let the caret pass from one part of a table to the next as if there were none."""
        seam, back = cursor.block(), before > cursor.position()
        mode = QTextCursor.MoveMode.KeepAnchor
        if not cursor.hasSelection():
            mode = QTextCursor.MoveMode.MoveAnchor
        if abs(before - cursor.position()) == 1 and not self._vertical:
            step = QTextCursor.MoveOperation.Left if back else QTextCursor.MoveOperation.Right
            cursor.movePosition(step, mode)
        else:
            from_place = self.view.place_of(before)
            lines = self.view.lines_of(from_place.block) if from_place.in_cell else None
            spread = lines.grid.of_cell(from_place.row, from_place.cell) if lines else None
            above, below = self.view.around_seam(seam, spread.column if spread else 0)
            cursor.setPosition(self.view.position_of(above if back else below), mode)
        self._last_caret = cursor.position()
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._vertical = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        super().keyPressEvent(event)

    def _place_under(self, point: QPoint) -> Place:
        return self.view.place_of(self.cursorForPosition(point).position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_under(event.position().toPoint())
        for mark in text_at(self.view.blocks, place).marks:
            if mark.style in WHOLE and mark.start <= place.offset <= mark.end:
                self.select(Selection(place.moved(mark.start), place.moved(mark.end)))
                self.activate()
                return
        super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        # Beside the text a click goes to its line and the wheel turns the page all the same.
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            spot = self.viewport().mapFrom(self, event.position().toPoint())
            spot.setX(max(0, min(spot.x(), self.viewport().width() - 1)))
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setTextCursor(self.cursorForPosition(spot))
            return True
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().event(event)

    # ---- column borders -----------------------------------------------------------------------

    def column_edges(self, index: int) -> list[float]:
        """Return where the borders of a table's columns are, in px of the document."""
        table = self.view.blocks[index]
        lines = self.view.lines_of(index)
        if not isinstance(table, Table) or lines is None:
            return []
        layout = self.document().documentLayout()
        margin = self.document().documentMargin()
        whole = self.document().textWidth() - 2 * margin
        found = {0: margin, lines.grid.columns: margin + whole}
        for s in lines.grid.spreads:
            if s.column not in found:
                line = self.view.line_of(Place(index, s.row, s.index))
                left = layout.blockBoundingRect(line).left()
                found[s.column] = left - self.formats.padding
                if len(found) > lines.grid.columns:
                    break
        if len(found) <= lines.grid.columns:
            # No cell begins at some border: it is where the shares put it.
            shares = column_shares(table, lines.grid)
            for number, edge in enumerate(accumulate(shares, initial=0.0)):
                found.setdefault(number, margin + edge * whole)
        return [found[number] for number in range(lines.grid.columns + 1)]

    def _border_under(self, point: QPointF) -> _Drag | None:
        if self.isReadOnly():
            return None
        place = self._place_under(point.toPoint())
        if not place.in_cell:
            return None
        edges = self.column_edges(place.block)
        x = point.x() + self.horizontalScrollBar().value()
        for number, edge in enumerate(edges[1:-1]):
            if abs(edge - x) <= REACH:
                return _Drag(place.block, number, edges)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self._drag = self._border_under(event.position())
            if self._drag is not None:
                event.accept()
                return
        self.history.close_step()
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self._leave_end_of_line()

    def _leave_end_of_line(self) -> None:
        """Select the words of a paragraph by a threefold click, without its end.

        Qt selects the end too: what is typed over it would run into the next paragraph.
        """
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        if cursor.hasSelection() and cursor.selectionEnd() == first.position() + first.length():
            cursor.setPosition(first.position())
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            self.setTextCursor(cursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.x = event.position().x() + self.horizontalScrollBar().value()
            self.viewport().update()
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            over = self._border_under(event.position()) is not None
            shape = Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.IBeamCursor
            if self.viewport().cursor().shape() != shape:
                self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None:
            super().mouseReleaseEvent(event)
            return
        self.viewport().update()
        if abs(drag.x - drag.edges[drag.number + 1]) > 1:
            self.set_widths(drag.shares(), drag.block)

    # ---- tips and menu ------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_under(event.pos())
            tips = [wave.tip for wave in self.waves if wave.covers(place)]
            QToolTip.showText(event.globalPos(), "\n".join(tips), self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        menu = self.context_menu(self._place_under(event.pos()) if by_mouse else None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def context_menu(self, place: Place | None = None) -> QMenu:
        """Return the commands that fit the caret, as a menu; mends for what waves at ``place``."""
        menu = QMenu(self)
        self._add_mends(menu, place or self.selection().caret)
        writable, chosen = not self.isReadOnly(), self.textCursor().hasSelection()
        for text, keys, act, possible in (
            (_("Undo"), "Ctrl+Z", self.undo, self.can_undo),
            (_("Redo"), "Ctrl+Y", self.redo, self.can_redo),
            ("", "", None, True),
            (_("Cut"), "Ctrl+X", self.cut, writable and chosen),
            (_("Copy"), "Ctrl+C", self.copy, chosen),
            (_("Paste"), "Ctrl+V", self.paste, writable and self.canPaste()),
            (_("Paste the words only"), "Ctrl+Shift+V", self.paste_plain,
             writable and self.canPaste()),
            ("", "", None, True),
            (_("Select all"), "Ctrl+A", self.selectAll, True),
        ):  # fmt: skip
            if act is None:
                menu.addSeparator()
                continue
            action = menu.addAction(text, act)
            action.setEnabled(possible)
            # To be read: the keys themselves are those of the text and of the editor.
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
        if writable and self.in_table:
            self._add_table_commands(menu)
        elif writable:
            self._add_heading_commands(menu)
        return menu

    def _add_mends(self, menu: QMenu, place: Place) -> None:
        """Offer to put right what the check underlines at ``place``."""
        waves = [wave for wave in self.waves if wave.mend is not None and wave.covers(place)]
        if self.isReadOnly() or not waves:
            return
        for wave in waves:
            text = _("Change to “{right}”") if wave.mend else _("Remove “{wrong}”")
            stands = text_at(self.view.blocks, wave.place).cut(wave.place.offset, wave.end).text
            action = menu.addAction(text.format(right=wave.mend, wrong=stands))
            action.setToolTip(wave.tip)
            action.triggered.connect(partial(self.mend, wave))
        menu.addSeparator()

    def mend(self, wave: Wave, _checked: bool = False) -> None:
        """Put what is meant in place of what ``wave`` underlines, formatted as it was."""
        if wave.mend is None or wave not in self.waves or self.isReadOnly():
            return
        match = Match(wave.place, wave.end)
        blocks, count = replaced(self.view.blocks, [match], wave.mend)
        if count:
            end = wave.place.moved(wave.place.offset + len(wave.mend))
            self.apply(Edit(blocks, Selection.of(end)))

    def _add_heading_commands(self, menu: QMenu) -> None:
        """Offer to set a numbered clause as a title or as a sentence, where print tells them."""
        index = self.current_block()
        block = self.view.blocks[index] if index >= 0 else None
        if not isinstance(block, Heading):
            return
        bold = [self.view.look(replace(block, run_in=choice)).bold for choice in (False, True)]
        if bold[0] == bold[1]:
            return
        menu.addSeparator()
        for text, run_in in ((_("Title in bold"), False), (_("Sentence with a number"), True)):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(block.run_in == run_in)
            action.triggered.connect(lambda _checked, run_in=run_in: self.set_run_in(run_in))

    def set_run_in(self, run_in: bool) -> None:
        """Make the selected headings numbered sentences, or titles again."""
        selection = self.selection()
        new = story_styles.with_run_in(self.view.blocks, selection, run_in)
        if new != self.view.blocks:
            self.apply(Edit(new, selection))

    def _add_table_commands(self, menu: QMenu) -> None:
        menu.addSeparator()
        table = menu.addMenu(_("Table"))
        for text, act, possible in (
            (_("Row above"), self.add_row_above, True),
            (_("Row below"), self.add_row_below, True),
            (_("Column at the left"), self.add_column_left, True),
            (_("Column at the right"), self.add_column_right, True),
            (_("Delete rows"), self.remove_rows, True),
            (_("Delete columns"), self.remove_columns, True),
            (_("Delete the table"), self.remove_table, True),
            (_("Merge cells"), self.merge, self.can_merge),
            (_("Split the cell"), self.split, self.can_split),
            (_("Wider column"), lambda: self.change_width(wider=True), True),
            (_("Narrower column"), lambda: self.change_width(wider=False), True),
            (_("Widths by content"), lambda: self.set_widths(()), True),
        ):
            table.addAction(text, act).setEnabled(possible)
