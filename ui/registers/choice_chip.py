"""A chip that opens a menu of choices and is lit while one is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from papidesk.i18n import _
from ui.widgets.labels import restyle


class ChoiceChip(QToolButton):
    """One choice of several, or all."""

    chosen = Signal(str)  # the code, "" for all

    def __init__(self, name: str, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self._name = name
        self.setProperty("kind", "chip")
        self.setProperty("menued", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        for code, word in [("", _("All")), *choices]:
            action = QAction(word, menu)
            action.setData(code)
            menu.addAction(action)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)
        self.show_code("")

    def choose(self, code: str) -> None:
        """Choose ``code`` as if in the menu; "" is all."""
        self.show_code(code)
        self.chosen.emit(code)

    def show_code(self, code: str) -> None:
        """Show what is chosen, telling nobody."""
        word = next(a.text() for a in self.menu().actions() if a.data() == code)
        self.setText(f"{self._name}: {word}")
        self.setAccessibleName(self.text())
        self.setProperty("active", "true" if code else "false")
        restyle(self)

    def _on_triggered(self, action: QAction) -> None:
        self.choose(str(action.data()))
