"""The outline: whole sections move with what stands below them, annexes too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Block, Heading, texts
from papidesk.domain.document import Annex
from papidesk.domain.record import replace
from tests.ui.editor_frame.conftest import OpenEditor
from tests.ui.person import type_text
from ui.editor.annex_dialog import AnnexDialog
from ui.editor.editor_view import EditorView

Place = QAbstractItemView.DropIndicatorPosition
ALT = Qt.KeyboardModifier.AltModifier


def labels(view: EditorView) -> list[str]:
    return [entry.label for entry in view.outline.tree.entries()]


def index_of(view: EditorView, beginning: str) -> int:
    return next(i for i, label in enumerate(labels(view)) if label.startswith(beginning))


def words(blocks: tuple[Block, ...]) -> list[str]:
    return sorted(text for block in blocks for text in texts(block))


def body(view: EditorView) -> tuple[Block, ...]:
    assert view.session.document is not None
    return view.session.document.blocks


def test_a_click_goes_to_the_section_and_the_cursor_marks_it(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    tree = view.outline.tree
    index = index_of(view, "III.")
    place = tree.visualItemRect(tree.row_of(index)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    section = tree.entries()[index].section
    assert section is not None and view.surface.current_block() == section.first
    assert QApplication.focusWidget() is view.surface
    view.surface.go_to(0, 0)
    qtbot.waitUntil(lambda: tree.current_entry() is None)
    view.surface.go_to(section.first + 1, 0)
    current = tree.current_entry()
    assert current is not None and current.label.startswith("1. ")


def test_a_section_dropped_above_another_takes_its_subsections_along(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    before = body(view)
    entries = view.outline.tree.entries()
    source, target = entries[index_of(view, "III.")], entries[index_of(view, "II.")]
    view.outline.tree.drop_entry(source, target, Place.AboveItem)
    assert words(body(view)) == words(before)
    found = labels(view)
    assert found.index("II. NHIỆM VỤ, GIẢI PHÁP") < found.index("III. MỤC TIÊU")
    assert found[found.index("II. NHIỆM VỤ, GIẢI PHÁP") + 1].startswith("1. ")
    assert view.session.undo()
    assert body(view) == before
    view.outline.show_document(view.session.document)
    assert "III. NHIỆM VỤ, GIẢI PHÁP" in labels(view)


def test_a_real_drop_on_a_row_moves_the_section_into_it(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    tree = view.outline.tree
    tree.choose(index_of(view, "IV."))
    target = tree.row_of(index_of(view, "II."))
    place = QPointF(tree.visualItemRect(target).center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    before = words(body(view))
    drop = QDropEvent(place, Qt.DropAction.MoveAction, QMimeData(), buttons, keys)
    drop.setDropAction(Qt.DropAction.MoveAction)
    tree.dropEvent(drop)
    view.outline.show_document(view.session.document)
    assert words(body(view)) == before
    assert len([label for label in labels(view) if label.startswith("V.")]) == 0


def test_dropping_into_another_level_changes_the_levels_below_too(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    entries = view.outline.tree.entries()
    source, target = entries[index_of(view, "V.")], entries[index_of(view, "IV.")]
    view.outline.tree.drop_entry(source, target, Place.OnItem)
    found = [
        e
        for e in view.outline.tree.entries()
        if e.label == "1. Tổ chức thực hiện"
        or (e.section is not None and e.section.title.casefold() == "tổ chức thực hiện")
    ]
    assert [e.section.level for e in found if e.section] == [2]
    index = view.outline.tree.entries().index(found[0])
    below = view.outline.tree.entries()[index + 1]
    assert below.section is not None and below.section.level == 3
    assert below.label.startswith("a) ")


def test_a_section_does_not_go_into_itself(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    before = body(view)
    entries = view.outline.tree.entries()
    index = index_of(view, "I.")
    view.outline.tree.drop_entry(entries[index], entries[index + 1], Place.OnItem)
    assert body(view) == before


def test_alt_and_arrows_move_a_section_and_come_back(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    tree = view.outline.tree
    before = body(view)
    tree.setFocus()
    tree.choose(index_of(view, "II."))
    qtbot.keyClick(tree, Qt.Key.Key_Up, ALT)
    assert index_of(view, "I. MỤC TIÊU") == 0
    tree.choose(0)
    qtbot.keyClick(tree, Qt.Key.Key_Down, ALT)
    assert body(view) == before
    # At the very top there is nothing to do.
    tree.choose(0)
    qtbot.keyClick(tree, Qt.Key.Key_Up, ALT)
    assert body(view) == before


def test_an_annex_is_added_turned_renamed_moved_and_taken_away(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.actions_.annex.trigger()
    dialog = view.window().findChild(AnnexDialog)
    assert dialog is not None
    type_text(dialog.title.text, "Bảng số liệu")
    dialog.turned.show_value("landscape")
    dialog.scheme.show_value("arabic")
    dialog.accept_button.click()
    document = view.session.document
    assert document is not None and len(document.annexes) == 2
    made = document.annexes[1]
    assert (made.title, made.landscape, made.scheme) == ("Bảng số liệu", True, "arabic")
    assert view.stories.annex == 1
    type_text(view.surface, "Nội dung")
    view.structure.move_annex(1, 0)
    document = view.session.document
    assert document is not None
    assert document.annexes[0].title == "Bảng số liệu"
    assert document.annexes[0].blocks[0].text == "Nội dung"  # type: ignore[union-attr]
    view.outline.show_document(document)
    assert any(label == "Phụ lục I. Bảng số liệu" for label in labels(view))
    view.structure.remove_annex(0)
    assert view.session.document is not None and len(view.session.document.annexes) == 1
    assert view.session.undo()
    assert view.session.document is not None and len(view.session.document.annexes) == 2


def test_alt_left_and_right_change_the_level_of_a_whole_section(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    tree = view.outline.tree
    before = body(view)
    tree.setFocus()
    tree.choose(index_of(view, "II."))
    qtbot.keyClick(tree, Qt.Key.Key_Right, ALT)
    moved = next(e for e in tree.entries() if "mục tiêu" in e.label.casefold())
    assert moved.section is not None and moved.section.level == 2
    assert moved.label.startswith("3. ")
    tree.choose(tree.entries().index(moved))
    qtbot.keyClick(tree, Qt.Key.Key_Left, ALT)
    assert body(view) == before


def test_a_dragged_annex_changes_places(qtbot: QtBot, open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    document = view.session.document
    assert document is not None
    second = Annex(title="Mẫu biểu", blocks=(Heading(level=1, text="Phần đầu"),))
    view.session.take(replace(document, annexes=(*document.annexes, second)))
    view.outline.show_document(view.session.document)
    entries = view.outline.tree.entries()
    annexes = [entry for entry in entries if entry.section is None]
    view.outline.tree.drop_entry(annexes[1], annexes[0], Place.AboveItem)
    document = view.session.document
    assert document is not None and document.annexes[0].title == "Mẫu biểu"
    assert labels(view)[-3:-1] == ["Phụ lục I. Mẫu biểu", "I. PHẦN ĐẦU"]
    entries = view.outline.tree.entries()
    view.outline.tree.drop_entry(
        next(entry for entry in entries if entry.label.startswith("Phụ lục I.")), None, Place.OnItem
    )
    assert view.session.document is not None
    assert view.session.document.annexes[1].title == "Mẫu biểu"


def test_f2_renames_an_annex(qtbot: QtBot, open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    tree = view.outline.tree
    tree.setFocus()
    tree.choose(len(tree.entries()) - 1)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    dialog = view.window().findChild(AnnexDialog)
    assert dialog is not None
    dialog.title.text.selectAll()
    type_text(dialog.title.text, "Phân công mới")
    dialog.accept_button.click()
    assert labels(view)[-1] == "Phụ lục. Phân công mới"
    assert view.session.undo()
    qtbot.waitUntil(lambda: labels(view)[-1] != "Phụ lục. Phân công mới")


def test_a_cancelled_annex_dialog_changes_nothing(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    before = view.session.document
    view.structure.add_annex()
    dialog = view.window().findChild(AnnexDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert view.session.document is before


def test_the_context_menu_offers_what_fits_the_row(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    entries = view.outline.tree.entries()
    for entry, wanted in (
        (entries[0], "Thấp hơn một cấp (Alt+→)"),
        (entries[-1], "Bỏ phụ lục (Delete)"),
    ):
        menu = QMenu()
        view.structure._on_menu(entry, menu)
        assert wanted in [action.text() for action in menu.actions()]


def test_pages_and_words_stand_below_the_outline(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    qtbot.waitUntil(lambda: "trang" in view.outline.counts.text(), timeout=15_000)
    before = view.outline.words
    type_text(view.surface, "ba từ mới ")
    qtbot.waitUntil(lambda: view.outline.words == before + 3)
    headings = [block for block in body(view) if isinstance(block, Heading)]
    assert headings
