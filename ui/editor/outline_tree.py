"""The tree of the outline: sections and annexes, dragged to where they shall stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QBrush, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeWidget, QTreeWidgetItem

from papidesk.domain.sections import Section
from ui.theme import Theme

BODY = -1  # the story of the document's own body; annexes count from 0
_DATA = Qt.ItemDataRole.UserRole
_Place = QAbstractItemView.DropIndicatorPosition


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a section of a story, or an annex itself (``section`` is None)."""

    story: int
    label: str
    section: Section | None = None

    @property
    def depth(self) -> int:
        """How far in the row stands."""
        if self.section is None:
            return 0
        return self.section.level + (1 if self.story != BODY else 0)


class OutlineTree(QTreeWidget):
    """Shows entries; tells which was chosen and where one was dropped."""

    picked = Signal(object)  # Entry
    section_moved = Signal(object, int, int)  # Entry, before which block, at which level
    annex_moved = Signal(int, int)  # which annex, before which one
    step_asked = Signal(object, bool)  # Entry, upwards
    level_asked = Signal(object, int)  # Entry, -1 for a level higher, 1 for a level lower
    removal_asked = Signal(object)  # Entry
    change_asked = Signal(object)  # Entry of an annex: its title, its paper
    left = Signal()  # back to the text

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: list[Entry] = []
        self._rows: list[QTreeWidgetItem] = []
        self._closed: set[tuple[int, str]] = set()
        self._bold: QTreeWidgetItem | None = None
        self.movable = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("outline")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setExpandsOnDoubleClick(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._fit()

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.itemClicked.connect(self._on_clicked)
        self.itemDoubleClicked.connect(self._on_double_clicked)
        self.itemCollapsed.connect(self._on_collapsed)
        self.itemExpanded.connect(self._on_expanded)

    # What others ask of it

    def show_entries(self, entries: list[Entry]) -> None:
        """Show ``entries``; rows that stay keep their selection and whether they are open."""
        before, self._entries = self._entries, entries
        if [(e.story, e.depth) for e in before] == [(e.story, e.depth) for e in entries]:
            for row, old, new in zip(self._rows, before, entries, strict=True):
                row.setData(0, _DATA, new)
                if old.label != new.label:
                    row.setText(0, new.label)
                    row.setToolTip(0, new.label)
            return
        self._fill()

    def entries(self) -> list[Entry]:
        """Return what is shown."""
        return list(self._entries)

    def current_entry(self) -> Entry | None:
        """Return the row with the focus."""
        return _entry(self.currentItem())

    def mark(self, index: int) -> None:
        """Show entry ``index`` as the one the cursor stands in; -1 for none."""
        if 0 <= index < len(self._rows):
            row = self._rows[index]
            # What lies in a closed branch is marked at the branch.
            parent: QTreeWidgetItem | None = row.parent()
            while parent is not None:
                if not parent.isExpanded():
                    row = parent
                parent = parent.parent()
            if self.currentItem() is not row:
                self.setCurrentItem(row)
            self.scrollToItem(row)
        else:
            self.setCurrentIndex(QModelIndex())
        self._embolden()

    def choose(self, index: int) -> None:
        """Put the focus on entry ``index`` as a click would."""
        self.setCurrentItem(self._rows[index])

    def row_of(self, index: int) -> QTreeWidgetItem:
        """Return the row of entry ``index``."""
        return self._rows[index]

    # Filling

    def _fill(self) -> None:
        blocked = self.blockSignals(True)
        # Nobody may look at rows while Qt takes them away.
        self._rows, self._bold = [], None
        self.clear()
        above: list[tuple[int, QTreeWidgetItem]] = []
        for entry in self._entries:
            while above and above[-1][0] >= entry.depth:
                above.pop()
            item = QTreeWidgetItem([entry.label])
            item.setToolTip(0, entry.label)
            item.setData(0, _DATA, entry)
            if above:
                above[-1][1].addChild(item)
            else:
                self.addTopLevelItem(item)
            item.setExpanded((entry.story, entry.label) not in self._closed)
            above.append((entry.depth, item))
            self._rows.append(item)
        self.blockSignals(blocked)
        self._colour_all()

    def _embolden(self) -> None:
        """Show the present row as such, and the one before it as the others."""
        current = self.currentItem()
        if self._bold is current:
            return
        before, self._bold = self._bold, current
        for row in (before, current):
            if row is not None:
                self._colour(row)

    def _colour(self, row: QTreeWidgetItem) -> None:
        entry = _entry(row)
        if entry is None:
            return
        present = row is self._bold
        font = row.font(0)
        font.setBold(present)
        row.setFont(0, font)
        name = "accent" if present else "text" if entry.depth <= 1 else "muted"
        row.setForeground(0, QBrush(self._theme.color(name)))

    def _colour_all(self) -> None:
        self._bold = self.currentItem()
        for row in self._rows:
            self._colour(row)

    def _fit(self) -> None:
        self.setIndentation(round(14 * self._theme.scale))

    # Dragging

    def dropEvent(self, event: QDropEvent) -> None:
        source = self.current_entry()
        index = self.indexAt(event.position().toPoint())
        item = self.itemFromIndex(index) if index.isValid() else None
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if source is not None:
            self.drop_entry(source, _entry(item), self.dropIndicatorPosition())

    def drop_entry(self, source: Entry, target: Entry | None, where: _Place) -> None:
        """Move ``source`` to ``where`` beside, below or into ``target``; None is the very end."""
        if not self.movable or source is target:
            return
        if source.section is None:
            self._drop_annex(source, target, where)
            return
        own = [entry.section for entry in self._entries if entry.story == source.story]
        end = max(section.last for section in own if section is not None)
        if target is None or target.story != source.story or target.section is None:
            # Beside an annex or below everything: the end of its own story.
            first = min(section.level for section in own if section is not None)
            self.section_moved.emit(source, end, first)
            return
        inside = source.section.first <= target.section.first < source.section.last
        if inside:
            return
        section = target.section
        if where == _Place.AboveItem:
            self.section_moved.emit(source, section.first, section.level)
        elif where == _Place.OnItem:
            self.section_moved.emit(source, section.last, section.level + 1)
        else:
            self.section_moved.emit(source, section.last, section.level)

    def _drop_annex(self, source: Entry, target: Entry | None, where: _Place) -> None:
        last = max(entry.story for entry in self._entries)
        if target is None:
            before = last + 1
        elif target.story == BODY:
            before = 0
        else:
            before = target.story + (0 if where == _Place.AboveItem else 1)
        if before not in (source.story, source.story + 1):
            self.annex_moved.emit(source.story, before)

    def startDrag(self, actions: Qt.DropAction) -> None:
        if self.movable:
            super().startDrag(actions)

    # Keys and slots

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry, key = self.current_entry(), event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if entry is not None and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_asked.emit(entry, key == Qt.Key.Key_Up)
        elif entry is not None and alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.level_asked.emit(entry, -1 if key == Qt.Key.Key_Left else 1)
        elif entry is not None and key == Qt.Key.Key_Delete:
            self.removal_asked.emit(entry)
        elif entry is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(entry)
        elif entry is not None and key == Qt.Key.Key_F2 and entry.section is None:
            self.change_asked.emit(entry)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def entry_at(self, place: QPoint) -> Entry | None:
        """Return the entry at ``place`` of the view."""
        return _entry(self.itemAt(place))

    def add_keys(self, actions: list[QAction]) -> None:
        """Let ``actions`` work while the outline has the focus."""
        for action in actions:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.addAction(action)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if len(self._rows) == len(self._entries):
            self._embolden()

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        self.picked.emit(item.data(0, _DATA))

    def _on_double_clicked(self, item: QTreeWidgetItem) -> None:
        entry = _entry(item)
        if entry is not None and entry.section is None:
            self.change_asked.emit(entry)

    def _on_collapsed(self, item: QTreeWidgetItem) -> None:
        entry: Entry = item.data(0, _DATA)
        self._closed.add((entry.story, entry.label))

    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        entry: Entry = item.data(0, _DATA)
        self._closed.discard((entry.story, entry.label))

    def _on_theme_changed(self) -> None:
        self._fit()
        self._colour_all()


def _entry(item: QTreeWidgetItem | None) -> Entry | None:
    found = item.data(0, _DATA) if item is not None else None
    return found if isinstance(found, Entry) else None
