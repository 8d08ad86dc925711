"""A list of things to decide one by one, with how many are done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.labels import label

_ICONS = {"": ("", "muted"), "taken": ("check", "done"), "left": ("cancel", "muted")}


class DecisionList(QWidget):
    """What is to be decided at the left of a dialog; ``chosen`` comes with each move."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._states: list[str] = []
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(name)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.progress = label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(_("Decided"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.progress)
        layout.addWidget(self.bar)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.list.currentRowChanged.connect(self._on_row)

    def show_items(self, texts: list[str]) -> None:
        """Show what is to be decided, nothing of it decided yet."""
        self._states = [""] * len(texts)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for text in texts:
            self.list.addItem(QListWidgetItem(text))
        self.list.blockSignals(blocked)
        self._tell()
        if texts:
            self.list.setCurrentRow(0)

    @property
    def current(self) -> int:
        """The place of what is on screen, -1 for none."""
        return self.list.currentRow()

    @property
    def open_count(self) -> int:
        """How many are not decided."""
        return self._states.count("")

    def state(self, row: int) -> str:
        """Return "taken", "left" or "" while it is open."""
        return self._states[row]

    def decide(self, row: int, state: str, text: str) -> None:
        """Mark ``row`` as "taken" or "left" and show ``text`` for it."""
        self._states[row] = state
        item = self.list.item(row)
        item.setText(text)
        name, tone = _ICONS[state]
        if name:
            colour = self._theme.color(tone).name()
            item.setIcon(icon(name, colour, colour, 18, 0))
        said = _("taken over") if state == "taken" else _("left as it is")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {said}")
        self._tell()

    def go_on(self) -> bool:
        """Choose the next one that is open, from here to the end and round; tell whether one is."""
        count = len(self._states)
        for step in range(1, count + 1):
            row = (self.current + step) % count
            if not self._states[row]:
                self.list.setCurrentRow(row)
                return True
        return False

    def _tell(self) -> None:
        done, total = len(self._states) - self.open_count, len(self._states)
        self.progress.setText(_("Decided: {done}/{total}").format(done=done, total=total))
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)
