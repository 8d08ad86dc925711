"""Copying and pasting: without loss inside, structure recognised from everywhere else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph, Table
from papidesk.domain.document import Document, Footnote
from papidesk.domain.numbering import SCHEMES
from papidesk.domain.record import to_json
from papidesk.domain.richtext import Mark, RichText
from tests.strategies import blocks
from tests.ui.editor.conftest import ShowStory
from tests.ui.editor.surfaces import (
    CONTROL,
    STORY,
    assert_true_to_its_blocks,
    cells,
    marked,
    press,
    styles,
    table,
    texts,
)
from ui.editor import copying
from ui.editor.history import EditorHistory
from ui.editor.paste import Clip, from_clip, from_html, from_text
from ui.editor.story_places import Selection, at
from ui.editor.surface import Surface
from ui.editor.surface_clipboard import MIME

Key = Qt.Key

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal {font-family:"Arial";font-size:11pt;color:red}</style></head><body>
<!--StartFragment-->
<p class=MsoNormal style='text-indent:36pt'><b><span style='font-family:Arial;color:blue'>I. MỤC
ĐÍCH, YÊU CẦU<o:p></o:p></span></b></p>
<p class=MsoNormal><b>1. Mục đích</b></p>
<p class=MsoNormal>Nâng cao <i>nhận thức</i> của cán bộ.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>-<span
style='font:7pt "Times New Roman"'>&nbsp;&nbsp; </span></span>Tuyên truyền trên loa;</p>
<p class=MsoNormal><b>2. Yêu cầu</b></p>
<p class=MsoNormal>Thiết thực, hiệu quả.</p>
<!--EndFragment--></body></html>"""
LIBREOFFICE = """<html><body lang="vi-VN"><p align="justify" style="line-height:100%">
<font face="Liberation Serif, serif"><font size="3"><b>II. TỔ CHỨC THỰC HIỆN</b></font></font></p>
<p><font color="#c9211e">Giao Văn phòng <u>theo dõi</u>.</font></p></body></html>"""
BROWSER = """<div><h2>I. Kết quả</h2><p>Đoạn một.</p><ul><li>Ý một</li><li>Ý hai</li></ul>
<script>alert(1)</script></div>"""
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><!--StartFragment-->
<table><tr><td class=xl65>TT</td><td colspan=2>Nội dung</td></tr>
<tr><td>1</td><td>Họp thôn</td><td style='text-align:right'>12</td></tr></table>
<!--EndFragment--></body></html>"""

# As Excel does copy: the fragment is inside the table, fonts and borders are in a style sheet.
EXCEL_ITSELF = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--
.xl65 {font-weight:700;text-align:center;}
.xl66
\t{font-family:".VnTime", sans-serif;
\twhite-space:normal;}
--></style></head><body link="#0563C1"><table border=0 cellpadding=0 width=300>
<!--StartFragment-->
 <col width=40><col width=260>
 <tr height=20><td class=xl65 width=40>TT</td><td class=xl65>Néi dung</td></tr>
 <tr height=20><td align=right>1</td><td class=xl66>Häp<br>
    th«n</td></tr>
<!--EndFragment-->
</table></body></html>"""


def paste(surface: Surface, *, html: str = "", text: str = "", clip: bytes = b"") -> None:
    """Put the forms in the clipboard and press Ctrl+V."""
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if clip:
        data.setData(MIME, clip)
    QGuiApplication.clipboard().setMimeData(data)
    press(surface, Key.Key_V, held=CONTROL)
    assert_true_to_its_blocks(surface)


def test_word_gives_structure_and_nothing_of_its_own_looks(show_story: ShowStory) -> None:
    surface = show_story()
    paste(surface, html=WORD, text="I. MỤC ĐÍCH")

    assert styles(surface) == ["heading1", "heading2", "body", "item1", "heading2", "body"]
    assert surface.numbers() == ["I.", "1.", "", "", "2.", ""]
    assert texts(surface)[:4] == ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "Nâng cao nhận thức của cán bộ.",
                                  "Tuyên truyền trên loa;"]  # fmt: skip
    first, third = surface.blocks()[0], surface.blocks()[2]
    assert first.marks == ()  # type: ignore[union-attr]
    assert [m.style for m in third.marks] == ["i"]  # type: ignore[union-attr]
    surface.undo()
    assert surface.blocks() == ()


