"""A tile of the overview: a title that opens what is behind, something at its right, a body."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.overview.choice import Choice
from ui.widgets.buttons import push_button
from ui.widgets.labels import ElidedLabel, Pill, Tone, label


class Tile(QFrame):
    """A card with a head; ``asked`` is emitted when its title is chosen."""

    asked = Signal()

    def __init__(self, title: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("tile", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = push_button(title, kind="tile-title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.title.setCursor(Qt.CursorShape.PointingHandCursor)
        self.aside = ElidedLabel("muted")
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._choice: Choice | None = None
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addWidget(self.aside, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(6)
        layout.addLayout(self.head)
        layout.addLayout(self.body, 1)
        self.set_tip(tip)
        self.title.clicked.connect(self.asked)

    def set_title(self, text: str) -> None:
        """Change the title."""
        self.title.setText(text)

    def set_tip(self, tip: str) -> None:
        """Say what the title opens."""
        self.title.setToolTip(tip)
        self.title.setAccessibleDescription(tip)

    def set_aside(self, text: str) -> None:
        """Say something muted at the right of the title."""
        self.aside.setText(text)
        self.aside.setToolTip(text)
        self._fit_head()

    def put_choice(self, choice: Choice) -> None:
        """Put a chooser beside the title; it gives way to what is said at the right."""
        self._choice = choice
        self.head.insertWidget(1, choice)

    def _fit_head(self) -> None:
        if self._choice is None:
            return
        said = self.aside.fontMetrics().horizontalAdvance(self.aside.text()) + 4
        edges = 24 + 2 * self.head.spacing()
        self._choice.fit(self.width() - self.title.sizeHint().width() - said - edges)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()


class TileRow(QFrame):
    """A line of a tile that opens something: a pill, words that give way."""

    chosen = Signal()

    def __init__(self, pill: str, tone: Tone, text: str, detail: str = "") -> None:
        super().__init__()
        self.setObjectName("tilerow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.text = text
        said = f"{text} — {detail}" if detail else text
        self.setAccessibleName(f"{pill}: {said}" if pill else said)
        self.setToolTip(said)
        self.words = ElidedLabel()
        self.words.setText(" ".join(said.split()))
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.pill = Pill(pill, tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(10)
        if pill:
            row.addWidget(self.pill)
        row.addWidget(self.words, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.chosen.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class Rows(QWidget):
    """As many lines as there is room for; a last one tells how many more there are."""

    more_asked = Signal()

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least
        self._rows: list[QWidget] = []
        self._total = 0
        self._more_text = "{count}"
        self.more = push_button("", kind="link")
        self.more.setAccessibleName(_("More"))
        self.more.clicked.connect(self.more_asked)
        self.more.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addStretch(1)
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> list[QWidget]:
        """The lines, from top to bottom, those without room too."""
        return list(self._rows)

    def show_rows(self, rows: list[QWidget], total: int, more_text: str) -> None:
        """Show ``rows``; ``more_text`` is said of those of ``total`` that have no room."""
        focused = next((n for n, old in enumerate(self._rows) if old.hasFocus()), -1)
        for old in self._rows:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows, self._total, self._more_text = rows, total, more_text
        for place, row in enumerate(rows):
            self._layout.insertWidget(place, row)
        self._fit()
        if focused >= 0 and rows:
            # Read anew below the one who works with the keyboard: the place stays.
            shown = [row for row in rows if not row.isHidden()]
            (shown or rows)[min(focused, len(shown or rows) - 1)].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._rows:
            self.more.hide()
            self.setMinimumHeight(0)
            return
        line = self._rows[0].sizeHint().height() + self._layout.spacing()
        # Where no number of more lines is told they are only left out.
        foot = self.more.sizeHint().height() if self._more_text else 0
        shown = self.height() // line
        if shown < len(self._rows) or self._total > len(self._rows):
            shown = min(len(self._rows), max(self._least, (self.height() - foot) // line))
        for place, row in enumerate(self._rows):
            row.setVisible(place < shown)
        left = self._total - min(shown, len(self._rows))
        self.more.setVisible(left > 0 and bool(self._more_text))
        self.more.setText(self._more_text.format(count=left))
        least = min(self._least, len(self._rows)) * line
        self.setMinimumHeight(least + (foot if self._total > self._least else 0))


def big(text: str, *, late: bool = False) -> QLabel:
    """Return a number that is seen from afar."""
    made = label(text, "huge")
    made.setProperty("late", "true" if late else "false")
    return made
