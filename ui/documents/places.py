"""The switch at the top of the page Văn bản: the documents, the two registers; built when shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.context import Context

if TYPE_CHECKING:
    from ui.registers.register_view import RegisterView

DOCUMENTS, OUTGOING, INCOMING = range(3)


class Places(QWidget):
    """Shows the list of documents or a register, one at a time."""

    changed = Signal(int)
    document_asked = Signal(str)
    everything_asked = Signal()

    def __init__(self, context: Context, documents: QWidget) -> None:
        super().__init__()
        self._context = context
        self._registers: dict[int, RegisterView] = {}
        self._build(documents)
        self.tabs.currentChanged.connect(self._on_chosen)

    def _build(self, documents: QWidget) -> None:
        strip = QWidget()
        strip.setObjectName("toolstrip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(_("Documents and registers"))
        for word in (_("Documents"), _("Outgoing register"), _("Incoming register")):
            self.tabs.addTab(word)
        row = QHBoxLayout(strip)
        row.setContentsMargins(10, 0, 8, 1)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(documents)
        self._documents = documents
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self.stack, 1)

    def show_place(self, place: int) -> None:
        """Show the documents (0), the outgoing (1) or the incoming register (2)."""
        self.tabs.setCurrentIndex(place)

    @property
    def register(self) -> RegisterView | None:
        """The register on screen, None while the documents are."""
        return self._registers.get(self.tabs.currentIndex())

    def register_of(self, place: int) -> RegisterView:
        """Return a register, built when it is asked for the first time."""
        if place not in self._registers:
            made = self._make(place)
            made.document_asked.connect(self.document_asked)
            made.everything_asked.connect(self.everything_asked)
            self._registers[place] = made
            self.stack.addWidget(made)
        return self._registers[place]

    def remember(self) -> None:
        """Hand widths of columns to the settings."""
        for register in self._registers.values():
            register.remember()

    def _make(self, place: int) -> RegisterView:
        if place == OUTGOING:
            from ui.registers.outgoing_view import OutgoingView

            return OutgoingView(self._context)
        from ui.registers.incoming_view import IncomingView

        return IncomingView(self._context)

    def _on_chosen(self, place: int) -> None:
        shown = self._documents if place == DOCUMENTS else self.register_of(place)
        self.stack.setCurrentWidget(shown)
        self.changed.emit(place)
