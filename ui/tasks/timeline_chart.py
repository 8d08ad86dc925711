"""The timeline under hand: choosing, zooming, dragging or stepping the end of a task."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from papidesk.errors import N_
from ui.tasks import task_words as words
from ui.tasks.timeline_frame import TimelineFrame
from ui.tasks.timeline_scale import DAY, STEP

GRIP = 7  # px around a bar's end that take it


class TimelineChart(TimelineFrame):
    """What mouse and keys do."""

    own_keys = (
        ("Up", N_("Choose the task above")), ("Down", N_("Choose the task below")),
        ("+", N_("Zoom in")), ("-", N_("Zoom out")), ("T", N_("Go to today")),
        ("Alt+Left", N_("Let the task end a day earlier")),
        ("Alt+Right", N_("Let the task end a day later")),
        ("Enter", N_("Open the chosen task")),
    )  # fmt: skip

    # Mouse

    def _place_at(self, at: QPoint) -> int:
        if at.y() < self.head_height:
            return -1
        place = (at.y() - self.head_height + self.verticalScrollBar().value()) // self.row_height
        return place if 0 <= place < len(self.lines) else -1

    def _grips(self, place: int, at: QPoint) -> bool:
        line = self.lines[place] if place >= 0 else None
        if line is None or line.row is None or line.row.task.due is None:
            return False
        if line.shape not in ("bar", "mark") or at.x() < self.names_width:
            return False
        return abs(at.x() - self.bar_end(place).x()) <= GRIP

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        place = self._place_at(at)
        if place < 0 or self.lines[place].row is None:
            return
        self.choose(place)
        line = self.lines[place]
        if event.button() == Qt.MouseButton.LeftButton and self._grips(place, at) and line.last:
            self._drag = (line, line.last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._drag is not None:
            line = self._drag[0]
            day = self.scale_.day_at(at.x() - self._left() - 1)
            start = line.row.task.start if line.row is not None else None
            self._drag = (line, max(day, start) if start is not None else day)
            self.viewport().update()
            return
        grips = self._grips(self._place_at(at), at)
        shape = Qt.CursorShape.SizeHorCursor if grips else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        line, day = self._drag
        self._drag = None
        self.viewport().update()
        if line.row is not None and day != line.row.task.due:
            self.day_moved.emit(line.row, day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        row = self.lines[place].row if place >= 0 else None
        if row is not None:
            self._drag = None
            self.opened.emit(row.task.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen_row is not None:
            self.menu_asked.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP**steps, event.position().toPoint().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across = self.horizontalScrollBar()
            across.setValue(across.value() - round(steps * 3 * across.singleStep()))
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos())
            row = self.lines[place].row if place >= 0 else None
            if row is not None:
                QToolTip.showText(event.globalPos(), words.tip(row, self._set.today), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._step_end(event)
            return
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                rows = max(1, self._days_area().height() // self.row_height - 1)
                self._step(rows if event.key() == Qt.Key.Key_PageDown else -rows)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                across = self.horizontalScrollBar()
                by = across.singleStep() * (1 if event.key() == Qt.Key.Key_Right else -1)
                across.setValue(across.value() + by)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / STEP)
            case Qt.Key.Key_T:
                self.go_to_today()
            case Qt.Key.Key_Escape if self._drag is not None:
                self._drag = None
                self.viewport().update()
            case Qt.Key.Key_Delete:
                self.delete_pressed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.chosen_row is not None:
                    self.opened.emit(self.chosen_row.task.id)
            case _:
                super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        step = 1 if by > 0 else -1
        place, left = self.current, abs(by)
        at = place
        while left and 0 <= at + step < len(self.lines):
            at += step
            if self.lines[at].row is not None:
                place, left = at, left - 1
        self.choose(place if place >= 0 else 0)

    def _step_end(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        row = self.chosen_row
        step = steps.get(Qt.Key(event.key()))
        if step is None or row is None or row.task.due is None:
            super().keyPressEvent(event)
            return
        day = row.task.due + step * DAY
        if row.task.start is None or day >= row.task.start:
            self.day_moved.emit(row, day)
