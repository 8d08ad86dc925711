"""A register as a Word file: the cover and the table across the sheet, as on the printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from papidesk.domain import issuer_name
from papidesk.domain.layout_profile import LayoutProfile, StyleName, load
from papidesk.domain.paper import Paper
from papidesk.domain.register_book import COVER_WIDTH_EM, RegisterBook, shown
from papidesk.word.writing.annexes import Section, joined
from papidesk.word.writing.form import POINTS_PER_MM, Form
from papidesk.word.writing.head import rule
from papidesk.word.writing.margins import footnotes, page_number
from papidesk.word.writing.metrics import width_pt
from papidesk.word.writing.package import SETTINGS, archive
from papidesk.word.writing.styles import GRID_TABLE, half_points, style_id, style_sheet
from papidesk.word.writing.xml import HEADER, NAMESPACES, Place, from_pt, paragraph, run

_SIZE = 11.0  # points of the table: the decree leaves it open
_PAD = 3.0  # points between a cell's lines and its frame
_TOP = 28.0  # points above the first line of the cover
# Where the title and the number of the volume stand on the cover, as shares of its text's height.
_TITLE_AT, _VOLUME_AT = 0.32, 0.94


def register_docx(book: RegisterBook, *, profile: LayoutProfile | None = None) -> bytes:
    """Return the book as .docx on A4 across: the cover without a number, then the table.

    Titles and numbers of the columns are repeated on every page. The same book gives the same
    bytes.
    """
    given = profile or load()
    title = f"{book.form.title} năm {book.year}"
    form = Form(given, Paper(title=title, author=book.office))
    found = [
        Section(list(_cover(form, book)), landscape=True, first=True, main=True),
        Section([_table(form, book)], landscape=True, first=False, main=True),
    ]
    body = joined(form, found, address=False, circulation=False)
    parts: dict[str, str | bytes] = {
        "document": f"{HEADER}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "styles": style_sheet(form.profile),
        "settings": SETTINGS,
        "header1": page_number(),
        "footnotes": footnotes(form, ()),
    }
    return archive(parts, title=title, author=book.office, subject="", day=book.until)


def _cover(form: Form, book: RegisterBook) -> Iterator[str]:
    """Yield the lines of the cover: office, title, year, days, numbers, volume."""
    page = form.profile.page
    high = (page.width_mm - page.top_mm.chosen - page.bottom_mm.chosen) * POINTS_PER_MM
    lines = [(text, 14.0, False, 0.0) for text in _lines(book.superior)]
    lines += [(text, 14.0, True, 0.0) for text in _lines(book.office)]
    for at, (text, size, bold, _) in enumerate(lines):
        yield _line(text, size, bold=bold, above=0.0 if at else _TOP, align="center")
    widest = width_pt(lines[-1][0], 14.0, bold=True)
    yield rule([widest], form.profile.rules.issuer, form.width_pt(landscape=True))
    head = len(lines)
    high -= _TOP
    lines.append((book.form.title, 24.0, True, high * _TITLE_AT - _height(form, lines)))
    lines.append((f"Năm: {book.year}", 16.0, True, 10.0))
    if book.since and book.until:
        lines.append((f"Từ ngày {book.since:%d/%m/%Y} đến ngày {book.until:%d/%m/%Y}", 14.0, False,
                      14.0))  # fmt: skip
    if book.span:
        lines.append((book.span, 14.0, False, 4.0))
    volume_at = high * _VOLUME_AT - _height(form, lines)
    lines.append((f"Quyển số: {book.volume:02}", 14.0, True, volume_at))
    for text, size, bold, above in lines[head:]:
        yield _line(text, size, bold=bold, above=max(0.0, above), align="center")


def _lines(name: str) -> Sequence[str]:
    return issuer_name.lines(name, COVER_WIDTH_EM) if name else ()


def _height(form: Form, lines: Sequence[tuple[str, float, bool, float]]) -> float:
    return sum(form.single(size) + above for _, size, _, above in lines)


def _line(text: str, size: float, *, bold: bool, align: str, above: float = 0.0) -> str:
    name: StyleName = "table_head" if bold else "table_cell"
    points = half_points(size)
    look = f'<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'
    before = from_pt(above) if above else None
    return paragraph(style_id(name), run(text, look), Place(align=align, before=before))


def _table(form: Form, book: RegisterBook) -> str:
    columns = book.form.columns
    widths = _widths([column.width_mm for column in columns], form.width(landscape=True))
    titles = [_line(column.title, _SIZE, bold=True, align="center") for column in columns]
    numbers = [
        _line(f"({at})", _SIZE, bold=False, align="center") for at in range(1, len(columns) + 1)
    ]
    rows = [_row(titles, widths, head=True), _row(numbers, widths, head=True)]
    for row in book.rows:
        cells = [
            _line(shown(value, column), _SIZE, bold=False, align=column.align)
            for value, column in zip(row, columns, strict=True)
        ]
        rows.append(_row(cells, widths))
    margins = "".join(
        f'<w:{side} w:w="{from_pt(_PAD)}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{GRID_TABLE}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(shares: Sequence[float], total: int) -> list[int]:
    """Return whole twips in proportion to ``shares`` that fill ``total``."""
    edges = [round(edge / sum(shares) * total) for edge in accumulate(shares, initial=0.0)]
    return [right - left for left, right in pairwise(edges)]


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    middle = '<w:vAlign w:val="center"/>' if head else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{middle}</w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inside}</w:tr>"
