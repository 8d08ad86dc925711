"""Figures under the mouse: what they are, and a way to what is behind them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip

from papidesk.domain.richtext import Mark
from papidesk.i18n import _
from ui.editor.find import texts_of
from ui.editor.story_places import GAP, Place, Selection
from ui.editor.story_text import text_at
from ui.editor.surface_pointing import PointingSurface

_CONTROL = Qt.KeyboardModifier.ControlModifier


class FigureSurface(PointingSurface):
    """A surface whose figures say what they are and open what they were counted from.

    ``figure_tip`` gives the words for a figure's name; "" for none.
    """

    figure_tip: Callable[[str], str] | None = None
    figure_change: Callable[[str], object] | None = None

    def figure_under(self, point: QPoint) -> Mark | None:
        """Return the figure at ``point`` of the viewport, None where there is none."""
        cursor = self.cursorForPosition(point)
        # Beside the last letter of a line the cursor stands in it all the same.
        box = self.cursorRect(cursor)
        if abs(box.center().x() - point.x()) > 2 * box.height():
            return None
        return self._figure_at(self.view.place_of(cursor.position()))

    def _figure_at(self, place: Place) -> Mark | None:
        if place.offset == GAP:
            return None
        for mark in text_at(self.view.blocks, place).marks:
            if mark.style == "figure" and mark.start <= place.offset <= mark.end:
                return mark
        return None

    def choose_figure(self, ref: str, _checked: bool = False) -> bool:
        """Select the first figure called ``ref``; False where the story has none."""
        for place, text in texts_of(self.view.blocks):
            for mark in text.marks:
                if mark.style == "figure" and mark.ref == ref:
                    self.select(Selection(place.moved(mark.start), place.moved(mark.end)))
                    self.setFocus()
                    return True
        return False

    def selected_figure(self) -> str:
        """Return the name of the figure that is selected, or that the caret stands in; "" else."""
        selection = self.selection()
        if selection.anchor[:4] != selection.caret[:4]:
            return ""
        mark = self._figure_at(selection.caret)
        if mark is None or selection.empty:
            return ""
        inside = mark.start <= selection.start.offset and selection.end.offset <= mark.end
        return mark.ref if inside else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Where nothing is written one click is enough; else Ctrl says that the click is no caret.
        asked = self.isReadOnly() or bool(event.modifiers() & _CONTROL)
        if event.button() == Qt.MouseButton.LeftButton and asked:
            mark = self.figure_under(event.position().toPoint())
            if mark is not None:
                event.accept()
                self.figure_activated.emit(mark.ref)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        asked = self.isReadOnly() or bool(event.modifiers() & _CONTROL)
        if event.buttons() or not asked:
            return
        if self.figure_under(event.position().toPoint()) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Control:
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        super().keyReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.figure_under(event.pos())
            said = self.figure_tip(mark.ref) if mark is not None and self.figure_tip else ""
            if said:
                place = self._place_under(event.pos())
                tips = [wave.tip for wave in self.waves if wave.covers(place)]
                QToolTip.showText(event.globalPos(), "\n".join([said, *tips]), self.viewport())
                return True
        return super().viewportEvent(event)

    def context_menu(self, place: Place | None = None) -> QMenu:
        """Return the menu of the caret, with what can be done with a figure before all."""
        menu = super().context_menu(place)
        mark = self._figure_at(place or self.selection().caret)
        if mark is None:
            return menu
        first = menu.actions()[0]
        behind = menu.addAction(_("Show what is behind the figure"))
        behind.triggered.connect(lambda: self.figure_activated.emit(mark.ref))
        change = menu.addAction(_("Change the figure…"))
        change.setEnabled(not self.isReadOnly() and self.figure_change is not None)
        change.triggered.connect(lambda: self._change(mark.ref, place))
        menu.insertActions(first, [behind, change])
        menu.insertSeparator(first)
        return menu

    def _change(self, ref: str, place: Place | None) -> None:
        at = place or self.selection().caret
        mark = self._figure_at(at)
        if mark is None or self.figure_change is None:
            return
        self.select(Selection(at.moved(mark.start), at.moved(mark.end)))
        self.figure_change(ref)
