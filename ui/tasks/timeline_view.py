"""The timeline with its buttons: months or weeks, zoom, today, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from papidesk.i18n import _
from ui.context import Context
from ui.tasks.task_set import TaskSet
from ui.tasks.timeline_chart import TimelineChart
from ui.tasks.timeline_scale import STEP
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow


class TimelineView(Widget):
    """A strip of buttons above the chart."""

    opened = Signal(str)
    selected = Signal()
    day_moved = Signal(object, object)
    menu_asked = Signal(QPoint)
    delete_pressed = Signal()
    print_asked = Signal()

    def __init__(self, context: Context, tasks: TaskSet) -> None:
        super().__init__()
        self.chart = TimelineChart(context.theme, tasks)
        self.months = self._switch(_("Months"))
        self.weeks = self._switch(_("Weeks"))
        self._group = QButtonGroup(self)
        self._group.addButton(self.months)
        self._group.addButton(self.weeks)
        self.zoom_out = tool_button(_("Zoom out (−)"), "zoom-out")
        self.zoom_in = tool_button(_("Zoom in (+)"), "zoom-in")
        self.today: QPushButton = push_button(_("Today"), "calendar")
        self.print_button = push_button(_("Print timeline…"), "print")
        hint = label(_("Drag the end of a bar, or Alt with ← and →, to move a day"), "muted")
        strip = Widget()
        strip.setObjectName("toolstrip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        for widget in (self.months, self.weeks, self.zoom_out, self.zoom_in, self.today):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(hint, 1)
        row.addWidget(self.print_button)
        hint.setMinimumWidth(40)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.chart, 1)
        self._connect()

    def _switch(self, word: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "chip")
        made.setText(word)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(word)
        return made

    def _connect(self) -> None:
        chart = self.chart
        chart.opened.connect(self.opened)
        chart.selected.connect(self.selected)
        chart.day_moved.connect(self.day_moved)
        chart.menu_asked.connect(self.menu_asked)
        chart.delete_pressed.connect(self.delete_pressed)
        chart.zoomed.connect(self._show_zoom)
        self.months.clicked.connect(chart.show_whole)
        self.weeks.clicked.connect(chart.show_weeks)
        self.zoom_out.clicked.connect(self._on_zoom_out)
        self.zoom_in.clicked.connect(self._on_zoom_in)
        self.today.clicked.connect(chart.go_to_today)
        self.print_button.clicked.connect(self.print_asked)
        self.setFocusProxy(chart)
        self._show_zoom()

    def show_rows(self) -> None:
        """Show the tasks of the set."""
        self.chart.show_rows()

    def chosen(self) -> list[TaskRow]:
        """Return the chosen task, as a list."""
        row = self.chart.chosen_row
        return [row] if row is not None else []

    def choose(self, id: str) -> bool:
        """Choose the task ``id``; tell whether it is shown."""
        place = self.chart.place_of(id)
        self.chart.choose(place)
        return place >= 0

    def give_focus(self) -> None:
        """Put the focus onto the chart."""
        self.chart.setFocus()

    def _on_zoom_out(self) -> None:
        self.chart.zoom(1 / STEP)

    def _on_zoom_in(self) -> None:
        self.chart.zoom(STEP)

    def _show_zoom(self) -> None:
        weeks = self.chart.scale_.shows_weeks
        (self.weeks if weeks else self.months).setChecked(True)
