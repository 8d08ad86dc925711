"""What can be done on the page Nhiệm vụ, by name: for the palette."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from papidesk.domain.filters import TaskFilter
from papidesk.i18n import _
from ui.commands import Command
from ui.tasks.page_strip import ICONS
from ui.tasks.task_filter_bar import MISSING, TIMINGS
from ui.tasks.task_views import VIEWS

if TYPE_CHECKING:
    from ui.tasks.tasks_page import TasksPage


def commands_on(page: TasksPage) -> Iterator[Command]:
    """Yield the commands of the page and of the chosen tasks."""
    work, strip = page.work, page.strip
    yield Command(_("Enter a new task"), _("add create"), work.new, "Ctrl+N", icon="plus")
    yield Command(
        _("Propose tasks from a plan"), _("take out of the document accept"), work.propose,
        icon="document",
    )  # fmt: skip
    for number, (name, word) in enumerate(VIEWS.items(), 1):
        said = _("Show the tasks as: {view}").format(view=_(word))
        show = partial(page.show_view, name)
        yield Command(said, _("view board timeline gantt calendar"), show, f"Alt+{number}",
                      icon=ICONS[name])  # fmt: skip
    year = page.set.filter.year
    for code, word in TIMINGS.items():
        wanted = TaskFilter(year=year, timings=(code,))  # type: ignore[arg-type]
        yield _filter(page, _(word), wanted)
    for code, word in MISSING.items():
        yield _filter(page, _(word), TaskFilter(year=year, missing=(code,)))  # type: ignore[arg-type]
    yield Command(_("Show all tasks"), _("no filter reset"), page.show_everything, icon="views")
    yield Command(_("Coverage of sub-dimensions"), _("which have no task"),
                  strip.coverage.click, icon="overview")  # fmt: skip
    yield Command(_("Print task sheets of the units"), _("assign paper phieu giao viec"),
                  strip.sheets.click, icon="print")  # fmt: skip
    yield Command(_("Export tasks to Excel"), _("xlsx table"), strip.excel.click, icon="export")
    yield Command(_("When tasks are due soon"), _("overdue rule days"), work.timing, icon="rules")
    yield Command(_("Tasks whose plan or unit is no more"), _("superseded carry over reassign"),
                  work.overtaken, icon="supersede")  # fmt: skip
    yield from work.acts.commands()


def _filter(page: TasksPage, word: str, wanted: TaskFilter) -> Command:
    name = _("Tasks: {which}").format(which=word)
    return Command(name, _("filter list"), partial(page.show_filter, wanted), icon="filter")
