"""Tasks on paper and in files: task sheets, the timeline, a workbook, an evidence pack."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from papidesk.domain.task import Task
from papidesk.i18n import _
from papidesk.storage.store import Store
from ui.context import Context
from ui.registers.register_papers import Maker, RegisterPapers

if TYPE_CHECKING:
    from papidesk.domain.filters import TaskFilter
    from ui.tasks.task_set import GroupKey, TaskSet


SHEETS = "Phieu giao viec.pdf"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the table shows, for the thread that writes it."""

    chosen: TaskFilter
    order: tuple[str, ...]
    columns: tuple[str, ...]
    group: GroupKey


class TaskPapers(QObject):
    """Asks where, has it written away from the window's thread, offers to open it."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._papers = RegisterPapers(context, page)

    def write_sheet(self, tasks: TaskSet, columns: list[int]) -> None:
        """Write what the table shows as a workbook: its tasks, columns and order."""
        from ui.tasks.task_columns import KEYS

        keys: tuple[str, ...] = ()
        for column in columns:
            key = KEYS[column]
            # When a task is due is three things in a sheet that is to be sorted and added up.
            keys += ("time", "due", "timing") if key == "due" else (key,)
        name = f"Nhiem vu {self._year(tasks)}.xlsx"
        order = tuple(row.task.id for row in tasks.rows)
        shown = _Shown(tasks.filter, order, keys, tasks.group)
        self._papers.write(_("Export to Excel"), name, partial(_sheet, shown))

    def print_timeline(self, tasks: TaskSet) -> None:
        """Print the timeline on paper."""
        self._papers.print(*self._timeline_of(tasks))

    def write_timeline(self, tasks: TaskSet) -> None:
        """Write the timeline as a PDF file."""
        self._papers.write(_("Timeline as a PDF file"), *self._timeline_of(tasks))

    def _timeline_of(self, tasks: TaskSet) -> tuple[str, Maker]:
        name = f"Tien do nhiem vu {self._year(tasks)}.pdf"
        return name, partial(_timeline, tasks.filter, tasks.group)

    def ask_task_sheets(self, window: QWidget, tasks: TaskSet, units: tuple[str, ...]) -> None:
        """Choose the units whose task sheets are written; ``units`` are ticked already."""
        from ui.tasks.sheets_dialog import SheetsDialog

        dialog = SheetsDialog(self._context, tasks.rows, units, window)
        dialog.chosen.connect(partial(self._write_task_sheets, tasks.filter))
        dialog.print_asked.connect(partial(self._print_task_sheets, tasks.filter))
        dialog.open()

    def _write_task_sheets(self, chosen: TaskFilter, units: tuple[str, ...]) -> None:
        self._papers.write(_("Print task sheets"), SHEETS, partial(_task_sheets, chosen, units))

    def _print_task_sheets(self, chosen: TaskFilter, units: tuple[str, ...]) -> None:
        self._papers.print(SHEETS, partial(_task_sheets, chosen, units))

    def pack(self, task: Task, window: QWidget) -> None:
        """Hand over the evidence of a task as a folder or a ZIP file."""
        from ui.evidence_pack.pack_dialog import PackDialog

        PackDialog(self._context, task, window).open()

    @staticmethod
    def _year(tasks: TaskSet) -> int:
        return tasks.filter.year or tasks.today.year


def _sheet(shown: _Shown, store: Store, target: Path) -> Path:
    """Write the tasks as they stand on the screen: in its order, with its columns and groups."""
    from papidesk.sheets.task_list import workbook
    from papidesk.workflow import task_papers, tasks
    from papidesk.workflow.files import must_end, write_whole

    must_end(target, ".xlsx")
    today = datetime.date.today()
    places = {id: place for place, id in enumerate(shown.order)}
    rows = tasks.listing(store, shown.chosen, today=today)
    rows.sort(key=lambda row: places.get(row.task.id, len(places)))
    made = task_papers.listed(store, rows, columns=shown.columns, group=shown.group, today=today)
    return write_whole(target, workbook(made))


def _timeline(chosen: TaskFilter, group: GroupKey, store: Store, target: Path) -> Path:
    from papidesk.workflow import task_papers

    today = datetime.date.today()
    return task_papers.write_timeline(store, chosen, target, group=group, today=today)


def _task_sheets(chosen: TaskFilter, units: tuple[str, ...], store: Store, target: Path) -> Path:
    from papidesk.workflow import task_sheets

    today = datetime.date.today()
    task_sheets.write_tasks(store, chosen, target, units=units, today=today)
    return target
