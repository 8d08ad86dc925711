"""Settings of the office: names over time, superiors, units, signers, lists, series, terms."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from papidesk.domain.document import IssueDate
from papidesk.domain.office import Office, OfficeForm
from papidesk.domain.office_history import change_form
from papidesk.workflow import documents, glossary, issuing, offices
from papidesk.workflow.demo import commune_files
from tests.ui.person import page_of, type_text
from tests.ui.test_settings import section
from ui.main_window import MainWindow
from ui.settings.form_change_dialog import FormChangeDialog
from ui.settings.glossary_section import GlossarySection
from ui.settings.office_section import OfficeSection
from ui.settings.recipients_section import RecipientsSection
from ui.settings.records_form import RecordsForm
from ui.settings.rules_section import RulesSection
from ui.settings.series_section import SeriesSection
from ui.settings.settings_page import SettingsPage
from ui.settings.signers_section import SignersSection
from ui.settings.superiors_section import SuperiorsSection
from ui.settings.units_section import UnitsSection

OpenWindow = Callable[..., MainWindow]
TODAY = datetime.date.today()


def office_of(window: MainWindow) -> Office:
    return offices.current(window.context.workspace.store)


def write(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    """Replace what stands in a line and go on to the next field."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    type_text(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Tab)


def press(qtbot: QtBot, button: QWidget) -> None:
    """Press a button with the keyboard."""
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def date_into(form: object, day: datetime.date) -> None:
    """Type a day into the three parts of a date field."""
    field = form.date  # type: ignore[attr-defined]
    for part, text in (
        (field.day, f"{day.day:02}"),
        (field.month, f"{day.month:02}"),
        (field.year, str(day.year)),
    ):
        part.setFocus()
        part.selectAll()
        type_text(part, text)


def test_a_new_name_from_a_day_on_leaves_old_papers_their_name(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "office")
    assert isinstance(form, OfficeSection)
    press(qtbot, form.history.change)
    dialog = form.findChild(FormChangeDialog)
    assert dialog is not None
    assert not dialog.keep.isEnabled()
    date_into(dialog.since, datetime.date(2025, 7, 1))
    write(qtbot, dialog.name.line, "phường Điện Biên Phủ")
    assert dialog.place.value() == "Phường Điện Biên Phủ"
    dialog.units.setChecked(True)
    write(qtbot, dialog.superior.line, "tỉnh Đông Bình")
    press(qtbot, dialog.keep)
    store = window.context.workspace.store
    assert office_of(window).name == "phường Điện Biên Phủ"
    before, after = offices.on(store, datetime.date(2025, 6, 30)), office_of(window)
    assert before.name == "xã An Hòa"
    assert before.superiors[0].name == "tỉnh Bình Nguyên"
    assert offices.on(store, TODAY).superiors[0].name == "tỉnh Đông Bình"
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in [u.name for u in offices.on(store, TODAY).units]
    assert form.history.forms.rowCount() == 2
    assert len(after.former) == 1
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert office_of(window).name == "xã An Hòa"
    assert office_of(window).former == ()


def test_a_new_name_before_the_present_one_is_refused_while_typing(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "office")
    assert isinstance(form, OfficeSection)
    for _ in range(2):
        press(qtbot, form.history.change)
        dialog = form.findChildren(FormChangeDialog)[-1]
        date_into(dialog.since, datetime.date(2025, 7, 1))
        if office_of(window).former:
            assert "01/07/2025" in dialog.problem.text()
            assert not dialog.keep.isEnabled()
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            press(qtbot, dialog.keep)
            qtbot.waitUntil(lambda: form.findChild(FormChangeDialog) is None)


def test_an_older_version_of_the_office_is_brought_back_and_taken_back(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "office")
    assert isinstance(form, OfficeSection)
    write(qtbot, form.address.line, "Thôn Đông")
    assert office_of(window).address == "Thôn Đông"
    form.history.version_table.selectRow(1)
    press(qtbot, form.history.restore)
    assert office_of(window).address == ""
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert office_of(window).address == "Thôn Đông"