def test_libreoffice_and_a_browser_give_theirs(show_story: ShowStory) -> None:
    surface = show_story()
    paste(surface, html=LIBREOFFICE)
    assert styles(surface) == ["heading1", "body"]
    assert surface.numbers()[0] == "I."
    surface = show_story()
    paste(surface, html=BROWSER)
    assert styles(surface) == ["heading1", "body", "item1", "item1"]
    assert "alert" not in " ".join(texts(surface))


def test_plain_text_with_numbers_becomes_headings_and_items(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="Trước")])
    surface.go_to(0, 5)
    paste(surface, text="I. MỤC ĐÍCH\n1. Nội dung\nLời văn của đoạn.\n- Ý một;\n+ Ý con.")
    assert styles(surface) == ["body", "heading1", "heading2", "body", "item1", "item2"]


def test_one_paragraph_goes_into_the_line(show_story: ShowStory) -> None:
    surface = show_story([Heading(level=1, text="Kết quả năm")])
    surface.go_to(0, 8)
    paste(surface, html="<p><span style='font-size:30pt'>nổi <b>bật</b></span></p>")
    assert texts(surface) == ["Kết quả nổi bậtnăm"]
    assert styles(surface) == ["heading1"]
    surface.go_to(0, 0, 7)
    paste(surface, text="Thành tích")
    assert texts(surface) == ["Thành tích nổi bậtnăm"]


@pytest.mark.parametrize(
    ("font", "raw"),
    [(".VnTime", "§¹i héi nh©n d©n x·"), ("VNI-Times", "Ñaïi hoäi nhaân daân xaõ")],
)
def test_legacy_fonts_are_converted(show_story: ShowStory, font: str, raw: str) -> None:
    surface = show_story()
    paste(surface, html=f'<p><span style="font-family:{font}">{raw}</span></p>')
    assert texts(surface) == ["Đại hội nhân dân xã"]


def test_decomposed_text_is_pasted_composed(show_story: ShowStory) -> None:
    surface = show_story()
    paste(surface, text=unicodedata.normalize("NFD", "Xã Hòa Bình được công nhận"))
    assert texts(surface) == ["Xã Hòa Bình được công nhận"]


def test_excel_gives_a_table_by_html_and_by_plain_text(show_story: ShowStory) -> None:
    surface = show_story()
    paste(surface, html=EXCEL, text="TT\tNội dung\t\n1\tHọp thôn\t12")
    found = next(block for block in surface.blocks() if isinstance(block, Table))
    assert cells(found) == [["TT", "Nội dung"], ["1", "Họp thôn", "12"]]
    assert found.rows[0].cells[1].colspan == 2

    surface = show_story([Paragraph(text="x")])
    surface.go_to(0, 1)
    paste(surface, text="a\tb\r\nc\td\r\n")
    assert styles(surface) == ["body", "table"]
    assert cells(surface.blocks()[1]) == [["a", "b"], ["c", "d"]]


def test_what_excel_itself_copies_is_a_table_with_lines_and_its_fonts_are_converted(
    show_story: ShowStory,
) -> None:
    surface = show_story()
    paste(surface, html=EXCEL_ITSELF, text="TT\tNéi dung")
    found = next(block for block in surface.blocks() if isinstance(block, Table))
    assert cells(found)[1] == ["1", "Họp\nthôn"] and found.borders
    assert not [text for text in texts(surface) if text in ("TT", "1")]


def test_a_cell_of_several_lines_stays_a_cell_in_plain_text(show_story: ShowStory) -> None:
    surface = show_story()
    paste(surface, text='TT\tNội dung\r\n1\t"Họp\nthôn"\r\n2\t"Ngày hội" xã\r\n')
    found = next(block for block in surface.blocks() if isinstance(block, Table))
    assert [row[0] for row in cells(found)] == ["TT", "1", "2"]
    assert cells(found)[1] == ["1", "Họp thôn"]


def test_cells_of_excel_go_into_the_cells_of_a_table_which_grows(show_story: ShowStory) -> None:
    surface = show_story([table("a|b", "c|d")])
    surface.go_to(0, row=1, col=1)
    paste(surface, text="1\t2\n3\t4")
    assert cells(surface.blocks()[0]) == [["a", "b", ""], ["c", "1", "2"], ["", "3", "4"]]


