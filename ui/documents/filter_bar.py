"""The chips above the list: view, kind, state, trash, what else narrows it, and how many it has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from papidesk.domain.kinds import kinds
from papidesk.i18n import _, ngettext
from papidesk.workflow.lists import DocumentFilter
from ui import words
from ui.documents.filter_words import narrowings
from ui.documents.views_chip import ViewsChip
from ui.icons import set_icon
from ui.widgets.buttons import tool_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, restyle

LONGEST = 36  # letters of a chip


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
        self.show_codes(())

    def choose(self, code: str) -> None:
        """Choose ``code`` as if in the menu; "" is all."""
        self.show_codes((code,) if code else ())
        self.chosen.emit((code,) if code else ())

    def show_codes(self, codes: tuple[str, ...]) -> None:
        """Show what the list is narrowed to, telling nobody."""
        text = self._name
        if codes:
            found = (a.text() for a in self.menu().actions() if a.data() == codes[0])
            more = f" +{len(codes) - 1}" if len(codes) > 1 else ""
            text = f"{self._name}: {next(found, codes[0])}{more}"
        self.setText(text)
        self.setAccessibleName(self.text())
        self.setProperty("active", "true" if codes else "false")
        restyle(self)

    def _on_triggered(self, action: QAction) -> None:
        self.choose(action.data())


class FilterBar(QWidget):
    """Narrows the list of documents."""

    kind_chosen = Signal(object)  # a tuple of codes
    state_chosen = Signal(object)
    trash_toggled = Signal(bool)
    cleared = Signal()
    dropped = Signal(str)  # a field of the filter

    def __init__(self) -> None:
        super().__init__()
        self._narrowing: list[QToolButton] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.views = ViewsChip()
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
        self._chips = QWidget()
        flow = FlowLayout(self._chips, 6)
        self.count.setContentsMargins(6, 5, 0, 0)
        for chip in (self.views, self.kind, self.state, self.trash, self.clear, self.count):
            flow.addWidget(chip)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._chips, 1)
        layout.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.kind.chosen.connect(self.kind_chosen)
        self.state.chosen.connect(self.state_chosen)
        self.trash.toggled.connect(self.trash_toggled)
        self.clear.clicked.connect(self.cleared)

    def show_filter(self, chosen: DocumentFilter, *, narrowed: bool, total: int) -> None:
        """Show what the list is narrowed to and how many documents that leaves."""
        self.kind.show_codes(chosen.kinds)
        self.state.show_codes(chosen.states)
        blocked = self.trash.blockSignals(True)
        self.trash.setChecked(chosen.trashed)
        self.trash.blockSignals(blocked)
        self._show_narrowings(narrowings(chosen))
        self.clear.setVisible(narrowed or chosen.trashed)
        said = ngettext("{count} document", "{count} documents", total)
        self.count.setText(said.format(count=words.whole_text(total)))

    def _show_narrowings(self, found: Iterable[tuple[str, str]]) -> None:
        wanted = list(found)
        if [(c.property("field"), c.toolTip()) for c in self._narrowing] == wanted:
            return
        for chip in self._narrowing:
            chip.hide()
            chip.deleteLater()
        self._narrowing = [self._narrowing_chip(*one) for one in wanted]
        flow = self._chips.layout()
        assert flow is not None
        # The link and the count stay last.
        for widget in (*self._narrowing, self.clear, self.count):
            flow.removeWidget(widget)
            flow.addWidget(widget)
            if widget in self._narrowing:
                widget.show()

    def _narrowing_chip(self, field: str, text: str) -> QToolButton:
        chip = QToolButton(self._chips)
        chip.setProperty("kind", "chip")
        chip.setProperty("active", "true")
        chip.setProperty("field", field)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        chip.setText(f"{short}  ×")
        chip.setToolTip(text)
        chip.setAccessibleName(_("No longer narrow by {what}").format(what=text))
        chip.clicked.connect(partial(self.dropped.emit, field))
        return chip
