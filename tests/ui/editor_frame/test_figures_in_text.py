"""Live figures in the text: what they are, what is behind them, what they lack."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from papidesk.domain import figures
from papidesk.domain.activity import Activity, Amount
from papidesk.domain.blocks import Block, Heading, Paragraph
from papidesk.domain.counters import Counter
from papidesk.domain.record import Validity, replace
from papidesk.domain.richtext import Mark
from papidesk.workflow import catalogues, documents, log
from papidesk.workflow import figures as workflow_figures
from tests.ui.conftest import WHO
from tests.ui.editor_frame.conftest import OpenEditor, store_of
from tests.ui.person import Answers
from ui.editor.editor_view import EditorView
from ui.editor.figure_dialog import FigureDialog
from ui.editor.side_panel import FINDINGS
from ui.log.entries_dialog import EntriesDialog
from ui.log.entry_dialog import EntryDialog
from ui.reports.papers_dialog import PapersDialog

YEAR = datetime.date.today().year
NEWS = "tin-bai"


def one(view: EditorView, kind: type[QDialog]) -> QDialog:
    found = [dialog for dialog in view.window().findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def none(view: EditorView, kind: type[QDialog]) -> bool:
    return not [dialog for dialog in view.window().findChildren(kind) if dialog.isVisible()]


def with_figure(
    open_editor: OpenEditor, folder: Path, ref: str, blocks: tuple[Block, ...] = ()
) -> EditorView:
    """Open a report whose first paragraph holds the figure ``ref``."""
    view = open_editor(folder)
    store = store_of(view)
    log.add(
        store,
        Activity(date=datetime.date(YEAR, 2, 3), title="Đăng tin về một cửa",
                 amounts=(Amount(counter=NEWS, quantity=Decimal(43)),)),
        who=WHO,
    )  # fmt: skip
    draft = view.session.document
    assert draft is not None
    first = Paragraph(
        text="Đã đăng 00 tin, bài.", marks=(Mark(start=8, end=10, style="figure", ref=ref),)
    )
    made = replace(draft, id="", kind="BC", number=None, blocks=(first, *blocks))
    kept = documents.save(store, made, who=WHO)
    assert view.open(kept.id)
    return view


def place(view: EditorView, offset: int = 9) -> QPoint:
    view.surface.go_to(0, offset)
    return view.surface.cursorRect().center()


def text(view: EditorView) -> str:
    return getattr(view.surface.blocks()[0], "text", "")


def test_a_figure_of_the_log_opens_its_entries_by_ctrl_and_one_click(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = with_figure(open_editor, full, f"{NEWS}@{YEAR}-H1")
    assert text(view) == "Đã đăng 43 tin, bài."
    left, control = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(view.surface.viewport(), left, pos=place(view))
    assert none(view, EntriesDialog)  # a plain click sets the caret
    qtbot.mouseClick(view.surface.viewport(), left, control, pos=place(view))
    dialog = one(view, EntriesDialog)
    assert isinstance(dialog, EntriesDialog)
    assert dialog.totals.text().startswith("1 ")
    dialog.reject()
    assert text(view) == "Đã đăng 43 tin, bài."


def test_the_tip_says_counter_window_and_entries(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = with_figure(open_editor, full, f"{NEWS}@{YEAR}-H1")
    tip = view.figures.tip(f"{NEWS}@{YEAR}-H1")
    assert "Tin, bài" in tip and f"01/01/{YEAR} – 30/06/{YEAR}" in tip and "1 mục" in tip


def test_an_entry_logged_meanwhile_changes_the_figure_at_once(
    open_editor: OpenEditor, full: Path
) -> None:
    view = with_figure(open_editor, full, f"{NEWS}@{YEAR}-H1")
    more = Activity(
        date=datetime.date(YEAR, 3, 3), title="Đăng tin về đất đai",
        amounts=(Amount(counter=NEWS, quantity=Decimal(2)),),
    )  # fmt: skip
    log.add(store_of(view), more, who=WHO)
    view._context.log_changed.emit()
    assert text(view) == "Đã đăng 45 tin, bài."


def test_a_figure_of_the_registers_opens_its_papers(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = with_figure(open_editor, full, f"van-ban-di@{YEAR}")
    view.surface.figure_activated.emit(f"van-ban-di@{YEAR}")
    shown = one(view, PapersDialog)
    query = workflow_figures.query_of(store_of(view), f"van-ban-di@{YEAR}")
    assert query is not None
    counted = workflow_figures.figure(store_of(view), "van-ban-di", query).value
    assert shown.model.rowCount() == counted
    shown.reject()


def test_a_figure_is_changed_from_its_menu(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = with_figure(open_editor, full, f"{NEWS}@{YEAR}-H1")
    view.surface.go_to(0, 8, 2)
    menu = view.surface.context_menu(view.surface.selection().caret)
    names = [action.text() for action in menu.actions()]
    assert names[:2] == ["Xem căn cứ của số liệu", "Đổi số liệu…"]
    menu.actions()[1].trigger()
    dialog = one(view, FigureDialog)
    assert isinstance(dialog, FigureDialog)
    assert dialog.counter.value() == NEWS and dialog.value.text() == "43"
    dialog.how.show_value("two")
    dialog.which.show_value("previous")
    dialog.which.changed.emit()
    assert dialog.value.text() == "–" or dialog.value.text().isdecimal()
    dialog.which.show_value("")
    dialog.which.changed.emit()
    box = dialog.window_picker.duty.box
    box.setCurrentIndex(box.findData("papi"))
    box.activated.emit(box.currentIndex())
    dialog.accept_button.click()
    document = view.session.document
    assert document is not None
    assert figures.refs(document) == [f"{NEWS}@{YEAR}-H1:papi!two"]


def test_the_dialog_shows_the_value_of_what_is_narrowed(
    open_editor: OpenEditor, full: Path
) -> None:
    view = with_figure(open_editor, full, f"{NEWS}@{YEAR}-H1?unit=Kh%C3%B4ng%20c%C3%B3")
    assert text(view) == "Đã đăng 0 tin, bài."
    view.surface.go_to(0, 8, 1)
    view.actions_.figure.trigger()
    dialog = one(view, FigureDialog)
    assert isinstance(dialog, FigureDialog)
    assert dialog.narrowing.isVisible() and dialog.narrowing.units.value() == ("Không có",)
    dialog.narrowing.units.drop("Không có")
    assert dialog.value.text() == "43"
    dialog.reject()


def test_figures_whose_counter_is_gone_or_ended_are_told(
    qtbot: QtBot, open_editor: OpenEditor, full: Path, answers: Answers
) -> None:
    view = with_figure(open_editor, full, f"khong-con@{YEAR}")
    assert text(view) == "Đã đăng 00 tin, bài."  # it keeps what it shows
    view.notes.look()
    assert [ref for ref, _said in view.notes.problems] == [f"khong-con@{YEAR}"]
    view.surface.figure_activated.emit(f"khong-con@{YEAR}")
    assert answers.told and none(view, EntriesDialog)
    ended = Counter(
        code="thu", name="Chỉ tiêu thử", unit="lượt",
        validity=Validity(until=datetime.date(YEAR - 1, 12, 31)),
    )  # fmt: skip
    catalogues.put(store_of(view), ended, who=WHO)
    view._context.catalogues_changed.emit()
    assert f"31/12/{YEAR - 1}" in view.figures.problem(f"thu@{YEAR}")


def test_a_number_typed_by_hand_can_become_a_figure_or_an_entry(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    blocks = (
        Heading(level=1, text="KẾT QUẢ THỰC HIỆN"),
        Paragraph(text="Trang thông tin điện tử đã đăng 40 tin, bài về cải cách hành chính."),
    )
    view = with_figure(open_editor, full, f"{NEWS}@{YEAR}-H1", blocks)
    view.side.show_tab(FINDINGS)

    def claim() -> list[object]:
        rows = view.side.findings.rows()
        return [row for row in rows if row.finding.rule == "SO_LIEU_KHONG_CAN_CU"]

    qtbot.waitUntil(lambda: bool(claim()), timeout=20_000)
    row = claim()[0]
    qtbot.mouseClick(row.entry_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    entry = one(view, EntryDialog)
    assert isinstance(entry, EntryDialog)
    assert "40 tin, bài" in entry.fields.title.text.toPlainText()
    entry.typed = False
    entry.reject()
    qtbot.mouseClick(row.figure_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    dialog = one(view, FigureDialog)
    assert isinstance(dialog, FigureDialog)
    assert dialog.counter.value() == NEWS
    assert dialog.value.text() == "43"
    dialog.accept_button.click()
    block = view.surface.blocks()[2]
    assert "đã đăng 43 tin, bài về" in getattr(block, "text", "")
    assert [mark.style for mark in getattr(block, "marks", ())] == ["figure"]
    assert view.session.undo()
    assert "đã đăng 40 tin, bài về" in getattr(view.surface.blocks()[2], "text", "")
