"""A small chooser in the head of a tile: which counter, which dimension."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton

WIDEST = 24  # letters of the chosen word that are shown


class Choice(QToolButton):
    """Shows what is chosen; its menu offers the others."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._word = ""
        self._room = 0
        self.code = ""
        self.setAccessibleName(name)
        self.setProperty("kind", "chip")
        self.setProperty("menued", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMenu(QMenu(self))
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)

    def offer(self, choices: Iterable[tuple[str, str]], code: str) -> None:
        """Offer (code, word) pairs with ``code`` chosen."""
        menu = self.menu()
        menu.clear()
        for key, word in choices:
            action = QAction(word, menu)
            action.setData(key)
            action.setCheckable(True)
            self._group.addAction(action)
            menu.addAction(action)
        self.choose(code)

    def choose(self, code: str) -> None:
        """Show ``code`` as the chosen one, telling nobody."""
        self.code = code
        word = ""
        for action in self.menu().actions():
            action.setChecked(action.data() == code)
            if action.data() == code:
                word = action.text()
        self._word = word
        self._show_word()
        self.setToolTip(f"{self._name}: {word}")
        self.setAccessibleName(f"{self._name}: {word}")

    def fit(self, room: int) -> None:
        """Shorten what is shown to ``room`` px, the frame included."""
        if room != self._room:
            self._room = room
            self._show_word()

    def _show_word(self) -> None:
        word = self._word
        short = word if len(word) <= WIDEST else word[: WIDEST - 1].rstrip() + "…"
        if self._room:
            # The edges and the arrow, as the style sheet draws them.
            frame = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
            least = self.fontMetrics().averageCharWidth() * 6
            room = max(least, self._room - frame)
            if self.fontMetrics().horizontalAdvance(short) > room:
                short = self.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, room)
        self.setText(short)

    def _on_triggered(self, action: QAction) -> None:
        self.choose(str(action.data()))
        self.chosen.emit(self.code)
