"""The list narrowed through the funnels of its titles, kept as views, worked on in bulk."""

from __future__ import annotations

import datetime
import re
import time
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Filing
from papidesk.domain.record import replace
from papidesk.storage import documents as stored
from papidesk.storage.trash import KEPT
from papidesk.workflow import documents, lists
from papidesk.workflow.lists import DocumentFilter, Span, Wording
from tests.ui.conftest import OpenWindow
from tests.ui.person import Answers, page_of, type_text
from ui.documents.column_filter import ColumnFilter, DaysFilter, ValuesFilter, WordsFilter
from ui.documents.documents_list import DUE, ISSUER, KIND, NAMES, TITLE
from ui.documents.documents_page import DocumentsPage
from ui.documents.view_dialogs import ViewDialog, ViewsDialog
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.filter_header import FilterHeader

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def click_funnel(qtbot: QtBot, page: DocumentsPage, name: str) -> ColumnFilter:
    """Click the funnel of a column and return the window that opens."""
    header = page.list.table.horizontalHeader()
    assert isinstance(header, FilterHeader)
    place = header.funnel(NAMES.index(name)).center()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return next(w for w in page.list.table.findChildren(ColumnFilter) if w.isVisible())


def tick(qtbot: QtBot, part: ValuesFilter, words: str) -> None:
    """Tick the value that begins with ``words``."""
    for row in range(part.values.count()):
        item = part.values.item(row)
        if item.text().startswith(words):
            part.values.setCurrentItem(item)
            qtbot.keyClick(part.values, Qt.Key.Key_Space)
            return
    raise AssertionError(words)


