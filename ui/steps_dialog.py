"""A dialog of a few steps, one after the other; back and forth as far as they are sound."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from ui.context import Context
from ui.keys import shortcut
from ui.widgets.buttons import push_button
from ui.widgets.labels import label, line, restyle


class StepsDialog(QDialog):
    """The steps above, the one on screen, and the buttons below; ``made`` tells what came of it."""

    made = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def build_steps(self, title: str, steps: Iterable[tuple[str, QWidget]]) -> None:
        """Build the dialog of ``steps``, each with its word."""
        self.setWindowTitle(title)
        self.stack = QStackedWidget()
        self.steps: list[QToolButton] = []
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        for number, (word, step) in enumerate(steps):
            self.stack.addWidget(step)
            button = QToolButton()
            button.setProperty("kind", "nav")
            button.setCheckable(True)
            button.setText(f"{number + 1}. {word}")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(self.go_to, number))
            self.steps.append(button)
            self.head.addWidget(button)
        self.head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(self.head)
        layout.addWidget(line())
        layout.addWidget(self.stack, 1)
        layout.addLayout(self._foot())
        shortcut(self, "Alt+Right", _("Next step"), self.go_on)
        shortcut(self, "Alt+Left", _("Step before"), self.go_back)

    def _foot(self) -> QHBoxLayout:
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.back = push_button(_("Back"), "chevron-left")
        self.next = push_button(_("Continue"), "", "primary")
        self.cancel = push_button(_("Cancel"))
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.problem, 1)
        foot.addStretch(0)
        for button in (self.cancel, self.back, self.next):
            foot.addWidget(button)
        return foot

    @property
    def step(self) -> int:
        """The number of the step on screen."""
        return self.stack.currentIndex()

    def go_to(self, step: int, _checked: bool = False) -> None:
        """Go to ``step`` if what comes before it is sound."""
        raise NotImplementedError

    def show_step(self, step: int) -> None:
        """Show ``step``, whatever comes before it."""
        raise NotImplementedError

    def finish(self) -> None:
        """Do what the last step is for."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Go to the next step; on the last one do what it is for."""
        if not self.next.isEnabled():
            return
        if self.step < self.stack.count() - 1:
            self.go_to(self.step + 1)
        else:
            self.finish()

    def go_back(self) -> None:
        """Go to the step before."""
        if self.step > 0 and self.back.isEnabled():
            self.show_step(self.step - 1)

    def mark_step(self) -> None:
        """Show above which step is on screen."""
        for number, button in enumerate(self.steps):
            button.setChecked(number == self.step)
            restyle(button)

    def refuse(self, sentence: str) -> None:
        """Say below what stands in the way; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
