"""The open document: its page, its findings, its fields, what becomes of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from papidesk.workflow import documents
from papidesk.workflow.checks import check_document
from papidesk.workflow.demo import commune_files
from tests.ui.person import Answers, page_of, type_text
from ui.documents.document_pane import FINDINGS, INFORMATION, PAGES, DocumentPane
from ui.documents.documents_page import DocumentsPage
from ui.documents.issue_dialog import IssueDialog
from ui.main_window import MainWindow
from ui.widgets.labels import Pill

OpenWindow = Callable[..., MainWindow]


def row_of(page: DocumentsPage, number: str) -> int:
    rows = range(page.list.model.rowCount())
    return next(i for i in rows if page.list.model.row(i).number == number)


def open_paper(qtbot: QtBot, page: DocumentsPage, number: str) -> DocumentPane:
    """Click the row of a document and wait for its pages and findings."""
    row = row_of(page, number)
    place = page.list.table.visualRect(page.list.model.index(row, 3)).center()
    qtbot.mouseClick(page.list.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, page.pane)
    return page.pane


def settle(qtbot: QtBot, pane: DocumentPane) -> None:
    qtbot.waitUntil(lambda: pane.session.checked_state is not None, timeout=15_000)
    if pane.stack.currentIndex() == PAGES:
        qtbot.waitUntil(lambda: pane.pages.view.up_to_date, timeout=15_000)


def text_of(pdf: bytes) -> str:
    paper = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in paper]
    finally:
        paper.close()
    return " ".join(" ".join(pages).split())


def show_tab(qtbot: QtBot, pane: DocumentPane, tab: int) -> None:
    place = pane.tabs.tabRect(tab).center()
    qtbot.mouseClick(pane.tabs, Qt.MouseButton.LeftButton, pos=place)
    assert pane.stack.currentIndex() == tab


def test_a_click_shows_the_real_printed_page(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    view = pane.pages.view
    assert view.page_count >= 2
    image = view.image_of(1)
    assert image is not None
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, 400, 3)}
    assert len(colours) > 5
    assert pane.pages.page.text().endswith(f"1/{view.page_count}")


def test_keys_and_wheel_turn_pages_and_zoom(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    view = pane.pages.view
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == view.page_count
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1
    before = view.zoom
    place = QPointF(view.viewport().rect().center())
    turn = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turn)
    assert view.zoom > before
    qtbot.mouseClick(pane.pages.fit, Qt.MouseButton.LeftButton)
    assert view.zoom == before
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > before
    qtbot.waitUntil(lambda: view.up_to_date, timeout=15_000)


def test_a_changed_field_is_saved_and_printed_anew(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    pane = open_paper(qtbot, page_of(window), "05")
    show_tab(qtbot, pane, INFORMATION)
    place = pane.information.place.line
    place.setFocus()
    place.selectAll()
    with qtbot.waitSignal(pane.session.pdf_ready, timeout=15_000):
        type_text(place, unicodedata.normalize("NFD", "Đồng Mẫu"))
    assert "Đồng Mẫu, ngày" in unicodedata.normalize("NFC", text_of(pane.session.pdf))
    qtbot.waitUntil(lambda: not pane.session.unsaved)
    document = pane.session.document
    assert document is not None
    stored = documents.get(window.context.workspace.store, document.id)
    assert stored.place == "Đồng Mẫu"
    assert window.header.state.text()


def test_a_change_is_saved_when_the_focus_goes_on(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    pane = open_paper(qtbot, page_of(window), "05")
    show_tab(qtbot, pane, INFORMATION)
    pane.information.name.line.setFocus()
    type_text(pane.information.name.line, " Thử")
    assert pane.session.unsaved
    qtbot.keyClick(pane.information.name.line, Qt.Key.Key_Tab)
    assert not pane.session.unsaved


def test_closing_the_window_in_the_middle_of_a_field_keeps_it(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    pane = open_paper(qtbot, page_of(window), "05")
    show_tab(qtbot, pane, INFORMATION)
    pane.information.symbol.line.setFocus()
    pane.information.symbol.line.selectAll()
    type_text(pane.information.symbol.line, "KH-XYZ")
    window.close()
    again = page_of(open_window(full))
    assert again.list.model.row(row_of(again, "05")).symbol == "KH-XYZ"


def test_what_cannot_be_saved_is_told_once_and_closing_asks(
    qtbot: QtBot, open_window: OpenWindow, answers: Answers, full: Path
) -> None:
    window = open_window(full)
    pane = open_paper(qtbot, page_of(window), "05")
    show_tab(qtbot, pane, INFORMATION)
    pane.information.name.line.setFocus()
    type_text(pane.information.name.line, " Thử")
    # As if the disk had gone: every write is refused from here on.
    window.context.workspace.store.close()
    qtbot.keyClick(pane.information.name.line, Qt.Key.Key_Tab)
    pane.information.name.line.setFocus()
    qtbot.keyClick(pane.information.name.line, Qt.Key.Key_Tab)
    assert len(answers.told) == 1
    assert pane.session.unsaved
    answers.agrees = False
    assert not window.page("documents").may_close()
    assert len(answers.questions) == 1
    answers.agrees = True
    window.close()
    assert not window.isVisible()


def test_a_wrong_number_is_told_beside_the_field_while_typing(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    show_tab(qtbot, pane, INFORMATION)
    number = pane.information.number
    number.line.setFocus()
    number.line.selectAll()
    type_text(number.line, "năm")
    assert "năm" in number.problem.text()
    assert number.problem.isVisible()
    number.line.selectAll()
    type_text(number.line, "05")
    qtbot.waitUntil(lambda: not number.problem.isVisible(), timeout=15_000)


def test_day_and_month_may_stay_blank(qtbot: QtBot, open_window: OpenWindow, full: Path) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    show_tab(qtbot, pane, INFORMATION)
    date = pane.information.date.date
    date.day.setFocus()
    date.day.selectAll()
    qtbot.keyClick(date.day, Qt.Key.Key_Backspace)
    document = pane.session.document
    assert document is not None
    assert document.date.day is None
    assert document.date.year == 2026
    assert pane.session.flush()


def test_the_wheel_scrolls_the_form_and_changes_no_choice(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    show_tab(qtbot, pane, INFORMATION)
    box = pane.information.kind.box
    place = QPointF(box.rect().center())
    turn = QWheelEvent(
        place, place, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert pane.information.kind.value() == "KH"
    assert not pane.session.unsaved


def test_who_signs_is_chosen_from_the_office(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    show_tab(qtbot, pane, INFORMATION)
    entries = pane.information.signers.menu().actions()
    next(entry for entry in entries if "Lê Thị Minh Họa" in entry.text()).trigger()
    assert pane.information.name.value() == "Lê Thị Minh Họa"
    assert pane.information.position.value() == "PHÓ CHỦ TỊCH"
    document = pane.session.document
    assert document is not None
    assert document.signature.authority == "TM."


def test_a_finding_leads_to_its_field_and_its_fix_mends_it(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    pane = open_paper(qtbot, page_of(window), "05")
    show_tab(qtbot, pane, INFORMATION)
    number = pane.information.number.line
    number.setFocus()
    number.selectAll()
    with qtbot.waitSignal(pane.session.checked, timeout=15_000):
        type_text(number, "5")
    show_tab(qtbot, pane, FINDINGS)
    row = next(row for row in pane.findings.rows() if row.finding.place.path == "number")
    assert row.finding.severity == "error"
    assert pane.errors.text() == str(
        sum(row.finding.severity == "error" for row in pane.findings.rows())
    )
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert pane.stack.currentIndex() == INFORMATION
    show_tab(qtbot, pane, FINDINGS)
    with qtbot.waitSignal(pane.session.checked, timeout=15_000):
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    document = pane.session.document
    assert document is not None
    assert document.number == "05"
    assert documents.get(window.context.workspace.store, document.id).number == "05"
    assert all(row.finding.place.path != "number" for row in pane.findings.rows())


def test_a_mend_is_taken_back_by_the_toast(
    qtbot: QtBot, open_window: OpenWindow, full: Path, tmp_path: Path
) -> None:
    text = commune_files()[0].read_text(encoding="utf-8")
    path = tmp_path / "sai.txt"
    path.write_text(text.replace("05/KH-UBND", "5/KH-UBND", 1), encoding="utf-8")
    window = open_window(full)
    page = page_of(window)
    page.importing.take([path])
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 4, timeout=15_000)
    settle(qtbot, page.pane)
    show_tab(qtbot, page.pane, FINDINGS)
    before = page.pane.session.document
    row = next(row for row in page.pane.findings.rows() if row.findChildren(QPushButton))
    qtbot.mouseClick(row.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert page.pane.session.document != before
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert page.pane.session.document == before
    assert not page.pane.session.unsaved


def test_a_finding_in_the_text_is_marked_on_its_page(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    document = pane.session.document
    assert document is not None
    last = next(b for b in reversed(document.blocks) if len(getattr(b, "text", "")) > 40)
    pane.pages.show_place(last.text)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: pane.pages.view.marked_page > 0, timeout=15_000)
    assert pane.pages.view.marked_page >= 2


def test_export_writes_pdf_and_word(
    qtbot: QtBot,
    open_window: OpenWindow,
    answers: Answers,
    full: Path,
    tmp_path: Path,
) -> None:
    window = open_window(full)
    pane = open_paper(qtbot, page_of(window), "05")
    for suffix, action, mark in (
        (".pdf", pane.pdf_action, b"%PDF"),
        (".docx", pane.docx_action, b"PK"),
    ):
        answers.target = tmp_path / f"kế hoạch{suffix}"
        with qtbot.waitSignal(pane.papers.written, timeout=15_000):
            action.trigger()
        assert answers.target.read_bytes().startswith(mark)
        assert answers.proposed is not None
        assert answers.proposed.name.startswith("Kế hoạch 05-KH-UBND")
    assert window.toast.isVisible()


def test_export_into_a_place_that_cannot_be_written_tells_one_sentence(
    qtbot: QtBot,
    open_window: OpenWindow,
    answers: Answers,
    full: Path,
    tmp_path: Path,
) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    answers.target = blocked / "a.pdf"
    qtbot.keyClick(pane.window(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(answers.told), timeout=15_000)
    assert len(answers.told) == 1


def test_print_sends_every_page_to_the_printer(
    qtbot: QtBot,
    open_window: OpenWindow,
    answers: Answers,
    full: Path,
    tmp_path: Path,
) -> None:
    window = open_window(full)
    pane = open_paper(qtbot, page_of(window), "05")
    answers.paper = tmp_path / "printed.pdf"
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: str(pane.pages.view.page_count) in window.toast.text.text())
    printed = pypdfium2.PdfDocument(answers.paper)
    try:
        assert len(printed) == pane.pages.view.page_count
        assert [round(side) for side in printed.get_page_size(0)] == [595, 842]
    finally:
        printed.close()


def test_issuing_gives_a_number_freezes_the_document_and_outlives_a_restart(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    pane = open_paper(qtbot, page, "05")
    qtbot.mouseClick(pane.issue_button, Qt.MouseButton.LeftButton)
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, IssueDialog)]
    dialog = next(w for w in dialogs if w.isVisible())
    assert dialog.number.value() == "05"
    assert "KH-UBND" in dialog.symbol.text()
    with qtbot.waitSignal(pane.issued, timeout=15_000):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    settle(qtbot, pane)
    document = pane.session.document
    assert document is not None
    assert document.state == "issued"
    show_tab(qtbot, pane, INFORMATION)
    assert pane.information.notice.isVisible()
    assert pane.information.place.line.isReadOnly()
    type_text(pane.information.place.line, "x")
    assert pane.session.document == document
    assert not pane.delete_action.isEnabled()
    window.close()
    again = page_of(open_window(full))
    assert again.list.model.row(row_of(again, "05")).state == "issued"


def test_the_last_check_calls_nothing_right_that_was_not_judged(
    open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    store = window.context.workspace.store
    row = documents.listing(store, text="86")[0]
    # A text file has no fonts: that rule is open for as long as the import is unchanged.
    reading = documents.reading_of(store, row.id)
    checked = check_document(documents.get(store, row.id), reading=reading)
    assert not checked.report.count("error")
    assert checked.report.not_evaluated
    dialog = IssueDialog(window.context, documents.get(store, row.id), checked, window)
    said = [pill.text() for pill in dialog.findChildren(Pill)]
    assert not any("Không có vấn đề" in text for text in said)
    assert any("chưa kiểm tra được" in text for text in said)
    dialog.done(0)


def test_an_issue_that_is_refused_says_why_in_the_dialog(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    pane.issue_action.trigger()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, IssueDialog)]
    dialog = next(w for w in dialogs if w.isVisible())
    dialog.date.date.year.selectAll()
    type_text(dialog.date.date.year, "2999")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=15_000)
    assert "2999" in dialog.problem.text()
    dialog.number.line.selectAll()
    type_text(dialog.number.line, "abc")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "abc" in dialog.number.problem.text()
    dialog.close()


def test_delete_is_undone_by_the_toast_and_by_its_key(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    open_paper(qtbot, page, "05")
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    assert page.list.model.rowCount() == 2
    assert page.pane.session.document is None
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert page.list.model.rowCount() == 3
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    assert page.list.model.rowCount() == 2
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.list.model.rowCount() == 3


def test_the_trash_shows_what_was_deleted_and_gives_it_back(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    open_paper(qtbot, page, "05")
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    qtbot.mouseClick(page.list.filters.trash, Qt.MouseButton.LeftButton)
    assert [page.list.model.row(0).number] == ["05"]
    page.list.table.selectRow(0)
    page.list.acts.restore.trigger()
    qtbot.mouseClick(page.list.filters.trash, Qt.MouseButton.LeftButton)
    assert page.list.model.rowCount() == 3


def test_choosing_quickly_one_after_the_other_shows_the_last_one(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    for row in (0, 1, 2, 0):
        page.list.table.selectRow(row)
    settle(qtbot, page.pane)
    shown = page.pane.session.document
    assert shown is not None
    assert shown.id == page.list.model.row(0).id
    assert (shown.number or "") in text_of(page.pane.session.pdf)


def test_a_paper_full_of_mistakes_shows_them_bit_by_bit(
    qtbot: QtBot, open_window: OpenWindow, empty: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    text = commune_files()[0].read_text(encoding="utf-8")
    wrong = "- Tuyên truyền Chỉ số hiệu quả quản trị hành chính công cấp tỉnh năm 2019.\n"
    documents.import_text(
        window.context.workspace.store,
        text.replace("2. Yêu cầu\n", "2. Yêu cầu\n" + wrong * 70, 1),
        "a.txt",
        who="",
    )
    page.refresh()
    pane = open_paper(qtbot, page, "05")
    show_tab(qtbot, pane, FINDINGS)
    first = len(pane.findings.rows())
    more = next(b for b in pane.findings.findChildren(QPushButton) if b.property("kind") == "link")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(pane.findings.rows()) > first
