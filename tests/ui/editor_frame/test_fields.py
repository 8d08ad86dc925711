"""The tab Thông tin beside the text: every field of head, foot and filing, each change a step."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Document
from tests.ui.editor_frame.conftest import OpenEditor, stored
from tests.ui.editor_frame.test_journey import printed
from tests.ui.person import type_text
from ui.editor.editor_view import EditorView
from ui.editor.side_panel import INFORMATION
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, LineField, LinesField


def fill(view: EditorView, name: str, text: str) -> None:
    field = view.side.information.more.fields[name]
    if isinstance(field, LineField):
        field.line.selectAll()
        type_text(field.line, text)
    elif isinstance(field, LinesField):
        field.text.selectAll()
        type_text(field.text, text)
    elif isinstance(field, ChoiceField):
        field.show_value(text)
        field.changed.emit()


def document_of(view: EditorView) -> Document:
    assert view.session.document is not None
    return view.session.document


def test_marks_closing_and_filing_are_kept_and_printed(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.side.show_tab(INFORMATION)
    before = document_of(view)
    fill(view, "urgency", "KHẨN")
    fill(view, "circulation", "LƯU HÀNH NỘI BỘ")
    fill(view, "drafter_mark", "PL.(03)")
    fill(view, "closing", "Đề nghị các thôn thực hiện nghiêm túc")
    fill(view, "filing/notation", "01.UBND")
    fill(view, "filing/copies", "12")
    document = document_of(view)
    assert (document.urgency, document.circulation) == ("KHẨN", "LƯU HÀNH NỘI BỘ")
    assert (document.filing.notation, document.filing.copies) == ("01.UBND", 12)
    printed(qtbot, view, "Đề nghị các thôn thực hiện nghiêm túc")
    printed(qtbot, view, "PL.(03)")
    assert view.flush()
    assert stored(view).filing.copies == 12
    for _step in range(6):
        view.session.undo()
    assert document_of(view).urgency == before.urgency
    more = view.side.information.more.fields
    assert more["drafter_mark"].value() == before.drafter_mark


def test_a_number_that_is_none_is_said_beside_its_field(
    open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    before = document_of(view)
    fill(view, "filing/copies", "mười")
    field = view.side.information.more.fields["filing/copies"]
    assert field.problem.text()
    assert document_of(view).filing == before.filing
    fill(view, "filing/copies", "10")
    assert not field.problem.text()


def test_the_day_an_answer_is_wanted_by(open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    field = view.side.information.more.fields["filing/due"]
    assert isinstance(field, DateField)
    for part, text in (("day", "15"), ("month", "06"), ("year", "2026")):
        type_text(getattr(field.editor, part), text)
    assert document_of(view).filing.due == datetime.date(2026, 6, 15)


def test_minutes_have_a_second_signature(open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    more = view.side.information.more
    assert more.second.isHidden()
    view.session.change(kind="BB")
    view.side.information._on_opened()
    assert not more.second.isHidden()
    fill(view, "second_signature/position", "THƯ KÝ")
    fill(view, "second_signature/name", "Lê Thị Ví Dụ")
    second = document_of(view).second_signature
    assert (second.position, second.name) == ("THƯ KÝ", "Lê Thị Ví Dụ")


def test_another_numbering_gives_other_styles_and_undo_the_old_ones(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    assert "heading7" not in view.actions_.styles
    fill(view, "scheme", "articles")
    assert document_of(view).scheme == "articles"
    assert view.surface.scheme == "articles"
    assert [action.text() for action in view.actions_.strip_styles()][:4] == [
        "Phần", "Chương", "Mục", "Điều",
    ]  # fmt: skip
    view.outline.show_document(view.session.document)
    assert view.outline.tree.entries()[0].label.startswith("Phần I")
    view.session.undo()
    assert view.surface.scheme == "roman"
    assert "heading7" not in view.actions_.styles


def test_a_missing_abstract_is_told_at_its_field_and_written_at_once(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    qtbot.keyClick(view.surface, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    tab = view.side.information
    written = QApplication.focusWidget()
    assert written is tab.abstract.text
    qtbot.keyClick(written, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(written, Qt.Key.Key_Delete)
    qtbot.waitUntil(tab.abstract.problem.isVisible, timeout=15_000)
    assert not tab.kind.problem.isVisible()
    type_text(written, "Giữ gìn vệ sinh")
    document = view.session.document
    assert document is not None and document.abstract == "Giữ gìn vệ sinh"
