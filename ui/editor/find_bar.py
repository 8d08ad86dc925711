"""The bar to find and replace, below the text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from papidesk.i18n import _
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import label, restyle

PAUSE = 120  # ms of no typing before it is looked for


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: with ``tones`` dấu count, with ``case`` capitals, ``whole`` words."""

    text: str
    tones: bool = True
    case: bool = False
    whole: bool = False


class FindBar(QWidget):
    """Asks what to find and what to put in its place."""

    sought = Signal(object)  # Sought
    step_asked = Signal(bool)  # forward
    replace_asked = Signal(str)
    replace_all_asked = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("findbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.needle = self._line(_("Find"))
        self.put = self._line(_("Replace with"))
        self.count = label("", "muted")
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000 / 0000 "))
        self.before = tool_button(_("Previous hit (Shift+Enter)"), "arrow-up")
        self.after = tool_button(_("Next hit (Enter)"), "arrow-below")
        self.tones = self._box(_("With dấu"), _("“hoa” does not find “hòa”"))
        self.case = self._box(_("Capitals"), _("“Mục” does not find “mục”"))
        self.whole = self._box(_("Whole words"), _("“ban” does not find “bang”"))
        self.close_button = tool_button(_("Close (Esc)"), "close")
        self.replace_button = push_button(_("Replace"))
        self.all_button = push_button(_("Replace all"))
        boxes = QHBoxLayout()
        boxes.setSpacing(12)
        for widget in (self.tones, self.case, self.whole):
            boxes.addWidget(widget)
        boxes.addStretch(1)
        steps = QHBoxLayout()
        steps.setSpacing(2)
        for each in (self.count, self.before, self.after, self.close_button):
            steps.addWidget(each)
        acts = QHBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.replace_button)
        acts.addWidget(self.all_button)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 6, 8, 6)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.addWidget(self.needle, 0, 0)
        self._grid.addLayout(steps, 0, 1)
        self._grid.addWidget(self.put, 1, 0)
        self._grid.addLayout(acts, 1, 1)
        self._grid.addLayout(boxes, 2, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.setClearButtonEnabled(True)
        return made

    def _box(self, text: str, tip: str, *, on: bool = False) -> QCheckBox:
        made = QCheckBox(text)
        made.setToolTip(tip)
        made.setChecked(on)
        return made

    def _connect(self) -> None:
        self.needle.textChanged.connect(self._on_typed)
        for box in (self.tones, self.case, self.whole):
            box.toggled.connect(self._on_paused)
        self._pause.timeout.connect(self._on_paused)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.replace_button.clicked.connect(self._on_replace)
        self.all_button.clicked.connect(self._on_replace_all)
        self.close_button.clicked.connect(self.closed)

    # What others ask of it

    def show_for(self, *, replace: bool, text: str = "") -> None:
        """Open the bar; ``text`` (what is selected) is looked for at once."""
        if self.isHidden() or replace != self.put.isVisible():
            # One finds without dấu, as in the lists; what is replaced is only what was meant.
            self.tones.setChecked(replace)
        self.show_replacing(replace)
        self.show()
        if text:
            self.needle.setText(text)
        self.needle.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.needle.selectAll()
        self._on_paused()

    def show_replacing(self, replace: bool) -> None:
        """Show or hide what belongs to replacing."""
        for widget in (self.put, self.replace_button, self.all_button):
            widget.setVisible(replace)

    def show_hits(self, at: int, count: int) -> None:
        """Say which hit of how many is shown; ``at`` counts from 1, 0 for none."""
        if not self.needle.text():
            self.count.setText("")
        elif not count:
            self.count.setText(_("No hit"))
        else:
            self.count.setText(f"{at or '–'}/{count}")
        none = bool(self.needle.text()) and not count
        self.count.setProperty("kind", "caution" if none else "muted")
        restyle(self.count)
        for button in (self.before, self.after, self.replace_button, self.all_button):
            button.setEnabled(count > 0)

    def wanted(self) -> Sought:
        """Return what is looked for now."""
        return Sought(
            self.needle.text(),
            self.tones.isChecked(),
            self.case.isChecked(),
            self.whole.isChecked(),
        )

    # Slots

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_paused(self) -> None:
        self._pause.stop()
        self.sought.emit(self.wanted())

    def _settle(self) -> None:
        if self._pause.isActive():
            self._on_paused()

    def _on_before(self) -> None:
        self._settle()
        self.step_asked.emit(False)

    def _on_after(self) -> None:
        self._settle()
        self.step_asked.emit(True)

    def _on_replace(self) -> None:
        self._settle()
        self.replace_asked.emit(self.put.text())

    def _on_replace_all(self) -> None:
        self._settle()
        self.replace_all_asked.emit(self.put.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif enter and self.put.hasFocus():
            self._on_replace()
        elif enter and self.needle.hasFocus():
            self._on_before() if shift else self._on_after()
        else:
            super().keyPressEvent(event)