def test_our_own_clip_loses_nothing(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    surface.selectAll()
    press(surface, Key.Key_C, held=CONTROL)
    other = show_story()
    press(other, Key.Key_V, held=CONTROL)
    assert other.blocks() == STORY


def test_part_of_a_text_is_copied_with_its_figure_whole(show_story: ShowStory) -> None:
    surface = show_story([marked("Có 43 tin, bài", "figure", 3, 9, "a@2024")])
    surface.select(Selection(at(0, 1), at(0, 9)))
    press(surface, Key.Key_C, held=CONTROL)
    other = show_story([Paragraph(text="()")])
    other.go_to(0, 1)
    press(other, Key.Key_V, held=CONTROL)
    (block,) = other.blocks()
    assert block.text == "(ó 43 tin)"  # type: ignore[union-attr]
    assert block.marks == (Mark(start=3, end=9, style="figure", ref="a@2024"),)  # type: ignore[union-attr]


def test_others_get_numbers_with_the_words(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    surface.selectAll()
    surface.copy()
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert lines[:2] == ["I. Mục đích, yêu cầu", "1. Mục đích"]
    assert lines[3:6] == ["- Tuyên truyền trên hệ thống truyền thanh;",
                          "+ Niêm yết tại nhà văn hóa.", "TT\tNội dung\tThời gian"]  # fmt: skip
    assert "II. Tổ chức thực hiện" in lines
    assert "<b>MỤC ĐÍCH, YÊU CẦU</b>" in data.html()
    assert "<th><p>Nội dung</p></th>" in data.html()


def test_what_word_would_get_comes_back_as_it_was(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    surface.selectAll()
    clip, labels = copying.copied(STORY, surface.selection(), "roman")
    back = from_html(copying.html_of(clip, labels), "roman").blocks
    assert [type(block) for block in back if not isinstance(block, PageBreak)] == [
        type(block) for block in STORY if not isinstance(block, PageBreak)
    ]


def test_a_cut_is_one_step_and_a_damaged_clip_falls_back_to_its_text(
    show_story: ShowStory,
) -> None:
    surface = show_story([Paragraph(text="một hai")])
    surface.go_to(0, 0, 4)
    press(surface, Key.Key_X, held=CONTROL)
    assert texts(surface) == ["hai"]
    paste(surface, text="ba ", clip=b'{"blocks": 7}')
    assert texts(surface) == ["ba hai"]


def test_the_words_alone_can_be_pasted(show_story: ShowStory) -> None:
    surface = show_story([Heading(level=1, text="A")])
    surface.go_to(0, 1)
    QGuiApplication.clipboard().setText(" I. Một\n2. Hai ")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(surface, Qt.Key.Key_V, keys)
    assert texts(surface) == ["AI. Một 2. Hai"]


@given(
    story=st.lists(blocks(), min_size=1, max_size=5).map(tuple),
    scheme=st.sampled_from(sorted(SCHEMES)),
)
def test_any_blocks_survive_a_clip(story: tuple[Block, ...], scheme: str) -> None:
    clip = Clip(blocks=story, scheme=scheme)
    assert from_clip(to_json(clip), scheme).blocks == story


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_can_be_pasted(text: str) -> None:
    for what in (from_text(text, "roman"), from_html(text, "roman")):
        assert what.line is None or "\x00" not in what.line.text


def _drop(surface: Surface, data: QMimeData, at_block: int, offset: int) -> None:
    surface.go_to(at_block, offset)
    spot = QPointF(surface.cursorRect().center())
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    view, copy = surface.viewport(), Qt.DropAction.CopyAction
    QApplication.sendEvent(view, QDragEnterEvent(spot.toPoint(), copy, data, *held))
    QApplication.sendEvent(view, QDropEvent(spot, copy, data, *held))


def test_text_dropped_from_elsewhere_goes_where_it_is_dropped(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="một ba")])
    data = QMimeData()
    data.setText("hai ")
    _drop(surface, data, 0, 4)
    assert texts(surface) == ["một hai ba"]


def test_text_dragged_within_moves_as_one_step(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="hai một ba"), Paragraph(text="cuối")])
    for target, expected in ((at(0, 8), "một hai ba"), (at(1, 0), "một ba")):
        moved = Selection(at(0, 0), at(0, 4))
        clip, _labels = copying.copied(surface.blocks(), moved, "roman")
        surface.drop_at(target, from_clip(to_json(clip), "roman"), moved)
        assert texts(surface)[0] == expected
        surface.undo()
    assert texts(surface) == ["hai một ba", "cuối"]


