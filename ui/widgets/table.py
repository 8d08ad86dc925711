"""A table with rows of one height, a lit row under the mouse, and copying for Excel."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMetaMethod,
    QMimeData,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from papidesk.errors import N_
from ui.theme import Theme
from ui.widgets.filter_header import FilterHeader
from ui.widgets.table_cells import BELOW_ROLE, TONE_ROLE, RowDelegate

__all__ = ["BELOW_ROLE", "TONE_ROLE", "Table"]


class Table(QTableView):
    """A table of rows that are chosen as a whole."""

    delete_pressed = Signal()
    opened = Signal(QModelIndex)
    columns_changed = Signal()  # one was shown or hidden

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        tall: bool = False,
        filtered: bool = False,
        header: QHeaderView | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        if header is not None:
            self.setHorizontalHeader(header)
        elif filtered:
            # Titles with a funnel each: who owns the table says what the funnel opens.
            self.setHorizontalHeader(FilterHeader(theme, self))
        self.tall = tall  # rows of two lines
        # Columns that are copied though they are hidden: another column shows what they hold.
        self.always_copied: set[int] = set()
        self.lit_row = -1
        self._filling, self._least = -1, 0
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(RowDelegate(self._theme, self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(48)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_row_height()

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu)
        self.doubleClicked.connect(self.opened)

    @property
    def own_keys(self) -> list[tuple[str, str]]:
        """What the keys of this table do, for the sheet of keys: those somebody listens to."""
        known = (
            (self.opened, "Enter", N_("Open the chosen row")),
            (self.delete_pressed, "Delete", N_("Delete, or cancel, what is chosen")),
        )
        kept = [
            (keys, words)
            for signal, keys, words in known
            if self.isSignalConnected(QMetaMethod.fromSignal(signal))
        ]
        return [*kept, ("Ctrl+C", N_("Copy the chosen rows with titles"))]

    @property
    def first_column(self) -> int:
        """The column at the left edge."""
        header = self.horizontalHeader()
        shown = [
            i for i in range(header.count()) if not self.isColumnHidden(header.logicalIndex(i))
        ]
        return header.logicalIndex(shown[0]) if shown else 0

    def fill_with(self, column: int, least: int) -> None:
        """Let ``column`` take the room the others leave, at least ``least`` px."""
        self._filling, self._least = column, least
        self.fill()

    def fill(self) -> None:
        """Give the filling column the room the others leave."""
        if self._filling < 0 or self.model() is None:
            return
        others = sum(
            self.columnWidth(column)
            for column in range(self.model().columnCount())
            if column != self._filling and not self.isColumnHidden(column)
        )
        self.setColumnWidth(self._filling, max(self._least, self.viewport().width() - others))

    def chosen_rows(self) -> list[int]:
        """Return the rows that are chosen, from top to bottom."""
        if self.selectionModel() is None:
            return []
        # By stretches: ten thousand rows asked one by one keep the window waiting.
        stretches = self.selectionModel().selection()
        chosen: set[int] = set()
        for number in range(stretches.count()):
            part = stretches.at(number)
            chosen.update(range(part.top(), part.bottom() + 1))
        return sorted(chosen)

    def choose_row(self, row: int, *, scroll: bool = True) -> None:
        """Choose ``row`` and no other, whatever keys are held down."""
        index = self.model().index(row, self.first_column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if scroll:
            self.scrollTo(index)

    def choose_rows(self, rows: Iterable[int], current: int) -> None:
        """Choose ``rows`` and no others; the keys go on from the row ``current``."""
        model, flags = self.model(), QItemSelectionModel.SelectionFlag
        chosen, last = QItemSelection(), model.columnCount() - 1
        for row in rows:
            chosen.select(model.index(row, 0), model.index(row, last))
        index = model.index(current, self.first_column)
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def copy(self) -> None:
        """Put the chosen rows with their column titles on the clipboard, as Excel takes them."""
        model, header = self.model(), self.horizontalHeader()
        columns = [
            header.logicalIndex(i)
            for i in range(header.count())
            if not self.isColumnHidden(header.logicalIndex(i))
            or header.logicalIndex(i) in self.always_copied
        ]
        rows = [[_title(model, column) for column in columns]]
        for row in self.chosen_rows():
            rows.append([_cell(model, row, column) for column in columns])
        data = QMimeData()
        data.setText("\n".join("\t".join(cells) for cells in rows))
        data.setHtml(_as_html(rows))
        QApplication.clipboard().setMimeData(data)

    def shown_columns(self) -> list[int]:
        """Return the columns that are shown, from left to right."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(i) for i in range(header.count())]
        return [column for column in places if not self.isColumnHidden(column)]

    def show_columns(self, columns: list[int]) -> None:
        """Show ``columns`` in this order, and no others."""
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            header.moveSection(header.visualIndex(column), place)
        for column in range(header.count()):
            self.setColumnHidden(column, column not in columns)
        self.fill()
        self.columns_changed.emit()

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return a menu that shows and hides columns."""
        menu = QMenu(parent)
        for column in range(self.model().columnCount()):
            action = QAction(_title(self.model(), column), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setData(column)
            action.toggled.connect(self._on_column_toggled)
            menu.addAction(action)
        return menu

    def widths(self) -> str:
        """Return order, widths and visibility of the columns as text."""
        return base64.b64encode(self.horizontalHeader().saveState().data()).decode()

    def set_widths(self, kept: str) -> bool:
        """Take over what :meth:`widths` gave; return whether it fitted."""
        return bool(kept) and self.horizontalHeader().restoreState(
            QByteArray.fromBase64(kept.encode())
        )

    def _set_row_height(self) -> None:
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(16)
        height = self._theme.tall_row_height if self.tall else self._theme.row_height
        vertical.setDefaultSectionSize(height)

    def _light(self, row: int) -> None:
        if row != self.lit_row:
            self.lit_row = row
            self.viewport().update()

    def _on_theme_changed(self) -> None:
        self._set_row_height()
        self.viewport().update()

    def _on_column_toggled(self, shown: bool) -> None:
        self.setColumnHidden(self.sender().data(), not shown)  # type: ignore[attr-defined]
        self.fill()
        self.columns_changed.emit()

    def _on_header_menu(self, at: QPoint) -> None:
        self.column_menu(self).popup(self.horizontalHeader().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fill()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._light(-1)
        super().leaveEvent(event)


def _as_html(rows: list[list[str]]) -> str:
    """Return cells as a table that Excel takes as text: "05" stays "05", a date stays a day."""
    lines = []
    for index, cells in enumerate(rows):
        tag = "td" if index else "th"
        style = "mso-number-format:'\\@'"
        lines.append("".join(f'<{tag} style="{style}">{escape(cell)}</{tag}>' for cell in cells))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<meta charset="utf-8"><table>{body}</table>'


def _title(model: QAbstractItemModel, column: int) -> str:
    return str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def _cell(model: QAbstractItemModel, row: int, column: int) -> str:
    text = str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")
    # A tab or a line end inside a cell would move everything behind it into other cells.
    return text.replace("\t", " ").replace("\n", " ")
