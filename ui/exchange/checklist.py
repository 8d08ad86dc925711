"""A list to tick: what is searched for above, all or none below it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.words import whole_text

SEARCHED = 10  # entries from which on there is a line to search in


class Checklist(QWidget):
    """Entries with a tick each; Space ticks the chosen one."""

    changed = Signal()

    def __init__(self, name: str, least: int = 110) -> None:
        super().__init__()
        self.name = label(name, "muted", wrap=True)
        self.count = label("", "muted")
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Search"))
        self.line.setAccessibleName(_("Search in {name}").format(name=name))
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(name)
        self.list.setMinimumHeight(least)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.all_button = push_button(_("All"), kind="link")
        self.none_button = push_button(_("None"), kind="link")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name, 1)
        for widget in (self.count, self.all_button, self.none_button):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.line.textChanged.connect(self._on_search)
        self.list.itemChanged.connect(self._on_ticked)
        self.all_button.clicked.connect(self.tick_all)
        self.none_button.clicked.connect(self.tick_none)

    def offer(self, entries: Iterable[tuple[str, str]], ticked: Iterable[str] = ()) -> None:
        """Offer ``entries`` (code, words), with ``ticked`` codes ticked."""
        known = set(ticked)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for code, words in entries:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setToolTip(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(code in known))
            self.list.addItem(item)
        self.list.blockSignals(blocked)
        self.line.setVisible(self.list.count() > SEARCHED)
        self.line.clear()
        if self.list.count():
            self.list.setCurrentRow(0)
        self._tell()

    def chosen(self) -> tuple[str, ...]:
        """Return the codes that are ticked, in order."""
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        )

    def tick_all(self) -> None:
        """Tick all that are shown."""
        self._tick(True)

    def tick_none(self) -> None:
        """Tick none of those that are shown."""
        self._tick(False)

    def _tick(self, ticked: bool) -> None:
        blocked = self.list.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(_state(ticked))
        self.list.blockSignals(blocked)
        self._on_ticked()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _on_search(self, text: str) -> None:
        wanted = fold(text)
        for item in self._items():
            item.setHidden(wanted not in fold(item.text()))

    def _on_ticked(self, *_item: object) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        ticked, every = len(self.chosen()), self.list.count()
        said = _("{chosen} of {every}")
        self.count.setText(said.format(chosen=whole_text(ticked), every=whole_text(every)))
        for button in (self.all_button, self.none_button):
            button.setVisible(every > 1)


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