def test_the_funnel_offers_the_values_of_a_column_with_their_counts(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    window = click_funnel(qtbot, page, "state")
    part = window.parts[0]
    assert isinstance(part, ValuesFilter)
    assert [part.values.item(row).text() for row in range(part.values.count())] == ["Dự thảo  (3)"]
    page.list.model.choose(kinds=("BC",))
    window.close()
    again = click_funnel(qtbot, page, "state").parts[0]
    assert isinstance(again, ValuesFilter)
    assert again.values.item(0).text() == "Dự thảo  (1)"


def test_ticking_two_kinds_shows_both_and_the_way_back_shows_all(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    window = page.list.column_filters.open(KIND)
    part = window.parts[0]
    assert isinstance(part, ValuesFilter)
    tick(qtbot, part, "Báo cáo")
    assert page.list.model.rowCount() == 1
    tick(qtbot, part, "Kế hoạch")
    assert page.list.model.rowCount() == 3
    assert page.list.model.chosen.kinds == ("BC", "KH")
    assert page.list.filters.kind.text().endswith("+1")
    qtbot.mouseClick(window.all, Qt.MouseButton.LeftButton)
    assert page.list.model.chosen == DocumentFilter()
    assert page.list.model.rowCount() == 3


def test_words_of_a_column_are_looked_for_while_typing_with_and_without_marks(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    page.list.table.setFocus()
    page.list.table.setCurrentIndex(page.list.model.index(0, TITLE))
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down, ALT)
    window = next(w for w in page.list.table.findChildren(ColumnFilter) if w.isVisible())
    part = window.parts[0]
    assert isinstance(part, WordsFilter)
    type_text(part.line, "ket qua")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    part.marks.setChecked(True)
    assert page.list.model.rowCount() == 0
    part.line.clear()
    type_text(part.line, "Kết quả")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.list.model.chosen.title == Wording(text="Kết quả", marks=True)


def test_days_are_chosen_by_hand_or_by_the_usual_spans(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    window = click_funnel(qtbot, page, "date")
    part = window.parts[1]
    assert isinstance(part, DaysFilter)
    for field, text in (
        (part.first.day, "01"),
        (part.first.month, "06"),
        (part.first.year, "2026"),
    ):
        type_text(field, text)
    assert page.list.model.chosen.dated == Span(first=datetime.date(2026, 6, 1))
    assert page.list.model.rowCount() == 1
    part.blank.click()
    assert page.list.model.rowCount() == 0
    assert page.list.model.chosen.dated == Span(blank=True)
    year = window.parts[0]
    assert isinstance(year, ValuesFilter)
    assert year.values.count() >= 0


def test_a_chip_tells_of_the_narrowing_and_takes_it_away(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    page.list.model.choose(title=Wording(text="ket qua"))
    chips = [c for c in page.list.filters._narrowing if c.isVisible()]
    assert [chip.toolTip() for chip in chips] == ["Trích yếu: “ket qua”"]
    qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert page.list.model.rowCount() == 3


def test_columns_are_moved_and_hidden_by_keys_and_remembered(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    qtbot.mouseClick(page.list.filters.columns, Qt.MouseButton.LeftButton)
    chooser = next(c for c in page.list.table.findChildren(ColumnChooser) if c.isVisible())
    before = page.list.table.shown_columns()
    chooser.list.setCurrentRow(1)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Up, ALT)
    assert page.list.table.shown_columns() == [before[1], before[0], *before[2:]]
    for row in range(chooser.list.count()):
        if chooser.list.item(row).data(Qt.ItemDataRole.UserRole) == ISSUER:
            chooser.list.setCurrentRow(row)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Space)
    assert ISSUER in page.list.table.shown_columns()
    shown = page.list.table.shown_columns()
    chooser.close()
    window.close()
    again = page_of(open_window(full, columns=window.context.settings.columns))
    assert again.list.table.shown_columns() == shown


def test_a_view_is_kept_shown_renamed_and_opened_first(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.list.model.choose(kinds=("BC",))
    page.views.keep()
    dialog = window.findChild(ViewDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.name.problem.isVisible()
    type_text(dialog.name.line, "Báo cáo của tôi")
    dialog.first.setChecked(True)
    qtbot.keyClick(dialog.name.line, Qt.Key.Key_Return)
    assert page.list.filters.views.text() == "Báo cáo của tôi"
    page.show_everything()
    assert page.list.model.rowCount() == 3
    entry = next(a for a in page.list.filters.views.menu().actions() if "của tôi" in a.text())
    entry.trigger()
    assert page.list.model.rowCount() == 1
    page.views.list()
    every = window.findChild(ViewsDialog)
    assert every is not None
    qtbot.mouseClick(every.rename, Qt.MouseButton.LeftButton)
    naming = every.findChild(ViewDialog)
    assert naming is not None
    naming.name.line.clear()
    type_text(naming.name.line, "Báo cáo")
    qtbot.keyClick(naming.name.line, Qt.Key.Key_Return)
    every.close()
    assert [view.name for view in lists.views(window.context.workspace.store)] == ["Báo cáo"]
    window.close()
    assert page_of(open_window(full)).list.model.rowCount() == 1


def test_a_deleted_view_comes_back_with_undo(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    store = window.context.workspace.store
    lists.keep_view(store, lists.SavedView(name="Chờ duyệt"), who="")
    page.views.list()
    every = window.findChild(ViewsDialog)
    assert every is not None
    qtbot.mouseClick(every.delete, Qt.MouseButton.LeftButton)
    assert lists.views(store) == []
    every.close()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert [view.name for view in lists.views(store)] == ["Chờ duyệt"]


def test_excel_gets_a_table_whose_numbers_stay_text(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    page.list.table.setFocus()
    page.list.table.selectAll()
    qtbot.keyClick(page.list.table, Qt.Key.Key_C, CONTROL)
    html = QApplication.clipboard().mimeData().html()
    assert len(re.findall("<tr>", html)) == 4
    assert "mso-number-format" in html
    assert "05/KH-UBND" in html


def test_many_documents_become_pdf_files_in_a_folder(
    qtbot: QtBot, open_window: OpenWindow, full: Path, answers: Answers, tmp_path: Path
) -> None:
    page = page_of(open_window(full))
    page.list.table.selectAll()
    assert page.list.strip.isVisible()
    answers.chosen_folder = tmp_path / "pdf"
    answers.chosen_folder.mkdir()
    with qtbot.waitSignal(page.acts.bulk.exported, timeout=20_000):
        page.list.acts.export.trigger()
    files = sorted((tmp_path / "pdf").iterdir())
    assert len(files) == 3
    assert all(path.read_bytes().startswith(b"%PDF") for path in files)
    with qtbot.waitSignal(page.acts.bulk.exported, timeout=20_000):
        page.list.acts.export.trigger()
    assert len(list((tmp_path / "pdf").iterdir())) == 6


def test_many_documents_are_submitted_and_what_cannot_be_is_not_offered(
    open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    page.list.table.selectAll()
    page.list.acts.submit.trigger()
    store = page.context.workspace.store
    assert {row.state for row in documents.listing(store)} == {"submitted"}
    page.list.table.selectAll()
    assert not page.list.acts.submit.isEnabled()


def test_the_trash_tells_how_long_and_deletes_for_good_after_one_question(
    qtbot: QtBot, open_window: OpenWindow, full: Path, answers: Answers
) -> None:
    page = page_of(open_window(full))
    page.delete([page.list.model.row(0).id])
    page.list.filters.trash.click()
    column = NAMES.index("state")
    assert page.list.model.index(0, column).data() == f"còn {KEPT.days} ngày"
    page.list.table.selectRow(0)
    answers.agrees = False
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    assert len(answers.questions) == 1
    assert page.list.model.rowCount() == 1
    answers.agrees = True
    page.list.acts.delete_for_good.trigger()
    assert page.list.model.rowCount() == 0
    page.list.filters.trash.click()
    assert page.list.model.rowCount() == 2


def test_what_lay_in_the_trash_for_thirty_days_is_gone_at_the_next_start(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    from papidesk.storage import trash
    from papidesk.workflow import workspaces

    workspace = workspaces.open_workspace(full)
    first = documents.listing(workspace.store)[0]
    long_ago = datetime.datetime.now(datetime.UTC) - KEPT - datetime.timedelta(days=1)
    trash.trash(workspace.store, first.id, now=long_ago)
    workspace.close()
    window = open_window(full)
    store = window.context.workspace.store
    qtbot.waitUntil(lambda: documents.count(store, trashed=True) == 0)


def test_a_due_day_is_shown_in_red_when_it_has_passed(open_window: OpenWindow, full: Path) -> None:
    page = page_of(open_window(full))
    store = page.context.workspace.store
    one = documents.get(store, page.list.model.row(0).id)
    stored.save(store, replace(one, filing=Filing(due=datetime.date(2026, 1, 9))))
    page.refresh()
    row = page.list.model.find(one.id)
    assert page.list.model.index(row, DUE).data() == "09/01/2026"
    assert page.list.model._tone(page.list.model.row(row), "due") == "error"


def test_a_duplicate_is_a_draft_that_undo_puts_away(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.list.table.selectRow(0)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_D, CONTROL)
    assert page.list.model.rowCount() == 4
    made = page.list.chosen_ids()
    assert len(made) == 1
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert page.list.model.rowCount() == 3
    assert page.list.model.find(made[0]) == -1


def test_the_acts_on_a_row_are_in_its_menu(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    page.list.table.selectRow(0)
    page.list.table.customContextMenuRequested.emit(QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.isVisible() and action.text()]
    assert page.list.acts.open.text() in words
    assert page.list.acts.delete.text() in words
    menu.close()


def test_a_column_of_ten_thousand_documents_is_narrowed_at_once(
    qtbot: QtBot, open_window: OpenWindow, crowded: Path
) -> None:
    page = page_of(open_window(crowded))
    taken = []
    for column in (KIND, DUE, ISSUER, TITLE):
        begun = time.perf_counter()
        window = page.list.column_filters.open(column)
        taken.append(time.perf_counter() - begun)
        window.close()
    # 50 ms is the aim; a shared machine gets five times that before the test complains.
    assert sorted(taken)[len(taken) // 2] < 0.25
