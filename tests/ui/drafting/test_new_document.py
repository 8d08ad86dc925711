"""A person begins a document in the window: template, last year's, superior's plan, empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.storage import documents as stored
from papidesk.workflow import documents, links
from tests.ui.person import Answers, type_text
from ui.context import Context
from ui.drafting.copy_forward_dialog import CopyForwardDialog
from ui.drafting.from_superior_dialog import FromSuperiorDialog
from ui.drafting.new_document_dialog import (
    EMPTY,
    LAST_YEAR,
    SUPERIOR,
    NewDocumentDialog,
)
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineField


def opened(qtbot: QtBot, context: Context) -> NewDocumentDialog:
    dialog = NewDocumentDialog(context)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def count(context: Context) -> int:
    return documents.count(context.workspace.store)


def test_a_template_is_found_answered_seen_and_made(qtbot: QtBot, context: Context) -> None:
    dialog = opened(qtbot, context)
    dialog.year.setValue(2026)
    type_text(dialog.templates.search, "to trinh")
    assert dialog.templates.chosen == "to-trinh"
    subject = dialog.questions.fields["viec"]
    assert isinstance(subject, LineField)
    subject.line.selectAll()
    type_text(subject.line, "phê duyệt dự toán năm 2026")
    with qtbot.waitSignal(dialog.preview.drawn, timeout=20_000):
        pass
    with qtbot.waitSignal(dialog.made) as made:
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    document = documents.get(context.workspace.store, made.args[0])
    assert document.abstract == "Về việc phê duyệt dự toán năm 2026"
    assert (document.kind, document.state) == ("TTr", "draft")


def test_a_template_is_found_by_its_own_name_before_others(qtbot: QtBot, context: Context) -> None:
    dialog = opened(qtbot, context)
    type_text(dialog.templates.search, "ke hoach nang cao chi so papi")
    assert dialog.templates.list.count() > 1
    assert dialog.templates.chosen == "ke-hoach-nang-cao-papi"


def test_a_second_click_makes_no_second_document(qtbot: QtBot, context: Context) -> None:
    dialog = opened(qtbot, context)
    before = count(context)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert count(context) == before + 1


def test_an_answer_that_does_not_fit_is_told_beside_its_field(
    qtbot: QtBot, context: Context
) -> None:
    dialog = opened(qtbot, context)
    type_text(dialog.templates.search, "giấy mời")
    field = dialog.questions.fields["ngay"]
    assert isinstance(field, DateField)
    field.show_value(IssueDate(day=31, month=2, year=2026))
    field.changed.emit()
    assert field.problem.isVisible() and not dialog.accept_button.isEnabled()
    field.show_value(IssueDate(day=27, month=2, year=2026))
    field.changed.emit()
    assert not field.problem.isVisible() and dialog.accept_button.isEnabled()


def test_nothing_found_and_a_cancelled_dialog_make_nothing(qtbot: QtBot, context: Context) -> None:
    dialog = opened(qtbot, context)
    before = count(context)
    type_text(dialog.templates.search, "không có mẫu nào như thế")
    assert dialog.templates.empty.isVisible() and not dialog.accept_button.isEnabled()
    dialog.reject()
    assert count(context) == before


def test_an_empty_document_has_its_head(qtbot: QtBot, context: Context) -> None:
    dialog = opened(qtbot, context)
    dialog.begin_with(EMPTY)
    dialog.kind.show_value("CV")
    with qtbot.waitSignal(dialog.made) as made:
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    document = documents.get(context.workspace.store, made.args[0])
    assert (document.kind, document.blocks) == ("CV", ())


def test_last_years_document_goes_on_to_its_list(qtbot: QtBot, context: Context) -> None:
    dialog = opened(qtbot, context)
    dialog.begin_with(LAST_YEAR)
    assert not dialog.accept_button.isEnabled()
    dialog.last_year.list.setCurrentRow(0)
    chosen = dialog.last_year.chosen()
    assert chosen is not None
    year = documents.get(context.workspace.store, chosen.id).date.year
    dialog.year.setValue(year)
    assert "đã là" in dialog.problem.text() and not dialog.accept_button.isEnabled()
    dialog.year.setValue(2031)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    further = dialog.findChild(CopyForwardDialog)
    assert further is not None and further.isVisible()
    further.reject()
    assert dialog.accept_button.isEnabled()


def test_a_plan_without_duties_is_told_in_the_dialog(qtbot: QtBot, context: Context) -> None:
    holiday = Document(kind="TB", abstract="Lịch nghỉ Tết", blocks=(Paragraph(text="Nghỉ."),))
    stored.save(context.workspace.store, holiday)
    dialog = opened(qtbot, context)
    dialog.begin_with(SUPERIOR)
    type_text(dialog.superior.search, "lich nghi tet")
    dialog.superior.look()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.problem.isVisible() and dialog.findChild(FromSuperiorDialog) is None
    assert dialog.accept_button.isEnabled()


def carried(qtbot: QtBot, context: Context) -> CopyForwardDialog:
    row = documents.listing(context.workspace.store, kind="KH")[0]
    dialog = CopyForwardDialog(context, row.id, year=2031)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_enter_takes_each_proposal_until_the_copy_can_be_made(
    qtbot: QtBot, context: Context
) -> None:
    dialog = carried(qtbot, context)
    total = dialog.places.open_count
    assert total > 5 and not dialog.finish.isEnabled()
    dialog.text.setFocus()
    qtbot.keyClick(dialog.text.line, Qt.Key.Key_Return)
    assert dialog.places.open_count == total - 1 and dialog.places.current == 1
    for _ in range(total - 1):
        assert not dialog.finish.isEnabled()
        qtbot.keyClick(dialog.text.line, Qt.Key.Key_Return)
    assert dialog.places.open_count == 0 and dialog.finish.isEnabled()
    assert dialog.places.progress.text().endswith(f"{total}/{total}")
    with qtbot.waitSignal(dialog.made) as made:
        qtbot.mouseClick(dialog.finish, Qt.MouseButton.LeftButton)
    copy = documents.get(context.workspace.store, made.args[0])
    assert copy.date == IssueDate(year=2031) and "2031" in copy.abstract
    assert links.links(context.workspace.store, copy.id)[0].link.role == "copied_from"


def test_a_place_is_kept_or_written_anew_and_the_same_ones_together(
    qtbot: QtBot, context: Context
) -> None:
    dialog = carried(qtbot, context)
    total = dialog.places.open_count
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert dialog.places.state(0) == "left"
    place = next(
        row for row in range(1, total)
        if len(dialog._alike(dialog._carried.places[row])) > 1
    )  # fmt: skip
    dialog.places.list.setCurrentRow(place)
    many = len(dialog._alike(dialog._carried.places[place]))
    dialog.all.setChecked(True)
    dialog.text.line.selectAll()
    type_text(dialog.text.line, "2032")
    qtbot.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    assert dialog.places.open_count == total - 1 - many
    dialog.places.list.setCurrentRow(place)
    assert dialog.text.value() == "2032"


def test_alt_g_keeps_what_stands_there(qtbot: QtBot, context: Context) -> None:
    dialog = carried(qtbot, context)
    qtbot.keyClick(dialog.places.list, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert dialog.places.state(0) == "left"


def test_decisions_are_not_thrown_away_without_asking(
    qtbot: QtBot, context: Context, answers: Answers
) -> None:
    dialog = carried(qtbot, context)
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    answers.agrees = False
    dialog.reject()
    assert dialog.isVisible() and len(answers.questions) == 1
    answers.agrees = True
    dialog.reject()
    assert not dialog.isVisible()


def taken(qtbot: QtBot, context: Context, superior: str) -> FromSuperiorDialog:
    dialog = FromSuperiorDialog(context, superior, year=2026)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_duties_are_accepted_edited_and_declined_one_by_one(
    qtbot: QtBot, context: Context, superior: str
) -> None:
    dialog = taken(qtbot, context, superior)
    assert dialog.proposals.open_count == 4 and not dialog.finish.isEnabled()
    qtbot.mouseClick(dialog.decline, Qt.MouseButton.LeftButton)
    dialog.time.line.selectAll()
    type_text(dialog.time.line, "Quý I năm 2026")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    qtbot.mouseClick(dialog.rest, Qt.MouseButton.LeftButton)
    assert dialog.finish.isEnabled()
    with qtbot.waitSignal(dialog.made) as made:
        qtbot.mouseClick(dialog.finish, Qt.MouseButton.LeftButton)
    plan = documents.get(context.workspace.store, made.args[0])
    table = plan.annexes[-1].blocks[0]
    cells = [cell.text for row in table.rows for cell in row.cells]  # type: ignore[union-attr]
    assert "Quý I năm 2026" in cells and len(table.rows) == 4  # type: ignore[union-attr]


def test_everything_has_a_name_for_those_who_do_not_see(
    qtbot: QtBot, context: Context, superior: str
) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QPlainTextEdit

    for dialog in (
        opened(qtbot, context), carried(qtbot, context), taken(qtbot, context, superior),
    ):  # fmt: skip
        for kind in (QLineEdit, QListWidget, QPlainTextEdit, QComboBox):
            for widget in dialog.findChildren(kind):
                inside = type(widget.parent()).__name__ in ("QSpinBox", "CalmComboBox")
                assert widget.accessibleName() or inside, widget
        for button in dialog.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.text() or button.accessibleName() or button.toolTip()
