"""The page Nhiệm vụ: the tasks of a year as table, board, timeline and calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import replace
from papidesk.i18n import _
from ui.commands import Command
from ui.context import Context
from ui.keys import shortcut
from ui.page import Page
from ui.tasks.overtaken_notice import OvertakenNotice
from ui.tasks.page_strip import PageStrip
from ui.tasks.task_filter_bar import TaskFilterBar
from ui.tasks.task_set import GROUPS, TaskSet
from ui.tasks.task_views import VIEWS, TaskViews, ViewName
from ui.tasks.task_work import TaskWork
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.tasks.coverage_panel import CoveragePanel

SHOWN, EMPTY, NOTHING = range(3)


class TasksPage(Page):
    """One set of tasks, four views, filters above and the coverage at the right."""

    searchable = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.set = TaskSet(context, self)
        self.set.filter = TaskFilter(year=self.first_year())
        self._stale = True
        self.coverage: CoveragePanel | None = None
        self._take_settings()
        self._build()
        self.work = TaskWork(context, self)
        self._connect()
        self.refresh()

    def _take_settings(self) -> None:
        kept = self.context.settings.splitters
        group = kept.get("tasks-group", "unit")
        self.set.group = next((one for one in GROUPS if one == group), "unit")

    def _build(self) -> None:
        self.new_button = push_button(_("New task"), "plus", "primary")
        self.new_button.setToolTip(_("Enter a new task (Ctrl+N)"))
        self.strip = PageStrip(self.context.theme)
        self.filters = TaskFilterBar(self.set)
        self.notice = OvertakenNotice(self.context)
        self.views = TaskViews(self.context, self.set)
        self.big_new = push_button(_("Enter the first task"), "plus", "big")
        self.big_propose = push_button(_("Take the tasks out of a plan"), "document", "big")
        self.big_document = push_button(_("Write or import a plan first"), "edit", "big")
        self.empty = EmptyState(
            "tasks",
            _("No task yet"),
            _(
                "Tasks come out of the year's plan: the program proposes them with unit, day and "
                "product, you accept them one by one. Each can be entered by hand as well."
            ),
            [self.big_propose, self.big_new, self.big_document],
        )
        self.show_all = push_button(_("Show all tasks"), "close")
        self.nothing = EmptyState("search", _("Nothing found"), "", [self.show_all])
        self.stack = QStackedWidget()
        for widget in (self.views, self.empty, self.nothing):
            self.stack.addWidget(widget)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.stack)
        self.splitter.setChildrenCollapsible(False)
        self.setObjectName("panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.strip)
        layout.addWidget(self.filters)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._on_soon)
        self.set.changed.connect(self._on_changed)
        self.set.narrowed_anew.connect(self._show_nothing)
        self.strip.view_chosen.connect(self.show_view)
        self.strip.coverage_toggled.connect(self.show_coverage)
        self.filters.everything_asked.connect(self.show_everything)
        self.show_all.clicked.connect(self.show_everything)
        self.views.table.writing_ended.connect(self._on_writing_ended)
        context = self.context
        for changed in (context.tasks_changed, context.log_changed, context.office_changed):
            changed.connect(self._read_soon)
        context.catalogues_changed.connect(self._on_catalogues_changed)
        self.notice.look.triggered.connect(self.work.overtaken)
        shortcut(self, "Ctrl+N", _("Enter a new task"), self.work.new)
        for number, name in enumerate(VIEWS, 1):
            said = _("Show the tasks as: {view}").format(view=_(VIEWS[name]))
            shortcut(self, f"Alt+{number}", said, partial(self.show_view, name))
        self.show_view(self._kept_view())

    def _kept_view(self) -> ViewName:
        kept = self.context.settings.splitters.get("tasks-view", "table")
        return next((name for name in VIEWS if name == kept), "table")

    # What the window asks of it

    def title(self) -> str:
        return _("Tasks")

    @property
    def help_heading(self) -> str:
        return "Trang Nhiệm vụ"

    def header_widgets(self) -> list[QWidget]:
        return [self.new_button]

    def first_year(self) -> int | None:
        from papidesk.workflow import tasks

        today = datetime.date.today().year
        found = tasks.years(self.context.workspace.store)
        if today in found or not found:
            return today if found else None
        return found[0]

    def years(self) -> list[int]:
        from papidesk.workflow import tasks

        return tasks.years(self.context.workspace.store)

    def show_year(self, year: int | None) -> None:
        if year != self.set.filter.year:
            self.set.choose(year=year)
            self._refresh_coverage()

    def show_search(self, text: str) -> None:
        if text != self.set.filter.text:
            self.set.choose(text=text)

    def show_filter(self, wanted: object) -> None:
        if not isinstance(wanted, TaskFilter):
            return
        self._stale = False
        self.set.show(wanted)
        self.year_shown.emit(wanted.year)

    def show_everything(self) -> None:
        """Let go of every filter and of the search; the year stays."""
        year = self.set.filter.year
        self.set.show(TaskFilter(year=year))
        self.everything_shown.emit()
        self.year_shown.emit(year)

    def show_view(self, name: ViewName) -> None:
        """Show the tasks as table, board, timeline or calendar."""
        self.views.show_view(name)
        self.strip.show_view(name)
        self.filters.group.setVisible(name in ("table", "timeline"))
        self.context.remember("splitters", "tasks-view", name)
        if self.isVisible():
            self.give_focus()

    def show_coverage(self, shown: bool) -> None:
        """Show or hide the coverage at the right."""
        if shown and self.coverage is None:
            from ui.tasks.coverage_panel import WIDTH, CoveragePanel

            self.coverage = CoveragePanel(self.context, self.set)
            self.coverage.filter_asked.connect(self.show_filter)
            self.coverage.new_asked.connect(self.work.new_for)
            self.coverage.hide_asked.connect(partial(self.strip.coverage.setChecked, False))
            self.splitter.addWidget(self.coverage)
            self.splitter.setStretchFactor(0, 1)
            wide = round(WIDTH * self.context.theme.scale)
            self.splitter.setSizes([max(400, self.width() - wide), wide])
        if self.coverage is not None:
            self.coverage.setVisible(shown)
            self._refresh_coverage()

    def give_focus(self) -> None:
        if self.stack.currentIndex() == SHOWN:
            self.views.give_focus()
        elif self.stack.currentIndex() == EMPTY:
            self.big_propose.setFocus()
        else:
            self.show_all.setFocus()

    def refresh(self) -> None:
        self._stale = False
        self.views.table.reader.forget()
        self.set.reload()
        self.work.refresh_notice()
        self._refresh_coverage()

    def commands(self) -> Iterable[Command]:
        from ui.tasks.page_commands import commands_on

        return commands_on(self)

    def remember(self) -> None:
        self.views.table.fit.remember()
        self.context.remember("splitters", "tasks-group", self.set.group)

    # What happened

    def choose(self, id: str) -> None:
        """Choose the task ``id``; where the filters hide it they are let go of."""
        if self.set.row_of(id) is None:
            self.set.reload()
        if self.set.row_of(id) is None:
            self.set.show(TaskFilter())
            self.everything_shown.emit()
        self.views.choose(id)

    def _read_soon(self) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _on_soon(self) -> None:
        # Reading anew would close the cell one writes in.
        if self._stale and not self.views.table.writing:
            self.refresh()

    def _on_writing_ended(self) -> None:
        if self._stale:
            self._soon.start()

    def _on_catalogues_changed(self) -> None:
        self.views.table.reader.forget()
        self._read_soon()

    def _on_changed(self) -> None:
        rows = bool(self.set.rows)
        state = SHOWN if rows else NOTHING if self.set.known or self.set.narrowed else EMPTY
        self.stack.setCurrentIndex(state)
        self.filters.setVisible(state != EMPTY)
        self.strip.setVisible(state != EMPTY)
        self.views.show_rows()
        self.work.show_possible()

    def _show_nothing(self) -> None:
        self.nothing.sentence.setText(
            _("No task fits. Try fewer words, another filter or another year.")
        )

    def _refresh_coverage(self) -> None:
        if self.coverage is not None and self.coverage.isVisibleTo(self):
            self.coverage.refresh()

    def show_rows_of(self, ids: tuple[str, ...]) -> None:
        """Show only the tasks ``ids``."""
        self.show_filter(replace(TaskFilter(), ids=ids))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.views.table.fit.arrange()
        if self._stale:
            self.refresh()
