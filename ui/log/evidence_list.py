"""The list of evidence: a small picture or an icon, the name, and what is to be known below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from papidesk.errors import N_
from papidesk.i18n import _
from ui.context import Context
from ui.icons import pixmap
from ui.log.evidence_items import Shown
from ui.log.thumbnails import Thumbnails, fitted

PAD, PICTURE = 8, 40  # px at 100 % text
Index = QModelIndex | QPersistentModelIndex


class EvidenceList(QListWidget):
    """Rows of two lines; Enter opens, Delete takes away."""

    own_keys = (
        ("Enter", N_("Open the evidence")),
        ("Delete", N_("Take the evidence away from the entry")),
    )

    open_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.thumbnails = Thumbnails.of(context)
        self.setAccessibleName(_("Evidence"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Delegate(context, self))
        self.thumbnails.ready.connect(self._on_ready)
        self.itemDoubleClicked.connect(self._on_double_clicked)

    def show_items(self, items: list[Shown]) -> None:
        """Show ``items``, keeping the current row where it can be kept."""
        row = self.currentRow()
        self.clear()
        for shown in items:
            item = QListWidgetItem(shown.name)
            item.setData(Qt.ItemDataRole.UserRole, shown)
            item.setToolTip(f"{shown.name}\n{shown.below}".strip())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{shown.name}, {shown.below}")
            self.addItem(item)
        if items:
            self.setCurrentRow(max(0, min(row, len(items) - 1)))

    def current(self) -> Shown | None:
        """Return what is chosen; None for nothing."""
        item = self.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Shown) else None

    def chosen(self) -> list[Shown]:
        """Return all that is chosen."""
        return [item.data(Qt.ItemDataRole.UserRole) for item in self.selectedItems()]

    def _on_ready(self) -> None:
        self.viewport().update()

    def _on_double_clicked(self) -> None:
        self.open_pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.open_pressed.emit()
        elif event.key() == Qt.Key.Key_Delete and self.selectedItems():
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    def __init__(self, context: Context, view: EvidenceList) -> None:
        super().__init__(view)
        self._theme, self._view = context.theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._view.fontMetrics().lineSpacing()
        return QSize(160, max(round(PICTURE * self._theme.scale), 2 * line) + PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.color("raised"))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._theme.color("accent"))
        size = round(PICTURE * self._theme.scale)
        square = QRect(rect.left() + PAD, rect.top() + (rect.height() - size) // 2, size, size)
        self._paint_picture(painter, square, shown)
        left = square.right() + PAD
        room = rect.width() - (left - rect.left()) - PAD
        metrics = painter.fontMetrics()
        top = rect.top() + (rect.height() - 2 * metrics.lineSpacing()) // 2
        for text, color in (
            (shown.name, "text"),
            (shown.below, "error" if shown.problem else "muted"),
        ):
            painter.setPen(self._theme.color(color))
            said = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(left, top + metrics.ascent(), said)
            top += metrics.lineSpacing()
        painter.restore()

    def _paint_picture(self, painter: QPainter, square: QRect, shown: Shown) -> None:
        picture = None
        if shown.pictured and not shown.problem and shown.evidence is not None:
            picture = self._view.thumbnails.get(shown.evidence.sha256)
        ratio = self._view.devicePixelRatioF()
        if picture is None:
            tokens = self._theme.tokens
            size = round(20 * self._theme.scale)
            color = tokens.error if shown.problem else tokens.muted
            picture = pixmap(shown.icon, color, size, ratio)
        else:
            picture = fitted(picture, square.width(), square.height(), ratio)
        room = picture.deviceIndependentSize()
        painter.drawPixmap(
            round(square.center().x() - room.width() / 2),
            round(square.center().y() - room.height() / 2),
            picture,
        )
