"""What an empty workspace shows instead of tiles: three big first steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.icons import set_icon
from ui.theme import Theme
from ui.widgets.labels import label

_NARROW = 760  # px at 100 % text: below this the steps stand one below the other


class Step(QFrame):
    """One big step: a number, an icon, what it is and what comes of it."""

    taken = Signal()

    def __init__(self, number: int, icon: str, title: str, sentence: str) -> None:
        super().__init__()
        self.setObjectName("step")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{number}. {title}")
        self.setAccessibleDescription(sentence)
        sign = QLabel()
        set_icon(sign, icon, "accent", size=36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 20)
        layout.setSpacing(10)
        layout.addWidget(sign)
        layout.addWidget(label(f"{number}. {title}", "section-title", wrap=True))
        layout.addWidget(label(sentence, "muted", wrap=True))
        layout.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.taken.emit()


class FirstSteps(QWidget):
    """A greeting and the three steps."""

    plan_asked = Signal()
    import_asked = Signal()
    entry_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        title = label(_("Three steps to begin with"), "page-title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sentence = label(
            _("Once there are a plan, tasks and activities, this page shows what is due, what was "
              "done and what is missing."),
            "muted", wrap=True,
        )  # fmt: skip
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.plan = Step(
            1, "edit", _("Write this year’s plan"),
            _("From a template, from last year’s plan, or from the superior’s: its duties become "
              "tasks."),
        )  # fmt: skip
        self.imported = Step(
            2, "import", _("Take in what you have"),
            _("Word files of plans, reports and letters are recognised and kept; nothing is "
              "changed in the files."),
        )  # fmt: skip
        self.entry = Step(
            3, "log", _("Log the first activity"),
            _("A day, what was done, how much of it, a photo as evidence. Reports count it by "
              "themselves."),
        )  # fmt: skip
        self._steps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._steps.setSpacing(16)
        for step in (self.plan, self.imported, self.entry):
            self._steps.addWidget(step, 1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(self._steps, 12)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(title)
        layout.addWidget(sentence)
        layout.addSpacing(12)
        layout.addLayout(middle)
        layout.addStretch(3)
        self.plan.taken.connect(self.plan_asked)
        self.imported.taken.connect(self.import_asked)
        self.entry.taken.connect(self.entry_asked)

    def fit(self, width: int) -> None:
        """Put the steps below each other where there is no room beside each other."""
        wide = width / self._theme.scale >= _NARROW
        direction = QBoxLayout.Direction
        self._steps.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