def test_a_code_that_is_none_is_told_while_it_is_typed_and_not_kept(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "office")
    assert isinstance(form, OfficeSection)
    form.code.line.setFocus()
    type_text(form.code.line, "h 53")
    assert form.code.problem.isVisible()
    qtbot.keyClick(form.code.line, Qt.Key.Key_Tab)
    assert office_of(window).code == ""
    write(qtbot, form.code.line, "H53.12.004")
    assert office_of(window).code == "H53.12.004"


def test_superiors_follow_each_other_and_keep_their_order(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "superiors")
    assert isinstance(form, SuperiorsSection)
    press(qtbot, form.add)
    assert QApplication.focusWidget() is form.body.line
    type_text(form.body.line, "Chính phủ")
    qtbot.keyClick(form.body.line, Qt.Key.Key_Tab)
    assert [one.name for one in office_of(window).superiors] == ["tỉnh Bình Nguyên", "Chính phủ"]
    qtbot.keyClick(form.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    form.up.click()
    assert office_of(window).superiors[0].name == "Chính phủ"


def test_units_are_added_closed_shown_again_and_removed_with_a_way_back(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    both = section(window, "units")
    assert isinstance(both, UnitsSection)
    form = both.units
    count = form.model.rowCount()
    press(qtbot, form.add)
    write(qtbot, form.title.line, "Ban Chỉ huy Quân sự")
    write(qtbot, form.letters.line, "BCH QS")
    assert form.letters.problem.isVisible()
    write(qtbot, form.letters.line, "BCHQS")
    assert office_of(window).units[-1].abbreviation == "BCHQS"
    press(qtbot, form.end)
    assert form.model.rowCount() == count
    assert office_of(window).units[-1].validity.until == TODAY - datetime.timedelta(days=1)
    form.past.click()
    assert form.model.rowCount() == count + 1
    form.table.selectRow(count)
    press(qtbot, form.remove)
    assert len(office_of(window).units) == count
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert len(office_of(window).units) == count + 1


def test_a_unit_with_posts_is_not_removed(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    both = section(window, "units")
    assert isinstance(both, UnitsSection)
    both.units.table.selectRow(0)
    press(qtbot, both.units.remove)
    assert "Chánh Văn phòng" in both.units.refusal.text()
    assert len(office_of(window).units) == both.units.model.rowCount()


def test_a_post_gets_its_holder(qtbot: QtBot, open_window: OpenWindow, full: Path) -> None:
    window = open_window(full)
    both = section(window, "units")
    assert isinstance(both, UnitsSection)
    both.posts.table.selectRow(2)
    write(qtbot, both.posts.holder.line, "Phạm Thị Ví Dụ")
    assert office_of(window).posts[2].holder == "Phạm Thị Ví Dụ"
    assert both.posts.model.index(2, 2).data() == "Phạm Thị Ví Dụ"


def test_a_way_to_sign_writes_the_block_and_shows_it(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "signers")
    assert isinstance(form, SignersSection)
    press(qtbot, form.add)
    type_text(form.person.line, "Phạm Thị Ví Dụ")
    form.form.show_value("collective-deputy")
    form.form.box.activated.emit(form.form.box.currentIndex())
    write(qtbot, form.position.line, "Phó Chủ tịch")
    signer = office_of(window).signers[-1]
    assert signer.signature().lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert form.preview.lines == (*signer.signature().lines, "Phạm Thị Ví Dụ")


def test_lines_of_ones_own_begin_with_what_the_decree_knows(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "signers")
    assert isinstance(form, SignersSection)
    form.form.show_value("own")
    form.form.box.activated.emit(form.form.box.currentIndex())
    form.own.text.setFocus()
    form.own.text.selectAll()
    type_text(form.own.text, "THAY MẶT ỦY BAN")
    assert form.own.problem.isVisible()
    assert office_of(window).signers[0].chain[0].line == "TM. ỦY BAN NHÂN DÂN"


def test_a_signer_that_was_removed_comes_back_from_the_toast(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "signers")
    assert isinstance(form, SignersSection)
    form.table.selectRow(1)
    qtbot.keyClick(form.table, Qt.Key.Key_Delete)
    assert len(office_of(window).signers) == 1
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert len(office_of(window).signers) == 2
    assert form.model.rowCount() == 2


def test_an_end_before_the_beginning_is_told_and_not_kept(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "signers")
    assert isinstance(form, SignersSection)
    date_into(form.validity.since, datetime.date(2025, 7, 1))
    date_into(form.validity.until, datetime.date(2025, 6, 30))
    assert form.validity.until.problem.isVisible()
    qtbot.keyClick(form.validity.until.date.year, Qt.Key.Key_Tab)
    assert office_of(window).signers[0].validity.until is None
    form.validity.until.date.show_value(IssueDate())
    date_into(form.validity.since, datetime.date(2025, 7, 1))
    qtbot.keyClick(form.validity.since.date.year, Qt.Key.Key_Tab)
    assert office_of(window).signers[0].validity.since == datetime.date(2025, 7, 1)


def test_a_recipient_list_is_added_filled_and_duplicated(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "recipients")
    assert isinstance(form, RecipientsSection)
    press(qtbot, form.add)
    write(qtbot, form.title.line, "Giấy mời")
    write(qtbot, form.kinds.field.line, "GM, ZZ")
    assert "ZZ" in form.kinds.field.problem.text()
    write(qtbot, form.kinds.field.line, "GM")
    form.items.text.setFocus()
    type_text(form.items.text, "Như thành phần mời")
    assert form.preview.lines == ("Nơi nhận:", "- Như thành phần mời.")
    form.title.line.setFocus()
    saved = office_of(window).recipient_lists[-1]
    assert (saved.name, saved.kinds, saved.items) == ("Giấy mời", ("GM",), ("Như thành phần mời",))
    press(qtbot, form.double)
    lists = office_of(window).recipient_lists
    assert len(lists) == 3
    assert lists[-1].items == saved.items
    assert lists[-1].id != saved.id


def test_a_series_may_not_count_what_another_counts(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "series")
    assert isinstance(form, SeriesSection)
    press(qtbot, form.add)
    write(qtbot, form.title.line, "Sổ hai")
    assert "Văn bản hành chính" in form.refusal.text()
    assert len(office_of(window).series) == 1
    write(qtbot, form.kinds.field.line, "QĐ")
    assert form.refusal.text() == ""
    assert office_of(window).series[-1].kinds == ("QĐ",)
    write(qtbot, form.start.line, "58")
    assert office_of(window).series[-1].start == 58
    assert form.model.index(1, 2).data() == "58"


def test_a_series_that_gave_numbers_stays_and_says_the_next(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    store = window.context.workspace.store
    plan = commune_files()[0].read_text(encoding="utf-8")
    blank = plan.replace("Số: 05/KH-UBND", "Số:      /KH-UBND")
    taken = documents.import_text(store, blank, "ke-hoach.txt", who="").document
    issuing.issue(store, taken.id, today=TODAY, day=TODAY, override="thử", who="")
    form = section(window, "series")
    assert isinstance(form, SeriesSection)
    assert form.model.index(0, 2).data() == "02"
    assert form.start.line.isReadOnly()
    press(qtbot, form.remove)
    assert form.refusal.isVisible()
    assert len(office_of(window).series) == 1


def test_a_term_of_ones_own_is_kept_and_removed_with_a_way_back(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    store = window.context.workspace.store
    form = section(window, "glossary")
    assert isinstance(form, GlossarySection)
    assert form.nothing.isVisible()
    press(qtbot, form.add)
    write(qtbot, form.right.line, "Trang thông tin điện tử xã")
    assert form.refusal.isVisible()
    form.wrong.text.setFocus()
    type_text(form.wrong.text, "website xã")
    form.right.line.setFocus()
    (term,) = glossary.terms(store)
    assert term.wrong == ("website xã",)
    press(qtbot, form.remove)
    assert glossary.terms(store) == []
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert glossary.terms(store) == [term]


def test_a_rule_of_style_is_switched_off_with_the_space_bar_and_one_of_the_decree_is_not(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    store = window.context.workspace.store
    form = section(window, "rules")
    assert isinstance(form, RulesSection)
    assert not form.switch.isEnabled()
    form.switch.click()
    assert glossary.off(store) == ()
    form.style_only.click()
    form.table.setFocus()
    form.table.selectRow(0)
    press(qtbot, form.switch)
    assert len(glossary.off(store)) == 1
    press(qtbot, form.switch)
    assert glossary.off(store) == ()


@pytest.mark.parametrize(("typed", "code"), [("so danh so", "series"), ("usb", "backups")])
def test_a_setting_is_found_without_dau_and_by_what_it_is_about(
    qtbot: QtBot, open_window: OpenWindow, full: Path, typed: str, code: str
) -> None:
    window = open_window(full)
    window.show_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.filter.setFocus()
    type_text(page.filter, typed)
    seen = [button for button in page.group.buttons() if button.isVisible()]
    assert len(seen) == 1
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    assert page.shown is page.section(code)
    type_text(page.filter, "xyzxyz")
    assert page.nothing.isVisible()


def test_what_is_typed_is_kept_when_another_page_is_shown(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "office")
    assert isinstance(form, OfficeSection)
    form.address.line.setFocus()
    type_text(form.address.line, "Thôn Đông Hạ")
    window.show_page("documents")
    assert office_of(window).address == "Thôn Đông Hạ"


def test_what_cannot_be_kept_is_told_when_the_section_is_left(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "series")
    assert isinstance(form, RecordsForm)
    press(qtbot, form.add)
    type_text(form.first.focusProxy() or form.first, "")
    write(qtbot, form.title.line, "Sổ hai")  # type: ignore[attr-defined]
    section(window, "about")
    assert "Văn bản hành chính" in window.toast.text.text()


def test_the_sections_are_walked_with_the_arrow_keys(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.show_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.give_focus()
    for _ in range(len(page.group.buttons()) - 1):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert page.shown is page.section("about")
    for name, made in page.sections.items():
        for child in made.findChildren(QLineEdit):
            assert child.accessibleName() or child.parent().accessibleName() or name


def test_an_open_paper_of_the_past_is_written_with_the_office_of_its_day(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    store = window.context.workspace.store
    session = page_of(window).pane.session
    since = datetime.date(2026, 2, 1)
    changed = change_form(office_of(window), OfficeForm(name="xã Đông Mẫu"), since)
    offices.save(store, changed, who="")
    window.context.office_changed.emit()
    (plan, *_rest) = [row for row in documents.listing(store) if row.kind == "KH"]
    session.open(plan.id)
    assert session.document is not None
    session.change(date=IssueDate.of(datetime.date(2026, 1, 31)))
    assert session.office.name == "xã An Hòa"
    session.change(date=IssueDate.of(since))
    assert session.office.name == "xã Đông Mẫu"
    session.flush()


def test_alt_and_an_arrow_move_the_record_of_the_table_one_is_in(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    both = section(window, "units")
    assert isinstance(both, UnitsSection)
    units = [unit.name for unit in office_of(window).units]
    posts = [post.title for post in office_of(window).posts]
    for form in (both.units, both.posts):
        form.table.selectRow(0)
        form.table.setFocus()
        qtbot.keyClick(form.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [unit.name for unit in office_of(window).units][:2] == [units[1], units[0]]
    assert [post.title for post in office_of(window).posts][:2] == [posts[1], posts[0]]
