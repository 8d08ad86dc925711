"""The dialog Căn cứ: legal bases picked from the registers or typed, in the order they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.text.clean import clean_line
from papidesk.workflow import bases as known_bases
from papidesk.workflow.bases import BasisCandidate
from ui.context import Context
from ui.failures import sentence_of
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import broaden, label

PAUSE = 150  # ms of no typing before the registers are asked
PREFIX = "Căn cứ "


def as_line(typed: str) -> str:
    """Return a typed basis as it stands in the paper: it begins with "Căn cứ"."""
    text = clean_line(typed).rstrip(";. ")
    if not text or text.casefold().startswith(("căn cứ", "thực hiện", "theo ", "xét ")):
        return text
    return PREFIX + text


class BasesDialog(QDialog):
    """Chooses and orders the bases of a document."""

    answered = Signal(object, object)  # the lines, and the candidates they came from

    def __init__(
        self, context: Context, lines: tuple[str, ...], parent: QWidget, own: str = ""
    ) -> None:
        super().__init__(parent)
        self._context, self._own = context, own
        self._taken: list[BasisCandidate] = []
        self._build()
        for line in lines:
            self._add(line)
        self._connect()
        self._on_search()
        self.search.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("Legal bases"))
        self.search = QLineEdit()
        self.search.setAccessibleName(_("Find in the registers, or type a basis"))
        self.search.setPlaceholderText(_("Find in the registers, or type a basis and press Enter"))
        self.search.setClearButtonEnabled(True)
        self.found = self._list(_("Papers in the registers"))
        self.chosen = self._list(_("Bases of this document"))
        self.chosen.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.add_button = push_button(_("Add"), "plus")
        self.up = tool_button(_("Move up (Alt+Up)"), "arrow-up")
        self.down = tool_button(_("Move down (Alt+Down)"), "arrow-below")
        self.remove = tool_button(_("Take away (Delete)"), "delete")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Use these bases"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        typed = QHBoxLayout()
        typed.addWidget(self.search, 1)
        typed.addWidget(self.add_button)
        order = QHBoxLayout()
        order.addWidget(label(_("Bases of this document"), "strong"), 1)
        for button in (self.up, self.down, self.remove):
            order.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addLayout(typed)
        layout.addWidget(self.found, 3)
        self.none = label("", "muted", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self.found)
        inside.addWidget(self.none)
        layout.addWidget(self.problem)
        layout.addLayout(order)
        layout.addWidget(self.chosen, 2)
        layout.addWidget(self.buttons)
        broaden(self, 84)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _list(self, name: str) -> QListWidget:
        made = QListWidget()
        made.setObjectName("framed")
        made.setAccessibleName(name)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_return)
        self._pause.timeout.connect(self._on_search)
        self.found.itemActivated.connect(self._on_taken)
        self.add_button.clicked.connect(self._on_return)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.remove.clicked.connect(self._on_remove)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        for keys, act in (
            ("Alt+Up", self._on_up), ("Alt+Down", self._on_down), ("Delete", self._on_remove),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self.chosen)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def lines(self) -> tuple[str, ...]:
        """Return the bases in their order."""
        texts = (clean_line(self.chosen.item(row).text()) for row in range(self.chosen.count()))
        return tuple(text for text in texts if text)

    def _add(self, line: str) -> None:
        if not line or line in self.lines():
            return
        item = QListWidgetItem(line)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
        self.chosen.addItem(item)
        self.chosen.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter adds a basis; it must not close the dialog at the same time.
        busy = any(widget.hasFocus() for widget in (self.search, self.found, self.chosen))
        if busy and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_accepted()
            return
        super().keyPressEvent(event)

    # Slots

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_search(self) -> None:
        self._pause.stop()
        try:
            hits = known_bases.search_bases(self._context.workspace.store, self.search.text())
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.problem.hide()
        self.found.clear()
        for hit in hits:
            if hit.id == self._own:
                continue  # no paper is its own basis
            item = QListWidgetItem(hit.line)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.found.addItem(item)
        self._say_none()

    def _say_none(self) -> None:
        typed = clean_line(self.search.text())
        said = (
            _("No issued or incoming paper fits “{text}”. Press Enter to take it as it is typed.")
            if typed
            else _("No paper is issued or entered yet. Type the basis above and press Enter.")
        )
        self.none.setText(said.format(text=typed))
        self.none.setVisible(self.found.count() == 0)

    def _on_taken(self, item: QListWidgetItem) -> None:
        hit: BasisCandidate = item.data(Qt.ItemDataRole.UserRole)
        self._taken.append(hit)
        self._add(hit.line)

    def _on_return(self) -> None:
        item = self.found.currentItem()
        if item is not None and self.found.hasFocus():
            self._on_taken(item)
        else:
            self._add(as_line(self.search.text()))
            self.search.clear()

    def _on_up(self) -> None:
        self._step(-1)

    def _on_down(self) -> None:
        self._step(1)

    def _step(self, way: int) -> None:
        row = self.chosen.currentRow()
        if row >= 0 and 0 <= row + way < self.chosen.count():
            self.chosen.insertItem(row + way, self.chosen.takeItem(row))
            self.chosen.setCurrentRow(row + way)

    def _on_remove(self) -> None:
        if self.chosen.currentRow() >= 0:
            self.chosen.takeItem(self.chosen.currentRow())

    def _on_accepted(self) -> None:
        # What was typed and not added yet is meant all the same.
        self._add(
            as_line(self.search.text())
            if self.search.text().strip() and (self.found.count() == 0)
            else ""
        )
        lines = self.lines()
        used = [hit for hit in self._taken if hit.line in lines]
        self.accept()
        self.answered.emit(lines, used)
