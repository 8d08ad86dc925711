"""The page Nhiệm vụ in its four views, its dialogs, and the editor's tab of tasks."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.filters import TaskFilter
from papidesk.domain.office import Unit
from papidesk.domain.record import Validity, replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Task, TaskState
from papidesk.storage import offices
from papidesk.workflow import documents, lists, task_proposals, tasks
from papidesk.workflow.lists import DocumentFilter
from tests.ui.scenes.registry import Stage, scene
from ui.documents.block_place import BlockPlace
from ui.editor.side_panel import TASKS
from ui.tasks.evidence_dialog import TaskEvidenceDialog
from ui.tasks.many_dialog import ManyDialog
from ui.tasks.overtaken_dialog import OvertakenDialog
from ui.tasks.plan_dialog import PlanDialog
from ui.tasks.proposals_dialog import ProposalsDialog
from ui.tasks.sheets_dialog import SheetsDialog
from ui.tasks.stop_dialog import StopDialog
from ui.tasks.task_dialog import TaskDialog
from ui.tasks.task_views import ViewName
from ui.tasks.tasks_page import TasksPage
from ui.tasks.timing_dialog import TimingDialog

WHO = "Trần Thị Thí Dụ"
UNITS = (
    "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công",
    "Công an xã An Hòa", "Phòng Kinh tế",
)  # fmt: skip
# Words, unit, days from today it begins and is due, product, sub-dimensions, state, progress.
WORK: tuple[tuple[str, int, int | None, int | None, str, tuple[str, ...], TaskState, int], ...] = (
    ("Phát thanh chuyên mục cải cách hành chính", 0, None, None, "Bài phát thanh", ("2.1",),
     "doing", 45),
    ("Niêm yết bộ thủ tục hành chính sửa đổi, bổ sung", 2, -40, -3, "Bảng niêm yết", ("5.1",),
     "doing", 80),
    ("Tổ chức hội nghị đối thoại với Nhân dân về đất đai", 1, -10, 4, "Biên bản", ("1.2", "3.1"),
     "open", 0),
    ("Đăng tin, bài trên trang thông tin điện tử", 0, -120, 60, "Tin, bài", ("2.1",), "doing", 62),
    ("Công khai thu, chi ngân sách xã quý trước", 4, -30, -12, "Báo cáo công khai", ("2.3",),
     "done", 100),
    ("Tiếp công dân định kỳ, trả lời kiến nghị", 1, None, None, "", ("3.3",), "doing", 50),
    ("Khảo sát mức độ hài lòng tại bộ phận một cửa", 2, 5, 45, "Báo cáo khảo sát", ("5.4",),
     "open", 0),
    ("Tuyên truyền, hướng dẫn đăng ký cư trú trực tuyến", 3, -60, 20, "", (), "stopped", 20),
    ("Rà soát, cập nhật quy chế dân chủ ở cơ sở", 1, None, 30, "Quyết định", ("1.1",), "open", 0),
)  # fmt: skip
CROWD = "việc của ngày đông"
LONG = (
    "theo Kế hoạch của Ủy ban nhân dân tỉnh và ý kiến chỉ đạo của Ban Thường vụ Đảng ủy, bảo đảm "
    "đúng tiến độ, chất lượng, có tài liệu kiểm chứng đầy đủ"
)


def entered(stage: Stage) -> None:
    """Enter the tasks of the scenes, unless they are there already."""
    if tasks.find(stage.store, WORK[1][0]):
        return
    today = datetime.date.today()
    rule = Recurrence(every="week", weekdays=(1, 4))
    made = []
    for text, unit, start, due, product, codes, state, progress in WORK:
        task = Task(
            text=text, lead=UNITS[unit], product=product, dimensions=codes, state=state,
            progress=progress, year=today.year, start=_day(start), due=_day(due),
            cooperating=("Mặt trận Tổ quốc xã",) if unit == 1 else (),
        )  # fmt: skip
        if due is None:
            task = replace(task, recurring=rule) if unit == 0 else replace(task, standing=True)
        made.append(task)
    tasks.save_many(stage.store, made, who=WHO)


def _day(count: int | None) -> datetime.date | None:
    today = datetime.date.today()
    return None if count is None else today + datetime.timedelta(days=count)


def page_of(stage: Stage, view: ViewName = "table") -> TasksPage:
    """Return the page with the tasks of the scenes, in ``view``."""
    entered(stage)
    stage.window.show_page("tasks")
    page = stage.window.page("tasks")
    assert isinstance(page, TasksPage)
    page.refresh()
    page.show_filter(TaskFilter(year=datetime.date.today().year))
    page.show_view(view)
    stage.pause(200)
    return page


def first(stage: Stage) -> Task:
    """Return the first task of the scenes."""
    entered(stage)
    return tasks.find(stage.store, WORK[2][0])[0]


def plan_of(stage: Stage) -> str:
    """Return a plan that names tasks."""
    for row in lists.rows(stage.store, DocumentFilter(), limit=50):
        document = documents.get(stage.store, row.id)
        found = task_proposals.propose(stage.store, row.id)
        if document.kind == "KH" and 3 < len(found) < 15:
            return document.id
    return stage.draft().id


@scene("tasks-table")
def table(stage: Stage) -> QWidget:
    """Tasks by unit, with what is late."""
    page_of(stage)
    return stage.window


@scene("tasks-board")
def board(stage: Stage) -> QWidget:
    """Cards by state."""
    page_of(stage, "board")
    return stage.window


@scene("tasks-timeline")
def timeline(stage: Stage) -> QWidget:
    """Bars, marks, ticks and today."""
    page_of(stage, "timeline")
    return stage.window


@scene("tasks-calendar")
def calendar(stage: Stage) -> QWidget:
    """A month with its tasks."""
    page_of(stage, "calendar")
    return stage.window


@scene("tasks-coverage")
def coverage(stage: Stage) -> QWidget:
    """Sub-dimensions with and without tasks."""
    page = page_of(stage)
    page.strip.coverage.setChecked(True)
    stage.pause(200)
    return stage.window


@scene("tasks-crowded")
def crowded(stage: Stage) -> QWidget:
    """Three hundred tasks with long names."""
    page = page_of(stage)
    page.strip.coverage.setChecked(False)
    if not tasks.find(stage.store, CROWD):
        year = datetime.date.today().year
        many = [
            Task(
                text=f"Thực hiện {CROWD} {number} {LONG}", lead=UNITS[number % 5], year=year,
                due=_day(number - 150), state=("open", "doing")[number % 2],
                cooperating=("Mặt trận Tổ quốc xã và các tổ chức chính trị - xã hội", "Các thôn"),
                product="Báo cáo kết quả kèm tài liệu kiểm chứng",
            )
            for number in range(300)
        ]  # fmt: skip
        tasks.save_many(stage.store, many, who=WHO)
    page.refresh()
    stage.pause(200)
    found = tasks.find(stage.store, CROWD, limit=400)
    tasks.remove(stage.store, [task.id for task in found], who=WHO)
    return stage.window


@scene("tasks-empty")
def empty(stage: Stage) -> QWidget:
    """The first steps where there is no task."""
    page = page_of(stage)
    page.strip.coverage.setChecked(False)
    # As a workspace without tasks shows it; the other scenes keep theirs.
    page.set.rows, page.set.known = [], 0
    page.set.filter = TaskFilter()
    page.set.arrange()
    stage.pause(200)
    return stage.window


@scene("dialog-task", TaskDialog)
def task(stage: Stage) -> QDialog:
    """A task with all its fields."""
    return TaskDialog(stage.context, first(stage), stage.window)


@scene("dialog-task-new", TaskDialog)
def new_task(stage: Stage) -> QDialog:
    """A new task that comes again."""
    dialog = TaskDialog(stage.context, None, stage.window)
    dialog.form.when.show_value("recurring")
    dialog.form.when.changed.emit()
    dialog.form.rule.weekdays[0].click()
    return dialog


@scene("dialog-tasks-many", ManyDialog)
def many(stage: Stage) -> QDialog:
    """Several tasks in one step."""
    entered(stage)
    return ManyDialog(stage.context, tasks.find(stage.store, "", limit=4), stage.window)


@scene("dialog-task-stop", StopDialog)
def stop(stage: Stage) -> QDialog:
    """Why a task is given up."""
    return StopDialog([first(stage)], stage.window)


@scene("dialog-task-plan", PlanDialog)
def plan(stage: Stage) -> QDialog:
    """Which plan tasks are taken from."""
    return PlanDialog(stage.context, "Nhiệm vụ từ kế hoạch", "Đề xuất nhiệm vụ", stage.window)


@scene("dialog-task-proposals", ProposalsDialog)
def proposals(stage: Stage) -> QDialog:
    """Tasks proposed from a plan's words."""
    return ProposalsDialog(stage.context, plan_of(stage), stage.window)


