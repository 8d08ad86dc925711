"""One column of the board: a list of cards, each with its task, unit, day and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from papidesk.errors import N_
from ui.tasks import task_words as words
from ui.tasks.card_painting import paint_card
from ui.tasks.task_set import TaskSet
from ui.theme import Theme

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
GAP = 8  # px between cards


class CardModel(QAbstractListModel):
    """The tasks of one state."""

    def __init__(self, tasks: TaskSet) -> None:
        super().__init__(tasks)
        self._set = tasks
        self.rows: list[TaskRow] = []

    def fill(self, rows: list[TaskRow]) -> None:
        """Show ``rows``."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.task.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tip(row, self._set.today)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.said_aloud(row, self._set.today)
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints a card; each has the same height."""

    def __init__(self, theme: Theme, cards: CardList, tasks: TaskSet) -> None:
        super().__init__(cards)
        self._theme, self._cards, self._set = theme, cards, tasks

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(self._cards.font()).lineSpacing()
        return QSize(100, 5 * line + 44 + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        card = rect.adjusted(4, 0, -4, -GAP)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        here = self._cards.hasFocus() and index.row() == self._cards.currentIndex().row()
        lit = bool(state & QStyle.StateFlag.State_MouseOver)
        font = QFont(self._cards.font())
        painter.setFont(font)
        paint_card(
            painter, card, row, self._theme, self._set.today, chosen=chosen, here=here, lit=lit
        )


class CardList(QListView):
    """Cards that can be chosen, dragged, carried with Ctrl+Left and Right."""

    opened = Signal(str)
    selected = Signal()
    stepped = Signal(int)
    carried = Signal(int)
    dragged = Signal(QPoint, object)
    dropped = Signal(QPoint)
    drag_ended = Signal()
    menu_asked = Signal(QPoint)
    delete_pressed = Signal()
    own_keys = (
        ("Left", N_("Go to the column at the left")),
        ("Right", N_("Go to the column at the right")),
        ("Ctrl+Left", N_("Move the card to the left")),
        ("Ctrl+Right", N_("Move the card to the right")),
        ("Enter", N_("Open the chosen task")), ("Delete", N_("Delete the chosen tasks")),
    )  # fmt: skip

    def __init__(self, theme: Theme, tasks: TaskSet) -> None:
        super().__init__()
        self.model_ = CardModel(tasks)
        self.setModel(self.model_)
        self.setItemDelegate(CardDelegate(theme, self, tasks))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setObjectName("cards")
        self._pressed: QPoint | None = None
        self._dragging = False
        self._let_go_of = QModelIndex()
        self.selectionModel().selectionChanged.connect(self._on_selected)

    # What the board asks

    def show_rows(self, rows: list[TaskRow]) -> None:
        """Show ``rows`` where the list stands."""
        at = self.verticalScrollBar().value()
        self.model_.fill(rows)
        self.verticalScrollBar().setValue(at)

    def count(self) -> int:
        """Return how many cards there are."""
        return self.model_.rowCount()

    def chosen(self) -> list[TaskRow]:
        """Return the tasks of the chosen cards, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.model_.rows[place] for place in places]

    def choose(self, ids: set[str]) -> bool:
        """Choose the cards of ``ids`` and no others; tell whether there is one."""
        blocked = self.selectionModel().blockSignals(True)
        self.selectionModel().clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        first = QModelIndex()
        for place, row in enumerate(self.model_.rows):
            if row.task.id in ids:
                index = self.model_.index(place)
                self.selectionModel().select(index, flags.Select)
                first = first if first.isValid() else index
        if first.isValid():
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()
        return first.isValid()

    def choose_first(self) -> None:
        """Choose the first card where none is chosen."""
        if not self.chosen() and self.count():
            self.choose_near(0)

    def choose_near(self, place: int) -> None:
        """Choose the card at ``place``, or the last one."""
        if self.count():
            index = self.model_.index(max(0, min(place, self.count() - 1)))
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)

    def let_go(self) -> None:
        """Choose nothing, telling nobody."""
        self.choose(set())

    def picture(self) -> QPixmap:
        """Return the chosen card as it looks, half clear: what follows the mouse."""
        index = self.currentIndex()
        rect = self.visualRect(index).adjusted(4, 0, -4, -GAP)
        plain = self.viewport().grab(rect)
        clear = QPixmap(plain.size())
        clear.setDevicePixelRatio(plain.devicePixelRatio())
        clear.fill(Qt.GlobalColor.transparent)
        painter = QPainter(clear)
        painter.setOpacity(0.85)
        painter.drawPixmap(0, 0, plain)
        painter.end()
        return clear

    def _on_selected(self, *_changes: object) -> None:
        self.selected.emit()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        carrying = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -1 if key == Qt.Key.Key_Left else 1
            (self.carried if carrying else self.stepped).emit(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.model_.rows[self.currentIndex().row()].task.id)
        elif key == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif key == Qt.Key.Key_Escape and self._dragging:
            self._stop_dragging()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left and index.isValid() else None
        # Pressed on one of several chosen cards: all of them may be dragged; a plain click then
        # chooses that one alone when the button comes up.
        chosen = self.selectionModel().isSelected(index)
        self._let_go_of = index if left and plain and chosen else QModelIndex()
        if self._let_go_of.isValid():
            self.setFocus()
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if self._pressed is None or not held:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.dragged.emit(event.globalPosition().toPoint(), self.chosen())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging, self._pressed = False, None
            self.dropped.emit(event.globalPosition().toPoint())
            return
        if self._let_go_of.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self._let_go_of, flags.ClearAndSelect)
        self._pressed, self._let_go_of = None, QModelIndex()
        super().mouseReleaseEvent(event)

    def _stop_dragging(self) -> None:
        self._dragging, self._pressed = False, None
        self.drag_ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._pressed = None
            self.opened.emit(self.model_.rows[index.row()].task.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen():
            self.menu_asked.emit(event.globalPos())
