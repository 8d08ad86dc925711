"""Outline, text and tabs beside each other: their widths, what is hidden, the way round by key."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.context import Context
from ui.editor.outline_panel import OutlinePanel
from ui.editor.side_panel import HISTORY, SidePanel
from ui.widgets.buttons import tool_button

SIZES = (164, 704, 442)  # px at first, as shares of what there is
LARGE_SIZES = (150, 490, 670)  # the same for large text: the words of the tabs take their room
LARGE = 1.3  # of the usual text size
LEAST = (120, 320, 280)
CROWDED = 1000  # px at 100 % text: with less the outline begins hidden when letters are large


class Panels(QSplitter):
    """The three parts of the editor; both at the sides can be hidden."""

    def __init__(
        self, context: Context, outline: OutlinePanel, text: list[QWidget], side: SidePanel
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._context = context
        self._outline, self._side = outline, side
        # Toolbar, text, bar: only the text takes what is left.
        toolbar, self._text, bar = text
        self.show_outline = tool_button(_("Show the outline (F8)"), "chevron-right")
        self.show_side = tool_button(_("Show the panel at the right (F9)"), "chevron-left")
        middle = QWidget()
        middle.setObjectName("panel")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top(toolbar))
        column.addWidget(self._text, 1)
        column.addWidget(bar)
        for part, least in zip((outline, middle, side), LEAST, strict=True):
            part.setMinimumWidth(least)
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        # The page grows with the window: what is beside the column of text is of no use to it.
        self.setStretchFactor(2, 1)
        self.setSizes(list(LARGE_SIZES if context.theme.scale > LARGE else SIZES))
        outline.hide_asked.connect(self.toggle_outline)
        side.hide_asked.connect(self.toggle_side)
        self.show_outline.clicked.connect(self.toggle_outline)
        self.show_side.clicked.connect(self.toggle_side)
        self._restore()

    def _top(self, toolbar: QWidget) -> QWidget:
        """Return the strip with the buttons that bring hidden panels back at its ends."""
        top = QWidget()
        top.setObjectName("toolstrip")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.show_outline)
        row.addWidget(toolbar, 1)
        row.addWidget(self.show_side)
        return top

    def _restore(self) -> None:
        kept = self._context.settings.splitters
        if kept.get("editor"):
            self.restoreState(QByteArray.fromBase64(kept["editor"].encode()))
        hidden = kept.get("editor-hidden", "10" if self._crowded() else "00")
        self._outline.setHidden(hidden[:1] == "1")
        self._side.setHidden(hidden[1:] == "1")
        self._offer()
        tab = kept.get("editor-tab", "0")
        self._side.show_tab(int(tab) if tab.isdecimal() and int(tab) <= HISTORY else 0)

    def _crowded(self) -> bool:
        """Tell whether large letters leave the outline no room on this screen; F8 shows it."""
        scale = self._context.theme.scale
        return scale > LARGE and self.screen().availableSize().width() < CROWDED * scale

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
        self._offer()
        if inside:
            # What is hidden must not keep the keys.
            self._text.setFocus()

    def _offer(self) -> None:
        self.show_outline.setVisible(self._outline.isHidden())
        self.show_side.setVisible(self._side.isHidden())

    def show_tab(self, tab: int) -> None:
        """Bring a tab to the front and put the focus into it."""
        self._side.show()
        self._offer()
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
