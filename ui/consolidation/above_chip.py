"""A chip that narrows units to those below one of them; seen where the tree has several levels."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from papidesk.i18n import _
from ui.widgets.labels import restyle

LONGEST = 32  # letters of a chip


class AboveChip(QToolButton):
    """One unit above, or none."""

    chosen = Signal(str)  # its code, "" for none

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self._offered: dict[str, str] = {}
        self.setProperty("kind", "chip")
        self.setProperty("menued", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        self.show_code("")

    @property
    def wanted(self) -> bool:
        """Whether there is anything to choose between."""
        return len(self._offered) > 1

    def offer(self, names: Mapping[str, str]) -> None:
        """Offer units above, name by code; one that is there no more is let go of, silently."""
        if dict(names) != self._offered:
            self._offered = dict(names)
            self._menu.clear()
            self._menu.addAction(QAction(_("All units"), self._menu))
            self._menu.addSeparator()
            for code, name in names.items():
                action = QAction(name, self._menu)
                action.setData(code)
                self._menu.addAction(action)
        self.show_code(self.code if self.wanted and self.code in self._offered else "")
        self.setVisible(self.wanted)

    def show_code(self, code: str) -> None:
        """Show what is chosen, telling nobody."""
        self.code = code
        name = self._offered.get(code) or _("All")
        short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        said = _("Unit above: {name}")
        self.setText(said.format(name=short))
        self.setToolTip(name)
        self.setAccessibleName(said.format(name=name))
        self.setProperty("active", "true" if code else "false")
        restyle(self)

    def choose(self, code: str) -> None:
        """Choose as if in the menu."""
        self.show_code(code)
        self.chosen.emit(code)

    def _on_triggered(self, action: QAction) -> None:
        self.choose(str(action.data() or ""))
