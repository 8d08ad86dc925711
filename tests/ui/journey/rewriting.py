"""A clerk at the editor who turns one paper into another: selects, deletes, types and pastes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Block, Heading, Item, Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.numbering import numbers
from papidesk.text.fold import fold
from tests.ui.person import page_of, type_text
from ui.documents.information_tab import InformationTab
from ui.drafting.new_document_dialog import NewDocumentDialog
from ui.editor.editor_view import EditorView
from ui.editor.outline_tree import BODY
from ui.editor.surface import Surface
from ui.main_window import MainWindow
from ui.widgets.fields import LineField, LinesField

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
STYLE_KEYS = (Key.Key_0, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_6)
TYPED = 90  # letters: what is longer a clerk has somewhere already and pastes
Blocks = tuple[Block, ...]
Change = tuple[int, int, Blocks]  # blocks from … to … give way to others


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def changes(now: Blocks, wanted: Blocks) -> Iterator[Change]:
    """Yield what has to become other, from the end to the beginning."""
    keys = [_key(block) for block in now], [_key(block) for block in wanted]
    steps = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
    for kind, first, last, start, end in reversed(steps):
        if kind != "equal":
            yield first, last, wanted[start:end]
            continue
        for index in range(last - first - 1, -1, -1):
            if _text(now[first + index]) != _text(wanted[start + index]):
                yield first + index, first + index + 1, (wanted[start + index],)


def _key(block: Block) -> tuple[str, int, str]:
    # A section is found again by its title, other blocks by their place in it.
    title = fold(_text(block))[:18] if isinstance(block, Heading) else ""
    return type(block).__name__, getattr(block, "level", 0), title


def _text(block: Block) -> str:
    return str(getattr(block, "text", ""))


def shape(block: Block) -> tuple[str, int, str]:
    """Return sort, level and words of a block."""
    return type(block).__name__, getattr(block, "level", 0), _text(block)


class Rewriter:
    """One clerk in one window, who counts what had to be set right after a paste."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.corrections: list[str] = []
        self._pasted = 0

    @property
    def editor(self) -> EditorView:
        return page_of(self.window).editing.view

    @property
    def surface(self) -> Surface:
        return self.editor.surface

    @property
    def document(self) -> Document:
        document = self.editor.session.document
        assert document is not None
        return document

    def key(self, key: Key, held: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        self.qtbot.keyClick(on or self.surface, key, held)

    # Beginning

    def begin(self, words: str, template: str, year: int) -> None:
        """Make a document from the template found by ``words``, all by keys."""
        self.key(Key.Key_N, CONTROL, on=self.window)
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, NewDocumentDialog)]
        dialog = next(one for one in found if one.isVisible())
        type_text(dialog.templates.search, words)
        assert dialog.templates.chosen == template
        dialog.year.setFocus()
        dialog.year.selectAll()
        for digit in str(year):
            self.key(Key(ord(digit)), on=dialog.year)
        self.key(Key.Key_Return, on=dialog.year)
        page = page_of(self.window)
        self.qtbot.waitUntil(lambda: page.editing.open_id != "", timeout=15_000)
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        assert QApplication.focusWidget() is self.surface

    # Pointing

    def click(self, block: int, offset: int, held: Qt.KeyboardModifier = NONE) -> None:
        """Scroll a place into sight and click there."""
        surface = self.surface
        before, bar = surface.textCursor(), surface.verticalScrollBar()
        surface.go_to(block, offset)
        spot, scrolled = surface.cursorRect().center(), bar.value()
        if held:
            surface.setTextCursor(before)
            bar.setValue(scrolled)
        self.qtbot.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, held, spot)
        caret = surface.selection().caret
        assert (caret.block, caret.offset) == (block, offset)

    def select_whole(self, block: int) -> None:
        """Select the words of a block by a threefold click."""
        surface = self.surface
        surface.go_to(block, 1)
        spot: QPoint = surface.cursorRect().center()
        view, left = surface.viewport(), Qt.MouseButton.LeftButton
        self.qtbot.mouseDClick(view, left, NONE, spot)
        self.qtbot.mouseClick(view, left, NONE, spot)
        chosen = surface.selection()
        length = len(_text(surface.blocks()[block]))
        assert (chosen.start.block, chosen.start.offset) == (block, 0)
        assert (chosen.end.block, chosen.end.offset) == (block, length)

    # Rewriting

    def rewrite(self, wanted: Blocks) -> None:
        """Let the story say ``wanted``."""
        for first, last, new in changes(self.surface.blocks(), wanted):
            self._replace(first, last, new)
        assert [shape(block) for block in self.surface.blocks()] == [shape(b) for b in wanted]

    def _replace(self, first: int, last: int, new: Blocks) -> None:
        before = len(self.surface.blocks())
        if first == last:
            self._open_line(first)
            self._put(first, new)
        elif not new:
            self._take_out(first, last)
        elif last - first == 1 == len(new) and len(_text(new[0])) <= TYPED:
            self.select_whole(first)
            type_text(self.surface, decomposed(_text(new[0])))
        else:
            self.click(first, 0)
            self.click(last - 1, len(_text(self.surface.blocks()[last - 1])), SHIFT)
            self._put(first, new)
        assert len(self.surface.blocks()) == before - (last - first) + len(new), (first, last, new)
        self._set_right(first, new)

    def _open_line(self, first: int) -> None:
        if first:
            self.click(first - 1, len(_text(self.surface.blocks()[first - 1])))
            self.key(Key.Key_Return)
        else:
            self.key(Key.Key_Home, CONTROL)
            self.key(Key.Key_Return)
            self.key(Key.Key_Up)

    def _take_out(self, first: int, last: int) -> None:
        blocks = self.surface.blocks()
        if first:
            self.click(first - 1, len(_text(blocks[first - 1])))
        else:
            self.key(Key.Key_Home, CONTROL)
        if first or last == len(blocks):
            self.click(last - 1, len(_text(blocks[last - 1])), SHIFT)
        else:
            self.click(last, 0, SHIFT)
        self.key(Key.Key_Delete)

    def _put(self, first: int, new: Blocks) -> None:
        """Write a few short lines by hand; paste what is more, in turn from Word and as text."""
        if sum(len(_text(block)) for block in new) <= TYPED:
            for index, block in enumerate(new):
                if index:
                    self.key(Key.Key_Return)
                self.style(block)
                type_text(self.surface, decomposed(_text(block)))
            return
        self._pasted += 1
        data = QMimeData()
        data.setText(plain(new, self.document.scheme))
        if self._pasted % 2:
            data.setHtml(word_html(new, self.document.scheme))
        QGuiApplication.clipboard().setMimeData(data)
        self.key(Key.Key_V, CONTROL)
        caret = self.surface.selection().caret
        last = new[-1]
        assert (caret.block, caret.offset) == (first + len(new) - 1, len(_text(last)))

    def style(self, block: Block) -> None:
        """Press the key of a block's style, Tab for the second level of an enumeration."""
        surface = self.surface
        if isinstance(block, Heading):
            self.key(STYLE_KEYS[block.level], CONTROL | ALT)
        elif isinstance(block, Item):
            if surface.current_style() not in ("item1", "item2"):
                self.key(Key.Key_8, CONTROL | ALT)
            if block.level == 2 and surface.current_style() == "item1":
                self.key(Key.Key_Tab)
        else:
            self.key(Key.Key_0, CONTROL | ALT)

    def _set_right(self, first: int, new: Blocks) -> None:
        """Correct, as a person does, what a paste has taken for something else."""
        for index, block in enumerate(new, start=first):
            is_now = self.surface.blocks()[index]
            if shape(is_now) == shape(block):
                continue
            self.corrections.append(f"{shape(is_now)} for {shape(block)}")
            self.click(index, 0)
            if shape(is_now)[:2] != shape(block)[:2]:
                self.style(block)
            if _text(self.surface.blocks()[index]) != _text(block):
                self.select_whole(index)
                type_text(self.surface, decomposed(_text(block)))

    def move_there_and_back(self) -> None:
        """Move the first section down in the outline by Alt+Down, and up again."""
        tree = self.editor.outline.tree
        before = [shape(block) for block in self.surface.blocks()]
        entries = tree.entries()
        index = next(n for n, e in enumerate(entries) if e.section is not None and e.depth == 1)
        label = entries[index].label
        tree.setFocus()
        tree.choose(index)
        self.key(Key.Key_Down, ALT, on=tree)
        moved = [shape(block) for block in self.surface.blocks()]
        assert moved != before and sorted(moved) == sorted(before)
        current = tree.current_entry()
        assert current is not None and fold(label).split(" ", 1)[1] in fold(current.label)
        self.key(Key.Key_Up, ALT, on=tree)
        assert [shape(block) for block in self.surface.blocks()] == before
        assert tree.hasFocus()
        self.key(Key.Key_Escape, on=tree)
        assert self.surface.hasFocus()

    def outline(self) -> list[str]:
        """Return the sections the outline shows, folded."""
        entries = self.editor.outline.tree.entries()
        return [section_words(entry.label) for entry in entries if entry.section is not None]

    def take_annexes_away(self) -> None:
        """Press Delete on each annex in the outline."""
        tree = self.editor.outline.tree
        while self.document.annexes:
            rows = tree.entries()
            tree.setFocus()
            tree.choose(next(n for n, e in enumerate(rows) if e.story != BODY))
            self.key(Key.Key_Delete, on=tree)

    # The tab Thông tin

    def fill_head(self, wanted: Document) -> None:
        """Write the head and the foot of ``wanted`` into the fields."""
        self.key(Key.Key_3, ALT)
        tab: InformationTab = self.editor.side.information
        self.line(tab.symbol, wanted.symbol)
        self.line(tab.number, wanted.number or "")
        self.line(tab.place, wanted.place)
        self.date(tab, wanted.date)
        self.lines(tab.abstract, (wanted.abstract,))
        self.lines(tab.addressees, wanted.addressees)
        self.lines(tab.bases, wanted.bases)
        self.lines(tab.recipients, wanted.recipients)
        self.lines(tab.authorities, tuple(one.line for one in wanted.signature.chain))
        self.line(tab.position, wanted.signature.position)
        self.line(tab.name, wanted.signature.name)
        closing = tab.more.fields["closing"]
        assert isinstance(closing, LinesField)
        self.lines(closing, tuple(wanted.closing.split("\n")))

    def line(self, field: LineField, text: str) -> None:
        field.line.setFocus()
        self.key(Key.Key_A, CONTROL, on=field.line)
        self.key(Key.Key_Delete, on=field.line)
        type_text(field.line, decomposed(text))

    def lines(self, field: LinesField, lines: tuple[str, ...]) -> None:
        """Type short lines, paste long ones."""
        field.text.setFocus()
        self.key(Key.Key_A, CONTROL, on=field.text)
        self.key(Key.Key_Delete, on=field.text)
        for index, line in enumerate(lines):
            if index:
                self.key(Key.Key_Return, on=field.text)
            if len(line) <= TYPED:
                type_text(field.text, decomposed(line))
            else:
                QGuiApplication.clipboard().setText(line)
                self.key(Key.Key_V, CONTROL, on=field.text)

    def date(self, tab: InformationTab, wanted: IssueDate) -> None:
        parts = tab.date.date
        for part, value in (
            (parts.day, wanted.day), (parts.month, wanted.month), (parts.year, wanted.year),
        ):  # fmt: skip
            part.setFocus()
            part.selectAll()
            self.key(Key.Key_Delete, on=part)
            type_text(part, str(value or ""))


