"""A person at the text surface: keys as a keyboard and an input method send them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from papidesk.domain.blocks import Block, Cell, Heading, Item, PageBreak, Paragraph, Row, Table
from papidesk.domain.numbering import numbers
from papidesk.domain.richtext import Mark, RichText
from ui.editor.story_places import Place
from ui.editor.story_reading import read
from ui.editor.surface import Surface

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def write(surface: Surface, text: str) -> None:
    """Send one key for each character."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(surface, QKeyEvent(kind, 0, NONE, letter))


def press(
    surface: Surface,
    *keys: Qt.Key,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    """Press keys one after the other."""
    for key in keys:
        QTest.keyClick(surface, key, held)


def compose(surface: Surface, *steps: str, commit: str) -> None:
    """Show what an input method composes step by step, then what it gives."""
    for step in steps:
        QApplication.sendEvent(surface, QInputMethodEvent(step, []))
    done = QInputMethodEvent("", [])
    done.setCommitString(commit)
    QApplication.sendEvent(surface, done)


def texts(surface: Surface) -> list[str]:
    """Return the words of each block; of a table, its cells row by row."""
    return [
        " | ".join(cell.text for row in block.rows for cell in row.cells)
        if isinstance(block, Table)
        else getattr(block, "text", "—")
        for block in surface.blocks()
    ]


def styles(surface: Surface) -> list[str]:
    """Return the kind of each block with its level."""
    found = []
    for block in surface.blocks():
        if isinstance(block, Heading | Item):
            found.append(f"{type(block).__name__.lower()}{block.level}")
        elif isinstance(block, Paragraph):
            found.append(block.style)
        else:
            found.append("table" if isinstance(block, Table) else "page break")
    return found


def cells(table: Block) -> list[list[str]]:
    """Return the words of each cell of a table."""
    assert isinstance(table, Table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def table(*rows: str, heads: int = 0) -> Table:
    """Return a table: a row for each text, cells parted by "|"."""
    made = tuple(
        Row(
            cells=tuple(
                Cell(paragraphs=(RichText(text=text),) if text else ()) for text in row.split("|")
            )
        )
        for row in rows
    )
    return Table(rows=made, header_rows=heads)


def marked(text: str, style: str, start: int, end: int, ref: str = "") -> Paragraph:
    """Return a paragraph with one mark."""
    mark = Mark(start=start, end=end, style=style, ref=ref)  # type: ignore[arg-type]
    return Paragraph(text=text, marks=(mark,))


def assert_true_to_its_blocks(surface: Surface) -> None:
    """Ask that what is on screen says what the blocks say, line by line, and the numbers too."""
    view, blocks = surface.view, surface.blocks()
    assert view.intact
    assert surface.numbers() == numbers(blocks, surface.scheme)
    line = surface.document().begin()
    while line.isValid():
        if view.is_seam(line):
            assert line.text() == ""
            line = line.next()
            continue
        place, found = read(view, line)
        assert found == blocks, (place, line.text())
        assert view.position_of(place) == line.position()
        if place.in_cell and place.cell >= 0:
            _assert_reaches_as_far(surface, line, place)
        line = line.next()


def _assert_reaches_as_far(surface: Surface, line: QTextBlock, place: Place) -> None:
    lines = surface.view.lines_of(place.block)
    qt_table = QTextCursor(line).currentTable()
    assert lines is not None
    assert qt_table is not None
    spread = lines.grid.of_cell(place.row, place.cell)
    cell = qt_table.cellAt(line.position())
    assert spread is not None
    assert (cell.rowSpan(), cell.columnSpan()) == (spread.rows, spread.columns)


STORY: tuple[Block, ...] = (
    Heading(level=1, text="Mục đích, yêu cầu"),
    Heading(level=2, text="Mục đích"),
    Paragraph(text="Nâng cao nhận thức của cán bộ và nhân dân xã An Hòa."),
    Item(text="Tuyên truyền trên hệ thống truyền thanh;"),
    Item(text="Niêm yết tại nhà văn hóa.", level=2, marker="+"),
    table("TT|Nội dung|Thời gian", "1|Họp thôn|Quý I", heads=1),
    PageBreak(),
    Heading(level=1, text="Tổ chức thực hiện"),
    Paragraph(text="Giao Văn phòng theo dõi."),
)
