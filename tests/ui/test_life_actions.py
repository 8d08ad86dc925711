"""What can be done next with a document, as a person does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Paragraph
from papidesk.domain.record import replace
from papidesk.storage import registers
from papidesk.storage.store import Store
from papidesk.workflow import documents, issuing, life, links
from tests.ui.conftest import OpenWindow
from tests.ui.person import Answers
from tests.workflow.conftest import WHO, flawed, kept, sound
from ui.documents.issue_dialog import IssueDialog
from ui.documents.life_actions import LifeActions, state_sentence
from ui.documents.link_dialog import LinkDialog
from ui.documents.reason_dialog import ReasonDialog
from ui.documents.return_dialog import ReturnDialog
from ui.documents.session import DocumentSession
from ui.documents.supersede_dialog import SupersedeDialog


class Desk:
    """A window with one document open and its actions."""

    def __init__(self, open_window: OpenWindow, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = open_window(folder)
        self.context = self.window.context
        self.store: Store = self.context.workspace.store
        self.session = DocumentSession(self.context, self.window)
        self.owner = QWidget(self.window)
        self.life = LifeActions(self.context, self.session, self.owner)
        self.happened: list[str] = []
        self.context.happened.connect(lambda said, _undo: self.happened.append(said))

    def open(self, id: str) -> None:
        self.session.open(id)

    @property
    def state(self) -> str:
        assert self.session.document is not None
        return self.session.document.state

    def words(self) -> list[str]:
        return [action.text() for action in self.life.possible()]

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, kind) and one.isVisible()
        ]
        assert len(found) == 1
        return found[0]

    def trigger(self, name: str) -> None:
        self.life.actions[name].trigger()  # type: ignore[index]


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, empty: Path) -> Desk:
    return Desk(open_window, empty, qtbot)


def test_the_natural_next_act_leads_through_the_life(desk: Desk) -> None:
    desk.open(kept(desk.store).id)
    walked = [desk.state]
    for _ in range(2):
        action = desk.life.primary()
        assert action is not None
        action.trigger()
        walked.append(desk.state)
    assert walked == ["draft", "submitted", "approved"]
    assert desk.life.primary() is desk.life.actions["issue"]
    assert not desk.session.editable or desk.state == "approved"


def test_only_what_is_possible_is_offered_natural_act_first(desk: Desk) -> None:
    assert desk.life.primary() is None
    assert desk.words() == []
    assert not desk.life.duplicate.isEnabled()
    desk.open(kept(desk.store).id)
    assert desk.words() == ["Trình duyệt", "Ban hành…"]
    desk.trigger("submit")
    assert desk.words() == ["Phê duyệt", "Rút lại", "Trả lại…", "Ban hành…"]
    menu = QMenu()
    desk.life.fill(menu)
    shown = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert shown == [*desk.words(), "Nhân bản", "Liên kết…"]


def test_unsaved_text_is_kept_before_an_act(desk: Desk) -> None:
    desk.open(kept(desk.store).id)
    desk.session.change(abstract="Vừa gõ xong")
    desk.trigger("submit")
    assert desk.session.document is not None
    stored = documents.get(desk.store, desk.session.document.id)
    assert (stored.abstract, stored.state) == ("Vừa gõ xong", "submitted")


def test_submitting_is_taken_back_by_the_toast(desk: Desk) -> None:
    undos: list[object] = []
    desk.context.happened.connect(lambda _said, undo: undos.append(undo))
    desk.open(kept(desk.store).id)
    desk.trigger("submit")
    undo = undos[-1]
    assert callable(undo)
    undo()
    assert desk.state == "draft"


def test_a_refused_act_is_told_and_shows_the_document_as_it_is(
    desk: Desk, answers: Answers
) -> None:
    id = kept(desk.store).id
    desk.open(id)
    life.perform(desk.store, id, "submit", who="Người khác", today=issuing.datetime.date.today())
    desk.trigger("submit")
    assert answers.told
    assert desk.state == "submitted"
    assert not desk.life.actions["submit"].isEnabled()


def test_returning_asks_why_and_keeps_remarks_on_places(desk: Desk) -> None:
    desk.open(kept(desk.store).id)
    desk.trigger("submit")
    desk.trigger("return")
    dialog = desk.dialog(ReturnDialog)
    assert isinstance(dialog, ReturnDialog)
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.reason.problem.text()
    desk.qtbot.keyClicks(dialog.reason.text, "Chua ro")
    assert not dialog.reason.problem.text()
    dialog.notes.place.show_value("blocks/2")
    desk.qtbot.keyClicks(dialog.notes.remark.line, "Ghi ro don vi")
    desk.qtbot.keyClick(dialog.notes.remark.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    desk.qtbot.keyClicks(dialog.notes.remark.line, "Con thieu")
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert desk.state == "returned"
    assert desk.session.document is not None
    notes = life.remarks(desk.store, desk.session.document.id)
    assert [(note.text, note.place) for note in notes] == [
        ("Ghi ro don vi", "blocks/2"),
        ("Con thieu", "blocks/2"),
    ]


def test_a_dialog_that_is_closed_changes_nothing(desk: Desk) -> None:
    desk.open(kept(desk.store).id)
    desk.trigger("submit")
    desk.trigger("return")
    desk.trigger("return")
    desk.dialog(ReturnDialog).reject()
    assert desk.state == "submitted"
    desk.trigger("return")
    desk.dialog(ReturnDialog).reject()


def issued(desk: Desk, abstract: str = "Kế hoạch cũ") -> str:
    id = kept(desk.store, sound(abstract)).id
    issuing.issue(desk.store, id, today=issuing.datetime.date.today(), override="x", who=WHO)
    return id


def test_cancelling_asks_why_and_keeps_the_number(desk: Desk) -> None:
    id = issued(desk)
    desk.open(id)
    desk.trigger("cancel")
    dialog = desk.dialog(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.reason.problem.text()
    assert desk.state == "issued"
    desk.qtbot.keyClicks(dialog.reason.text, "Nham so lieu")
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert desk.state == "cancelled"
    entry = registers.entries(desk.store, issuing.datetime.date.today().year)[0]
    assert entry.cancel_reason == "Nham so lieu"
    assert desk.life.primary() is None


def test_the_receiver_may_stay_unnamed(desk: Desk) -> None:
    desk.open(issued(desk))
    desk.trigger("send")
    desk.trigger("acknowledge")
    dialog = desk.dialog(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert desk.state == "acknowledged"


def test_a_document_is_replaced_by_one_found_by_its_words(desk: Desk) -> None:
    old, new = issued(desk), issued(desk, "Kế hoạch phát thanh mới")
    desk.open(old)
    desk.trigger("supersede")
    dialog = desk.dialog(SupersedeDialog)
    assert isinstance(dialog, SupersedeDialog)
    assert desk.session.document is not None
    desk.qtbot.keyClicks(dialog.picker.search, "phat thanh")
    desk.qtbot.waitUntil(lambda: dialog.picker.chosen() is not None)
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert desk.state == "superseded"
    assert [one.id for one in links.linked_to(desk.store, old)] == [new]


def test_nothing_is_chosen_from_nothing(desk: Desk) -> None:
    desk.open(issued(desk))
    desk.trigger("supersede")
    dialog = desk.dialog(SupersedeDialog)
    assert isinstance(dialog, SupersedeDialog)
    assert not dialog.accept_button.isEnabled()
    assert dialog.picker.empty.isVisible()
    dialog.reject()


def test_links_are_added_and_taken_away(desk: Desk) -> None:
    basis = issued(desk, "Kế hoạch của năm")
    id = kept(desk.store).id
    desk.open(id)
    desk.life.link.trigger()
    dialog = desk.dialog(LinkDialog)
    assert isinstance(dialog, LinkDialog)
    desk.qtbot.keyClicks(dialog.picker.search, "ke hoach cua nam")
    desk.qtbot.waitUntil(lambda: dialog.picker.chosen() is not None)
    desk.qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert [(one.link.role, one.id) for one in links.links(desk.store, id)] == [("basis", basis)]
    dialog.list.setCurrentRow(0)
    with desk.qtbot.waitSignal(desk.life.document_asked) as asked:
        dialog.list.itemActivated.emit(dialog.list.item(0))
    assert asked.args == [basis]
    desk.life.link.trigger()
    dialog = desk.dialog(LinkDialog)
    assert isinstance(dialog, LinkDialog)
    dialog.list.setCurrentRow(0)
    dialog.list.setFocus()
    desk.qtbot.waitUntil(dialog.list.hasFocus)
    desk.qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert links.links(desk.store, id) == []
    assert dialog.empty.isVisible()
    dialog.reject()


def test_a_copy_is_made_and_named(desk: Desk) -> None:
    desk.open(kept(desk.store).id)
    with desk.qtbot.waitSignal(desk.life.made) as made:
        desk.life.duplicate.trigger()
    assert documents.get(desk.store, made.args[0]).state == "draft"


def wait_checked(desk: Desk, dialog: IssueDialog, errors: int) -> None:
    desk.qtbot.waitUntil(lambda: dialog.check.errors == errors, timeout=15_000)


def test_errors_stop_the_issue_until_a_reason_is_typed(desk: Desk) -> None:
    id = kept(desk.store, flawed()).id
    desk.open(id)
    desk.trigger("issue")
    dialog = desk.dialog(IssueDialog)
    assert isinstance(dialog, IssueDialog)
    wait_checked(desk, dialog, 1)
    assert dialog.check.override.isVisible()
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.check.override.problem.text()
    assert documents.get(desk.store, id).state == "draft"
    desk.qtbot.keyClicks(dialog.check.override.text, "Phu luc gui sau")
    with desk.qtbot.waitSignal(desk.life.done, timeout=15_000):
        desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
        desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert desk.state == "issued"
    assert life.acts(desk.store, id)[0].reason == "Phu luc gui sau"
    assert len(registers.entries(desk.store, issuing.datetime.date.today().year)) == 1


def test_the_dialog_shows_what_will_be_printed_and_asks_about_gaps(desk: Desk) -> None:
    issued(desk)
    id = kept(desk.store).id
    desk.open(id)
    desk.trigger("issue")
    dialog = desk.dialog(IssueDialog)
    assert isinstance(dialog, IssueDialog)
    wait_checked(desk, dialog, 0)
    assert dialog.symbol.text().startswith("Số: 02/KH-UBND\nAn Hòa, ngày")
    assert "01" in dialog.series.text()
    assert not dialog.reason.isVisible()
    dialog.number.line.selectAll()
    desk.qtbot.keyClicks(dialog.number.line, "7")
    assert dialog.symbol.text().startswith("Số: 07/KH-UBND")
    assert dialog.reason.isVisible()
    desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.reason.problem.text()
    desk.qtbot.keyClicks(dialog.reason.line, "So giay")
    with desk.qtbot.waitSignal(desk.life.done, timeout=15_000):
        desk.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert documents.get(desk.store, id).number == "07"


def test_the_number_follows_the_year_of_the_date(desk: Desk) -> None:
    issued(desk)
    desk.open(kept(desk.store).id)
    desk.trigger("issue")
    dialog = desk.dialog(IssueDialog)
    assert isinstance(dialog, IssueDialog)
    assert dialog.number.value() == "02"
    year = dialog.date.date.year
    year.selectAll()
    desk.qtbot.keyClicks(year, str(issuing.datetime.date.today().year - 1))
    assert dialog.number.value() == "01"
    dialog.reject()


def test_every_state_says_why_its_text_is_fixed() -> None:
    assert state_sentence("draft") == state_sentence("returned") == ""
    for state in ("submitted", "approved", "issued", "cancelled"):
        assert state_sentence(state)  # type: ignore[arg-type]


def test_very_long_titles_and_words_are_no_reason_to_grow_out_of_the_screen(desk: Desk) -> None:
    long = sound("Kế hoạch " + "tuyên truyền " * 60)
    long = replace(long, blocks=(Paragraph(text="x" * 5000), *long.blocks))
    desk.open(kept(desk.store, long).id)
    for name, kind in (("issue", IssueDialog),):
        desk.trigger(name)
        dialog = desk.dialog(kind)
        assert dialog.width() < 1000
        dialog.reject()
