"""What Word can put into a paper is read as it is seen on paper."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from papidesk.domain.manuscript import Grid, Line, Manuscript
from papidesk.word.reader import plain_text, read
from tests.word import making as m

TIMES = m.font("Times New Roman")


def lines(manuscript: Manuscript) -> list[Line]:
    """The lines outside of tables."""
    return [part for part in manuscript.parts if isinstance(part, Line)]


def grids(manuscript: Manuscript) -> list[Grid]:
    """The tables."""
    return [part for part in manuscript.parts if isinstance(part, Grid)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's file goes."""
    return tmp_path / "thử.docx"


def test_runs_of_one_look_become_one_text_with_marks(path: Path) -> None:
    body = (
        f"<w:p>{m.r('Kế ')}{m.r('hoạch', '<w:b/>')}{m.r(' số', '<w:b/><w:i/>')}"
        f"{m.r(' 5')}{m.r('m', '')}{m.r('2', '<w:vertAlign w:val=&quot;superscript&quot;/>')}</w:p>"
    ).replace("&quot;", '"')
    text = lines(read(m.docx(path, body)))[0].text
    assert text.text == "Kế hoạch số 5m2"
    assert [(x.style, text.text[x.start : x.end]) for x in text.marks] == [
        ("b", "hoạch số"),
        ("i", " số"),
        ("sup", "2"),
    ]


def test_letters_decomposed_over_two_runs_are_composed(path: Path) -> None:
    body = f"<w:p>{m.r('Nguye', '<w:b/>')}{m.r('̂̃n')}</w:p>"
    assert lines(read(m.docx(path, body)))[0].text.text == "Nguyễn"


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>
 <w:pPr><w:jc w:val="both"/><w:ind w:firstLine="720"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="D"><w:name w:val="Đậm"/><w:basedOn w:val="N"/>
 <w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="E"><w:name w:val="Con"/><w:basedOn w:val="D"/>
 <w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="C"><w:name w:val="Nhấn"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>
 <w:basedOn w:val="D"/></w:style>