@scene("dialog-task-evidence", TaskEvidenceDialog)
def evidence(stage: Stage) -> QDialog:
    """What proves a task."""
    return TaskEvidenceDialog(stage.context, first(stage), stage.window)


@scene("dialog-task-sheets", SheetsDialog)
def sheets(stage: Stage) -> QDialog:
    """Whose task sheets are printed."""
    page = page_of(stage)
    return SheetsDialog(stage.context, page.set.rows, (), stage.window)


@scene("dialog-task-timing", TimingDialog)
def timing(stage: Stage) -> QDialog:
    """When tasks are due soon."""
    return TimingDialog(stage.context, stage.window)


@scene("dialog-tasks-overtaken", OvertakenDialog)
def overtaken(stage: Stage) -> QDialog:
    """Tasks of a unit that is no more."""
    office = offices.own(stage.store)
    if not any(unit.id == "giai-the" for unit in office.units):
        gone = Unit(id="giai-the", name="Ban Văn hóa cũ", validity=Validity(until=_day(-30)))
        offices.save(stage.store, replace(office, units=(*office.units, gone)))
        task = Task(text="Tu sửa cụm loa của thôn", lead=gone.name, due=_day(30))
        tasks.save(stage.store, task, who=WHO)
    return OvertakenDialog(stage.context, stage.window)


@scene("editor-tasks")
def editor_tab(stage: Stage) -> QWidget:
    """A plan's proposals beside its text."""
    plan_id = plan_of(stage)
    stage.window.show_place("documents", BlockPlace(plan_id))
    view = stage.documents_page.editing.view
    view.panels.show_tab(TASKS)
    stage.wait(lambda: bool(view.side.tasks.summary.text()))
    stage.pause(300)
    return stage.window
