"""What Word, LibreOffice and browsers put on the clipboard."""
# ruff: noqa: E501 (lines of papers are as long as they are)

from __future__ import annotations

from papidesk.domain.blocks import Heading, Item, Paragraph, Table
from papidesk.domain.manuscript import Grid, Line
from papidesk.domain.recognise.from_html import read_html
from papidesk.domain.recognise.recognise import recognise
from tests.recognise.conftest import assert_nothing_lost, headings

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin:0}</style>
<title>bỏ qua</title></head><body><!--StartFragment-->
<table class=MsoTableGrid border=0><tr><td width=200>
<p class=MsoNormal align=center style='text-align:center'>UBND HUYỆN AN BÌNH<o:p></o:p></p>
<p align=center><b>PHÒNG VĂN HÓA</b></p><p align=center>Số: 05/KH-VH</p></td>
<td><p align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p>
<p align=center><b>Độc lập - Tự do - Hạnh phúc</b></p>
<p align=center><i>An Bình, ngày 05 tháng 02 năm 2024</i></p></td></tr></table>
<p align=center><b>KẾ HOẠCH<o:p></o:p></b></p>
<p align=center><b>Tuyên truyền năm 2024</b></p>
<p class=MsoNormal>Thực hiện Chương trình của huyện, Phòng Văn
hóa xây dựng Kế hoạch như sau:</p>
<p><b>I. MỤC ĐÍCH</b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><b><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span></b><![endif]><b>Mục tiêu chung</b></p>
<p>Nâng cao <b>nhận thức</b> của Nhân dân, đạt 5 m<sup>2</sup>.</p>
<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>-<span>&nbsp;</span></span>Phát thanh;</p>
<p style="font-family:.VnTime">Tæ chøc thùc hiÖn nghiªm tóc.</p>
<p>Trên đây là Kế hoạch của Phòng./.</p>
<table><tr><td><p><b><i>Nơi nhận:</i></b></p><p>- Các xã;</p><p>- Lưu: VT.</p></td>
<td><p align=center><b>KT. TRƯỞNG PHÒNG<br>PHÓ TRƯỞNG PHÒNG</b></p><p>&nbsp;</p>
<p><b>Nguyễn Thị Mẫu</b></p></td></tr></table>
<!--EndFragment--></body></html>"""


def test_a_paper_pasted_from_word() -> None:
    manuscript = read_html(WORD, "clipboard")
    recognition = recognise(manuscript)
    assert_nothing_lost(manuscript, recognition)
    document = recognition.document
    assert (document.superior, document.issuer) == ("UBND HUYỆN AN BÌNH", "PHÒNG VĂN HÓA")
    assert (document.number, document.symbol, document.place) == ("05", "KH-VH", "An Bình")
    assert document.abstract == "Tuyên truyền năm 2024"
    assert headings(document.blocks) == ["1 I. MỤC ĐÍCH", "2 1. Mục tiêu chung"]
    texts = [b.text for b in document.blocks if isinstance(b, Paragraph)]
    assert texts[0].startswith("Thực hiện Chương trình của huyện, Phòng Văn hóa xây dựng")
    assert "Tổ chức thực hiện nghiêm túc." in texts
    assert [b.text for b in document.blocks if isinstance(b, Item)] == ["Phát thanh;"]
    assert document.recipients == ("Các xã", "Lưu: VT.")
    assert document.signature.lines == ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")
    assert document.signature.name == "Nguyễn Thị Mẫu"


def test_formatting_inside_a_paragraph_is_kept() -> None:
    html = "<p>Đạt <b>trên <i>40</i></b> tin, 5 m<sup>2</sup> và <span style='text-decoration: underline'>gạch</span></p>"
    (line,) = read_html(html, "x").parts
    assert isinstance(line, Line)
    assert line.text.text == "Đạt trên 40 tin, 5 m2 và gạch"
    styles = {(m.style, line.text.text[m.start : m.end]) for m in line.text.marks}
    assert styles == {("b", "trên 40"), ("i", "40"), ("sup", "2"), ("u", "gạch")}


def test_lists_of_browsers_get_their_numbers() -> None:
    html = (
        "<ol type='I'><li><p>MỤC ĐÍCH</p><ol><li>Thứ nhất là nội dung</li><li>Thứ hai là nội dung</li></ol></li>"
        "<li>TỔ CHỨC<ul><li>một</li></ul></li></ol>"
    )
    manuscript = read_html(html, "x")
    assert [part.number for part in manuscript.parts if isinstance(part, Line)] == [
        "I.", "1.", "2.", "II.", "-",
    ]  # fmt: skip
    document = recognise(manuscript).document
    assert [b.level for b in document.blocks if isinstance(b, Heading)] == [1, 2, 2, 1]


def test_tables_keep_spans_head_rows_and_empty_cells() -> None:
    html = (
        "<table border=1><tr><th rowspan=2>TT<th colspan=2>Nội dung</tr><tr><th>Tin<th>Bài</tr>"
        "<tr><td>1<td>Tuyên truyền<td></td></tr></table>"
    )
    manuscript = read_html(html, "x")
    (grid,) = manuscript.parts
    assert isinstance(grid, Grid)
    assert grid.header_rows == 2
    (table,) = recognise(manuscript).document.blocks
    assert isinstance(table, Table)
    assert table.rows[0].cells[1].colspan == 2
    assert table.columns == 3
