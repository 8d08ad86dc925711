"""A chip that opens a menu of the reports of a year: a duty and its period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from papidesk.i18n import _
from ui.consolidation.consolidation_words import term_text
from ui.widgets.labels import restyle

LONGEST = 60  # letters of a chip: a long name must not push the others away


class Asked(NamedTuple):
    """A report that was asked for: duty and period, and the duty's name."""

    duty: str
    period: str
    name: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is found by."""
        return (self.duty, self.period)

    @property
    def short(self) -> str:
        """How it is read where the word report stands before it."""
        rest = self.name.removeprefix("Báo cáo ")
        return term_text(rest[:1].upper() + rest[1:], self.period)

    @property
    def text(self) -> str:
        """How it is read."""
        return term_text(self.name, self.period)


class TermChip(QToolButton):
    """One report of the year, or all of them where ``every`` may be chosen."""

    chosen = Signal(object)  # an Asked, None for all

    def __init__(self, *, every: bool) -> None:
        super().__init__()
        self._every = every
        self.offered: tuple[Asked, ...] = ()
        self.shown: Asked | None = None
        self.setProperty("kind", "chip")
        self.setProperty("menued", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        self.show_asked(None)

    def offer(self, asked: Sequence[Asked]) -> None:
        """Offer reports, in the order they are due."""
        if tuple(asked) != self.offered:
            self.offered = tuple(asked)
            self._menu.clear()
            if self._every:
                self._menu.addAction(QAction(_("All reports of the year"), self._menu))
                self._menu.addSeparator()
            for one in asked:
                action = QAction(one.text, self._menu)
                action.setData(one)
                self._menu.addAction(action)
        self.show_asked(self.shown)

    def find(self, key: tuple[str, str]) -> Asked | None:
        """Return what is offered for a duty and period."""
        return next((one for one in self.offered if one.key == key), None)

    def show_asked(self, asked: Asked | None) -> None:
        """Show what is chosen, telling nobody."""
        self.shown = asked
        word = asked.short if asked else _("All") if self._every else _("Choose…")
        short = word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…"
        said = _("Report: {name}")
        self.setText(said.format(name=short))
        self.setToolTip(word)
        self.setAccessibleName(said.format(name=word))
        self.setProperty("active", "true" if asked and self._every else "false")
        restyle(self)

    def choose(self, asked: Asked | None) -> None:
        """Choose as if in the menu."""
        self.show_asked(asked)
        self.chosen.emit(asked)

    def _on_triggered(self, action: QAction) -> None:
        found = action.data()
        # A tuple goes through Qt as a list.
        self.choose(Asked(*found) if found else None)
