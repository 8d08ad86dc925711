"""What dialogs put into the text: bases, live figures, footnotes, dropped files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from papidesk.domain import figures
from papidesk.domain.blocks import Paragraph
from papidesk.domain.record import replace
from papidesk.workflow import documents, links
from papidesk.workflow import figures as figures_of_today
from papidesk.workflow.demo import commune_files
from tests.ui.editor_frame.conftest import OpenEditor, store_of
from tests.ui.person import type_text
from ui.editor.bases_dialog import BasesDialog
from ui.editor.editor_view import EditorView
from ui.editor.figure_dialog import FigureDialog
from ui.editor.text_dialog import DropDialog, FootnoteDialog


def dialog_of(view: EditorView, kind: type[QDialog]) -> QDialog:
    found = [one for one in view.window().findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_bases_are_found_typed_ordered_and_linked(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.actions_.bases.trigger()
    dialog = dialog_of(view, BasesDialog)
    assert isinstance(dialog, BasesDialog)
    before = dialog.lines()
    qtbot.waitUntil(dialog.search.hasFocus)
    type_text(dialog.search, "09/KH-UBND")
    dialog._on_search()
    assert dialog.found.count() == 1
    dialog.found.itemActivated.emit(dialog.found.item(0))
    dialog.search.clear()
    type_text(dialog.search, "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    dialog.chosen.setFocus()
    for _step in range(len(before) + 1):
        qtbot.keyClick(dialog.chosen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    dialog.accept_button.click()
    document = view.session.document
    assert document is not None
    assert document.bases[0].startswith("Căn cứ Nghị định số 30/2020/NĐ-CP")
    assert len(document.bases) == len(before) + 2
    linked = links.links(store_of(view), document.id)
    assert [(one.link.role, one.number) for one in linked] == [("basis", "09/KH-UBND")]
    assert view.side.information.bases.value()[0] == document.bases[0]
    assert view.session.undo()
    assert view.session.document is not None and view.session.document.bases == before


def test_a_list_of_bases_that_is_empty_says_why_and_what_to_do(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.side.information.choose_bases()
    dialog = dialog_of(view, BasesDialog)
    assert isinstance(dialog, BasesDialog)
    type_text(dialog.search, "không có văn bản nào như thế")
    dialog._on_search()
    assert dialog.found.count() == 0
    assert dialog.none.isVisible()
    assert "không có văn bản nào như thế" in dialog.none.text()
    dialog.search.clear()
    dialog._on_search()
    assert dialog.none.isVisible() == (dialog.found.count() == 0)


def test_a_cancelled_bases_dialog_changes_nothing(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    before = view.session.document
    view.side.information.choose_bases()
    dialog = dialog_of(view, BasesDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert view.session.document is before


def test_a_live_figure_shows_its_value_before_it_is_put_in(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.surface.go_to(0, 0)
    view.actions_.figure.trigger()
    dialog = dialog_of(view, FigureDialog)
    assert isinstance(dialog, FigureDialog)
    dialog.year.line.selectAll()
    type_text(dialog.year.line, "2026")
    assert dialog.value.text().isdecimal()
    value, ref = dialog.value.text(), dialog.ref
    dialog.accept_button.click()
    document = view.session.document
    assert document is not None and figures.refs(document) == [ref]
    assert document.blocks[0].text.startswith(value)  # type: ignore[union-attr]
    # A second click while the dialog is open opens no second one.
    view.insertions.ask_figure()
    view.insertions.ask_figure()
    dialog_of(view, FigureDialog).reject()


def test_live_figures_show_what_is_counted_now_when_a_document_opens(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full, "09")
    store = store_of(view)
    paper = next(row for row in documents.listing(store) if row.number == "05")
    old = documents.get(store, paper.id)
    code = figures_of_today.counters()[0].code
    field = figures.field("999", f"{code}@2026")
    block = Paragraph(text=field.text, marks=field.marks)
    documents.save(store, replace(old, blocks=(block, *old.blocks)), who="Thử")
    assert view.open(paper.id)
    shown = getattr(view.surface.blocks()[0], "text", "")
    assert shown == figures_of_today.value(store, f"{code}@2026") != "999"
    assert view.flush()
    assert getattr(documents.get(store, paper.id).blocks[0], "text", "") == shown


def test_a_footnote_is_one_step_with_its_words(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    before = view.session.document
    view.surface.go_to(0, 3)
    view.actions_.note.trigger()
    dialog = dialog_of(view, FootnoteDialog)
    assert isinstance(dialog, FootnoteDialog)
    assert not dialog.accept_button.isEnabled()
    type_text(dialog.text.text, "Theo số liệu của Chi cục Thống kê")
    dialog.accept_button.click()
    document = view.session.document
    assert document is not None and len(document.footnotes) == 1
    marks = document.blocks[0].marks  # type: ignore[union-attr]
    assert [mark.ref for mark in marks if mark.style == "note"] == [document.footnotes[0].id]
    view.insertions.ask_footnote(document.footnotes[0].id)
    again = dialog_of(view, FootnoteDialog)
    assert isinstance(again, FootnoteDialog)
    again.text.text.selectAll()
    type_text(again.text.text, "Số liệu sơ bộ")
    again.accept_button.click()
    assert view.session.document is not None
    assert view.session.document.footnotes[0].text.text == "Số liệu sơ bộ"
    assert view.session.undo() and view.session.undo()
    assert view.session.document == before


def test_a_dropped_file_is_asked_about_and_put_in(
    qtbot: QtBot, open_editor: OpenEditor, full: Path, tmp_path: Path
) -> None:
    view = open_editor(full)
    file = tmp_path / "noi-dung.txt"
    file.write_text("I. PHẦN THÊM\nNội dung thêm từ tệp.\n", encoding="utf-8")
    view.surface.go_to(1, 0)
    view.surface.files_dropped.emit([str(file)])
    dialog = dialog_of(view, DropDialog)
    assert isinstance(dialog, DropDialog)
    qtbot.mouseClick(dialog.insert_button, Qt.MouseButton.LeftButton)

    def there() -> bool:
        blocks = view.surface.blocks()
        return any("Nội dung thêm từ tệp" in getattr(b, "text", "") for b in blocks)

    qtbot.waitUntil(there, timeout=10_000)
    assert view.session.undo() and not there()


def test_a_dropped_file_can_become_a_document_of_its_own(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    before = view.session.document
    view.surface.files_dropped.emit([str(commune_files()[0])])
    dialog = dialog_of(view, DropDialog)
    assert isinstance(dialog, DropDialog)
    with qtbot.waitSignal(view.imported, timeout=20_000):
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    assert view.session.document is before
