"""The frame of the text surface: as wide as the page's text, in the middle, in the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from papidesk.i18n import _
from ui.editor.story_formats import Formats
from ui.theme import Theme

MARGIN = 24  # px between the text and the surface's edge at 100 %


LEAST_WIDTH = 160  # px: no line gets shorter
MANY_LINES = 400  # from so many on, breaking all lines anew is felt
NARROW_MARGIN = 12  # px where the page's text is wider than the surface


class FramedSurface(QTextEdit):
    """A text edit that keeps its text as wide as on the page where there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAccessibleName(_("Text of the document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.theme = theme
        self._landscape = False
        self.document().setUndoRedoEnabled(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self._fitting = QTimer(self, singleShot=True, interval=80)
        self._fitting.timeout.connect(self._fit_width)
        self.set_base(14)

    def set_base(self, base: int) -> None:
        """Use type of ``base`` points, in the size and colours of the theme."""
        self.formats = Formats(self.theme, base)
        self.document().setDocumentMargin(round(MARGIN * self.theme.scale))
        self.setCursorWidth(max(1, round(1.5 * self.theme.scale)))

    def give_room(self) -> None:
        """Leave room above and below the text; called when the margins were set anew."""
        raise NotImplementedError

    def _fit_width(self) -> None:
        """Keep the text as wide as the page's where there is room, in the middle."""
        text = self.formats.text_width(self._landscape)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        wide = room > text + 2 * round(MARGIN * self.theme.scale)
        margin = round((MARGIN if wide else NARROW_MARGIN) * self.theme.scale)
        if self.document().documentMargin() != margin:
            self.document().setDocumentMargin(margin)
            self.give_room()
        wanted = round(text) + 2 * margin if wide else max(room, LEAST_WIDTH)
        beside = max(0, (room - wanted) // 2)
        self.setViewportMargins(beside, 0, beside, 0)
        # Qt breaks all lines anew each time it is told a width, even the same one.
        if self.lineWrapColumnOrWidth() != wanted:
            self.setLineWrapColumnOrWidth(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        text = self.formats.text_width(self._landscape)
        if self.width() > 2 * text or self.document().blockCount() < MANY_LINES:
            self._fit_width()
        else:
            # While a long text's window is being resized its lines wait.
            self._fitting.start()
        super().resizeEvent(event)
