"""The pages of the chain handled roughly: at the wrong moment, twice, too long, from two sides."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.closing import Closing
from papidesk.domain.filters import ActivityFilter, FigureQuery, TaskFilter
from papidesk.domain.record import replace
from papidesk.domain.task import Target, Task
from papidesk.storage import places
from papidesk.storage.store import Store
from papidesk.workflow import closings, evidence, log, tasks, workspaces
from tests.ui.conftest import WHO
from tests.ui.person import Answers, type_text
from ui.log.entries_dialog import EntriesDialog
from ui.log.entry_dialog import EntryDialog
from ui.log.import_dialog import ImportDialog
from ui.log.log_page import LogPage
from ui.main_window import MainWindow
from ui.reports.assistant_dialog import AssistantDialog
from ui.reports.reports_page import CLOSINGS, DUTIES, FIGURES, ReportsPage
from ui.tasks.task_dialog import TaskDialog
from ui.tasks.task_views import VIEWS
from ui.tasks.tasks_page import TasksPage

OpenWindow = Callable[..., MainWindow]
TODAY = datetime.date.today()
LONG = "Tổ chức tuyên truyền, phổ biến sâu rộng " * 12 + "tới từng hộ dân"  # 500 letters
CHAIN = ("overview", "tasks", "log", "reports")


def other_hand(window: MainWindow) -> Store:
    """A second connection to the same workspace: another window, or the command line."""
    return workspaces.open_store(window.context.workspace)


def add_entry(store: Store, title: str, day: datetime.date = TODAY, **changes: object) -> Activity:
    amounts = (Amount(counter="tin-bai", quantity=Decimal(2)),)
    made = Activity(date=day, title=title, amounts=amounts)
    return log.add(store, replace(made, **changes), who=WHO)


def add_task(store: Store, text: str, **changes: object) -> Task:
    return tasks.save(store, replace(Task(text=text, year=TODAY.year), **changes), who=WHO)


def dialogs(window: MainWindow) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def log_page(window: MainWindow) -> LogPage:
    window.show_page("log")
    page = window.page("log")
    assert isinstance(page, LogPage)
    return page


def tasks_page(window: MainWindow) -> TasksPage:
    window.show_page("tasks")
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    return page


def reports_page(window: MainWindow) -> ReportsPage:
    window.show_page("reports")
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    return page


# From two sides


def test_an_entry_deleted_elsewhere_while_it_is_open_is_told_and_nothing_is_lost(
    open_window: OpenWindow, empty: Path, qtbot: QtBot, answers: Answers
) -> None:
    window = open_window(empty)
    made = add_entry(window.context.workspace.store, "Đăng tin")
    page = log_page(window)
    page.open_entry(made.id)
    [dialog] = window.findChildren(EntryDialog)
    with other_hand(window) as other:
        log.remove(other, [made.id], who="người khác")
    type_text(dialog.fields.note.text, "Ghi chú")
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=10_000)
    assert "hùng rác" in dialog.problem.text()
    # Taken out of the trash, it is kept with what was typed meanwhile.
    store = window.context.workspace.store
    log.restore(store, [made.id], who=WHO)
    with qtbot.waitSignal(dialog.kept, timeout=10_000):
        dialog.accept_button.click()
    assert log.get(store, made.id).note == "Ghi chú"


def test_what_two_people_change_in_one_task_stays_of_both(
    open_window: OpenWindow, empty: Path
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    made = add_task(store, "Niêm yết thủ tục")
    page = tasks_page(window)
    page.work.edit(made.id)
    [dialog] = window.findChildren(TaskDialog)
    with other_hand(window) as other:
        tasks.save(other, replace(tasks.get(other, made.id), lead="Phòng Kinh tế"), who="khác")
    type_text(dialog.form.product.line, "Bảng niêm yết")
    dialog.accept()
    kept = tasks.get(store, made.id)
    assert (kept.lead, kept.product) == ("Phòng Kinh tế", "Bảng niêm yết")


def test_a_task_deleted_elsewhere_while_it_is_open_is_told_and_nothing_is_lost(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    made = add_task(store, "Niêm yết thủ tục")
    tasks_page(window).work.edit(made.id)
    [dialog] = window.findChildren(TaskDialog)
    type_text(dialog.form.product.line, "Bảng niêm yết")
    with other_hand(window) as other:
        tasks.remove(other, [made.id], who="khác")
    dialog.accept()
    assert dialog.problem.isVisible() and "hùng rác" in dialog.problem.text()
    tasks.restore(store, [made.id], who=WHO)
    with qtbot.waitSignal(dialog.kept):
        dialog.accept()
    assert tasks.get(store, made.id).product == "Bảng niêm yết"


def test_a_cell_of_what_was_deleted_elsewhere_is_not_written_into_the_trash(
    open_window: OpenWindow, empty: Path, answers: Answers
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    entry, task = add_entry(store, "Đăng tin"), add_task(store, "Niêm yết thủ tục")
    pages = log_page(window), tasks_page(window)
    with other_hand(window) as other:
        log.remove(other, [entry.id], who="khác")
        tasks.remove(other, [task.id], who="khác")
    model = pages[0].list.model
    assert not model.change(entry, replace(entry, title="Đăng tin khác"))
    assert not pages[1].work.changes.keep([task], [replace(task, product="Bảng")], "")
    assert log.get(store, entry.id) == entry and tasks.get(store, task.id) == task
    assert len(answers.told) == 2


def test_two_people_change_two_cells_of_one_entry_and_both_stay(
    open_window: OpenWindow, empty: Path
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    entry = add_entry(store, "Đăng tin")
    page = log_page(window)
    with other_hand(window) as other:
        log.change(other, replace(entry, place="Nhà văn hóa"), who="khác")
    assert page.list.model.change(entry, replace(entry, title="Đăng tin khác"))
    kept = log.get(store, entry.id)
    assert (kept.title, kept.place) == ("Đăng tin khác", "Nhà văn hóa")


def test_what_another_window_wrote_is_there_after_f5(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    window = open_window(empty)
    pages = log_page(window), tasks_page(window), reports_page(window)
    with other_hand(window) as other:
        add_entry(other, "Tin của người khác")
        add_task(other, "Việc của người khác")
    pages[2].tabs.setCurrentIndex(FIGURES)
    window.refresh()
    pages[2].figures.show_query(FigureQuery(since=TODAY, until=TODAY))
    line = pages[2].figures.model.line(pages[2].figures.model.find("tin-bai"))
    assert line is not None and line.figure.value == 2
    window.show_page("tasks")
    window.refresh()
    assert [row.task.text for row in pages[1].set.rows] == ["Việc của người khác"]
    window.show_page("log")
    window.refresh()
    qtbot.waitUntil(lambda: pages[0].list.model.total() == 1)


def test_a_task_deleted_elsewhere_is_no_trap_for_any_view(
    open_window: OpenWindow, empty: Path, qtbot: QtBot, answers: Answers
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    made = add_task(store, "Việc sẽ mất", due=TODAY)
    add_task(store, "Việc còn lại", due=TODAY)
    page = tasks_page(window)
    page.choose(made.id)
    with other_hand(window) as other:
        tasks.remove(other, [made.id], who="khác")
    for name in VIEWS:
        page.show_view(name)
        page.work.edit(made.id)
        for dialog in dialogs(window):
            dialog.reject()
    window.refresh()
    assert [row.task.text for row in page.set.rows] == ["Việc còn lại"]


# At the wrong moment


def test_the_way_back_works_after_the_page_changed(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    made = add_entry(store, "Đăng tin")
    page = log_page(window)
    page.choose(made.id)
    page.delete()
    assert log.count(store) == 0
    window.show_page("overview")
    window.show_page("reports")
    window.show_page("tasks")
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert log.count(store) == 1
    window.show_page("log")
    qtbot.waitUntil(lambda: page.list.model.total() == 1)


def test_the_year_and_the_page_may_change_below_an_open_dialog(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    made = add_entry(store, "Đăng tin")
    before = add_entry(store, "Đăng tin năm trước", TODAY.replace(year=TODAY.year - 1, day=1))
    page = log_page(window)
    page.open_entry(made.id)
    [dialog] = window.findChildren(EntryDialog)
    page.show_year(TODAY.year - 1)
    window.show_page("reports")
    quantity = dialog.fields.amounts.lines[0].quantity
    quantity.selectAll()
    type_text(quantity, "7")
    with qtbot.waitSignal(dialog.kept, timeout=10_000):
        dialog.accept_button.click()
    assert log.get(store, made.id).amounts[0].quantity == 7
    assert log.get(store, before.id) == before
    reports = reports_page(window)
    reports.tabs.setCurrentIndex(DUTIES)
    reports.make_report()
    [assistant] = window.findChildren(AssistantDialog)
    reports.show_year(TODAY.year - 2)
    window.show_page("tasks")
    qtbot.keyClick(assistant, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(window))


def test_escape_closes_each_dialog_and_the_focus_comes_back_to_the_page(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    entry, task = add_entry(store, "Đăng tin"), add_task(store, "Niêm yết")
    page = log_page(window)
    work = tasks_page(window).work
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("log", lambda: page.open_entry(entry.id)),
        ("log", page.write_entry),
        ("log", page.show_series),
        ("log", page.take_photos),
        ("tasks", lambda: work.edit(task.id)),
        ("tasks", work.new),
        ("tasks", work.timing),
        ("tasks", work.overtaken),
        ("tasks", work.evidence),
        ("overview", lambda: window.page("overview").log_activity()),  # type: ignore[attr-defined]
        ("reports", lambda: reports_page(window).make_report()),
    )
    for name, act in steps:
        window.show_page(name)
        if name == "tasks":
            tasks_page(window).choose(task.id)
        elif name == "log":
            page.choose(entry.id)
        act()
        QApplication.processEvents()
        [dialog] = dialogs(window)
        assert dialog.windowTitle(), type(dialog).__name__
        assert dialog.focusWidget() is not None, type(dialog).__name__
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not dialogs(window))
        window.activateWindow()
        QApplication.processEvents()
        focused = window.focusWidget()
        assert focused is not None and window.current.isAncestorOf(focused), type(dialog).__name__


def test_a_window_closed_while_a_table_is_taken_in_keeps_all_of_it_or_nothing(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    window = open_window(empty)
    page = log_page(window)
    rows = [f"{TODAY:%d/%m/%Y}\tViệc số {number}\t1" for number in range(3_000)]
    text = "\n".join(("Ngày\tNội dung\tSố người tiếp cận", *rows))
    dialog = ImportDialog(window.context, text=text, parent=page)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=20_000)
    dialog.take()
    window.close()
    assert not window.isVisible()
    again = workspaces.open_workspace(empty)
    try:
        assert log.count(again.store) in (0, 3_000)
    finally:
        again.close()


# Too long, too many


def test_names_of_five_hundred_letters_are_shown_everywhere(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    assert len(LONG) >= 480
    window = open_window(empty)
    store = window.context.workspace.store
    task = add_task(
        store, LONG, lead=LONG[:200], product=LONG[:200], due=TODAY, dimensions=("1.1", "2.1"),
        targets=(Target(counter="tin-bai", quantity=Decimal(10)),),
    )  # fmt: skip
    entry = add_entry(store, LONG[:480], place=LONG[:200], unit=LONG[:200], tasks=(task.id,))
    for name in CHAIN:
        window.show_page(name)
        QApplication.processEvents()
        window.grab()
        assert window.width() == 1366, name
    page = tasks_page(window)
    for view in VIEWS:
        page.show_view(view)
        QApplication.processEvents()
        window.grab()
        assert window.width() == 1366, view
    page.work.edit(task.id)
    log_page(window).open_entry(entry.id)
    EntriesDialog(window.context, LONG, ActivityFilter(tasks=(task.id,)), window).open()
    QApplication.processEvents()
    for dialog in dialogs(window):
        assert dialog.width() <= 1366 and dialog.height() <= 768, type(dialog).__name__
        dialog.grab()
        dialog.reject()


# What is not there any more


def test_evidence_whose_folder_is_gone_is_told_on_every_page(
    open_window: OpenWindow, empty: Path, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    window = open_window(empty)
    store = window.context.workspace.store
    made = add_entry(store, "Đăng tin")
    paper = tmp_path / "biên bản.txt"
    paper.write_text("Nội dung", encoding="utf-8")
    kept = evidence.attach_file(store, "activity", made.id, paper, who=WHO)
    stored = places.attachment(store.folder, kept.sha256)
    stored.chmod(0o644)
    stored.unlink()
    page = log_page(window)
    page.refresh()
    page.choose(made.id)
    page.open_entry(made.id)
    [dialog] = window.findChildren(EntryDialog)
    assert dialog.evidence.items[0].problem
    dialog.reject()
    dialog_behind = EntriesDialog(window.context, "Tin", ActivityFilter(), window)
    dialog_behind.open()
    QApplication.processEvents()
    dialog_behind.reject()


def test_a_closed_period_asks_for_the_reason_wherever_an_entry_is_touched(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    from ui.log.closed_reason import ClosedReasonDialog

    window = open_window(empty)
    store = window.context.workspace.store
    made = add_entry(store, "Đăng tin")
    closings.close(store, Closing(since=TODAY, until=TODAY), who=WHO)
    page = log_page(window)
    page.refresh()
    page.choose(made.id)
    for act in (page.delete, page.duplicate):
        act()
        QApplication.processEvents()
        [asked] = [one for one in dialogs(window) if isinstance(one, ClosedReasonDialog)]
        qtbot.keyClick(asked, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not dialogs(window))
        assert log.count(store) == 1
    reports = reports_page(window)
    reports.tabs.setCurrentIndex(CLOSINGS)
    assert reports.closings.model.rowCount() == 1
    assert tasks.listing(store, TaskFilter(), today=TODAY) == []
