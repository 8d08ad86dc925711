"""How the card of a task looks: three lines of words, unit, day, progress."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from ui.tasks import task_words as words
from ui.theme import Theme

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow

LINES = 3
PAD = 10


def paint_card(
    painter: QPainter,
    card: QRect,
    row: TaskRow,
    theme: Theme,
    today: datetime.date,
    *,
    chosen: bool,
    here: bool,
    lit: bool,
) -> None:
    """Paint ``row`` into ``card``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = "accent" if here or chosen else "border"
    painter.setPen(QPen(theme.color(edge), 2 if here else 1))
    painter.setBrush(theme.color("accent_soft" if chosen else "raised" if lit else "surface"))
    painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), 6, 6)
    inner = card.adjusted(PAD, 8, -PAD, -8)
    closed = row.task.state in ("done", "stopped")
    painter.setPen(theme.color("muted" if closed else "text"))
    line = painter.fontMetrics().lineSpacing()
    for number, text in enumerate(broken(row.task.text, painter.font(), inner.width())):
        at = QPointF(inner.left(), inner.top() + number * line + painter.fontMetrics().ascent())
        painter.drawText(at, text)
    painter.setPen(theme.color("muted"))
    unit = QRect(inner.left(), inner.top() + LINES * line + 4, inner.width(), line)
    shown = painter.fontMetrics().elidedText(
        row.task.lead, Qt.TextElideMode.ElideRight, unit.width()
    )
    painter.drawText(unit, int(Qt.AlignmentFlag.AlignVCenter), shown)
    foot = QRect(inner.left(), unit.bottom() + 5, inner.width(), line + 4)
    _paint_foot(painter, foot, row, theme, today)
    _paint_bar(painter, QRect(inner.left(), inner.bottom() - 3, inner.width(), 4), row, theme)
    painter.restore()


def _paint_foot(
    painter: QPainter, foot: QRect, row: TaskRow, theme: Theme, today: datetime.date
) -> None:
    text, tone = words.due_pill(row, today), words.timing_tone(row)
    percent = words.percent_text(row.percent)
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * 0.92)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    right = metrics.horizontalAdvance(percent) + 8 if percent else 0
    painter.setPen(theme.color("muted"))
    painter.drawText(
        foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), percent
    )
    room = foot.adjusted(0, 0, -right, 0)
    if tone is None:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        return
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    width = min(metrics.horizontalAdvance(text) + 16, room.width())
    pill = QRect(room.left(), room.top(), width, room.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{tone}_soft"))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(theme.color(tone))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 12)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_bar(painter: QPainter, bar: QRect, row: TaskRow, theme: Theme) -> None:
    if row.percent is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("border"))
    painter.drawRoundedRect(bar, 2, 2)
    done = QRect(bar)
    done.setWidth(round(bar.width() * min(100, row.percent) / 100))
    if row.percent > 0:
        painter.setBrush(theme.color("done" if row.percent >= 100 else "accent"))
        painter.drawRoundedRect(done, 2, 2)


def broken(text: str, font: QFont, width: int, lines: int = LINES) -> list[str]:
    """Return ``text`` in at most so many lines of ``width`` px; the last one ends in dots."""
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    plain = layout.text()
    while len(found) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        end = line.textStart() + line.textLength()
        if len(found) == lines - 1 and end < len(plain):
            rest = plain[line.textStart() :]
            found.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        found.append(plain[line.textStart() : end].rstrip())
    layout.endLayout()
    return found
