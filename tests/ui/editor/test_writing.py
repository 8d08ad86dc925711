"""Writing as a person writes: Vietnamese by keys and input methods, styles, levels, figures."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Heading, Item, PageBreak, Paragraph
from papidesk.domain.richtext import Mark
from tests.ui.editor.conftest import ShowStory
from tests.ui.editor.surfaces import (
    CONTROL,
    SHIFT,
    STORY,
    assert_true_to_its_blocks,
    compose,
    marked,
    press,
    styles,
    table,
    texts,
    write,
)

Key = Qt.Key
SENTENCE = "Ủy ban nhân dân xã An Hòa ban hành Kế hoạch nâng cao chỉ số hiệu quả quản trị"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_typed_key_by_key_is_kept_composed(show_story: ShowStory, form: str) -> None:
    surface = show_story()

    write(surface, unicodedata.normalize(form, SENTENCE))  # type: ignore[arg-type]

    assert texts(surface) == [SENTENCE]
    assert_true_to_its_blocks(surface)


def test_a_mark_typed_after_its_letter_joins_it_in_the_middle_of_a_text(
    show_story: ShowStory,
) -> None:
    surface = show_story([Paragraph(text="ke hoach")])
    surface.go_to(0, 2)

    write(surface, "\u0302\u0301")
    write(surface, "!")

    assert texts(surface) == ["kế! hoach"]


def test_keys_as_unikey_sends_them_make_one_word_and_one_step(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="xã ")])
    surface.go_to(0, 3)

    write(surface, "vie")
    press(surface, Key.Key_Backspace)
    write(surface, "ê")
    press(surface, Key.Key_Backspace)
    write(surface, "ệt")

    assert texts(surface) == ["xã việt"]
    surface.undo()
    assert texts(surface) == ["xã "]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_input_method_composes_without_leaving_a_trace(show_story: ShowStory, form: str) -> None:
    surface = show_story([Paragraph(text="Xã ")])
    surface.go_to(0, 3)

    QApplication.sendEvent(surface, QInputMethodEvent("hoa", []))
    assert texts(surface) == ["Xã "]
    compose(
        surface,
        "ho",
        "hoà",
        commit=unicodedata.normalize(form, "hòa"),  # type: ignore[arg-type]
    )

    assert texts(surface) == ["Xã hòa"]
    assert_true_to_its_blocks(surface)
    surface.undo()
    assert texts(surface) == ["Xã "]


def test_an_input_method_writes_over_what_is_selected_and_where_nothing_is_yet(
    show_story: ShowStory,
) -> None:
    surface = show_story([Paragraph(text="Xã Minh"), PageBreak(), table("a|b")])
    surface.go_to(0, 3, 4)
    compose(surface, "a", commit="An")
    assert texts(surface)[0] == "Xã An"

    surface.go_to(1)
    compose(surface, "đ", commit="được")
    assert texts(surface) == ["Xã An", "—", "được", "a | b"]
    assert_true_to_its_blocks(surface)


def test_control_characters_and_foreign_spaces_do_not_get_in_and_emoji_do(
    show_story: ShowStory,
) -> None:
    surface = show_story()

    write(surface, "a\x00\x07\u200b\u00a0b😀")
    surface.insertPlainText("ngoài")

    assert texts(surface) == ["a b😀ngoài"]
    assert_true_to_its_blocks(surface)


def test_lines_put_in_behind_its_back_are_not_believed(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    surface.go_to(2, 4)

    surface.insertPlainText("một\nhai\nba")

    assert surface.blocks() == STORY
    assert_true_to_its_blocks(surface)


def test_enter_goes_on_with_the_style_and_on_an_empty_line_leaves_it(
    show_story: ShowStory,
) -> None:
    surface = show_story()
    surface.set_style("heading1")
    write(surface, "Mục đích")
    press(surface, Key.Key_Return)
    write(surface, "Yêu cầu")
    press(surface, Key.Key_Return, Key.Key_Return)
    write(surface, "Lời văn")
    press(surface, Key.Key_Return)
    surface.set_style("item1")
    write(surface, "một")
    press(surface, Key.Key_Return, Key.Key_Tab)
    write(surface, "hai")
    press(surface, Key.Key_Return, Key.Key_Return)
    assert styles(surface)[-1] == "item1"
    press(surface, Key.Key_Return)

    assert styles(surface) == ["heading1", "heading1", "body", "item1", "item2", "body"]
    assert surface.numbers() == ["I.", "II.", "", "", "", ""]


def test_enter_in_the_middle_cuts_and_at_the_start_makes_room_above(
    show_story: ShowStory,
) -> None:
    first = Heading(level=1, text="Một Hai", number_as_written="5.", id="k")
    surface = show_story([first])
    surface.go_to(0, 4)
    press(surface, Key.Key_Return, held=SHIFT)
    assert texts(surface) == ["Một ", "Hai"]
    assert [getattr(b, "id", "") for b in surface.blocks()] == ["k", ""]
    surface.undo()

    surface.go_to(0, 0)
    press(surface, Key.Key_Return)
    assert texts(surface) == ["", "Một Hai"]
    assert surface.blocks()[1] == first


def test_tab_lowers_and_shift_tab_raises_and_numbers_follow_at_once(
    show_story: ShowStory,
) -> None:
    surface = show_story([Heading(level=1, text=t) for t in ("A", "B", "C")])
    surface.go_to(1)
    press(surface, Key.Key_Tab)
    assert surface.numbers() == ["I.", "1.", "II."]
    press(surface, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert surface.numbers() == ["I.", "a)", "II."]
    press(surface, Key.Key_Backtab, Key.Key_Backtab, Key.Key_Backtab, held=SHIFT)
    assert surface.numbers() == ["I.", "II.", "III."]


def test_tab_changes_the_level_of_all_that_is_selected(show_story: ShowStory) -> None:
    surface = show_story([Heading(level=1, text=t) for t in ("A", "B", "C")])
    surface.go_to(1)
    press(surface, Key.Key_Down, held=SHIFT)
    press(surface, Key.Key_Tab)

    assert styles(surface) == ["heading1", "heading2", "heading2"]
    surface.undo()
    assert styles(surface) == ["heading1", "heading1", "heading1"]


def test_backspace_at_the_start_takes_the_style_then_joins(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="Trước"), Item(level=2, marker="+", text="sau")])
    surface.go_to(1)
    seen = []
    for _ in range(3):
        press(surface, Key.Key_Backspace)
        seen.append(styles(surface)[-1])
    assert seen == ["item1", "body", "body"]
    assert texts(surface) == ["Trướcsau"]
    assert surface.current_place().offset == 5


def test_delete_at_the_end_joins_and_takes_page_breaks(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="một"), PageBreak(), Paragraph(text="hai")])
    surface.go_to(0, 3)
    press(surface, Key.Key_Delete)
    assert styles(surface) == ["body", "body"]
    press(surface, Key.Key_Delete)
    assert texts(surface) == ["mộthai"]


def test_a_page_break_is_put_in_by_keys_and_deleted_by_keys(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="một hai")])
    surface.go_to(0, 4)
    press(surface, Key.Key_Return, held=CONTROL)
    assert texts(surface) == ["một ", "—", "hai"]
    assert surface.current_block() == 2
    press(surface, Key.Key_Backspace)
    assert texts(surface) == ["một ", "hai"]


def test_bold_and_italic_by_keys_hold_for_what_is_written_next(show_story: ShowStory) -> None:
    surface = show_story()
    write(surface, "Số ")
    press(surface, Key.Key_B, held=CONTROL)
    assert surface.active_marks() == {"b"}
    write(surface, "43")
    press(surface, Key.Key_B, held=CONTROL)
    write(surface, " tin")

    (block,) = surface.blocks()
    assert block.text == "Số 43 tin"  # type: ignore[union-attr]
    assert block.marks == (Mark(start=3, end=5, style="b"),)  # type: ignore[union-attr]


def test_marks_go_on_and_off_over_several_paragraphs_and_raised_excludes_lowered(
    show_story: ShowStory,
) -> None:
    surface = show_story([Paragraph(text="một"), Item(text="hai")])
    surface.selectAll()
    surface.toggle("sup")
    surface.toggle("sub")
    assert surface.active_marks() == {"sub"}
    surface.toggle("sub")
    assert all(not block.marks for block in surface.blocks())  # type: ignore[union-attr]


def test_a_style_set_keeps_the_words_and_a_sentence_becomes_a_numbered_one(
    show_story: ShowStory,
) -> None:
    surface = show_story([marked("Giao Văn phòng theo dõi.", "b", 0, 4), Paragraph(text="Nhóm")])
    surface.go_to(0)
    surface.set_style("heading2")
    surface.go_to(1)
    surface.set_style("heading2")

    first, second = surface.blocks()
    assert isinstance(first, Heading)
    assert isinstance(second, Heading)
    assert first.run_in
    assert not second.run_in
    assert first.marks == (Mark(start=0, end=4, style="b"),)
    assert surface.current_style() == "heading2"


def test_a_figure_is_one_letter(show_story: ShowStory, qtbot: QtBot) -> None:
    surface = show_story([Paragraph(text="Đã đăng  trong kỳ")])
    surface.go_to(0, 8)
    surface.insert_figure("van-ban-di@2024-H1", "43 tin")
    assert texts(surface) == ["Đã đăng 43 tin trong kỳ"]

    write(surface, ",")
    (block,) = surface.blocks()
    mark = Mark(start=8, end=14, style="figure", ref="van-ban-di@2024-H1")
    assert block.marks == (mark,)  # type: ignore[union-attr]
    press(surface, Key.Key_Left, Key.Key_Left)
    assert surface.current_place().offset == 8
    press(surface, Key.Key_Right)
    assert surface.current_place().offset == 14
    press(surface, Key.Key_Left, held=SHIFT)
    with qtbot.waitSignal(surface.figure_activated) as told:
        press(surface, Key.Key_Return)
    assert told.args == ["van-ban-di@2024-H1"]
    surface.go_to(0, 14)
    press(surface, Key.Key_Backspace)
    assert texts(surface) == ["Đã đăng , trong kỳ"]


def test_a_double_click_opens_a_figure(show_story: ShowStory, qtbot: QtBot) -> None:
    surface = show_story([marked("43 tin, bài", "figure", 0, 6, "van-ban-di@2024")])
    surface.go_to(0, 0)
    spot = surface.cursorRect().center() + QPoint(12, 0)

    with qtbot.waitSignal(surface.figure_activated) as told:
        QTest.mouseDClick(
            surface.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
        )
    assert told.args == ["van-ban-di@2024"]


def test_footnotes_are_numbered_by_their_marks(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="một hai")])
    surface.go_to(0, 7)
    surface.insert_footnote("b")
    surface.go_to(0, 3)
    surface.insert_footnote("a")

    assert surface.note_order() == {"a": None, "b": None}
    assert [surface.note_number("a"), surface.note_number("b")] == ["1", "2"]
    write(surface, "x")
    (block,) = surface.blocks()
    assert [m.ref for m in block.marks] == ["a", "b"]  # type: ignore[union-attr]
    assert texts(surface) == ["một2x hai1"]


def test_a_wave_follows_the_words_and_tells_its_finding(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="chỉ số hiệu quả quản trị")])
    surface.set_marks_under([(0, 7, 15, "warning", "Thiếu “và”")])
    surface.go_to(0, 0)
    write(surface, "Tên ")
    (wave,) = surface.waves
    assert (wave.place.offset, wave.end) == (11, 19)
    surface.go_to(0, 12)
    point = surface.cursorRect().center()
    QApplication.sendEvent(
        surface.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, surface.mapToGlobal(point))
    )
    assert QToolTip.text() == "Thiếu “và”"
    surface.go_to(0, 13)
    write(surface, "x")
    assert surface.waves == []


def test_a_slip_is_put_right_from_the_menu_and_undo_brings_it_back(show_story: ShowStory) -> None:
    surface = show_story([marked("Nội dung bổ xung kịp thời", "b", 9, 16)])
    surface.set_marks_under([(0, 12, 16, "error", "có lẽ là sung", "sung")])
    surface.go_to(0, 2)
    assert surface.context_menu().actions()[0].text() == "Hoàn tác"
    surface.go_to(0, 14)
    first = surface.context_menu().actions()[0]
    assert first.text() == "Đổi thành “sung”"
    first.trigger()
    assert surface.blocks() == (marked("Nội dung bổ sung kịp thời", "b", 9, 16),)
    assert surface.waves == []
    surface.undo()
    assert texts(surface) == ["Nội dung bổ xung kịp thời"]


def test_a_section_moves_with_all_below_it(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    surface.move_section(7, 0)
    assert texts(surface)[:3] == ["Tổ chức thực hiện", "Giao Văn phòng theo dõi.",
                                  "Mục đích, yêu cầu"]  # fmt: skip
    assert surface.numbers()[0] == "I."
    assert surface.numbers()[2] == "II."
    assert_true_to_its_blocks(surface)
    surface.move_section(0, len(STORY))
    assert surface.blocks() == STORY


def test_a_read_only_story_is_read_and_copied_but_not_changed(show_story: ShowStory) -> None:
    surface = show_story(STORY, read_only=True)
    surface.go_to(2, 3)
    write(surface, "x")
    press(surface, Key.Key_Return, Key.Key_Backspace, Key.Key_Delete)
    press(surface, Key.Key_V, Key.Key_X, Key.Key_Z, held=CONTROL)
    compose(surface, "a", commit="an")
    surface.toggle("b")
    surface.set_style("heading1")
    surface.insert_table(2, 2)
    surface.move_section(7, 0)
    surface.insertPlainText("y")

    assert surface.blocks() == STORY
    assert not surface.can_undo
    assert_true_to_its_blocks(surface)


def test_words_are_counted_in_the_story_and_in_what_is_selected(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="một – hai ba"), table("bốn|năm sáu")])
    assert surface.word_count() == 6
    surface.go_to(0, 6, 6)
    assert surface.word_count() == 2


def test_it_says_what_it_is_and_shows_where_it_is(show_story: ShowStory) -> None:
    surface = show_story()
    assert surface.accessibleName() == "Nội dung văn bản"
    assert surface.cursorWidth() >= 1
    assert surface.placeholderText()


@pytest.mark.parametrize(
    ("scheme", "typed", "style"),
    [
        ("roman", "I. ", "heading1"), ("roman", "2. ", "heading2"), ("roman", "a) ", "heading3"),
        ("roman", "đ) ", "heading3"), ("roman", "- ", "item1"), ("roman", "+ ", "item2"),
        ("articles", "Điều 5. ", "heading5"), ("articles", "1. ", "heading6"),
        ("arabic", "1. ", "heading1"), ("arabic", "1.2. ", "heading2"),
        ("roman", "Số ", "body"), ("roman", "2024. ", "body"), ("roman", "a ", "body"),
    ],
)  # fmt: skip
def test_a_number_typed_as_in_word_becomes_its_style(
    show_story: ShowStory, scheme: str, typed: str, style: str
) -> None:
    surface = show_story([Paragraph()], scheme)
    write(surface, f"{typed}việc")
    assert styles(surface) == [style]
    assert texts(surface) == [f"{typed}việc" if style == "body" else "việc"]
    if style != "body":
        surface.undo()
        surface.undo()
        assert texts(surface) == [typed]
        write(surface, "x")
        assert texts(surface) == [f"{typed}x"]


def test_a_numbered_sentence_is_not_bold_and_a_title_is(show_story: ShowStory) -> None:
    surface = show_story()
    write(surface, "1. Giao Văn phòng theo dõi.")
    press(surface, Key.Key_Return)
    write(surface, "Mục đích")
    press(surface, Key.Key_Return)
    assert [b.run_in for b in surface.blocks()] == [True, True, True]  # type: ignore[union-attr]
    surface.go_to(1)
    surface.set_run_in(False)
    assert [b.run_in for b in surface.blocks()] == [True, False, True]  # type: ignore[union-attr]


def test_the_menu_offers_what_can_be_done_here(show_story: ShowStory) -> None:
    surface = show_story(
        [Heading(level=2, text="Giao việc", run_in=True), table("a|b"), Paragraph(text="c")]
    )
    by_text = {action.text(): action for action in surface.context_menu().actions()}
    assert not by_text["Hoàn tác"].isEnabled()
    assert not by_text["Sao chép"].isEnabled()
    assert by_text["Sao chép"].shortcut().toString() == "Ctrl+C"
    assert by_text["Câu có đánh số"].isChecked()
    by_text["Tiêu đề in đậm"].trigger()
    assert not surface.blocks()[0].run_in  # type: ignore[union-attr]
    surface.go_to(1, row=0, col=0)
    menu = surface.context_menu()
    (submenu,) = (action for action in menu.actions() if action.text() == "Bảng")
    assert submenu.menu() is not None


def test_a_heading_style_chosen_again_makes_a_title(show_story: ShowStory) -> None:
    surface = show_story([Heading(level=2, text="Giao việc.", run_in=True)])
    surface.set_style("heading2")
    assert not surface.blocks()[0].run_in  # type: ignore[union-attr]


def test_a_click_beside_the_text_goes_to_its_line(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="một"), Paragraph(text="hai"), Paragraph(text="ba")])
    surface.resize(1200, 600)
    surface.go_to(1, 1)
    y = surface.viewport().y() + surface.cursorRect().center().y()
    for x, offset in ((5, 0), (1150, 3)):
        surface.go_to(2)
        QTest.mouseClick(
            surface, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y)
        )
        assert (surface.current_block(), surface.current_place().offset) == (1, offset)


def test_a_sign_typed_on_the_line_after_a_title_or_an_item_changes_its_style(
    show_story: ShowStory,
) -> None:
    surface = show_story()
    for line in ("I. Mục đích, yêu cầu", "1. Mục đích", "- Nâng cao ý thức;", "giảm rác thải.",
                 "2. Yêu cầu", "II. Tổ chức", "Năm 2. 026"):  # fmt: skip
        write(surface, line)
        press(surface, Key.Key_Return)
    assert styles(surface)[:7] == [
        "heading1", "heading2", "item1", "item1", "heading2", "heading1", "heading1",
    ]  # fmt: skip
    assert texts(surface)[:7] == [
        "Mục đích, yêu cầu", "Mục đích", "Nâng cao ý thức;", "giảm rác thải.",
        "Yêu cầu", "Tổ chức", "Năm 2. 026",
    ]  # fmt: skip


def test_a_title_may_follow_a_numbered_sentence(show_story: ShowStory) -> None:
    surface = show_story()
    write(surface, "1. Giao Văn phòng theo dõi.")
    press(surface, Key.Key_Return)
    write(surface, "II. Nội dung")
    press(surface, Key.Key_Return)
    assert [b.run_in for b in surface.blocks()] == [True, False, False]  # type: ignore[union-attr]


def test_a_command_that_is_none_here_types_nothing(show_story: ShowStory) -> None:
    surface = show_story()
    alt = Qt.KeyboardModifier.AltModifier
    for key, text in ((Key.Key_4, "4"), (Key.Key_E, "€")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, CONTROL | alt, text)
        QApplication.sendEvent(surface, event)
    assert texts(surface) == ["€"]


def test_a_threefold_click_selects_the_words_of_a_paragraph(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="một hai"), Paragraph(text="ba")])
    surface.go_to(0, 2)
    view, spot = surface.viewport(), surface.cursorRect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(view, left, none, spot)
    QTest.mouseClick(view, left, none, spot)
    write(surface, "bốn")
    assert texts(surface) == ["bốn", "ba"]


def test_a_text_cut_where_marks_cross_keeps_them_in_order(show_story: ShowStory) -> None:
    marks = (Mark(start=0, end=2, style="i"), Mark(start=1, end=2, style="b"))
    surface = show_story([Paragraph(text="kế", marks=marks)])
    surface.go_to(0, 1)
    press(surface, Key.Key_Return)
    assert [m.style for m in surface.blocks()[1].marks] == ["b", "i"]  # type: ignore[union-attr]
    assert_true_to_its_blocks(surface)
