"""Several of many named things: chips of what is chosen, and a line that adds one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.widgets.choice_line import Choice, ChoiceLine
from ui.widgets.fields import Field
from ui.widgets.flow_layout import FlowLayout

LONGEST = 34  # letters of a chip


class _Editor(QWidget):
    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.chips = QWidget()
        self.flow = FlowLayout(self.chips, 6)
        self.chips.hide()
        self.line = ChoiceLine(name)
        self.line.setPlaceholderText(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chips)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)


class CodesField(Field):
    """Codes of several choices, in the order they were chosen."""

    def __init__(self, name: str, hint: str = "") -> None:
        self._editor = _Editor(name, hint)
        super().__init__(name, self._editor)
        self.line = self._editor.line
        self._codes: tuple[str, ...] = ()
        self._chips: list[QToolButton] = []
        self.line.settled.connect(self._on_settled)

    def offer(self, choices: Iterable[Choice]) -> None:
        """Offer ``choices`` from now on."""
        self.line.offer(choices)

    def value(self) -> tuple[str, ...]:
        """Return the codes."""
        return self._codes

    def show_value(self, codes: tuple[str, ...]) -> None:
        """Show ``codes``."""
        if codes != self._codes:
            self._codes = codes
            self._show_chips()

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        self.line.setVisible(not fixed)
        for chip in self._chips:
            chip.setEnabled(not fixed)

    def drop(self, code: str) -> None:
        """Let go of ``code``."""
        self.show_value(tuple(one for one in self._codes if one != code))
        self.changed.emit()
        self.left.emit()

    def _on_settled(self) -> None:
        code = self.line.code()
        if not code:
            return
        self.line.clear()
        if code not in self._codes:
            self.show_value((*self._codes, code))
            self.changed.emit()
            self.left.emit()

    def _show_chips(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        names = {one.code: one.name for one in self.line.choices}
        self._chips = [self._chip(code, names.get(code, code)) for code in self._codes]
        for chip in self._chips:
            self._editor.flow.addWidget(chip)
            chip.show()
        self._editor.chips.setVisible(bool(self._chips))
        self._editor.chips.updateGeometry()

    def _chip(self, code: str, name: str) -> QToolButton:
        chip = QToolButton(self._editor.chips)
        chip.setProperty("kind", "chip")
        chip.setProperty("active", "true")
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        chip.setText(f"{short}  ×")
        chip.setToolTip(name)
        chip.setAccessibleName(_("Take away {name}").format(name=name))
        chip.clicked.connect(partial(self.drop, code))
        return chip
