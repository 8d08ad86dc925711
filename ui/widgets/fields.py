"""Fields of forms: a name above, the editor, and what is wrong with it below while typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from papidesk.text.clean import clean, clean_line
from ui.widgets.labels import label, restyle

LINES = 12  # a text field grows to so many lines, then scrolls


class GrowingText(QPlainTextEdit):
    """A text editor as high as its text; Tab leaves it, as in every other field."""

    left = Signal()

    def __init__(self, lines: int = 1) -> None:
        super().__init__()
        self._least = lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Lines are counted after the layout has broken them.
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self._on_fit)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._on_fit()

    def _on_size_changed(self) -> None:
        self._fit.start()

    def _on_fit(self) -> None:
        lines, block = 0, self.document().begin()
        while block.isValid():
            lines += max(1, block.layout().lineCount())
            block = block.next()
        shown = max(self._least, min(LINES, lines))
        height = QFontMetrics(self.font()).lineSpacing() * shown
        margin = 2 * round(self.document().documentMargin()) + 2 * self.frameWidth()
        if self.height() != height + margin:
            self.setFixedHeight(height + margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Field(QWidget):
    """One named editor; ``changed`` comes with each key, ``left`` when the focus goes on."""

    changed = Signal()
    left = Signal()

    def __init__(self, name: str, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self._said = ("", True)
        self.name = label(name, "muted", wrap=True)
        self.name.setBuddy(editor)
        editor.setAccessibleName(name)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.setFocusProxy(editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.name)
        layout.addWidget(editor)
        layout.addWidget(self.problem)

    def show_problem(self, sentence: str, *, grave: bool = True) -> None:
        """Say below the editor what is wrong; "" takes it away."""
        said = (sentence, grave) if sentence else ("", True)
        if said == self._said:
            return  # asked with every key: styles are looked up anew only where it changed
        self._said = said
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.problem.setProperty("kind", "problem" if grave else "caution")
        self.editor.setProperty("problem", "true" if sentence and grave else "false")
        self.editor.setAccessibleDescription(sentence)
        restyle(self.editor)
        restyle(self.problem)


class LineField(Field):
    """One line of text, cleaned (NFC) when it is read."""

    def __init__(self, name: str, hint: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(name, self.line)
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self.changed)
        self.line.editingFinished.connect(self.left)

    def value(self) -> str:
        """Return the text as the program keeps it."""
        return clean_line(self.line.text())

    def show_value(self, text: str) -> None:
        """Show ``text``, but leave alone what a person is typing that means the same."""
        if self.value() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        self.line.setReadOnly(fixed)


class LinesField(Field):
    """Several lines, each a value of its own; or one running text with ``joined``."""

    def __init__(self, name: str, *, joined: bool = False, lines: int = 1, hint: str = "") -> None:
        self.text = GrowingText(lines)
        self._joined = joined
        super().__init__(name, self.text)
        self.text.setPlaceholderText(hint)
        self.text.textChanged.connect(self.changed)
        self.text.left.connect(self.left)

    def value(self) -> tuple[str, ...]:
        """Return the lines that are not empty, cleaned."""
        lines = (clean_line(line) for line in clean(self.text.toPlainText()).split("\n"))
        kept = tuple(line for line in lines if line)
        return (" ".join(kept),) if self._joined and kept else kept

    def show_value(self, lines: tuple[str, ...]) -> None:
        """Show ``lines`` unless they are what stands there already."""
        if self.value() != tuple(line for line in lines if line):
            blocked = self.text.blockSignals(True)
            self.text.setPlainText("\n".join(lines))
            self.text.blockSignals(blocked)

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        self.text.setReadOnly(fixed)


class CalmComboBox(QComboBox):
    """A choice that lets the wheel scroll the form instead of changing it in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of several values, each with its word."""

    def __init__(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.box = CalmComboBox()
        super().__init__(name, self.box)
        for code, word in choices:
            self.box.addItem(word, code)
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMaxVisibleItems(16)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.activated.connect(self.changed)
        self.box.activated.connect(self.left)

    def value(self) -> str:
        """Return the code that is chosen."""
        return str(self.box.currentData() or "")

    def show_value(self, code: str) -> None:
        """Choose ``code``."""
        self.box.setCurrentIndex(max(0, self.box.findData(code)))

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        self.box.setEnabled(not fixed)