<w:style w:type="paragraph" w:styleId="X"><w:name w:val="a"/><w:basedOn w:val="Y"/></w:style>
<w:style w:type="paragraph" w:styleId="Y"><w:name w:val="b"/><w:basedOn w:val="X"/></w:style>
"""


def test_formatting_is_inherited_from_styles(path: Path) -> None:
    body = (
        m.p("thường")
        + m.p("kế thừa", '<w:pStyle w:val="E"/>')
        + m.p("hai lần đậm", '<w:pStyle w:val="D"/>', '<w:rStyle w:val="C"/>')
        + m.p("nói khác", '<w:pStyle w:val="E"/>', '<w:b w:val="0"/><w:sz w:val="24"/>')
        + m.p("đề mục", '<w:pStyle w:val="H2"/>')
        + m.p("vòng tròn", '<w:pStyle w:val="X"/>')
    )
    found = lines(read(m.docx(path, body, styles=STYLES)))
    looks = [(x.align, x.size, x.indent, {k.style for k in x.text.marks}) for x in found]
    assert looks[:4] == [
        ("both", 13.0, 36.0, set()),
        ("center", 14.0, 36.0, {"b", "i"}),
        ("center", 14.0, 36.0, set()),  # bold of paragraph and character style cancel out
        ("center", 12.0, 36.0, {"i"}),
    ]
    assert [line.heading for line in found] == [0, 0, 0, 0, 2, 0]


def test_capitals_and_hidden_text_are_read_as_shown(path: Path) -> None:
    body = f"<w:p>{m.r('đề mục', '<w:caps/>')}{m.r(' ẩn', '<w:vanish/>')}{m.r(' hiện')}</w:p>"
    manuscript = read(m.docx(path, body))
    assert plain_text(manuscript) == "ĐỀ MỤC hiện"
    assert any("Hidden" in remark.message for remark in manuscript.remarks)


def test_old_encodings_are_converted_by_the_font_of_the_run(path: Path) -> None:
    body = (
        f"<w:p>{m.r('Uû ban nh©n d©n x·', m.font('.VnTime'))}{m.r(' Cộng hoà', TIMES)}</w:p>"
        + f"<w:p>{m.r('kÕ ho¹ch', m.font('.VnTimeH'))}</w:p>"
        + f"<w:p>{m.r('Coäng hoøa xaõ hoäi', m.font('VNI-Times'))}</w:p>"
        + f"<w:p><w:r><w:rPr>{m.font('.VnTime')}</w:rPr><w:t>tr</w:t><w:softHyphen/>"
        "<w:t>êng</w:t></w:r></w:p>"
        + f"<w:p><w:r><w:rPr>{TIMES}</w:rPr><w:t>dài</w:t><w:softHyphen/><w:t>ra</w:t>"
        "<w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>"
    )
    manuscript = read(m.docx(path, body))
    assert any("old encoding" in remark.message for remark in manuscript.remarks)
    assert plain_text(manuscript).splitlines() == [
        "Uỷ ban nhân dân xã Cộng hoà",
        "KẾ HOẠCH",
        "Cộng hòa xã hội",
        "trường",
        "dàira-x",
    ]


def test_an_old_font_in_the_default_style_alone_converts_nothing(path: Path) -> None:
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
        f"<w:rPr>{m.font('.VnTime')}</w:rPr></w:style>"
    )
    body = m.p("Ban hành à", rpr=TIMES)
    manuscript = read(m.docx(path, body, styles=normal))
    assert plain_text(manuscript) == "Ban hành à"
    assert manuscript.remarks == ()


def test_an_old_encoding_under_a_new_font_is_found_by_its_letters(path: Path) -> None:
    text = "Uû ban nh©n d©n x· x©y dùng kÕ ho¹ch n©ng cao chÊt lîng phôc vô nh©n d©n"
    manuscript = read(m.docx(path, m.p(text, rpr=TIMES)))
    assert plain_text(manuscript).startswith("Uỷ ban nhân dân xã xây dựng kế hoạch")
    assert any("old encoding" in remark.message for remark in manuscript.remarks)


def test_symbols_of_symbol_fonts_become_plain(path: Path) -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t xml:space="preserve"> một</w:t></w:r>'
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
        f"{m.r(chr(0xF0D8), m.font('Wingdings'))}</w:p>"
    )
    assert plain_text(read(m.docx(path, body))) == "- một≥-"


def test_breaks_tabs_and_page_breaks(path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>trên</w:t><w:br/><w:t>dưới</w:t><w:tab/><w:t>xa</w:t></w:r></w:p><w:p/>"
        '<w:p><w:r><w:t>cuối trang</w:t><w:br w:type="page"/></w:r></w:p>'
        + m.p("trang hai")
        + m.p("trang ba", "<w:pageBreakBefore/>")
        + '<w:p><w:r><w:lastRenderedPageBreak/><w:t>còn</w:t><w:br w:type="page"/>'
        "<w:t>trang bốn</w:t></w:r></w:p>"
    )
    found = lines(read(m.docx(path, body)))
    assert [(x.text.text, x.page_break, x.blank_before) for x in found] == [
        ("trên\ndưới\txa", False, False),
        ("cuối trang", False, True),
        ("trang hai", True, False),
        ("trang ba", True, False),
        ("còn", False, False),
        ("trang bốn", True, False),
    ]
    assert [x.line for x in found] == [1, 3, 4, 5, 6, 6]


def test_sections_tell_landscape_and_begin_pages(path: Path) -> None:
    upright = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    lying = '<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    going_on = '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    body = m.p("đứng", upright) + m.p("nằm", lying) + m.p("tiếp") + going_on
    found = lines(read(m.docx(path, body)))
    assert [(x.text.text, x.landscape, x.page_break) for x in found] == [
        ("đứng", False, False), ("nằm", True, True), ("tiếp", True, False),
    ]  # fmt: skip


def field(code: str, result: str) -> str:
    """A field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{m.r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_show_their_result_and_page_numbers_are_no_words(path: Path) -> None:
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("REF a", "bỏ")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + m.r("kết quả")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    open_field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    simple = f'<w:fldSimple w:instr=" NUMPAGES ">{m.r("9")}</w:fldSimple>'
    body = f"<w:p>{field('REF x', 'số 05')}{field('PAGE', '3')}{nested}{simple}</w:p>"
    body += open_field + m.p("vẫn còn")
    header = f"<w:p>{field('PAGE', '2')}</w:p>" + m.p("Dự thảo lần 2")
    manuscript = read(
        m.docx(path, body, header1=header, footer1=f"<w:p>{field('PAGE', '2')}</w:p>")
    )
    assert plain_text(manuscript) == "số 05kết quả\nvẫn còn"
    assert (manuscript.headers, manuscript.footers) == (("Dự thảo lần 2",), ())


def test_text_in_wrappers_of_every_kind_is_read(path: Path) -> None:
    control = (
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr>"
        f"<w:sdtContent>{m.p('khối')}</w:sdtContent></w:sdt>"
    )
    inside = (
        f"<w:p><w:hyperlink r:id='z'>{m.r('liên kết ')}</w:hyperlink>"
        f"<w:smartTag w:element='x'>{m.r('thẻ ')}</w:smartTag>"
        f"<w:sdt><w:sdtContent>{m.r('ô ')}</w:sdtContent></w:sdt>"
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"
    )
    assert plain_text(read(m.docx(path, control + inside))) == "khối\nliên kết thẻ ô x+1"


def test_tracked_changes_are_read_as_accepted_and_said(path: Path) -> None:
    body = (
        f"<w:p>{m.r('giữ ')}<w:ins w:id='1'>{m.r('thêm')}</w:ins>"
        f"<w:del w:id='2'><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{m.r('đi')}</w:moveFrom></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del w:id='4'/></w:rPr></w:pPr>{m.r('nửa đầu ')}</w:p>"
        f"{m.p('nửa sau')}"
    )
    manuscript = read(m.docx(path, body, comments="<w:comment w:id='0'/><w:comment w:id='1'/>"))
    assert plain_text(manuscript) == "giữ thêm\nnửa đầu nửa sau"
    messages = {remark.message[:8]: remark.values for remark in manuscript.remarks}
    assert messages["Comments"] == {"count": 2}
    assert "The file" in messages


def test_notes_are_kept_with_their_marks(path: Path) -> None:
    body = (
        f"<w:p>{m.r('Luật Mẫu')}<w:r><w:footnoteReference w:id='5'/></w:r>{m.r(' quy định')}"
        "<w:r><w:endnoteReference w:id='2'/></w:r></w:p>"
    )
    feet = (
        "<w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
        "<w:footnote w:id='5'><w:p><w:r><w:footnoteRef/></w:r>"
        f"{m.r(' Chú thích một')}</w:p></w:footnote>"
    )
    ends = f"<w:endnote w:id='2'>{m.p('Chú thích cuối')}</w:endnote>"
    manuscript = read(m.docx(path, body, footnotes=feet, endnotes=ends))
    text = lines(manuscript)[0].text
    assert text.text == "Luật Mẫu quy định"
    assert [(x.ref, x.end) for x in text.marks if x.style == "note"] == [("1", 8), ("2", 17)]
    assert [(note.id, note.text.text) for note in manuscript.notes] == [
        ("1", "Chú thích một"),
        ("2", "Chú thích cuối"),
    ]


def box(text: str, x: int, y: int) -> str:
    """A text box in both writings, as Word saves it."""
    content = f"<w:txbxContent>{m.p(text)}</w:txbxContent>"
    anchor = (
        "<w:drawing><wp:anchor><wp:positionH relativeFrom='column'>"
        f"<wp:posOffset>{x}</wp:posOffset></wp:positionH>"
        f"<wp:positionV relativeFrom='paragraph'><wp:posOffset>{y}</wp:posOffset>"
        "</wp:positionV><wp:extent cx='2000000' cy='500000'/><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{anchor}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_boxes_are_read_once_and_beside_each_other_as_a_table(path: Path) -> None:
    body = f"<w:p>{box('Quốc hiệu', 3000000, 1000)}{box('Cơ quan', 0, 0)}{m.r('KẾ HOẠCH')}</w:p>"
    body += f"<w:p>{m.r('Chữ ký')}{box('dưới', 0, 900000)}</w:p>"
    manuscript = read(m.docx(path, body))
    assert plain_text(manuscript).splitlines() == [
        "Cơ quan", "Quốc hiệu", "KẾ HOẠCH", "Chữ ký", "dưới",
    ]  # fmt: skip
    head = grids(manuscript)[0]
    assert not head.borders
    assert [len(row) for row in head.rows] == [2]


def test_old_shapes_and_word_art_are_read(path: Path) -> None:
    body = (
        "<w:p><w:r><w:pict><v:shape style='position:absolute;margin-left:1pt;margin-top:2pt;"
        f"width:90pt'><v:textbox><w:txbxContent>{m.p('hình cũ')}</w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r><w:r><w:pict><v:shape><v:textpath string='KHẨN'/></v:shape>"
        "</w:pict></w:r></w:p>"
    )
    assert plain_text(read(m.docx(path, body))).splitlines() == ["hình cũ", "KHẨN"]


def cell(text: str, more: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{m.p(text)}</w:tc>"


BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def test_tables_keep_spans_widths_and_heading_rows(path: Path) -> None:
    header = "<w:trPr><w:tblHeader/></w:trPr>"
    wide, begun = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    nested = f"<w:tbl><w:tr>{cell('trong')}{cell('ngoài')}</w:tr></w:tbl>"
    columns = "".join(f"<w:gridCol w:w='{width}'/>" for width in (1000, 2000, 1000))
    table = (
        f"<w:tbl><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"<w:tr>{header}{cell('TT', begun)}{cell('Rộng', wide)}</w:tr>"
        f"<w:tr>{header}{cell('', '<w:vMerge/>')}{cell('a')}{cell('b')}</w:tr>"
        f"<w:tr>{cell('1')}{cell('c')}<w:tc>{nested}{m.p('sau')}</w:tc></w:tr></w:tbl>"
    )
    grid = grids(read(m.docx(path, m.p("đầu") + table)))[0]
    shape = [[(c.colspan, c.rowspan, [x.text.text for x in c.lines]) for c in r] for r in grid.rows]
    assert shape == [
        [(1, 2, ["TT"]), (2, 1, ["Rộng"])],
        [(1, 1, ["a"]), (1, 1, ["b"])],
        [(1, 1, ["1"]), (1, 1, ["c"]), (1, 1, ["trong", "ngoài", "sau"])],
    ]
    assert (grid.widths, grid.header_rows, grid.borders, grid.line) == (
        (0.25, 0.5, 0.25),
        2,
        True,
        2,
    )


def test_invisible_tables_are_told_from_ruled_ones(path: Path) -> None:
    off = "".join(f'<w:{s} w:val="nil"/>' for s in ("top", "left", "bottom", "right"))
    white = BORDERS.replace('w:sz="4"', 'w:sz="4" w:color="FFFFFF"')
    rows = f"<w:tr>{cell('a')}{cell('b')}</w:tr>"
    cleared = f"<w:tcBorders>{off}</w:tcBorders>"
    tables = [
        f"<w:tbl><w:tblPr/>{rows}</w:tbl>",
        f"<w:tbl><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>{rows}</w:tbl>",
        f"<w:tbl><w:tblPr><w:tblBorders>{white}</w:tblBorders></w:tblPr>{rows}</w:tbl>",
        f"<w:tbl><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
        f"<w:tr>{cell('a', cleared)}{cell('b', cleared)}</w:tr></w:tbl>",
        f'<w:tbl><w:tblPr><w:tblStyle w:val="K"/></w:tblPr>{rows}</w:tbl>',
    ]
    styles = (
        '<w:style w:type="table" w:styleId="L"><w:name w:val="Lưới"/>'
        f"<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="K"><w:name w:val="Kế"/><w:basedOn w:val="L"/></w:style>'
    )
    found = grids(read(m.docx(path, "".join(tables), styles=styles)))
    assert [grid.borders for grid in found] == [False, True, False, False, True]


def test_numbers_come_from_styles_restart_and_turn_legal(path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Mục"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Tiểu"/><w:basedOn w:val="A"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Gắn"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        m.abstract(
            1,
            m.level("upperRoman", "%1."),
            m.level("decimal", "%1.%2", more="<w:isLgl/>"),
            m.level("lowerLetter", "%3)", more='<w:pStyle w:val="C"/><w:lvlRestart w:val="1"/>'),
        )
        + m.abstract(2, m.level("bullet", chr(0xF0B7), look=f"<w:rPr>{m.font('Symbol')}</w:rPr>"))
        + m.num(1, 1)
        + m.num(2, 2)
    )
    style = '<w:pStyle w:val="{}"/>'
    body = (
        "".join(m.p(key, style.format(key)) for key in "ABCCBCAC")
        + m.p("không số", style.format("A") + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + m.numbered("gạch", 2)
    )
    found = lines(read(m.docx(path, body, styles=styles, numbering=numbering)))
    assert [x.number for x in found] == [
        "I.", "1.1", "a)", "b)", "1.2", "c)", "II.", "a)", "", "-",
    ]  # fmt: skip
    assert [x.list_level for x in found][:3] == [0, 1, 2]
    assert found[-1].bullet
    assert not found[0].bullet


def test_a_strict_file_reads_like_any_other(path: Path) -> None:
    m.docx(path, m.p("nghiêm ngặt", rpr="<w:b/>"))
    files = {n: zipfile.ZipFile(path).read(n) for n in zipfile.ZipFile(path).namelist()}
    strict = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, data in files.items()
    }
    found = lines(read(m.package(path, dict(strict))))
    assert found[0].text.covered("b")


def test_ten_thousand_paragraphs_are_read_in_three_seconds(path: Path) -> None:
    runs = m.r("Ủy ban nhân dân xã An Hòa ", "<w:b/>") + m.r("xây dựng kế hoạch năm 2026.")
    one = f"<w:p>{runs}</w:p>"
    m.docx(path, one * 10_000, styles=STYLES)
    began = time.perf_counter()
    manuscript = read(path)
    assert time.perf_counter() - began < 3.0
    assert len(manuscript.parts) == 10_000
