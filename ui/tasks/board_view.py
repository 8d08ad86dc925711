"""The tasks as cards in columns by state: dragged with the mouse, or moved with Ctrl and arrows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from papidesk.domain.task import TaskState
from papidesk.i18n import _
from ui.context import Context
from ui.tasks import task_words as words
from ui.tasks.card_list import CardList
from ui.tasks.task_set import TaskSet
from ui.widgets.labels import Pill, label, restyle

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow


class BoardColumn(QWidget):
    """One state: its word, how many tasks, and their cards."""

    def __init__(self, context: Context, tasks: TaskSet, state: TaskState) -> None:
        super().__init__()
        self.state = state
        self.setObjectName("boardcolumn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.word = label(words.state_word(state), "strong")
        self.count = Pill("0", words.TONES[state])
        self.cards = CardList(context.theme, tasks)
        self.cards.setAccessibleName(words.state_word(state))
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 2)
        head.addWidget(self.word)
        head.addWidget(self.count)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.cards, 1)

    def show_rows(self, rows: list[TaskRow]) -> None:
        """Show ``rows`` as cards."""
        self.cards.show_rows(rows)
        self.count.setText(str(len(rows)))
        name = f"{words.state_word(self.state)}: {words.count_text(len(rows))}"
        self.cards.setAccessibleName(name)

    def light(self, lit: bool) -> None:
        """Show that cards would be dropped here."""
        if bool(self.property("lit")) != lit:
            self.setProperty("lit", lit)
            restyle(self)


class BoardView(QWidget):
    """Four columns; a card that is dropped in another one changes its state."""

    opened = Signal(str)
    selected = Signal()
    state_asked = Signal(object, str)  # rows, state
    menu_asked = Signal(QPoint)
    delete_pressed = Signal()

    def __init__(self, context: Context, tasks: TaskSet) -> None:
        super().__init__()
        self._set = tasks
        self._ghost = QLabel(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self._target: BoardColumn | None = None
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        self.columns: dict[TaskState, BoardColumn] = {}
        for state in words.ORDER:
            column = BoardColumn(context, tasks, state)
            self.columns[state] = column
            row.addWidget(column, 1)
            self._connect(column)

    def _connect(self, column: BoardColumn) -> None:
        cards = column.cards
        cards.opened.connect(self.opened)
        cards.selected.connect(partial(self._on_selected, column))
        cards.stepped.connect(partial(self._on_stepped, column))
        cards.carried.connect(partial(self._on_carried, column))
        cards.dragged.connect(self._on_dragged)
        cards.dropped.connect(partial(self._on_dropped, column))
        cards.drag_ended.connect(self._end_drag)
        cards.menu_asked.connect(self.menu_asked)
        cards.delete_pressed.connect(self.delete_pressed)

    # What the page asks of it

    def show_rows(self) -> None:
        """Show the tasks of the set."""
        chosen = {row.task.id for row in self.chosen()}
        focused = any(column.cards.hasFocus() for column in self.columns.values())
        for state, column in self.columns.items():
            column.show_rows([row for row in self._set.rows if row.task.state == state])
            column.cards.choose(chosen)
        if focused and chosen:
            for column in self.columns.values():
                if column.cards.chosen():
                    column.cards.setFocus()
                    break

    def chosen(self) -> list[TaskRow]:
        """Return the chosen tasks: those of the column one works in."""
        for column in self.columns.values():
            if column.cards.chosen():
                return column.cards.chosen()
        return []

    def choose(self, id: str) -> bool:
        """Choose the task ``id``; tell whether it is shown."""
        found = False
        for column in self.columns.values():
            found = column.cards.choose({id}) or found
        return found

    def give_focus(self) -> None:
        """Put the focus onto the chosen card, else onto the first there is."""
        for column in self.columns.values():
            if column.cards.chosen():
                column.cards.setFocus()
                return
        for column in self.columns.values():
            if column.cards.count():
                column.cards.setFocus()
                column.cards.choose_first()
                return
        self.columns["open"].cards.setFocus()

    # Slots

    def _on_selected(self, column: BoardColumn) -> None:
        if column.cards.chosen():
            for other in self.columns.values():
                if other is not column:
                    other.cards.let_go()
        self.selected.emit()

    def _neighbour(self, column: BoardColumn, step: int) -> BoardColumn | None:
        at = words.ORDER.index(column.state) + step
        return self.columns[words.ORDER[at]] if 0 <= at < len(words.ORDER) else None

    def _on_stepped(self, column: BoardColumn, step: int) -> None:
        """Go to the next column that has a card."""
        at = self._neighbour(column, step)
        while at is not None and not at.cards.count():
            at = self._neighbour(at, step)
        if at is not None:
            place = column.cards.currentIndex().row()
            at.cards.setFocus()
            at.cards.choose_near(place)

    def _on_carried(self, column: BoardColumn, step: int) -> None:
        """Move the chosen cards into the next column."""
        at = self._neighbour(column, step)
        if at is not None and column.cards.chosen():
            self.state_asked.emit(column.cards.chosen(), at.state)

    def _column_at(self, place: QPoint) -> BoardColumn | None:
        inside = self.mapFromGlobal(place)
        for column in self.columns.values():
            if column.geometry().contains(inside):
                return column
        return None

    def _on_dragged(self, place: QPoint, rows: list[TaskRow]) -> None:
        source = self.sender()
        if self._ghost.isHidden() and isinstance(source, CardList):
            self._ghost.setPixmap(source.picture())
            self._ghost.adjustSize()
            self._ghost.setAccessibleName(_("{count} cards").format(count=len(rows)))
            QApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)
            self._ghost.show()
            self._ghost.raise_()
        self._ghost.move(self.mapFromGlobal(place) + QPoint(10, 6))
        self._target = self._column_at(place)
        for column in self.columns.values():
            column.light(column is self._target)

    def _on_dropped(self, column: BoardColumn, place: QPoint) -> None:
        target, rows = self._column_at(place), column.cards.chosen()
        self._end_drag()
        if target is not None and target is not column and rows:
            self.state_asked.emit(rows, target.state)

    def _end_drag(self) -> None:
        if not self._ghost.isHidden():
            QApplication.restoreOverrideCursor()
        self._ghost.hide()
        self._target = None
        for column in self.columns.values():
            column.light(False)

    def hideEvent(self, event: QHideEvent) -> None:
        self._end_drag()
        super().hideEvent(event)
