"""The chips above the list: kind, state, trash; and how many documents are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from papidesk.domain.kinds import kinds
from papidesk.i18n import _
from ui import words
from ui.icons import set_icon
from ui.widgets.buttons import tool_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, restyle


class Chip(QToolButton):
    """A filter that opens a menu of choices; lit while it narrows the list."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self._name = name
        self._build(choices)

    def _build(self, choices: list[tuple[str, str]]) -> None:
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
        self._show("")

    def choose(self, code: str) -> None:
        """Choose ``code`` as if in the menu; "" is all."""
        self._show(code)
        self.chosen.emit(code or None)

    def _show(self, code: str) -> None:
        word = next(a.text() for a in self.menu().actions() if a.data() == code)
        self.setText(f"{self._name}: {word}")
        self.setAccessibleName(self.text())
        self.setProperty("active", "true" if code else "false")
        restyle(self)

    def _on_triggered(self, action: QAction) -> None:
        self.choose(action.data())


class FilterBar(QWidget):
    """Narrows the list of documents."""

    kind_chosen = Signal(object)
    state_chosen = Signal(object)
    trash_toggled = Signal(bool)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.kind = Chip(_("Kind"), [(kind.code, kind.title) for kind in kinds().values()])
        self.state = Chip(_("State"), [(code, words.state_word(code)) for code in words.STATES])
        self.trash = QToolButton()
        self.trash.setProperty("kind", "chip")
        self.trash.setText(_("Trash"))
        self.trash.setCheckable(True)
        self.trash.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.trash.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(self.trash, "delete", "muted", beside=True)
        self.clear = QToolButton()
        self.clear.setProperty("kind", "link")
        self.clear.setText(_("Show all"))
        self.clear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clear.hide()
        self.count = label("", "muted")
        self.columns = tool_button(_("Choose columns"), "columns")
        chips = QWidget()
        flow = FlowLayout(chips, 6)
        self.count.setContentsMargins(6, 5, 0, 0)
        for chip in (self.kind, self.state, self.trash, self.clear, self.count):
            flow.addWidget(chip)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(chips, 1)
        layout.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.kind.chosen.connect(self.kind_chosen)
        self.state.chosen.connect(self.state_chosen)
        self.trash.toggled.connect(self.trash_toggled)
        self.clear.clicked.connect(self.cleared)

    def show_narrowed(self, narrowed: bool) -> None:
        """Offer the way back to all documents while the list is narrowed."""
        self.clear.setVisible(narrowed)

    def reset(self) -> None:
        """Let go of every choice."""
        self.kind.choose("")
        self.state.choose("")
        self.trash.setChecked(False)
