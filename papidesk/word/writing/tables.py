"""Tables of the body: spans, repeated heads, rows that may go over page ends."""

from __future__ import annotations

import re
from itertools import pairwise

from papidesk.domain.blocks import Cell, Table
from papidesk.domain.layout_profile import StyleName
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from papidesk.domain.wording import untied_where
from papidesk.word.writing.columns import Columns, columns, places
from papidesk.word.writing.columns import Place as CellPlace
from papidesk.word.writing.form import POINTS_PER_MM, Form
from papidesk.word.writing.metrics import width_pt
from papidesk.word.writing.styles import GRID_TABLE, PAGE_TABLE, half_points, style_id
from papidesk.word.writing.text import rich_runs
from papidesk.word.writing.xml import Place, from_pt, paragraph

_FIGURE = re.compile(r"^[\s\d.,%+\-–/()IVX]*$")
# Rows up to this share of a page are not divided; a letter is about so wide, in em.
_WHOLE_ROW = 0.34
_LETTER_EM = 0.46
# Rows that belong together, as the last two do, stay on one page up to this share of it.
_LOW = 0.2
_ABOVE = 0.7  # of the padding at the sides stands above and below the text


def table(form: Form, part: Table, landscape: bool = False, *, kept: bool = False) -> str:
    """Return ``part`` as a table over the whole text width; "" where it has no cells.

    ``kept``: its last row stays with the paragraph that follows.
    """
    if not part.rows or not part.columns:
        return ""
    grid = places(part)
    shape = columns(form, part, grid, form.width_pt(landscape))
    twips = _whole(shape.widths, form.width(landscape))
    heads = min(part.header_rows, len(grid) - 1)
    staying = _staying(form, grid, shape, heads, landscape) | ({len(grid) - 1} if kept else set())
    rows = []
    for index, row in enumerate(grid):
        repeated = index < heads
        name: StyleName = "table_head" if index < part.header_rows else "table_cell"
        cells = []
        for place in row:
            wide = sum(twips[place.column : place.column + place.columns])
            inside = paragraph(style_id(name))
            if not place.continued:
                room = sum(shape.widths[place.column : place.column + place.columns])
                cell = _untied(place.cell, shape, room - 2 * shape.padding, name)
                stays = repeated or index in staying
                inside = _paragraphs(form, cell, shape, name, stays)
            cells.append(f"<w:tc>{_cell_properties(place, wide, name)}{inside}</w:tc>")
        whole = "<w:cantSplit/>" if _is_low(form, row, shape, landscape) else ""
        head = "<w:tblHeader/>" if repeated else ""
        properties = f"<w:trPr>{whole}{head}</w:trPr>" if whole or head else ""
        rows.append(f"<w:tr>{properties}{''.join(cells)}</w:tr>")
    width = "".join(f'<w:gridCol w:w="{each}"/>' for each in twips)
    # Rows are as high as on the printed page: there the lines take no room of their own.
    line = form.profile.table.border_pt if part.borders else 0.0
    above = from_pt(shape.padding * _ABOVE - line / 2)
    return (
        f"<w:tbl>{_properties(part, shape, sum(twips), above)}<w:tblGrid>{width}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def _staying(
    form: Form, grid: list[list[CellPlace]], shape: Columns, heads: int, landscape: bool
) -> set[int]:
    """Return the rows that stay with the next: titles, those of merged cells, the last but one."""
    groups = [
        range(index, index + place.rows)
        for index, row in enumerate(grid)
        for place in row
        if place.rows > 1 and not place.continued
    ]
    if len(grid) - max(heads, 1) >= 2:
        groups.append(range(len(grid) - 2, len(grid)))
    # A row of one cell across the table heads those below it.
    titles = {
        index
        for index, row in enumerate(grid[:-1])
        if len(row) == 1 and row[0].columns == len(shape.widths) > 2 and row[0].rows == 1
    }
    return titles | {
        index
        for group in groups
        for index in group[:-1]
        if all(_is_low(form, grid[i], shape, landscape, _LOW / len(group)) for i in group)
    }


def _is_low(
    form: Form, row: list[CellPlace], shape: Columns, landscape: bool, share: float = _WHOLE_ROW
) -> bool:
    """Tell whether a row is so low that it moves to the next page whole (``share`` of a page).

    Taller ones are divided, as on the printed page. The number of lines is guessed from the
    number of letters: near the limit both ways of breaking are good.
    """
    page = form.profile.page
    high = page.width_mm if landscape else page.height_mm
    room = (high - page.top_mm.chosen - page.bottom_mm.chosen) * POINTS_PER_MM
    most = 1.0
    for place in row:
        width = sum(shape.widths[place.column : place.column + place.columns])
        per_line = max(1.0, (width - 2 * shape.padding) / (_LETTER_EM * shape.size))
        parts = place.cell.paragraphs if place.rows == 1 else ()
        most = max(most, sum(len(part.text) // per_line + 1 for part in parts))
    return most * form.single(shape.size) <= room * share


def _whole(widths: tuple[float, ...], total: int) -> list[int]:
    """Return widths in twips that add up to ``total``."""
    scale = total / sum(widths)
    edges = [0]
    at = 0.0
    for width in widths:
        at += width
        edges.append(round(at * scale))
    return [after - before for before, after in pairwise(edges)]


def _properties(part: Table, shape: Columns, width: int, above: int) -> str:
    style, side = GRID_TABLE if part.borders else PAGE_TABLE, from_pt(shape.padding)
    margins = "".join(
        f'<w:{name} w:w="{size}" w:type="dxa"/>'
        for name, size in (("top", above), ("left", side), ("bottom", above), ("right", side))
    )
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>"
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )


def _cell_properties(place: CellPlace, width: int, name: StyleName) -> str:
    span = f'<w:gridSpan w:val="{place.columns}"/>' if place.columns > 1 else ""
    merge = ""
    if place.rows > 1:
        merge = "<w:vMerge/>" if place.continued else '<w:vMerge w:val="restart"/>'
    centred = name == "table_head" or place.rows > 1
    middle = '<w:vAlign w:val="center"/>' if centred else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{middle}</w:tcPr>'


def _untied(cell: Cell, shape: Columns, room: float, name: StyleName) -> Cell:
    """Return ``cell`` with those tied words free that its ``room`` in points is too narrow for."""
    bold = name == "table_head"

    def too_wide(word: str) -> bool:
        return width_pt(word, shape.size, bold=bold) > room

    parts = tuple(
        RichText(text=untied_where(part.text, too_wide), marks=part.marks)
        for part in cell.paragraphs
    )
    return cell if parts == cell.paragraphs else replace(cell, paragraphs=parts)


def _paragraphs(form: Form, cell: Cell, shape: Columns, name: StyleName, stays: bool) -> str:
    style = form.profile.style(name)
    align = cell.align or ("center" if name == "table_head" or _is_figure(cell) else "left")
    place = Place(keep_next=True if stays else None, align="" if align == style.align else align)
    look = ""
    if shape.size != style.points:
        points = half_points(shape.size)
        look = f'<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'
    made = [
        paragraph(style_id(name), rich_runs(form, part, look), place)
        for part in cell.paragraphs
        if part.text
    ]
    return "".join(made) or paragraph(style_id(name), "", place)


def _is_figure(cell: Cell) -> bool:
    return _FIGURE.match(cell.text) is not None
