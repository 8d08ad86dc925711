"""Tasks of an invented commune on the screen."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.settings import Settings
from papidesk.storage.store import Store
from papidesk.workflow import tasks, workspaces
from tests.ui.conftest import WHO
from tests.ui.person import Answers
from ui.context import Context
from ui.main_window import MainWindow
from ui.tasks.tasks_page import TasksPage
from ui.theme import Theme

TODAY = datetime.date.today()
YEAR = TODAY.year
CULTURE, OFFICE = "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"


def days(count: int) -> datetime.date:
    """The day so many days from today, within this year."""
    day = TODAY + datetime.timedelta(days=count)
    return min(max(day, datetime.date(YEAR, 1, 1)), datetime.date(YEAR, 12, 31))


def enter(store: Store, text: str, **fields: object) -> Task:
    """Enter a task of this year."""
    return tasks.save(store, replace(Task(text=text, year=YEAR), **fields), who=WHO)


def enter_three(store: Store) -> list[Task]:
    """Two tasks of one unit and one of another."""
    return [
        enter(store, "Niêm yết bộ thủ tục hành chính", lead=CULTURE, start=days(-20), due=days(40),
              dimensions=("5.1",)),
        enter(store, "Đăng tin trên trang thông tin", lead=CULTURE, due=days(-3), state="doing",
              product="Tin, bài"),
        enter(store, "Công khai thu, chi ngân sách xã", lead=OFFICE, standing=True),
    ]  # fmt: skip


@pytest.fixture
def window(
    empty: Path, theme: Theme, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """A window on a workspace without tasks."""
    context = Context(
        workspace=workspaces.open_workspace(empty),
        settings=Settings(who=WHO),
        settings_path=tmp_path / "settings.json",
        theme=theme,
        ask=answers,
    )
    made = MainWindow(context)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if made.isVisible():
        made.close()
    made.deleteLater()


@pytest.fixture
def store(window: MainWindow) -> Store:
    """The store of the open workspace."""
    return window.context.workspace.store


@pytest.fixture
def page(window: MainWindow, store: Store) -> TasksPage:
    """The page of tasks with three of them."""
    enter_three(store)
    return page_of(window)


def page_of(window: MainWindow) -> TasksPage:
    """Return the page of tasks, on screen."""
    window.show_page("tasks")
    found = window.page("tasks")
    assert isinstance(found, TasksPage)
    return found


def shown(page: TasksPage) -> list[str]:
    """The words of the tasks that are shown."""
    return [row.task.text for row in page.set.rows]
