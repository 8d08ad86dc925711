"""The plan as a Word file, warm, written and read: ours and bare python-docx."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from bench import content
from bench.measure import OURS, Row, each, in_turn

SIZES = {"3 pages": 1, "12 pages": 4, "48 pages": 16}


def rows() -> list[Row]:
    """Measure three lengths of the plan, both ways."""
    written = [_row(size, repeat) for size, repeat in SIZES.items()]
    return written + [_back(size, repeat) for size, repeat in SIZES.items()]


def _row(size: str, repeat: int) -> Row:
    from papidesk.word.writer import write

    sides = in_turn(
        {
            OURS: each(write, lambda edition: content.document(repeat, edition)),
            "bare python-docx": each(bare, lambda edition: content.lines(repeat, edition)),
        }
    )
    return Row("A plan to DOCX, warm", size, repeat * 3, sides, reach={"bare python-docx": 1.3})


def _back(size: str, repeat: int) -> Row:
    """Read what was written: ours with numbers, tables, notes, looks and the paper recognised."""
    from papidesk.domain.recognise.recognise import recognise
    from papidesk.word.reader import read
    from papidesk.word.writer import write

    with tempfile.TemporaryDirectory() as name:
        paths = []
        for edition in range(8):
            paths.append(Path(name) / f"{edition}.docx")
            paths[-1].write_bytes(write(content.document(repeat, edition)))
        sides = in_turn(
            {
                OURS: each(lambda path: recognise(read(path)), lambda edition: paths[edition]),
                "bare python-docx": each(bare_read, lambda edition: paths[edition]),
            }
        )
    return Row("A plan from DOCX, warm", size, repeat * 3, sides)


def bare_read(path: Path) -> list[tuple[str, bool]]:
    """Return the words of each run and whether it is bold, tables and all, by python-docx."""
    import docx

    paper = docx.Document(str(path))
    parts = [
        *paper.paragraphs,
        *(part for table in paper.tables for cell in table._cells for part in cell.paragraphs),
    ]
    return [(run.text, bool(run.bold)) for part in parts for run in part.runs]


def bare(body: list[content.Line]) -> bytes:
    """Return the plan written with python-docx by hand: two tables, title, paragraphs."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    head = paper.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in head.rows for cell in row.cells),
        ("ỦY BAN NHÂN DÂN\nXÃ AN HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh "
         "phúc", "Số: 05/KH-UBND", "An Hòa, ngày 18 tháng 01 năm 2024"),
        strict=True,
    ):  # fmt: skip
        cell.paragraphs[0].add_run(words).bold = True
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = paper.add_paragraph(f"KẾ HOẠCH\n{content.ABSTRACT}")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, number, words in body:
        paragraph = paper.add_paragraph(style="Normal")
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.paragraph_format.space_after = Pt(6)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.add_run(f"{number} {words}".strip()).bold = kind in {"heading", "subheading"}
    foot = paper.add_table(rows=1, cols=2)
    foot.rows[0].cells[0].text = "\n".join(["Nơi nhận:", *content.RECIPIENTS])
    foot.rows[0].cells[1].text = "\n".join(content.SIGNATURE)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()
