"""The lines of the palette as Qt shows them: groups, lit letters, keys at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from papidesk.i18n import _
from ui.icons import pixmap
from ui.palette_entries import Entry
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PAD = 12


class PaletteModel(QAbstractListModel):
    """Group names and entries, one under the other; only entries can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Entry | str] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show ``entries``, each group under its name."""
        self.beginResetModel()
        self.lines = []
        group = ""
        for entry in entries:
            if entry.group != group:
                group = entry.group
                self.lines.append(group)
            self.lines.append(entry)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return the entry of a line, None for a group's name."""
        line = self.lines[row] if 0 <= row < len(self.lines) else ""
        return line if isinstance(line, Entry) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == ENTRY_ROLE:
            return line
        if isinstance(line, str):
            return line if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.why or line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (line.group, line.title, line.detail, line.keys, line.why)
            return ", ".join(word for word in said if word)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaletteDelegate(QStyledItemDelegate):
    """Draws a line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        group = isinstance(index.data(ENTRY_ROLE), str)
        return QSize(100, round((28 if group else 36) * self._theme.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        line = index.data(ENTRY_ROLE)
        if isinstance(line, str):
            self._paint_group(painter, rect, line)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
            self._paint_entry(painter, rect, line, chosen=chosen)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, name: str) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        room = rect.adjusted(PAD, 0, -PAD, -2)
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, name)

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry, *, chosen: bool) -> None:
        theme = self._theme
        if chosen:
            painter.fillRect(rect, theme.color("accent_soft"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent")
            )
        size = round(18 * theme.scale)
        role = "muted" if entry.why else "accent" if chosen else "text"
        color = getattr(theme.tokens, role)
        drawn = pixmap(entry.icon, color, size, painter.device().devicePixelRatio())
        painter.drawPixmap(rect.left() + PAD, rect.center().y() - size // 2, drawn)
        left = rect.left() + PAD + size + 10
        right = self._paint_right(painter, rect, entry)
        painter.setPen(theme.color("muted" if entry.why else "text"))
        self._paint_title(painter, QRect(left, rect.top(), right - left - 12, rect.height()), entry)

    def _paint_right(self, painter: QPainter, rect: QRect, entry: Entry) -> int:
        """Draw keys, detail or the reason at the right; return where they begin."""
        metrics = painter.fontMetrics()
        text = entry.why or entry.detail
        most = rect.width() // 2
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
        right = rect.right() - PAD
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(self._theme.color("muted"))
        if entry.keys and not entry.why:
            width = metrics.horizontalAdvance(entry.keys) + 12
            box = QRect(right - width, rect.center().y() - metrics.height() // 2 - 2, width,
                        metrics.height() + 4)  # fmt: skip
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self._theme.color("neutral_soft"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(self._theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.keys)
            return box.left()
        painter.drawText(QRect(rect.left(), rect.top(), right - rect.left(), rect.height()),
                         middle, text)  # fmt: skip
        return right - metrics.horizontalAdvance(text)

    def _paint_title(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        plain = painter.font()
        strong = QFont(plain)
        strong.setWeight(QFont.Weight.Bold)
        x, base = room.left(), room.center().y() + painter.fontMetrics().ascent() // 2 - 1
        for text, bold in _pieces(entry):
            font = strong if bold else plain
            painter.setFont(font)
            metrics = QFontMetrics(font)
            left = room.right() - x
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, left)
            painter.drawText(x, base, shown)
            if shown != text:
                break
            x += metrics.horizontalAdvance(text)
        painter.setFont(plain)


def _pieces(entry: Entry) -> list[tuple[str, bool]]:
    """Return the title cut into pieces that are lit and pieces that are not."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for begin, end in entry.parts:
        if begin < at:
            continue
        pieces += [(entry.title[at:begin], False), (entry.title[begin:end], True)]
        at = end
    pieces.append((entry.title[at:], False))
    return [piece for piece in pieces if piece[0]]


def nothing_text() -> str:
    """Return what stands there when nothing fits."""
    return _("Nothing fits. Try fewer words.")
