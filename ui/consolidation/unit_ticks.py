"""A list of units to tick, found by words with or without dấu."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _, ngettext
from papidesk.text.fold import fold
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.words import whole_text

CODE = Qt.ItemDataRole.UserRole


class UnitTicks(QWidget):
    """Shows units; those out of sight keep their tick."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a unit, with or without dấu"))
        self.search.setAccessibleName(_("Find a unit"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setSpacing(2)
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.all_button = push_button(_("All"), kind="link")
        self.none_button = push_button(_("None"), kind="link")
        self.count = label("", "muted")
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(name, "muted"))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._on_typed)
        self.list.itemChanged.connect(self._on_changed)
        self.all_button.clicked.connect(partial(self.tick, every=True))
        self.none_button.clicked.connect(partial(self.tick, every=False))

    def offer(self, units: Iterable[tuple[str, str]], ticked: set[str]) -> None:
        """Offer units (code, name); ``ticked`` are the codes that are ticked."""
        self.list.blockSignals(True)
        self.list.clear()
        for code, name in units:
            item = QListWidgetItem(name)
            item.setData(CODE, code)
            item.setToolTip(code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(code in ticked))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._tell()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes of the units that are ticked."""
        return tuple(str(item.data(CODE)) for item in self._items() if _is_on(item))

    @property
    def offered(self) -> int:
        """How many units there are."""
        return self.list.count()

    def tick(self, *_checked: object, every: bool) -> None:
        """Tick the units in sight, or none of them."""
        self.list.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(_state(every))
        self.list.blockSignals(False)
        self.list.viewport().update()
        self._on_changed()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tell(self) -> None:
        count = len(self.ticked)
        said = ngettext("{count} unit ticked", "{count} units ticked", count)
        self.count.setText(said.format(count=whole_text(count)))

    def _on_changed(self, *_changes: object) -> None:
        self._tell()
        self.changed.emit()

    def _on_typed(self, text: str) -> None:
        words = fold(text).split()
        for item in self._items():
            told = fold(f"{item.text()} {item.data(CODE)}")
            item.setHidden(not all(word in told for word in words))


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _is_on(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
