"""The templates one can begin from: found by their words, with or without dấu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from papidesk.domain.templates import Template
from papidesk.i18n import _
from papidesk.text.fold import fold
from ui import words
from ui.widgets.labels import label

_ID = Qt.ItemDataRole.UserRole


class TemplateList(QWidget):
    """A line to search in and the templates that fit; own ones first."""

    changed = Signal(str)  # the id of the template that is chosen, "" for none
    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._templates: list[Template] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a template"))
        self.search.setAccessibleName(_("Find a template"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Templates"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = label(_("No template is called that."), "muted", wrap=True)
        self.empty.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._on_searched)
        self.search.installEventFilter(self)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._on_activated)

    def show_templates(self, templates: list[Template], chosen: str = "") -> None:
        """Show ``templates`` and choose ``chosen``, else the first."""
        self._templates = templates
        self._fill(chosen or self.chosen)

    @property
    def chosen(self) -> str:
        """The id of the template that is chosen, "" for none."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def _fill(self, chosen: str) -> None:
        wanted = fold(self.search.text()).split()
        phrase = " ".join(wanted)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        # The one that is called so comes before those that only have all the words.
        for one in sorted(self._templates, key=lambda one: phrase not in fold(one.name)):
            known = fold(f"{one.name} {words.kind_word(one.kind)} {one.description}")
            if not all(part in known for part in wanted):
                continue
            name = _("{name} (own)").format(name=one.name) if one.own else one.name
            item = QListWidgetItem(name)
            item.setData(_ID, one.id)
            item.setToolTip(one.description or one.name)
            self.list.addItem(item)
        rows = range(self.list.count())
        row = next((n for n in rows if self.list.item(n).data(_ID) == chosen), 0)
        self.list.setCurrentRow(row if self.list.count() else -1)
        self.list.blockSignals(blocked)
        self.empty.setVisible(not self.list.count())
        self._on_row()

    def _on_searched(self) -> None:
        before = self.chosen
        blocked = self.blockSignals(True)
        self._fill("")  # the best of what is found
        self.blockSignals(blocked)
        if self.chosen != before:
            self._on_row()

    def _on_row(self) -> None:
        self.changed.emit(self.chosen)

    def _on_activated(self) -> None:
        self.taken.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and down walk through the list while the words keep the focus.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)
