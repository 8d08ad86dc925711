"""The palette (Ctrl+K): one box over documents, tasks, activities, commands, settings, help."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.commands import Command
from ui.context import Context
from ui.palette_entries import (
    Entry,
    command_entries,
    document_entries,
    recent_entries,
)
from ui.palette_view import PaletteDelegate, PaletteModel, nothing_text
from ui.widgets.labels import label

__all__ = ["Command", "Palette", "Source"]

Source = Callable[[str, tuple[str, ...]], list[Entry]]  # what is typed, what was chosen lately
COMMANDS_SHOWN = 8
RECENT_KEPT = 20
MOVES = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1,
}  # fmt: skip


class Palette(QDialog):
    """Takes words, shows what they find, does what is chosen; all by keyboard."""

    def __init__(
        self,
        context: Context,
        commands: Iterable[Command],
        show_document: Callable[[str], object],
        sources: Iterable[Source] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._commands = list(commands)
        self._show_document = show_document
        self._sources = list(sources)
        self._build()
        self.line.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._on_clicked)
        self._on_typed("")

    def _build(self) -> None:
        self.setWindowTitle(_("Find and do"))
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        scale = self._context.theme.scale
        self.line = QLineEdit()
        self.line.setObjectName("palette-line")
        self.line.setPlaceholderText(
            _("A document, a task, an activity, a command – with or without marks, or initials")
        )
        self.line.setAccessibleName(_("Find and do"))
        self.line.installEventFilter(self)
        self.model = PaletteModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self._context.theme))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What was found"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = label(nothing_text(), "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        foot = label(_("↑ ↓ choose   Enter do it   Esc close"), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 8)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self.stack, 1)
        layout.addWidget(foot)
        foot.setContentsMargins(12, 0, 0, 0)
        self.resize(round(min(960, 640 * scale)), round(min(600, 440 * scale)))

    def open_over(self, window: QWidget, text: str = "") -> None:
        """Open in the upper middle of ``window``; ``text`` stands in the box, chosen."""
        room = window.size()
        self.resize(min(self.width(), room.width() - 40), min(self.height(), room.height() - 100))
        place = QPoint((room.width() - self.width()) // 2, 64)
        self.move(window.mapToGlobal(place))
        self.line.setText(text)
        self.line.selectAll()
        self.open()
        self.line.setFocus()

    @property
    def entries(self) -> list[Entry]:
        """What is offered, from top to bottom."""
        return [line for line in self.model.lines if isinstance(line, Entry)]

    @property
    def current(self) -> Entry | None:
        """The entry the cursor is on."""
        return self.model.entry(self.list.currentIndex().row())

    def choose(self) -> None:
        """Do what the entry under the cursor says, once the palette is closed."""
        entry = self.current
        if entry is None or entry.why:
            return
        recent = (entry.id, *(id for id in self._context.settings.recent if id != entry.id))
        self._context.remember_recent(recent[:RECENT_KEPT])
        self.accept()
        entry.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in MOVES:
                self._move(MOVES[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.choose()
                return True
        return super().eventFilter(watched, event)

    def _found(self, text: str) -> list[Entry]:
        recent = self._context.settings.recent
        store = self._context.workspace.store
        if not text.strip():
            lately = recent_entries(store, self._commands, recent, self._show_document)
            known = {entry.id for entry in lately}
            every = command_entries(self._commands, "", (), _("Commands"))
            possible = [e for e in every if not e.why and e.id not in known]
            return lately + possible
        documents = document_entries(store, text, recent, self._show_document)
        commands = command_entries(self._commands, text, recent, _("Commands"))[:COMMANDS_SHOWN]
        others = [entry for source in self._sources for entry in source(text, recent)]
        # A command whose name begins as typed is meant more often than one of many documents.
        begun = [entry for entry in commands if entry.score >= 7000]
        rest = [entry for entry in commands if entry.score < 7000]
        return begun + documents + rest + others

    def _on_typed(self, text: str) -> None:
        entries = self._found(text)
        self.model.show(entries)
        self.stack.setCurrentWidget(self.list if entries else self.nothing)
        self._move(1, begin=True)

    def _move(self, by: int, *, begin: bool = False) -> None:
        rows = [row for row, line in enumerate(self.model.lines) if isinstance(line, Entry)]
        if not rows:
            return
        now = self.list.currentIndex().row()
        if begin or now not in rows:
            place = 0
        elif abs(by) == 1:
            place = (rows.index(now) + by) % len(rows)
        else:
            place = max(0, min(len(rows) - 1, rows.index(now) + by))
        self.list.setCurrentIndex(self.model.index(rows[place]))
        if place == 0:
            self.list.scrollToTop()

    def _on_clicked(self) -> None:
        self.choose()
