"""A chip that narrows the reports of a year to one duty."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from papidesk.i18n import _
from ui.widgets.labels import restyle

LONGEST = 40  # letters


class DutyChip(QToolButton):
    """All duties, or one; what is offered changes with the year."""

    chosen = Signal(str)  # the code, "" for all

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self._code = ""
        self.setProperty("kind", "chip")
        self.setProperty("menued", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        self.show_code("")

    def offer(self, names: Mapping[str, str]) -> None:
        """Offer duties by code with their names."""
        if dict(names) == self._names and self._menu.actions():
            return
        self._names = dict(names)
        self._menu.clear()
        for code, word in [("", _("All")), *self._names.items()]:
            action = QAction(word, self._menu)
            action.setData(code)
            self._menu.addAction(action)
        self.show_code(self._code)

    def choose(self, code: str) -> None:
        """Choose ``code`` as if in the menu; "" is all."""
        self.show_code(code)
        self.chosen.emit(code)

    def show_code(self, code: str) -> None:
        """Show what is chosen, telling nobody."""
        self._code = code
        word = self._names.get(code, _("All")) if code else _("All")
        short = word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…"
        said = _("Duty: {name}")
        self.setText(said.format(name=short))
        self.setToolTip(word if short != word else "")
        self.setAccessibleName(said.format(name=word))
        self.setProperty("active", "true" if code else "false")
        restyle(self)

    def _on_triggered(self, action: QAction) -> None:
        self.choose(str(action.data()))
