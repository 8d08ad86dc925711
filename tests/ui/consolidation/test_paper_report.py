"""A person types in a report that came on paper, corrects it, removes it, and takes that back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from papidesk.domain.counters import Counter
from papidesk.workflow import (
    catalogue_entries,
    consolidation,
    consolidation_locks,
    paper_counters,
    unit_board,
    unit_paper_reports,
)
from tests.ui.conftest import OpenWindow
from tests.workflow import below
from tests.workflow.below import DUTY, PERIOD, TODAY, reported
from ui.consolidation.board_list import BoardList
from ui.consolidation.board_model import ARRIVED
from ui.consolidation.board_reading import YearBoards
from ui.consolidation.paper_report_dialog import PaperReportDialog
from ui.consolidation.paper_sheet_dialog import PaperSheetDialog
from ui.consolidation.term_chip import Asked
from ui.consolidation.watch_view import WatchView
from ui.main_window import MainWindow
from ui.widgets.table import BELOW_ROLE

WHO = "Trần Thị Thí Dụ"
RATIO = Counter(
    code="ty-le-thu", name="Tỷ lệ thử", unit="%", adds_up="ratio", numerator="tin-bai",
    denominator="hoi-nghi", most=Decimal(100),
)  # fmt: skip


@pytest.fixture
def window(open_window: OpenWindow, full: Path) -> MainWindow:
    """A window of an office with three units below it."""
    made = open_window(full)
    store = made.context.workspace.store
    below.below(store, 3)
    catalogue_entries.put(store, RATIO, who=WHO)
    return made


def opened(qtbot: QtBot, window: MainWindow, unit: str = "H99.1") -> PaperReportDialog:
    dialog = PaperReportDialog(window.context, unit, DUTY, PERIOD, window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def typed(dialog: PaperReportDialog, code: str, text: str) -> None:
    row = dialog.figures.row_of(code)
    assert row is not None
    row.line.setFocus()
    row.line.selectAll()
    QTest.keyClick(row.line, Qt.Key.Key_Delete)
    QTest.keyClicks(row.line, text)


def dated(
    dialog: PaperReportDialog, day: str = "18", month: str = "06", year: str = "2026"
) -> None:
    for part, text in (
        (dialog.day.editor.day, day), (dialog.day.editor.month, month),
        (dialog.day.editor.year, year),
    ):  # fmt: skip
        part.clear()
        QTest.keyClicks(part, text)


def value(window: MainWindow, code: str) -> Decimal | None:
    lines = consolidation.totals(window.context.workspace.store, DUTY, PERIOD, compare=False)
    return next((one.value for one in lines if one.counter.code == code), None)


def test_what_is_typed_counts_and_can_be_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    backs: list[Callable[[], None]] = []
    dialog.kept.connect(lambda _said, back: backs.append(back))
    first, second = dialog.figures.rows[:2]
    dated(dialog)
    typed(dialog, first.counter.code, "1.200")
    QTest.keyClick(first.line, Qt.Key.Key_Return)  # goes on and keeps nothing yet
    assert dialog.isVisible() and dialog.typed
    typed(dialog, second.counter.code, "7")
    dialog.accept_button.click()
    assert len(backs) == 1
    assert value(window, first.counter.code) == 1200 and value(window, second.counter.code) == 7
    backs[0]()
    assert value(window, first.counter.code) is None


def test_a_wrong_figure_and_a_missing_day_are_said_beside_them(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = opened(qtbot, window)
    dialog.accept_button.click()
    assert dialog.day.problem.text() and dialog.isVisible()
    dated(dialog)
    row = dialog.figures.rows[1]
    typed(dialog, row.counter.code, "-4")
    dialog.accept_button.click()
    assert row.counter.name in row.said.text() and dialog.isVisible()
    assert row.line.property("problem") == "true"
    dated(dialog, "31", "12", "2026")
    typed(dialog, row.counter.code, "4")
    dialog.accept_button.click()
    assert "31/12/2026" in dialog.problem.text() and dialog.isVisible()
    assert value(window, row.counter.code) is None
    dialog.typed = False
    dialog.reject()


def test_another_counter_is_added_and_a_ratio_without_parts_is_told(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = opened(qtbot, window)
    dated(dialog)
    if dialog.figures.row_of(RATIO.code) is None:
        dialog.more.show_value(RATIO.code)
        dialog.add_button.click()
    row = dialog.figures.row_of(RATIO.code)
    assert row is not None
    told = {}
    for text in ("45/60", "75", "90/60"):
        typed(dialog, RATIO.code, text)
        row.line.editingFinished.emit()
        told[text] = (row.said.text(), row.said.property("kind"))
    assert told["45/60"] == ("= 75", "muted")
    assert told["75"][0] and told["75"][0] != told["45/60"][0]
    assert told["90/60"][1] == "caution"
    typed(dialog, RATIO.code, "45/60")
    dialog.accept_button.click()
    assert value(window, RATIO.code) == 75


def test_a_paper_is_corrected_and_removed(qtbot: QtBot, window: MainWindow) -> None:
    store = window.context.workspace.store
    unit_paper_reports.enter(
        store,
        unit_paper_reports.PaperEntry(
            unit="H99.1", duty=DUTY, period=PERIOD, day=below.DUE, number="1/BC",
            figures=paper_counters.read(store, [("tin-bai", "4")]),
        ),
        who=WHO, today=TODAY,
    )  # fmt: skip
    dialog = opened(qtbot, window)
    row = dialog.figures.row_of("tin-bai")
    assert row is not None and row.line.text() == "4" and dialog.number.value() == "1/BC"
    assert WHO in dialog.history.text()
    typed(dialog, "tin-bai", "6")
    dialog.accept_button.click()
    assert value(window, "tin-bai") == 6
    again = opened(qtbot, window)
    backs: list[Callable[[], None]] = []
    again.kept.connect(lambda _said, back: backs.append(back))
    again.remove_button.click()
    assert value(window, "tin-bai") is None
    backs[0]()
    assert value(window, "tin-bai") == 6


def test_a_closed_period_says_so(qtbot: QtBot, window: MainWindow) -> None:
    store = window.context.workspace.store
    reported(store, "H99.2", {"tin-bai": 1})
    dialog = opened(qtbot, window)
    consolidation_locks.lock(store, DUTY, PERIOD, who=WHO)
    dated(dialog)
    typed(dialog, "tin-bai", "6")
    dialog.accept_button.click()
    assert dialog.problem.text() and dialog.isVisible()
    dialog.typed = False
    dialog.reject()
    assert value(window, "tin-bai") == 1


def listed(window: MainWindow) -> tuple[WatchView, BoardList]:
    view = WatchView(window.context)
    view.setParent(window)
    board = unit_board.board(window.context.workspace.store, DUTY, PERIOD, today=TODAY)
    asked = Asked(DUTY, PERIOD, "Báo cáo PAPI")
    view.list.show_board(asked, board, YearBoards(year=2026), "H99.1")
    return view, view.list


def test_the_board_offers_it_where_no_bundle_came_and_marks_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    store = window.context.workspace.store
    reported(store, "H99.2", {"tin-bai": 1})
    _view, rows = listed(window)
    assert rows.hand_action.isEnabled()
    rows.hand_action.trigger()
    dialog = window.findChild(PaperReportDialog)
    assert dialog is not None
    dated(dialog)
    typed(dialog, "tin-bai", "6")
    told: list[str] = []
    window.context.happened.connect(lambda said, _back: told.append(said))
    dialog.accept_button.click()
    assert len(told) == 1 and "xã Mẫu 1" in told[0]
    _view, rows = listed(window)
    assert rows.hand_action.isEnabled() and not rows.day_action.isEnabled()
    at = rows.model.find("H99.1")
    assert rows.model.data(rows.model.index(at, ARRIVED), BELOW_ROLE) == "nhập tay"
    rows.table.choose_row(rows.model.find("H99.2"))
    assert not rows.hand_action.isEnabled()


def test_a_table_is_looked_at_entered_and_taken_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "bảng.csv"
    path.write_text(
        "Đơn vị,tin-bai,hoi-nghi\nxã Mẫu 1,5,2\nxã Mẫu 2,7,\nxã Lạ,1,1\nxã Mẫu 3,-1,\n",
        encoding="utf-8",
    )
    dialog = PaperSheetDialog(window.context, Asked(DUTY, PERIOD, "Báo cáo PAPI"), window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    told: list[tuple[str, Callable[[], None]]] = []
    dialog.kept.connect(lambda said, back: told.append((said, back)))
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.plan is not None and not dialog.accept_button.isEnabled()  # no day yet
    for part, text in (
        (dialog.day.editor.day, "18"), (dialog.day.editor.month, "06"),
        (dialog.day.editor.year, "2026"),
    ):  # fmt: skip
        QTest.keyClicks(part, text)
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    assert [line.state for line in dialog.plan.lines] == ["new", "new", "refused", "refused"]
    assert value(window, "tin-bai") is None
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(told))
    assert value(window, "tin-bai") == 12 and value(window, "hoi-nghi") == 2
    told[0][1]()
    assert value(window, "tin-bai") is None and value(window, "hoi-nghi") is None


def test_a_table_that_is_none_is_refused_in_the_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "b.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    dialog = PaperSheetDialog(window.context, Asked(DUTY, PERIOD, "Báo cáo PAPI"), window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.read_file(path)
    qtbot.waitUntil(lambda: bool(dialog.problem.text()))
    assert not dialog.accept_button.isEnabled()
    dialog.reject()
