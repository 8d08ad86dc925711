"""Help (F1), offline: the guide at the heading of the page, and the keys that work there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImageReader,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextImageFormat,
    QTextOption,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.help_text import guide_folder, guide_text, headings
from ui.keys import Key
from ui.theme import Theme
from ui.widgets.labels import Pill, label

WIDE, HIGH = 1080, 640  # px at 100 % text
SIDE = 216  # px of the headings
KEYS = 310  # px of the keys
ROOMY = 860  # px: below this the headings give way to the text


class Guide(QTextBrowser):
    """The guide as one long page; pictures are as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guide")
        self._sizes: dict[str, QSize] = {}  # of the pictures, by name
        self.setAccessibleName(_("Guide"))
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSearchPaths([str(guide_folder())])
        self.setMarkdown(guide_text())
        self.anchorClicked.connect(self._on_link)
        self._fit()

    def go_to(self, heading: str) -> bool:
        """Show the heading that has the words of ``heading`` at the top; tell whether it is there.

        Case and dấu do not count.
        """
        wanted = fold(heading)
        block: QTextBlock = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and wanted in fold(block.text()):
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top))
                return True
            block = block.next()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let pictures be no wider than the text."""
        room = max(200, self.viewport().width() - 40)
        document = self.document()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for position, shape in self._pictures():
            if round(shape.width()) != room:
                # A height must be said too: without one Qt draws none at all, or all of it.
                size = self._size_of(shape.name())
                shape.setWidth(room)
                shape.setHeight(round(room * size.height() / max(1, size.width())))
                cursor.setPosition(position)
                cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(shape)
        cursor.endEditBlock()
        # Qt lays the guide out bit by bit and forgets the rest when a picture below changes.
        document.markContentsDirty(0, document.characterCount())

    def _pictures(self) -> list[tuple[int, QTextImageFormat]]:
        """Return where pictures stand, and how they are shown."""
        found: list[tuple[int, QTextImageFormat]] = []
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isImageFormat():
                    found.append((piece.position(), piece.charFormat().toImageFormat()))
                pieces += 1
            block = block.next()
        return found

    def _size_of(self, name: str) -> QSize:
        if name not in self._sizes:
            self._sizes[name] = QImageReader(str(guide_folder() / name)).size()
        return self._sizes[name]

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)


class HelpDialog(QDialog):
    """The guide and the sheet of keys side by side."""

    def __init__(
        self, theme: Theme, heading: str, keys: Iterable[Key], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._heading = heading
        self.keys = list(keys)
        self._build()
        self.contents.currentTextChanged.connect(self.guide.go_to)

    def _build(self) -> None:
        self.setWindowTitle(_("Help"))
        scale = self._theme.scale
        self.guide = Guide()
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents"))
        self.contents.addItems(headings())
        self.contents.setFixedWidth(round(SIDE * scale))
        self.contents.setWordWrap(True)
        self._give_lines_room()
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.contents)
        middle.addWidget(self.guide, 1)
        middle.addWidget(self._sheet(scale))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableSize()
        wide, high = round(WIDE * scale), round(HIGH * scale)
        self.resize(min(wide, room.width() - 40), min(high, room.height() - 100))
        self.contents.setVisible(self.width() / scale >= ROOMY)

    def _give_lines_room(self) -> None:
        """Let long headings of the contents have two lines: the list forgets its own padding."""
        bar = self.contents.verticalScrollBar().sizeHint().width()
        room = QRect(0, 0, self.contents.width() - bar - 24, 1000)
        for row in range(self.contents.count()):
            item = self.contents.item(row)
            needed = self.contents.fontMetrics().boundingRect(
                room, Qt.TextFlag.TextWordWrap, item.text()
            )
            item.setSizeHint(QSize(0, needed.height() + 14))

    def _sheet(self, scale: float) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(self.keys):
            grid.addWidget(Pill(key.keys), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(key.words, wrap=True), row, 1)
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 12, 12)
        column.addWidget(label(_("Keys"), "section-title"))
        column.addSpacing(8)
        column.addLayout(grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFixedWidth(round(KEYS * scale))
        area.setAccessibleName(_("Keys"))
        return area

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._heading:
            self.go_to(self._heading)
            # Pictures take another height when the guide gets its width.
            QTimer.singleShot(0, self, partial(self.go_to, self._heading))

    def go_to(self, heading: str) -> None:
        """Show a heading of the guide, in the contents too."""
        wanted = fold(heading)
        rows = [r for r, known in enumerate(headings()) if wanted in fold(known)]
        if rows:
            self.contents.setCurrentRow(rows[0])
        self.guide.go_to(heading)
