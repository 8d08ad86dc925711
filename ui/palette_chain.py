"""Tasks, entries of the log and counters for the palette, with or without dấu."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from papidesk.domain.filters import ActivityFilter, TaskFilter
from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.commands import Command
from ui.palette_entries import OTHERS_SHOWN, Entry, command_entries
from ui.palette_rank import lit
from ui.words import day_text

if TYPE_CHECKING:
    from ui.main_window import MainWindow

LEAST = 2  # letters before tasks and entries are looked through


def tasks(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    """Return the tasks ``query`` fits, this year's first; choosing one shows it on its page."""
    from papidesk.workflow import tasks as kept

    if len(fold(query).strip()) < LEAST:
        return []
    found = []
    for task in kept.find(window.context.workspace.store, query, OTHERS_SHOWN):
        title = " ".join(task.text.split())
        parts = [part for part in (task.lead, day_text(task.due) if task.due else "") if part]
        found.append(
            Entry(
                group=_("Tasks"),
                id=f"task:{task.id}",
                title=title,
                act=partial(window.show_place, "tasks", TaskFilter(ids=(task.id,))),
                icon="tasks",
                detail=" · ".join(parts),
                parts=lit(query, title),
            )
        )
    return found


def activities(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    """Return the latest entries of the log ``query`` fits."""
    from papidesk.workflow import log

    if len(fold(query).strip()) < LEAST:
        return []
    found = []
    for row in log.find(window.context.workspace.store, query, OTHERS_SHOWN):
        entry = row.activity
        title = " ".join(entry.title.split())
        found.append(
            Entry(
                group=_("Activities"),
                id=f"activity:{entry.id}",
                title=title,
                act=partial(window.show_place, "log", ActivityFilter(ids=(entry.id,))),
                icon="log",
                detail=day_text(entry.date),
                parts=lit(query, title),
            )
        )
    return found


def counters(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    """Return the counters ``query`` fits by name, code or word: their entries of this year."""
    from papidesk.workflow import catalogues

    today = datetime.date.today()
    first = datetime.date(today.year, 1, 1)
    commands = []
    for one in catalogues.counters(window.context.workspace.store, today):
        chosen = ActivityFilter(since=first, until=today, counters=(one.code,))
        words = " ".join((one.code.replace("-", " "), *one.words))
        show = partial(window.show_place, "log", chosen)
        commands.append(Command(one.name, words, show, icon="reports"))
    return command_entries(commands, query, recent, _("Counters"))[:OTHERS_SHOWN]
