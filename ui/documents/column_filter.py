"""What a column of the list is narrowed to: a small window below its title."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.document import IssueDate
from papidesk.i18n import _
from papidesk.text.fold import fold
from papidesk.workflow.lists import Span, Wording
from ui.widgets.buttons import push_button
from ui.widgets.date_field import DateEditor
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label

MANY = 8  # values: more of them get a line to look among them
SHOWN = 9  # rows of values that are seen at once
PAUSE = 150  # ms of no typing before the list follows

Choices = list[tuple[str, str, int]]  # code, word, how many documents (-1: not counted)


class ValuesFilter(QWidget):
    """Values with counts; the ticked ones are shown, none ticked is all."""

    changed = Signal(tuple)  # codes

    def __init__(self, choices: Choices, chosen: tuple[str, ...]) -> None:
        super().__init__()
        self.look = QLineEdit()
        self.look.setPlaceholderText(_("Look among the values"))
        self.look.setAccessibleName(_("Look among the values"))
        self.look.setVisible(len(choices) > MANY)
        self.values = QListWidget()
        self.values.setAccessibleName(_("Values"))
        for code, word, count in choices:
            item = QListWidgetItem(f"{word}  ({count})" if count >= 0 else word)
            item.setData(Qt.ItemDataRole.UserRole, code)
            ticked = Qt.CheckState.Checked if code in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            item.setToolTip(word)
            self.values.addItem(item)
        rows = min(SHOWN, max(2, len(choices)))
        self.values.setFixedHeight(self.values.sizeHintForRow(0) * rows + 4 if choices else 40)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.look)
        layout.addWidget(self.values)
        if choices:
            self.values.setCurrentRow(0)
        self.setFocusProxy(self.look if len(choices) > MANY else self.values)
        self.look.textChanged.connect(self._on_look)
        self.values.itemChanged.connect(self._on_ticked)

    def clear(self) -> None:
        """Tick nothing, telling nobody."""
        blocked = self.values.blockSignals(True)
        for row in range(self.values.count()):
            self.values.item(row).setCheckState(Qt.CheckState.Unchecked)
        self.values.blockSignals(blocked)

    def _on_look(self, text: str) -> None:
        words = fold(text).split()
        for row in range(self.values.count()):
            item = self.values.item(row)
            item.setHidden(not all(word in fold(item.text()) for word in words))

    def _on_ticked(self) -> None:
        items = [self.values.item(row) for row in range(self.values.count())]
        ticked = [i for i in items if i.checkState() == Qt.CheckState.Checked]
        self.changed.emit(tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked))


class WordsFilter(QWidget):
    """Words the column must have; with a tick their dấu count."""

    changed = Signal(object)  # Wording

    def __init__(self, wanted: Wording) -> None:
        super().__init__()
        self.line = QLineEdit(wanted.text)
        self.line.setAccessibleName(_("Words in this column"))
        self.line.setPlaceholderText(_("Words in this column"))
        self.line.setClearButtonEnabled(True)
        self.marks = QCheckBox(_("Marks must be as typed"))
        self.marks.setChecked(wanted.marks)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line)
        layout.addWidget(self.marks)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_typed)
        self.line.textChanged.connect(self._on_text_changed)
        self.marks.toggled.connect(self._on_typed)

    def clear(self) -> None:
        """Ask for no words."""
        self.line.clear()

    def _on_text_changed(self) -> None:
        self._pause.start()

    def _on_typed(self) -> None:
        self._pause.stop()
        marks = self.marks.isChecked()
        self.changed.emit(Wording(text=self.line.text().strip(), marks=marks))


class DaysFilter(QWidget):
    """From one day to another, or no day at all; usual spans at a click."""

    changed = Signal(object)  # Span

    def __init__(self, span: Span, today: datetime.date, *, blanks: bool, late: bool) -> None:
        super().__init__()
        self._today = today
        self._build(blanks=blanks, late=late)
        self.show_span(span)
        self.blank.toggled.connect(self._on_changed)
        for field in (self.first, self.last):
            field.changed.connect(self._on_changed)

    def _build(self, *, blanks: bool, late: bool) -> None:
        self.first, self.last = DateEditor(), DateEditor()
        self.blank = QCheckBox(_("No date yet"))
        self.blank.setVisible(blanks)
        spans = QWidget()
        flow = FlowLayout(spans, 6)
        self.spans = []
        for word, span in usual_spans(self._today, late=late):
            button = push_button(word, kind="link")
            button.clicked.connect(partial(self._on_usual, span))
            flow.addWidget(button)
            self.spans.append(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for word, field in ((_("From"), self.first), (_("To"), self.last)):
            row = QHBoxLayout()
            name = label(word, "muted")
            name.setMinimumWidth(36)
            row.addWidget(name)
            row.addWidget(field, 1)
            layout.addLayout(row)
        layout.addWidget(spans)
        layout.addWidget(self.blank)
        self.setFocusProxy(self.first)

    def show_span(self, span: Span) -> None:
        """Show ``span``, telling nobody."""
        for field, day in ((self.first, span.first), (self.last, span.last)):
            field.show_value(IssueDate.of(day) if day else IssueDate())
        blocked = self.blank.blockSignals(True)
        self.blank.setChecked(span.blank)
        self.blank.blockSignals(blocked)

    def clear(self) -> None:
        """Ask for no days."""
        self.show_span(Span())

    def span(self) -> Span:
        """Return the days that are asked for; a day that does not exist asks for nothing."""
        if self.blank.isChecked():
            return Span(blank=True)
        return Span(first=self.first.value().date, last=self.last.value().date)

    def _on_usual(self, span: Span) -> None:
        self.show_span(span)
        self._on_changed()

    def _on_changed(self) -> None:
        self.changed.emit(self.span())


def usual_spans(today: datetime.date, *, late: bool) -> list[tuple[str, Span]]:
    """Return spans of days people ask for, by their words."""
    month = today.replace(day=1)
    quarter = month.replace(month=(today.month - 1) // 3 * 3 + 1)
    week = datetime.timedelta(days=7)
    if late:
        yesterday = today - datetime.timedelta(days=1)
        return [
            (_("Overdue"), Span(last=yesterday)),
            (_("In 7 days"), Span(first=today, last=today + week)),
        ]
    return [
        (_("This month"), Span(first=month, last=_end(month, 1))),
        (_("This quarter"), Span(first=quarter, last=_end(quarter, 3))),
        (_("This year"), Span(first=today.replace(month=1, day=1), last=today.replace(
            month=12, day=31))),
    ]  # fmt: skip


def _end(month: datetime.date, months: int) -> datetime.date:
    """Return the last day of ``months`` months from the first day ``month`` on."""
    years, index = divmod(month.month - 1 + months, 12)
    following = month.replace(year=month.year + years, month=index + 1)
    return following - datetime.timedelta(days=1)


class ColumnFilter(QFrame):
    """The window below a title; what is changed in it is seen in the list at once."""

    def __init__(self, title: str, parts: list[QWidget], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.parts = parts
        self.all = push_button(_("Do not narrow"), "close", "link")
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"), 1)
        head.addWidget(self.all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        for part in parts:
            layout.addWidget(part)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 46)

    def open_below(self, place: QPoint) -> None:
        """Show it with its left upper corner at ``place`` of the screen, or as near as fits."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(place.x(), screen.right() - self.width()))
        top = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.parts[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)
