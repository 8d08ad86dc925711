"""A strip of buttons that gives way: what has no room stands in a menu at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from papidesk.i18n import _
from ui.icons import set_icon
from ui.widgets.buttons import tool_button


class Strip(QWidget):
    """Buttons of actions in one row, with thin lines between groups."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[tuple[QWidget, QAction | None]] = []
        self._always: list[QAction] = []
        self.setObjectName("toolstrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 3, 8, 4)
        self._row.setSpacing(1)
        self.more = tool_button(_("More commands"), "more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.more.setProperty("menued", False)
        self._row.addStretch(1)
        self._row.addWidget(self.more)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self._on_fit)

    def add(self, action: QAction, *, icon: str = "", menu: bool = False) -> QToolButton:
        """Add the button of ``action``: its word, or its ``icon`` alone."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setProperty("kind", "tool")
        button.setProperty("word", not icon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        style = Qt.ToolButtonStyle
        if icon:
            set_icon(action, icon)
            set_icon(button, icon)
        button.setToolButtonStyle(style.ToolButtonIconOnly if icon else style.ToolButtonTextOnly)
        button.setAccessibleName(action.text().rstrip("…"))
        if menu:
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setProperty("menued", True)
        self._insert(button, action)
        return button

    def add_line(self) -> None:
        """Add a thin line between two groups."""
        line = QFrame()
        line.setObjectName("divider")
        line.setFixedWidth(1)
        self._insert(line, None)

    def keep_in_menu(self, actions: list[QAction]) -> None:
        """Offer ``actions`` in the menu at the end, whatever the room."""
        self._always += actions

    def clear(self) -> None:
        """Take everything away."""
        for widget, _action in self._pieces:
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._pieces, self._always = [], []

    def button(self, action: QAction) -> QToolButton:
        """Return the button of ``action``."""
        found = next(widget for widget, own in self._pieces if own is action)
        assert isinstance(found, QToolButton)
        return found

    def hidden_actions(self) -> list[QAction]:
        """Return the actions that have no room, as they stand in the menu."""
        return [action for widget, action in self._pieces if action and widget.isHidden()]

    def fit(self) -> None:
        """Show what has room now."""
        self._fit.start()

    def _insert(self, widget: QWidget, action: QAction | None) -> None:
        self._pieces.append((widget, action))
        # Before the stretch and the menu.
        self._row.insertWidget(self._row.count() - 2, widget)
        self._fit.start()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.more.sizeHint().width() + 24, super().minimumSizeHint().height())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        # A button that moved away below a resting mouse would look pointed at for good.
        for widget, _action in self._pieces:
            if widget.underMouse():
                widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
                widget.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_fit()

    def _on_fit(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        needed = [widget.sizeHint().width() + self._row.spacing() for widget, _a in self._pieces]
        if self._always or sum(needed) > room:
            room -= self.more.sizeHint().width() + self._row.spacing()
        used, full = 0, False
        for (widget, _action), width in zip(self._pieces, needed, strict=True):
            used += width
            full = full or used > room
            widget.setVisible(not full)
        menu = self.more.menu()
        menu.clear()
        menu.addActions(self.hidden_actions())
        if self._always and self.hidden_actions():
            menu.addSeparator()
        menu.addActions(self._always)
        self.more.setVisible(not menu.isEmpty())
