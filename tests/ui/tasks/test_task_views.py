"""Board, timeline and calendar of the tasks, by mouse and by keyboard."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from papidesk.domain.recurrence import Recurrence
from papidesk.storage.store import Store
from papidesk.workflow import tasks
from tests.ui.tasks.conftest import CULTURE, TODAY, YEAR, days, enter, page_of
from ui.main_window import MainWindow
from ui.tasks.board_view import BoardView
from ui.tasks.calendar_view import CalendarView
from ui.tasks.stop_dialog import StopDialog
from ui.tasks.task_dialog import TaskDialog
from ui.tasks.tasks_page import TasksPage
from ui.tasks.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton


def board_of(page: TasksPage) -> BoardView:
    page.show_view("board")
    assert page.views.board is not None
    QApplication.processEvents()
    return page.views.board


def timeline_of(page: TasksPage) -> TimelineView:
    page.show_view("timeline")
    assert page.views.timeline is not None
    QApplication.processEvents()
    return page.views.timeline


def calendar_of(page: TasksPage) -> CalendarView:
    page.show_view("calendar")
    assert page.views.calendar is not None
    QApplication.processEvents()
    return page.views.calendar


def settle(page: TasksPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._stale)


def drag(qtbot: QtBot, board: BoardView, source: str, target: str) -> None:
    """Drag the first card of one column into another with the mouse."""
    cards = board.columns[source].cards  # type: ignore[index]
    goal = board.columns[target].cards  # type: ignore[index]
    begin = cards.visualRect(cards.model_.index(0)).center()
    end = cards.viewport().mapFromGlobal(goal.viewport().mapToGlobal(QPoint(40, 40)))
    qtbot.mousePress(cards.viewport(), LEFT, pos=begin)
    for step in (5, 60, 100):
        qtbot.mouseMove(cards.viewport(), begin + (end - begin) * step / 100)
    assert not board._ghost.isHidden()
    qtbot.mouseRelease(cards.viewport(), LEFT, pos=end)


# The board


def test_the_board_counts_and_shows_each_state(page: TasksPage) -> None:
    board = board_of(page)
    assert [column.count.text() for column in board.columns.values()] == ["2", "1", "0", "0"]
    assert "2 nhiệm vụ" in board.columns["open"].cards.accessibleName()
    said = board.columns["doing"].cards.model_.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert CULTURE in said and "uá hạn" in said


def test_a_card_dragged_into_another_column_changes_its_state_and_comes_back(
    page: TasksPage, store: Store, qtbot: QtBot, window: MainWindow
) -> None:
    board = board_of(page)
    [row] = board.columns["doing"].cards.model_.rows
    drag(qtbot, board, "doing", "done")
    assert tasks.get(store, row.task.id).state == "done"
    settle(page, qtbot)
    assert board._ghost.isHidden()
    assert board.columns["done"].count.text() == "1"
    window.toast.undo.click()
    settle(page, qtbot)
    assert tasks.get(store, row.task.id).state == "doing"
    assert board.columns["doing"].count.text() == "1"


def test_a_card_let_go_outside_stays_where_it_was(
    page: TasksPage, store: Store, qtbot: QtBot
) -> None:
    board = board_of(page)
    cards = board.columns["doing"].cards
    begin = cards.visualRect(cards.model_.index(0)).center()
    qtbot.mousePress(cards.viewport(), LEFT, pos=begin)
    qtbot.mouseMove(cards.viewport(), begin + QPoint(30, 10))
    qtbot.mouseMove(cards.viewport(), QPoint(-2000, -2000))
    qtbot.mouseRelease(cards.viewport(), LEFT, pos=QPoint(-2000, -2000))
    assert tasks.get(store, cards.model_.rows[0].task.id).state == "doing"
    assert board._ghost.isHidden()


def test_cards_are_moved_by_keys_and_stay_chosen(
    page: TasksPage, store: Store, qtbot: QtBot
) -> None:
    board = board_of(page)
    cards = board.columns["doing"].cards
    cards.setFocus()
    cards.choose_first()
    id = cards.chosen()[0].task.id
    qtbot.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert tasks.get(store, id).state == "done"
    settle(page, qtbot)
    assert [row.task.id for row in board.chosen()] == [id]
    done = board.columns["done"].cards
    qtbot.keyClick(done, Qt.Key.Key_Left)
    assert board.columns["open"].cards.chosen()  # nothing under way any more
    assert done.chosen() == []


def test_a_card_carried_to_given_up_asks_why(page: TasksPage, store: Store, qtbot: QtBot) -> None:
    board = board_of(page)
    id = board.columns["doing"].cards.model_.rows[0].task.id
    drag(qtbot, board, "doing", "stopped")
    dialog = page.work.dialog
    assert isinstance(dialog, StopDialog)
    dialog.reject()
    assert tasks.get(store, id).state == "doing"


def test_enter_opens_a_card(page: TasksPage, qtbot: QtBot) -> None:
    board = board_of(page)
    cards = board.columns["open"].cards
    cards.setFocus()
    cards.choose_first()
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert isinstance(page.work.dialog, TaskDialog)
    page.work.dialog.reject()


# The timeline


def test_tasks_stand_as_bar_mark_ticks_and_line(page: TasksPage, store: Store) -> None:
    enter(store, "Phát thanh", recurring=Recurrence(every="week", weekdays=(0,)), lead=CULTURE)
    enter(store, "Chưa có ngày", lead=CULTURE)
    page.refresh()
    chart = timeline_of(page).chart
    shapes = {line.row.task.text[:5]: line.shape for line in chart.lines if line.row is not None}
    assert shapes == {
        "Niêm ": "bar", "Đăng ": "mark", "Công ": "line", "Phát ": "ticks", "Chưa ": "none",
    }  # fmt: skip
    ticks = next(line for line in chart.lines if line.shape == "ticks")
    mondays = {day.weekday() for day in ticks.days}
    assert mondays == {0} and len(ticks.days) in (52, 53)
    assert not chart.grab().isNull()


def test_the_end_of_a_bar_is_dragged_to_another_day_and_back(
    page: TasksPage, store: Store, qtbot: QtBot, window: MainWindow
) -> None:
    task = enter(store, "Kéo được", lead=CULTURE, start=datetime.date(YEAR, 3, 1),
                 due=datetime.date(YEAR, 5, 10))  # fmt: skip
    page.refresh()
    chart = timeline_of(page).chart
    place = chart.place_of(task.id)
    end = chart.bar_end(place)
    wanted = datetime.date(YEAR, 7, 15)
    goal = QPoint(round(chart._left() + chart.scale_.right_of(wanted)), end.y())
    qtbot.mousePress(chart.viewport(), LEFT, pos=end)
    qtbot.mouseMove(chart.viewport(), (end + goal) / 2)
    qtbot.mouseMove(chart.viewport(), goal)
    qtbot.mouseRelease(chart.viewport(), LEFT, pos=goal)
    due = tasks.get(store, task.id).due
    assert due is not None and abs((due - wanted).days) <= 1
    window.toast.undo.click()
    assert tasks.get(store, task.id).due == task.due


def test_a_bar_cannot_end_before_it_begins(page: TasksPage, store: Store, qtbot: QtBot) -> None:
    start = datetime.date(YEAR, 3, 1)
    task = enter(store, "Kéo lùi", lead=CULTURE, start=start, due=datetime.date(YEAR, 5, 10))
    page.refresh()
    chart = timeline_of(page).chart
    end = chart.bar_end(chart.place_of(task.id))
    qtbot.mousePress(chart.viewport(), LEFT, pos=end)
    qtbot.mouseMove(chart.viewport(), QPoint(chart.names_width + 1, end.y()))
    qtbot.mouseRelease(chart.viewport(), LEFT, pos=QPoint(chart.names_width + 1, end.y()))
    assert tasks.get(store, task.id).due == start


def test_keys_choose_step_the_day_zoom_and_open(
    page: TasksPage, store: Store, qtbot: QtBot
) -> None:
    chart = timeline_of(page).chart
    chart.setFocus()
    chart.current = -1
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    row = chart.chosen_row
    assert row is not None
    task = tasks.find(store, "Đăng tin")[0]
    chart.choose(chart.place_of(task.id))
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    due, before = tasks.get(store, task.id).due, task.due
    assert due is not None and before is not None and (due - before).days == 1
    assert chart.chosen_row is not None and chart.chosen_row.task.id == task.id
    assert task.text in chart.accessibleDescription()
    width = chart.scale_.width
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.scale_.width > width
    qtbot.keyClick(chart, Qt.Key.Key_Minus)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert isinstance(page.work.dialog, TaskDialog)
    page.work.dialog.reject()


def test_ctrl_and_the_wheel_zoom_around_the_mouse(page: TasksPage) -> None:
    chart = timeline_of(page).chart
    at = QPointF(chart.names_width + 400, 200)
    day = chart.scale_.day_at(at.x() - chart._left())
    event = QWheelEvent(
        at, chart.viewport().mapToGlobal(at), QPoint(), QPoint(0, 600), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart.viewport(), event)
    assert chart.scale_.shows_weeks
    after = chart.scale_.day_at(at.x() - chart._left())
    assert abs((after - day).days) <= 1


def test_months_and_weeks_are_chosen_with_buttons(page: TasksPage, qtbot: QtBot) -> None:
    view = timeline_of(page)
    qtbot.mouseClick(view.weeks, LEFT)
    assert view.chart.scale_.shows_weeks and view.weeks.isChecked()
    qtbot.mouseClick(view.months, LEFT)
    assert view.chart.horizontalScrollBar().maximum() == 0
    assert view.months.isChecked()


# The calendar


def test_tasks_stand_on_their_days_and_recurring_ones_on_each(
    page: TasksPage, store: Store
) -> None:
    enter(store, "Phát thanh", recurring=Recurrence(every="week", weekdays=(0,)), lead=CULTURE)
    page.refresh()
    grid = calendar_of(page).grid
    late = tasks.find(store, "Đăng tin")[0]
    assert late.due is not None
    grid.go_to(late.due)
    assert late.id in [item.row.task.id for item in grid.items[late.due]]
    mondays = [day for day, items in grid.items.items() if any(item.again for item in items)]
    assert {day.weekday() for day in mondays} == {0}


def test_keys_go_through_days_and_months(page: TasksPage, qtbot: QtBot) -> None:
    view = calendar_of(page)
    grid = view.grid
    grid.setFocus()
    grid.go_to(datetime.date(YEAR, 1, 31))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.day == datetime.date(YEAR, 2, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.day == datetime.date(YEAR, 1, 25)
    grid.go_to(datetime.date(YEAR, 3, 31))
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert (grid.day.month, grid.day.day) == (2, 28 if YEAR % 4 else 29)
    assert view.month.text().endswith(f"2/{YEAR}")
    qtbot.keyClick(grid, Qt.Key.Key_T)
    assert grid.day == TODAY


def test_public_holidays_are_named_and_told(page: TasksPage) -> None:
    grid = calendar_of(page).grid
    day = datetime.date(YEAR, 9, 2)
    grid.go_to(day)
    assert "Quốc khánh" in grid.said(day)
    assert "Quốc khánh" in grid.accessibleDescription()
    new_year = datetime.date(YEAR, 1, 1)
    grid.go_to(new_year)
    assert len(grid.said(new_year).split(", ")) > 2


def test_a_crowded_day_says_how_many_more_and_opens_them(
    page: TasksPage, store: Store, qtbot: QtBot
) -> None:
    day = datetime.date(YEAR, 6, 10)
    for number in range(9):
        enter(store, f"Việc trong ngày {number}", due=day, lead=CULTURE)
    page.refresh()
    view = calendar_of(page)
    view.grid.go_to(day)
    more = view.grid.more_at(day)
    assert more is not None
    qtbot.mouseClick(view.grid, LEFT, pos=more.center())
    menu = view.day_menu
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.isEnabled() and action.text()]
    assert len(words) == 10  # nine tasks and the way to a new one
    menu.actions()[1].trigger()
    menu.close()
    assert isinstance(page.work.dialog, TaskDialog)
    page.work.dialog.reject()


def test_a_new_task_begins_on_the_day_that_is_double_clicked(page: TasksPage, qtbot: QtBot) -> None:
    grid = calendar_of(page).grid
    day = datetime.date(YEAR, 8, 13)
    grid.go_to(day)
    cell = grid.cell(day)
    qtbot.mouseDClick(grid, LEFT, pos=QPoint(cell.center().x(), cell.bottom() - 3))
    dialog = page.work.dialog
    assert isinstance(dialog, TaskDialog)
    assert dialog.form.due.value() == day
    dialog.reject()


def test_a_task_of_the_sheet_is_chosen_with_the_mouse(
    page: TasksPage, store: Store, qtbot: QtBot
) -> None:
    task = enter(store, "Chọn bằng chuột", due=datetime.date(YEAR, 8, 13), lead=CULTURE)
    page.refresh()
    grid = calendar_of(page).grid
    assert task.due is not None
    grid.go_to(task.due)
    boxes, _more = grid._boxes(task.due)
    qtbot.mouseClick(grid, LEFT, pos=boxes[0][0].center())
    assert [row.task.id for row in page.views.chosen()] == [task.id]
    assert page.work.acts.log.isEnabled()


def test_views_are_reached_by_key(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    enter(store, "Một việc", due=days(3))
    page = page_of(window)
    for key, name in ((Qt.Key.Key_2, "board"), (Qt.Key.Key_4, "calendar"), (Qt.Key.Key_1, "table")):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
        assert page.views.name == name
