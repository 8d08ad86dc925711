"""The calendar of the tasks: a month with its buttons, and the list of one day."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.context import Context
from ui.icons import set_icon
from ui.tasks import task_words as words
from ui.tasks.month_grid import MonthGrid
from ui.tasks.task_set import TaskSet
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import label
from ui.words import day_text

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow


class CalendarView(QWidget):
    """One month at a time."""

    opened = Signal(str)
    selected = Signal()
    new_asked = Signal(object)
    menu_asked = Signal(QPoint)
    delete_pressed = Signal()

    def __init__(self, context: Context, tasks: TaskSet) -> None:
        super().__init__()
        self._set = tasks
        self.grid = MonthGrid(context.theme, tasks)
        self.day_menu: QMenu | None = None
        self.before = tool_button(_("The month before (Page Up)"), "chevron-left")
        self.after = tool_button(_("The month after (Page Down)"), "chevron-right")
        self.today = push_button(_("Today"), "calendar")
        self.month = label("", "section-title")
        strip = QWidget()
        strip.setObjectName("toolstrip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        for widget in (self.before, self.month, self.after, self.today):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(label(_("! overdue   ↻ comes again   ✓ done"), "muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.grid, 1)
        self._connect()

    def _connect(self) -> None:
        grid = self.grid
        grid.month_changed.connect(self._show_month)
        grid.opened.connect(self.opened)
        grid.selected.connect(self.selected)
        grid.new_asked.connect(self.new_asked)
        grid.menu_asked.connect(self.menu_asked)
        grid.delete_pressed.connect(self.delete_pressed)
        grid.day_asked.connect(self.show_day)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.today.clicked.connect(self._on_today)
        self.setFocusProxy(grid)
        self._show_month()

    def show_rows(self) -> None:
        """Show the tasks of the set; a year that is chosen turns the sheet to it."""
        year = self._set.filter.year
        if year is not None and year != self.grid.day.year:
            day = self._set.today if self._set.today.year == year else datetime.date(year, 1, 1)
            self.grid.day = day
            self._show_month()
        self.grid.show_rows()

    def chosen(self) -> list[TaskRow]:
        """Return the chosen task, as a list."""
        row = self.grid.chosen_row
        return [row] if row is not None else []

    def choose(self, id: str) -> bool:
        """Choose the task ``id`` and turn to its day; tell whether it is among those shown."""
        row = self._set.row_of(id)
        if row is None:
            return False
        day = words.due_day(row)
        if day is not None:
            self.grid.go_to(day)
        self.grid.choose(id)
        return True

    def give_focus(self) -> None:
        """Put the focus onto the sheet."""
        self.grid.setFocus()

    def show_day(self, day: datetime.date, place: QPoint) -> None:
        """List the tasks of ``day`` at ``place`` of the screen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(day_text(day))
        head = QAction(self.grid.said(day).split(", ")[0], menu)
        head.setEnabled(False)
        menu.addAction(head)
        for item in self.grid.items.get(day, []):
            text = words.short(item.row.task.text.replace("\n", " "), 80).replace("&", "&&")
            said = words.timing_text(item.row, self._set.today)
            action = QAction(f"{text}  ({said})" if said else text, menu)
            action.setToolTip(words.tip(item.row, self._set.today))
            set_icon(action, "repeat" if item.again else "tasks")
            action.triggered.connect(partial(self._on_item, item.row.task.id))
            menu.addAction(action)
        menu.addSeparator()
        new = QAction(_("New task on this day…"), menu)
        set_icon(new, "plus")
        new.triggered.connect(partial(self._on_new, day))
        menu.addAction(new)
        self.day_menu = menu
        menu.popup(place)
        usable = [action for action in menu.actions() if action.isEnabled() and action.text()]
        menu.setActiveAction(usable[0])

    def _on_item(self, id: str, *_checked: object) -> None:
        self.opened.emit(id)

    def _on_new(self, day: datetime.date, *_checked: object) -> None:
        self.new_asked.emit(day)

    def _on_before(self) -> None:
        self.grid.turn(-1)

    def _on_after(self) -> None:
        self.grid.turn(1)

    def _on_today(self) -> None:
        self.grid.go_to(self._set.today)

    def _show_month(self) -> None:
        day = self.grid.day
        self.month.setText(_("Month {month}/{year}").format(month=day.month, year=day.year))
