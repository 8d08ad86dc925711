"""Typing in the text surface and in a plain QTextEdit with the same text: from key to paint."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from bench.measure import OURS, Row, Side
from papidesk.domain.blocks import Block, Cell, Heading, Item, Paragraph, Table
from papidesk.domain.blocks import Row as TableRow
from papidesk.domain.richtext import RichText
from ui.editor.surface import Surface
from ui.theme import Theme

PAGES = (6, 20, 60)
BLOCKS_OF_A_PAGE = 25
MOST_SECONDS = 0.016
PLAIN = "QTextEdit"
SENTENCE = (
    "Tổ chức tuyên truyền trên hệ thống truyền thanh cơ sở về nội dung của chỉ số, mỗi tuần hai "
    "buổi, bảo đảm đến được với mọi thôn và mọi hộ gia đình"
)
TYPED = "thực hiện đầy đủ các nhiệm vụ được giao trong năm và báo cáo kết quả "
KEYS = 200


def rows() -> list[Row]:
    """Measure letters in running text, letters in a cell, and Enter before many numbers."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    theme = Theme(app, "light", 100)  # type: ignore[arg-type]
    measured = []
    for pages in PAGES:
        blocks = story(pages)
        surface, plain = Surface(theme), QTextEdit()
        for widget in (surface, plain):
            widget.resize(700, 700)
            widget.show()
        surface.show_story(blocks, "roman")
        fill(plain, blocks)
        app.processEvents()
        for job, place in (("in a paragraph", len(blocks) // 2), ("in a table", table_in(blocks))):
            measured.append(_typing(f"Typing {job}, key to paint (95th percentile)", pages,
                                    surface, plain, blocks, place))  # fmt: skip
        measured.append(_entering(pages, surface, plain, blocks))
        for widget in (surface, plain):
            widget.close()
            widget.deleteLater()
    return sorted(measured, key=lambda row: row.job)


def story(pages: int) -> tuple[Block, ...]:
    """Return the blocks of a plan of so many pages, a table on every fifth."""
    made: list[Block] = []
    for number in range(pages * BLOCKS_OF_A_PAGE):
        kind = number % 10
        text = f"{SENTENCE} lần thứ {number}."
        if kind == 0:
            made.append(Heading(level=1 if number % 50 == 0 else 2, text=f"Nội dung {number}"))
        elif number % (5 * BLOCKS_OF_A_PAGE) == 57:
            made.append(_table(12, 5))
        elif kind in (3, 4, 5):
            made.append(Item(text=text))
        elif kind == 6:
            made.append(Heading(level=3, text=text, run_in=True))
        else:
            made.append(Paragraph(text=text))
    return tuple(made)


def _table(rows: int, columns: int) -> Table:
    cell = Cell(paragraphs=(RichText(text="Tuyên truyền trên hệ thống truyền thanh của xã"),))
    return Table(rows=tuple(TableRow(cells=(cell,) * columns) for _ in range(rows)))


def table_in(blocks: tuple[Block, ...]) -> int:
    """Return the index of the table nearest to the middle."""
    middle = len(blocks) // 2
    tables = [index for index, block in enumerate(blocks) if isinstance(block, Table)]
    return min(tables, key=lambda index: abs(index - middle))


def fill(plain: QTextEdit, blocks: tuple[Block, ...]) -> None:
    """Put the same words and tables into a QTextEdit."""
    cursor = plain.textCursor()
    cursor.beginEditBlock()
    for block in blocks:
        if isinstance(block, Table):
            table = cursor.insertTable(len(block.rows), block.columns)
            for r, row in enumerate(block.rows):
                for c, cell in enumerate(row.cells):
                    table.cellAt(r, c).firstCursorPosition().insertText(cell.text)
            cursor.setPosition(table.lastPosition() + 1)
        else:
            cursor.insertText(getattr(block, "text", ""))
            cursor.insertBlock()
    cursor.endEditBlock()


class _Painted:
    """Tells when a widget's viewport was painted."""

    def __init__(self, widget: QTextEdit) -> None:
        self.widget = widget
        self.seen = False
        kind = type(widget)
        painter = kind.paintEvent

        def paint(event: QEvent) -> None:
            painter(widget, event)  # type: ignore[arg-type]
            self.seen = True

        widget.paintEvent = paint  # type: ignore[method-assign]


def key_to_paint(widget: QTextEdit, keys: list[tuple[int, str]]) -> list[float]:
    """Return the seconds from each key event to the end of the paint it asked for."""
    app = QApplication.instance()
    assert app is not None
    painted = _Painted(widget)
    taken = []
    for key, text in keys:
        painted.seen = False
        began = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            app.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
        while not painted.seen and time.perf_counter() - began < 1:
            app.processEvents()
        taken.append(time.perf_counter() - began)
    del widget.paintEvent
    return taken


def _letters(count: int) -> list[tuple[int, str]]:
    return [(0, TYPED[number % len(TYPED)]) for number in range(count)]


def _in_turn(
    surface: Surface, plain: QTextEdit, keys: Callable[[int], list[tuple[int, str]]]
) -> dict[str, Side]:
    taken: dict[str, list[float]] = {OURS: [], PLAIN: []}
    key_to_paint(surface, keys(5))
    key_to_paint(plain, keys(5))
    for _ in range(4):
        taken[OURS] += key_to_paint(surface, keys(KEYS // 4))
        taken[PLAIN] += key_to_paint(plain, keys(KEYS // 4))
    return {name: Side(statistics.quantiles(times, n=20)[-1]) for name, times in taken.items()}


def _go(widget: QWidget, position: int) -> None:
    assert isinstance(widget, QTextEdit)
    cursor = QTextCursor(widget.document())
    cursor.setPosition(position)
    widget.setTextCursor(cursor)
    widget.ensureCursorVisible()
    QApplication.processEvents()


def _typing(  # noqa: PLR0917
    job: str, pages: int, surface: Surface, plain: QTextEdit, blocks: tuple[Block, ...], index: int
) -> Row:
    block = blocks[index]
    if isinstance(block, Table):
        surface.go_to(index, 4, row=5, col=2)
        found = plain.document().find(block.rows[5].cells[2].text)
    else:
        surface.go_to(index, 20)
        found = plain.document().find(getattr(block, "text", ""))
    _go(plain, found.selectionStart() + 4)
    QApplication.processEvents()
    sides = _in_turn(surface, plain, _letters)
    return Row(job, f"{pages} pages", pages, sides, most_seconds=MOST_SECONDS)


def _entering(pages: int, surface: Surface, plain: QTextEdit, blocks: tuple[Block, ...]) -> Row:
    """Measure Enter in the first heading: all headings behind it get other numbers."""
    surface.go_to(0, len(getattr(blocks[0], "text", "")))
    _go(plain, 5)

    def keys(count: int) -> list[tuple[int, str]]:
        return [(Qt.Key.Key_Return.value, "\r"), (0, "a")] * (count // 10)

    sides = _in_turn(surface, plain, keys)
    return Row("Enter in the first heading, key to paint (95th percentile)", f"{pages} pages",
               pages, sides, most_seconds=MOST_SECONDS * 3)  # fmt: skip
