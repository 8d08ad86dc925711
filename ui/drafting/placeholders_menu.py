"""A button whose menu puts a placeholder into the text of a template."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from papidesk.i18n import _
from ui.icons import set_icon


class PlaceholdersMenu(QToolButton):
    """Lists what templates may use, each with what it stands for."""

    chosen = Signal(str)

    def __init__(self, placeholders: dict[str, str]) -> None:
        super().__init__()
        self.setText(_("Insert a placeholder"))
        self.setAccessibleName(self.text())
        self.setProperty("kind", "button")
        self.setProperty("menued", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(self, "plus", beside=True)
        menu = QMenu(self)
        for name, meaning in placeholders.items():
            action = menu.addAction(f"{name} – {_(meaning)}")
            action.triggered.connect(partial(self._on_chosen, name))
        self.setMenu(menu)

    def _on_chosen(self, name: str) -> None:
        self.chosen.emit(name)
