"""A button whose menu puts a line of a template in and so shows how such a line is written."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolButton

from papidesk.errors import N_
from papidesk.i18n import _
from ui.icons import set_icon

_HEAD_END = "+++"


class _Line(NamedTuple):
    """A line as it is written: the sign it begins with, and words to write over."""

    sign: str
    words: str
    meaning: str


LINES: tuple[_Line, ...] = (
    _Line("# ", "TÊN MỤC LỚN", N_("section I, II …")),
    _Line("## ", "Tên mục", N_("section 1, 2 …")),
    _Line("### ", "Nội dung điểm", N_("point a, b …")),
    _Line("- ", "Nội dung;", N_("item with a dash")),
    _Line("+ ", "Nội dung;", N_("item below a dash")),
    _Line("", "Nội dung đoạn văn.", N_("paragraph, without a sign")),
    _Line("@Bảng[đầu=1]:\n", "| TT | Nội dung |\n| 1 | Việc phải làm |", N_("table, a line a row")),
    _Line("---", "", N_("page break")),
    _Line("@Căn cứ: ", "Căn cứ Luật …", N_("legal basis")),
    _Line("@Kính gửi: ", "{{ cap_tren }}", N_("addressee")),
    _Line("@Kết: ", "Trên đây là …", N_("closing")),
    _Line("@Nơi nhận: ", "Như trên;", N_("recipient")),
    _Line("@Phụ lục: ", "TÊN PHỤ LỤC", N_("annex, until the next one")),
)
_QUESTION = '[[ask]]\nname = "cau_hoi"\nlabel = "Câu hỏi"\n\n'


def head_end(document: QTextDocument) -> QTextBlock:
    """Return the line that ends a template's head, the first one where there is no head."""
    block = document.begin().next()
    while block.isValid():
        if block.text().strip() == _HEAD_END:
            return block
        block = block.next()
    return document.begin()


class LinesMenu(QToolButton):
    """Lists the lines a template is made of, each with its sign, and puts one in."""

    def __init__(self, text: QPlainTextEdit) -> None:
        super().__init__()
        self._text = text
        self.setText(_("Insert a line"))
        self.setAccessibleName(self.text())
        self.setToolTip(_("How each line of a template is written"))
        self.setProperty("kind", "button")
        self.setProperty("menued", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(self, "plus", beside=True)
        menu = QMenu(self)
        for line in LINES:
            sign = line.sign.strip() or "…"
            action = menu.addAction(f"{sign} – {_(line.meaning)}")
            action.triggered.connect(partial(self._put_in, line))
        menu.addSeparator()
        menu.addAction(_("A question that fills a place")).triggered.connect(self._put_question)
        self.setMenu(menu)

    def _put_in(self, line: _Line, _checked: bool = False) -> None:
        """Put the line in below the caret's one, never in the head; its words are selected."""
        cursor = self._text.textCursor()
        cursor.setPosition(max(cursor.position(), self._body()))
        while cursor.block().next().text().startswith("|"):  # a table stays whole
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(("\n" if cursor.block().text() else "") + line.sign)
        begin = cursor.position()
        cursor.insertText(line.words)
        cursor.endEditBlock()
        end = cursor.position()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)
        self._text.setFocus()

    def _put_question(self) -> None:
        """Put a question at the head's end; its name is what {{ … }} says in the text."""
        document = self._text.document()
        body = document.findBlock(self._body())
        cursor = QTextCursor(body)
        cursor.insertText(_QUESTION)
        begin = document.find("Câu hỏi", cursor.position() - len(_QUESTION))
        self._text.setTextCursor(begin)
        self._text.setFocus()

    def _body(self) -> int:
        """Return where the line that ends the head begins; 0 where there is no head."""
        return head_end(self._text.document()).position()
