"""Outline, text and tabs beside each other: their widths, what is hidden, the way round by key."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.editor.outline_panel import OutlinePanel
from ui.editor.side_panel import HISTORY, SidePanel

SIZES = (196, 680, 435)  # px at first, as shares of what there is
LEAST = (120, 320, 280)


class Panels(QSplitter):
    """The three parts of the editor; both at the sides can be hidden."""

    def __init__(
        self, context: Context, outline: OutlinePanel, text: list[QWidget], side: SidePanel
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._context = context
        self._outline, self._side = outline, side
        # Toolbar, text, bar: only the text takes what is left.
        self._text = text[1]
        middle = QWidget()
        middle.setObjectName("panel")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in text:
            column.addWidget(widget, 1 if widget is self._text else 0)
        for part, least in zip((outline, middle, side), LEAST, strict=True):
            part.setMinimumWidth(least)
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 0)
        self.setSizes(list(SIZES))
        outline.hide_asked.connect(self.toggle_outline)
        side.hide_asked.connect(self.toggle_side)
        self._restore()

    def _restore(self) -> None:
        kept = self._context.settings.splitters
        if kept.get("editor"):
            self.restoreState(QByteArray.fromBase64(kept["editor"].encode()))
        hidden = kept.get("editor-hidden", "00")
        self._outline.setHidden(hidden[:1] == "1")
        self._side.setHidden(hidden[1:] == "1")
        tab = kept.get("editor-tab", "0")
        self._side.show_tab(int(tab) if tab.isdecimal() and int(tab) <= HISTORY else 0)

    def remember(self) -> None:
        """Hand widths, hidden panels and the tab to the settings."""
        state = base64.b64encode(self.saveState().data()).decode()
        hidden = f"{int(self._outline.isHidden())}{int(self._side.isHidden())}"
        self._context.remember("splitters", "editor", state)
        self._context.remember("splitters", "editor-hidden", hidden)
        self._context.remember("splitters", "editor-tab", str(self._side.tabs.currentIndex()))

    def toggle_outline(self) -> None:
        """Show or hide the outline."""
        self._toggle(self._outline)

    def toggle_side(self) -> None:
        """Show or hide the tabs at the right."""
        self._toggle(self._side)

    def _toggle(self, part: QWidget) -> None:
        now = QApplication.focusWidget()
        inside = now is not None and part.isAncestorOf(now)
        part.setHidden(not part.isHidden())
        if inside:
            # What is hidden must not keep the keys.
            self._text.setFocus()

    def show_tab(self, tab: int) -> None:
        """Bring a tab to the front and put the focus into it."""
        self._side.show()
        self._side.show_tab(tab)
        self._side.stack.currentWidget().setFocus(Qt.FocusReason.TabFocusReason)

    def go_round(self, first: QWidget) -> None:
        """Put the focus from the outline into the text, the tabs, to ``first``, and round."""
        parts: list[tuple[QWidget, QWidget]] = [
            (self._outline, self._outline.tree), (self._text, self._text),
            (self._side, self._side.tabs), (first.parentWidget() or first, first),
        ]  # fmt: skip
        now = QApplication.focusWidget()
        at = 0
        for index, (part, _target) in enumerate(parts):
            if now is not None and (part is now or part.isAncestorOf(now)):
                at = index
        for step in range(1, len(parts) + 1):
            part, target = parts[(at + step) % len(parts)]
            if part.isVisible():
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
