"""The strip at the top of the editor: where one is, the document, what can be done with it."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from papidesk.domain.document import Document
from papidesk.i18n import _
from ui import words
from ui.theme import Theme
from ui.widgets.buttons import action_button, menu_button, push_button
from ui.widgets.labels import ElidedLabel, Pill, label, restyle

BROAD = 900  # px at 100 % text: below this buttons show their icon only


class EditorHeader(QWidget):
    """Breadcrumb, title, state, saving; printing, exporting, the next act."""

    left = Signal()

    def __init__(self, theme: Theme, print_action: QAction, exports: list[QAction]) -> None:
        super().__init__()
        self._theme = theme
        self._primary: QAction | None = None
        self._build(print_action, exports)
        self._connect()
        self._on_theme_changed()

    def _build(self, print_action: QAction, exports: list[QAction]) -> None:
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = push_button(_("Documents ›"), "", "crumb")
        self.back.setToolTip(_("Back to the list (Ctrl+W)"))
        self.title = ElidedLabel("editor-title", least="MMMMMM…")
        self.state = Pill()
        self.saved = label("")
        self.print = action_button(print_action, "print")
        self.export = menu_button(_("Export"), "export", exports)
        self.primary = push_button("", "", "primary")
        self.primary.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more = menu_button(_("More"), "more", [])
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.more.setProperty("menued", False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 20, 8)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addWidget(self.state)
        row.addWidget(self.saved)
        row.addStretch(1)
        row.addWidget(self.print)
        row.addWidget(self.export)
        row.addWidget(self.more)
        row.addWidget(self.primary)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.back.clicked.connect(self.left)
        self.primary.clicked.connect(self._on_primary)

    def show_document(self, document: Document) -> None:
        """Show title and state."""
        kind = words.kind_word(document.kind) if document.kind else ""
        text = document.title or _("Without a title")
        self.title.setText(f"{kind} {text}".strip() if kind not in text[: len(kind)] else text)
        self.title.setToolTip(self.title.text())
        self.state.setText(words.state_word(document.state))
        self.state.set_tone(words.state_tone(document.state))

    def show_saved(self, state: str, at: datetime.datetime | None) -> None:
        """Say how keeping the text went."""
        said = {
            "waiting": _("Not saved yet"),
            "saving": _("Saving…"),
            "failed": _("Not saved"),
            "saved": _("Saved {time}").format(time=f"{at:%H:%M}" if at else ""),
        }
        self.saved.setText(said.get(state, ""))
        self.saved.setProperty("kind", "saved" if state == "saved" else "unsaved")
        restyle(self.saved)

    def show_acts(self, primary: QAction | None, others: list[QAction]) -> None:
        """Offer the next act as the button, the others in the menu."""
        self._primary = primary
        self.primary.setVisible(primary is not None)
        if primary is not None:
            self.primary.setText(primary.text().rstrip("…"))
            self.primary.setToolTip(primary.toolTip())
            self.primary.setEnabled(primary.isEnabled())
        menu = self.more.menu()
        menu.clear()
        menu.addActions(others)
        self.more.setVisible(bool(others))

    def buttons(self) -> list[QToolButton]:
        """Return the buttons whose words give way."""
        return [self.print, self.export]

    def minimumSizeHint(self) -> QSize:
        return QSize(300, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        broad = self.width() / self._theme.scale >= BROAD
        for button in self.buttons():
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if broad else style.ToolButtonIconOnly
            )

    def _on_primary(self) -> None:
        if self._primary is not None:
            self._primary.trigger()

    def _on_theme_changed(self) -> None:
        self.setMinimumHeight(round(52 * self._theme.scale))
