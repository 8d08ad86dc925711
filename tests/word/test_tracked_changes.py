"""Tracked changes are read as accepted: no word twice, none lost, no number counted for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.domain.manuscript import Grid, Line
from papidesk.word.reader import plain_text, read
from tests.word import making as m

LIST = m.abstract(1, m.level("decimal", "%1.")) + m.num(1, 1)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.docx"


def numbered(text: str, mark: str = "", around: str = "") -> str:
    """A numbered paragraph; ``mark`` is what happened to its end, ``around`` to its words."""
    run = m.r(text)
    inside = f'<w:{around} w:id="7">{run}</w:{around}>' if around else run
    end = f'<w:rPr><w:{mark} w:id="8"/></w:rPr>' if mark else ""
    return f"<w:p><w:pPr>{NUMBERED}{end}</w:pPr>{inside}</w:p>"


def numbers(path: Path) -> list[tuple[str, str]]:
    return [(part.number, part.text.text) for part in read(path).parts if isinstance(part, Line)]


def test_a_paragraph_that_was_moved_is_read_once_and_counted_once(path: Path) -> None:
    body = (
        numbered("một")
        + '<w:moveFromRangeStart w:id="1" w:name="m"/>'
        + numbered("hai", "moveFrom", "moveFrom")
        + '<w:moveFromRangeEnd w:id="1"/>'
        + numbered("ba")
        + '<w:moveToRangeStart w:id="2" w:name="m"/>'
        + numbered("hai", "moveTo", "moveTo")
        + '<w:moveToRangeEnd w:id="2"/>'
    )
    m.docx(path, body, numbering=LIST)
    assert numbers(path) == [("1.", "một"), ("2.", "ba"), ("3.", "hai")]
    assert any("tracked changes" in remark.message for remark in read(path).remarks)


def test_a_paragraph_that_was_deleted_takes_no_number_and_leaves_no_line(path: Path) -> None:
    gone = '<w:p><w:pPr>{}<w:rPr><w:del w:id="8"/></w:rPr></w:pPr>{}</w:p>'.format(
        NUMBERED, '<w:del w:id="9"><w:r><w:delText>bỏ</w:delText></w:r></w:del>'
    )
    m.docx(path, numbered("một") + gone + numbered("hai"), numbering=LIST)
    assert numbers(path) == [("1.", "một"), ("2.", "hai")]


def test_words_inserted_and_deleted_again_are_gone(path: Path) -> None:
    inside = '<w:del w:id="2"><w:r><w:delText>thừa</w:delText></w:r></w:del>'
    m.docx(path, f'<w:p>{m.r("giữ")}<w:ins w:id="1">{inside}</w:ins></w:p>')
    assert plain_text(read(path)) == "giữ"


def test_a_look_that_was_changed_is_read_as_it_is_now(path: Path) -> None:
    was = '<w:rPrChange w:id="1"><w:rPr><w:b/><w:vanish/></w:rPr></w:rPrChange>'
    place = (
        '<w:jc w:val="center"/><w:pPrChange w:id="2"><w:pPr><w:jc w:val="right"/>'
        f"{NUMBERED}</w:pPr></w:pPrChange>"
    )
    m.docx(path, m.p("chữ", place, was), numbering=LIST)
    (line,) = read(path).parts
    assert isinstance(line, Line)
    assert (line.text.marks, line.align, line.number) == ((), "center", "")


def test_cells_and_rows_that_were_deleted_are_gone_and_inserted_ones_stay(path: Path) -> None:
    def cell(text: str, mark: str = "") -> str:
        return f"<w:tc><w:tcPr>{mark}</w:tcPr>{m.p(text)}</w:tc>"

    rows = (
        f"<w:tr>{cell('a')}{cell('b')}</w:tr>"
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("x")}{cell("y")}</w:tr>'
        f'<w:tr><w:trPr><w:ins w:id="2"/></w:trPr>{cell("c")}'
        f"{cell('bỏ', chr(60) + 'w:cellDel w:id=' + chr(34) + '3' + chr(34) + '/>')}"
        f"{cell('d')}</w:tr>"
    )
    m.docx(path, f"<w:tbl><w:tblPr/>{rows}</w:tbl>")
    (grid,) = read(path).parts
    assert isinstance(grid, Grid)
    texts = [[line.text.text for cell in row for line in cell.lines] for row in grid.rows]
    assert texts == [["a", "b"], ["c", "d"]]


def test_words_before_a_deleted_last_end_are_not_lost(path: Path) -> None:
    last = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{}</w:p>'
    table = f"<w:tbl><w:tblPr/><w:tr><w:tc>{last.format(m.r('trong ô'))}</w:tc>"
    table += f"<w:tc>{m.p('ô bên')}</w:tc></w:tr></w:tbl>"
    m.docx(path, table + last.format(m.r("cuối cùng")))
    manuscript = read(path)
    grid = manuscript.parts[0]
    assert isinstance(grid, Grid)
    assert [[line.text.text for line in cell.lines] for cell in grid.rows[0]] == [
        ["trong ô"], ["ô bên"],
    ]  # fmt: skip
    assert plain_text(manuscript).endswith("cuối cùng")


def test_a_note_of_deleted_words_is_gone_with_them(path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    kept = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    body = f'<w:p>{m.r("chữ")}<w:del w:id="1">{note}</w:del>{kept}</w:p>'
    notes = "".join(f'<w:footnote w:id="{key}">{m.p(f"chú {key}")}</w:footnote>' for key in (2, 3))
    manuscript = read(m.docx(path, body, footnotes=notes))
    assert [one.text.text for one in manuscript.notes] == ["chú 3"]
