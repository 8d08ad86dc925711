"""The four views of one set of tasks, each built when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from papidesk.errors import N_
from papidesk.i18n import _
from ui.context import Context
from ui.tasks.task_set import TaskSet
from ui.tasks.task_table import TaskTable

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow
    from ui.tasks.board_view import BoardView
    from ui.tasks.calendar_view import CalendarView
    from ui.tasks.timeline_view import TimelineView

ViewName = Literal["table", "board", "timeline", "calendar"]
VIEWS: dict[ViewName, str] = {
    "table": N_("Table"), "board": N_("Board"), "timeline": N_("Timeline"),
    "calendar": N_("Calendar"),
}  # fmt: skip


class TaskViews(QStackedWidget):
    """Shows one of the views; all tell the same things."""

    opened = Signal(str)
    selected = Signal()
    menu_asked = Signal(QPoint)
    delete_pressed = Signal()
    state_asked = Signal(object, str)
    day_moved = Signal(object, object)
    new_asked = Signal(object)  # a day, or None
    print_asked = Signal()

    def __init__(self, context: Context, tasks: TaskSet) -> None:
        super().__init__()
        self._context, self._set = context, tasks
        self.name: ViewName = "table"
        self.table = TaskTable(context, tasks)
        self.table.setAccessibleName(_("Tasks"))
        self.addWidget(self.table)
        self.board: BoardView | None = None
        self.timeline: TimelineView | None = None
        self.calendar: CalendarView | None = None
        self.table.opened.connect(self._on_opened)
        self.table.selected.connect(self.selected)
        self.table.delete_pressed.connect(self.delete_pressed)
        self.table.customContextMenuRequested.connect(self._on_table_menu)

    def show_view(self, name: ViewName) -> None:
        """Bring the view called ``name`` to the front; what was chosen stays chosen."""
        chosen = self.chosen()
        view = self._view(name)
        self.name = name
        self.setCurrentWidget(view)
        self.show_rows()
        if chosen:
            self.choose(chosen[0].task.id)
        self.selected.emit()

    def _view(self, name: ViewName) -> QWidget:
        if name == "board":
            return self.board or self._make_board()
        if name == "timeline":
            return self.timeline or self._make_timeline()
        if name == "calendar":
            return self.calendar or self._make_calendar()
        return self.table

    def _make_board(self) -> BoardView:
        from ui.tasks.board_view import BoardView

        self.board = board = BoardView(self._context, self._set)
        board.state_asked.connect(self.state_asked)
        self._take_in(board)
        return board

    def _make_timeline(self) -> TimelineView:
        from ui.tasks.timeline_view import TimelineView

        self.timeline = made = TimelineView(self._context, self._set)
        made.day_moved.connect(self.day_moved)
        made.print_asked.connect(self.print_asked)
        self._take_in(made)
        return made

    def _make_calendar(self) -> CalendarView:
        from ui.tasks.calendar_view import CalendarView

        self.calendar = made = CalendarView(self._context, self._set)
        made.new_asked.connect(self.new_asked)
        self._take_in(made)
        return made

    def _take_in(self, view: BoardView | TimelineView | CalendarView) -> None:
        self.addWidget(view)
        view.opened.connect(self.opened)
        view.selected.connect(self.selected)
        view.menu_asked.connect(self.menu_asked)
        view.delete_pressed.connect(self.delete_pressed)

    # The view on screen

    def _current(self) -> TaskTable | BoardView | TimelineView | CalendarView:
        views = {"board": self.board, "timeline": self.timeline, "calendar": self.calendar}
        return views.get(self.name) or self.table

    def show_rows(self) -> None:
        """Show the tasks of the set in the view on screen."""
        self._current().show_rows()

    def chosen(self) -> list[TaskRow]:
        """Return the chosen tasks."""
        return self._current().chosen()

    def choose(self, id: str) -> bool:
        """Choose the task ``id``; tell whether it is shown."""
        return self._current().choose(id)

    def give_focus(self) -> None:
        """Put the focus where work begins."""
        view = self._current()
        if isinstance(view, TaskTable):
            view.choose_first()
            view.setFocus()
        else:
            view.give_focus()

    def _on_opened(self, index: QModelIndex) -> None:
        row = self.table.rows.row_at(index.row())
        if row is not None:
            self.opened.emit(row.task.id)

    def _on_table_menu(self, at: QPoint) -> None:
        if self.table.chosen_rows():
            self.menu_asked.emit(self.table.viewport().mapToGlobal(at))