def labelled(blocks: Blocks, scheme: str) -> list[tuple[str, Block]]:
    """Return the words with the numbers and dashes another program writes before them."""
    made = []
    for number, block in zip(numbers(blocks, scheme), blocks, strict=True):
        sign = "- " if isinstance(block, Item) else f"{number} " if number else ""
        made.append((sign + _text(block), block))
    return made


def plain(blocks: Blocks, scheme: str) -> str:
    """Return what Notepad copies."""
    return "\r\n".join(text for text, _block in labelled(blocks, scheme))


def word_html(blocks: Blocks, scheme: str) -> str:
    """Return what Word copies of the same lines."""
    lines = []
    for text, block in labelled(blocks, scheme):
        inner = escape(text)
        if isinstance(block, Heading):
            inner = f"<b><span style='font-size:14.0pt'>{inner}<o:p></o:p></span></b>"
        lines.append(f"<p class=MsoNormal style='text-align:justify'>{inner}</p>")
    body = "\r\n".join(lines)
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=VI>'
        f"<!--StartFragment-->{body}<!--EndFragment--></body></html>"
    )


def section_words(text: str) -> str:
    """Return ``text`` folded and without spaces: lines of a page are broken anywhere."""
    return re.sub(r"\s+", "", fold(text))


def headings(document: Document) -> list[str]:
    """Return number and title of each section, as they are printed."""
    printed = numbers(document.blocks, document.scheme)
    return [
        f"{number} {block.text}"
        for number, block in zip(printed, document.blocks, strict=True)
        if isinstance(block, Heading)
    ]


def paragraphs(document: Document) -> list[str]:
    """Return the words of paragraphs and enumerations."""
    return [b.text for b in document.blocks if isinstance(b, Paragraph | Item)]