def test_a_dropped_file_is_left_to_the_frame(show_story: ShowStory, qtbot: QtBot) -> None:
    surface = show_story(STORY)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/kế hoạch.docx")])
    with qtbot.waitSignal(surface.files_dropped) as told:
        _drop(surface, data, 0, 0)
    assert told.args == [["/kế hoạch.docx"]]
    assert surface.blocks() == STORY


def test_footnotes_travel_with_the_words_they_belong_to(show_story: ShowStory) -> None:
    def opened(document: Document) -> Surface:
        surface = show_story()
        surface.use_history(EditorHistory(document))
        surface.show_story(document.blocks, document.scheme)
        return surface

    note = Footnote(id="1", text=RichText(text="Theo báo cáo quý I."))
    source = opened(Document(blocks=(marked("đạt 90%1", "note", 7, 8, "1"),), footnotes=(note,)))
    source.selectAll()
    source.copy()
    other = Footnote(id="1", text=RichText(text="Chú thích khác."))
    target = opened(Document(blocks=(marked("Kết quả1 ", "note", 7, 8, "1"),), footnotes=(other,)))
    target.go_to(0, 9)
    press(target, Key.Key_V, held=CONTROL)

    kept, added = target.history.document.footnotes
    assert kept == other
    assert added.text == note.text
    (block,) = target.blocks()
    assert [m.ref for m in block.marks] == ["1", added.id]  # type: ignore[union-attr]
    assert target.note_number(added.id) == "2"
    target.undo()
    assert target.history.document.footnotes == (other,)
    source.paste()
    assert source.history.document.footnotes == (note,)


def test_a_pasted_part_takes_the_levels_of_the_text_around_it(show_story: ShowStory) -> None:
    for html, text in (
        ("", "1. Văn phòng\nTham mưu.\na) Họp thôn\n2. Đài truyền thanh\nPhát tin."),
        ("<p><b>1. Văn phòng</b></p><p>Tham mưu.</p><p>a) Họp thôn</p>"
         "<p><b>2. Đài truyền thanh</b></p><p>Phát tin.</p>", ""),
    ):  # fmt: skip
        surface = show_story([Heading(level=1, text="Tổ chức thực hiện"), Paragraph()])
        surface.go_to(1)
        paste(surface, html=html, text=text)
        assert styles(surface) == ["heading1", "heading2", "body", "heading3", "heading2", "body"]
        assert surface.numbers() == ["I.", "1.", "", "a)", "2.", ""]


def test_points_alone_come_below_their_clause(show_story: ShowStory) -> None:
    surface = show_story([Heading(level=1, text="Kết quả"), Heading(level=2, text="Họp"),
                          Paragraph()])  # fmt: skip
    surface.go_to(2)
    paste(surface, text="a) Thôn Đông\nb) Thôn Tây\nb.1) Xóm")
    assert styles(surface)[2:4] == ["heading3", "heading3"]
    assert surface.numbers()[2:4] == ["a)", "b)"]


@pytest.mark.parametrize(
    ("line", "style", "words"),
    [("- Họp thôn;", "item1", "Họp thôn;"), ("2. Họp thôn", "heading2", "Họp thôn"),
     ("2024 là năm", "body", "2024 là năm")],
)  # fmt: skip
def test_one_line_that_fills_a_paragraph_is_of_the_style_it_shows(
    show_story: ShowStory, line: str, style: str, words: str
) -> None:
    surface = show_story([Heading(level=1, text="A"), Paragraph(text="cũ")])
    surface.go_to(1, 0, 2)
    paste(surface, text=line)
    assert (styles(surface)[1], texts(surface)[1]) == (style, words)
    assert surface.current_place().offset == len(words)
    surface.undo()
    surface.go_to(1, 2)
    paste(surface, text=line)
    assert texts(surface)[1] == f"cũ{line}"


def test_a_dash_pasted_over_a_line_of_a_list_is_not_doubled(show_story: ShowStory) -> None:
    surface = show_story([Item(text="cũ"), Item(text="sau")])
    surface.go_to(0, 0, 2)
    paste(surface, text="- mới;")
    assert texts(surface) == ["mới;", "sau"]
    assert styles(surface) == ["item1", "item1"]
