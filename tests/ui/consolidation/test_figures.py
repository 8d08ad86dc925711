"""A person reads totals, sees what stands out, and goes down to the entries behind a figure."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.unit_tree import BelowUnit
from papidesk.workflow import documents, units
from tests.ui.consolidation.conftest import OpenPage, founded, settled
from tests.ui.consolidation.test_watching import asked_dialog, store_of
from tests.ui.person import Answers
from tests.workflow import below
from tests.workflow.conftest import WHO
from ui.consolidation.consolidation_page import FIGURES, ConsolidationPage
from ui.consolidation.entries_dialog import EntriesDialog
from ui.consolidation.figures_models import PART_VALUE
from ui.consolidation.figures_view import NOBODY, TABLES, FiguresView
from ui.consolidation.watch_view import LIST
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def figures(page: ConsolidationPage, qtbot: QtBot) -> FiguresView:
    """Go to the figures and wait until they are read."""
    page.tabs.setCurrentIndex(FIGURES)
    settled(page, qtbot)
    return page.figures


def choose(view: FiguresView, counter: str, page: ConsolidationPage, qtbot: QtBot) -> None:
    view.totals.choose_row(view.totals_model.find(counter))
    settled(page, qtbot)


def test_totals_are_the_sums_of_the_parts_and_what_stands_out_says_why(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    view = figures(page, qtbot)
    assert view.stack.currentIndex() == TABLES
    choose(view, "tin-bai", page, qtbot)
    assert view.line is not None
    assert sum(part.value or 0 for part in view.parts_model.rows) == view.line.value
    found = view.side.outliers_model
    assert found.rows[0].unit == "H99.2"
    assert "9.000" in str(found.index(0, 2).data(Qt.ItemDataRole.UserRole + 2))
    row = view.parts_model.find("H99.2")
    assert "Cao hơn" in view.parts_model.index(row, 5).data()
    # The largest first, by a click on the title.
    view.parts.sortByColumn(PART_VALUE, Qt.SortOrder.DescendingOrder)
    assert view.parts_model.rows[0].unit == "H99.2"
    page.show_search("tin bai")
    assert {line.counter.code for line in view.totals_model.rows} == {"tin-bai"}


def test_a_figure_opens_the_entries_behind_it(
    real: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(real)
    view = figures(page, qtbot)
    line = next(one for one in view.totals_model.rows if one.value)
    choose(view, line.counter.code, page, qtbot)
    view.parts.setFocus()
    qtbot.keyClick(view.parts, Qt.Key.Key_Return)
    dialog = asked_dialog(page, EntriesDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0, timeout=10_000)
    quantities = [one.quantity or Decimal(0) for one in dialog.model.rows]
    assert sum(quantities) == line.value
    assert "Họp thôn 1" in {one.title for one in dialog.model.rows}
    dialog.close()
    qtbot.mouseClick(view.side.report_button, LEFT)
    settled(page, qtbot)
    assert page.watch.stack.currentIndex() == LIST and page.watch.list.unit


def test_merged_units_are_shown_together_or_under_their_names_of_then(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    into = BelowUnit(code="H99.500", name="xã Mẫu Mới")
    units.merge(store_of(page), ["H99.3", "H99.4"], into, day=datetime.date(2026, 7, 1), who=WHO)
    page.context.catalogues_changed.emit()
    view = figures(page, qtbot)
    choose(view, "tin-bai", page, qtbot)
    together = view.parts_model.find("H99.500")
    whole = view.parts_model.rows[together].value
    assert "gộp 2 đơn vị" in view.parts_model.index(together, 0).data()
    qtbot.mouseClick(view.then, LEFT)
    settled(page, qtbot)
    names = {part.name: part.value for part in view.parts_model.rows}
    assert "xã Mẫu Mới" not in names
    assert (names["xã Mẫu 3"] or 0) + (names["xã Mẫu 4"] or 0) == whole


def test_the_report_is_drafted_and_opened_and_the_workbook_written(
    province: Path, open_page: OpenPage, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(province)
    window = page.window()
    assert isinstance(window, MainWindow)
    answers.target = tmp_path / "tổng hợp.xlsx"
    page.papers.actions[0].trigger()
    qtbot.waitUntil((tmp_path / "tổng hợp.xlsx").exists, timeout=20_000)
    settled(page, qtbot)
    answers.target = tmp_path / "tổng hợp.pdf"
    page.papers.actions[1].trigger()
    qtbot.waitUntil((tmp_path / "tổng hợp.pdf").exists, timeout=30_000)
    before = len(documents.listing(store_of(page)))
    qtbot.mouseClick(page.make_button, LEFT)
    qtbot.waitUntil(lambda: window.current is window.page("documents"), timeout=30_000)
    assert len(documents.listing(store_of(page))) == before + 1
    window.context.jobs.stop_all()


def test_the_parquet_mirror_is_written_from_the_menu(
    province: Path, open_page: OpenPage, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(province)
    answers.chosen_folder = tmp_path / "kho"
    answers.chosen_folder.mkdir()
    page.papers.parquet_action.trigger()
    qtbot.waitUntil(lambda: any((tmp_path / "kho").rglob("*.parquet")), timeout=30_000)
    settled(page, qtbot)
    assert answers.told == []


def test_without_reports_the_figures_lead_to_who_reported(
    tmp_path: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(founded(tmp_path / "Bình Nguyên", lambda store: below.below(store, 3)))
    view = figures(page, qtbot)
    assert view.stack.currentIndex() == NOBODY
    qtbot.mouseClick(view.watch_button, LEFT)
    assert page.tabs.currentIndex() == 0
