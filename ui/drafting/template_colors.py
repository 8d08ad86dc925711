"""Colours for the text of a template: what is asked, what is filled in, what a line means."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.theme import Theme

_HEAD, _BODY = 1, 2  # what a line belongs to
_HEADING = re.compile(r"#{1,7}(?=[\s\[])")
_SIGN = re.compile(r"(@[^:]{1,60}:|-{3}$|[-+]{1,3}(?=[\s\[])|\|)")
_FILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


class TemplateColors(QSyntaxHighlighter):
    """Sets the head back, and shows headings, signs and places to fill apart from the words."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        before = self.previousBlockState()
        edge = text.strip() == "+++"
        in_head = before == _HEAD or (before == -1 and edge)
        self.setCurrentBlockState(_BODY if before == _HEAD and edge else
                                  _HEAD if in_head else _BODY)  # fmt: skip
        if in_head:
            self.setFormat(0, len(text), self._look("muted"))
        elif _HEADING.match(text):
            self.setFormat(0, len(text), self._look("text", bold=True))
        elif sign := _SIGN.match(text):
            self.setFormat(0, sign.end(), self._look("accent", bold=True))
        for place in _FILLED.finditer(text):
            self.setFormat(place.start(), len(place[0]), self._look("accent"))

    def _look(self, token: str, *, bold: bool = False) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(self._theme.color(token))
        if bold:
            look.setFontWeight(QFont.Weight.Bold)
        return look
