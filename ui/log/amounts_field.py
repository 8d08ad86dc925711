"""How much of which counters an entry brings: a line for each, with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from papidesk.domain.activity import Amount
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.failures import sentence_of
from ui.log.choices import LogChoices
from ui.log.typed import amount_of
from ui.log.wording import amount_text
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.choice_line import ChoiceLine
from ui.widgets.fields import Field
from ui.widgets.labels import label


@dataclass(slots=True)
class Line:
    """One amount on the screen."""

    widget: QWidget
    counter: ChoiceLine
    quantity: QLineEdit
    unit: QLabel
    drop: QToolButton

    def value(self) -> Decimal | None:
        """Return the amount; None while it is empty or no number."""
        try:
            return amount_of(self.quantity.text())
        except PapiDeskError:
            return None


class _Lines(QWidget):
    """The lines and the link that adds one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.more = push_button(_("One more amount"), "plus", "link")
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.column.addLayout(row)


class AmountsField(Field):
    """Amounts with their counters; the first is the one the entry is about."""

    def __init__(self, choices: LogChoices) -> None:
        self._choices = choices
        self._lines_widget = _Lines()
        self.lines: list[Line] = []
        super().__init__(_("What is counted, and how much"), self._lines_widget)
        self.more = self._lines_widget.more
        self.more.clicked.connect(self._on_more)
        self.add_line()
        self.setFocusProxy(self.lines[0].counter)

    def add_line(self) -> Line:
        """Add an empty line."""
        holder = QWidget()
        counter = ChoiceLine(_("Counter"))
        counter.setPlaceholderText(_("Counter: type part of its name…"))
        counter.offer(self._choices.counters)
        quantity = QLineEdit()
        quantity.setAccessibleName(_("Quantity"))
        quantity.setPlaceholderText(_("Quantity"))
        quantity.setFixedWidth(quantity.fontMetrics().averageCharWidth() * 14 + 20)
        unit = label("", "muted")
        unit.setMinimumWidth(unit.fontMetrics().averageCharWidth() * 9)
        drop = tool_button(_("Take this amount away"), "close")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(counter, 1)
        row.addWidget(quantity)
        row.addWidget(unit)
        row.addWidget(drop)
        made = Line(holder, counter, quantity, unit, drop)
        self._lines_widget.column.insertWidget(len(self.lines), holder)
        self.lines.append(made)
        counter.edited.connect(partial(self._on_counter, made))
        counter.settled.connect(self.left)
        quantity.textEdited.connect(self.changed)
        quantity.editingFinished.connect(self.left)
        drop.clicked.connect(partial(self._on_drop, made))
        self._show_drops()
        return made

    def value(self) -> tuple[Amount, ...]:
        """Return the amounts that are whole."""
        return tuple(
            Amount(counter=line.counter.code(), quantity=quantity)
            for line in self.lines
            if line.counter.code() and (quantity := line.value()) is not None
        )

    def show_value(self, amounts: tuple[Amount, ...]) -> None:
        """Show ``amounts``."""
        if self.value() == amounts:
            return
        while len(self.lines) > max(1, len(amounts)):
            self._remove(self.lines[-1])
        while len(self.lines) < len(amounts):
            self.add_line()
        for line, amount in zip(self.lines, amounts, strict=False):
            line.counter.show_code(amount.counter)
            line.quantity.setText(amount_text(amount.quantity))
            self._show_unit(line)
        if not amounts:
            self.lines[0].counter.clear()
            self.lines[0].quantity.clear()
            self._show_unit(self.lines[0])

    def wrong(self) -> str:
        """Return what is wrong with the first line that cannot be kept, "" for nothing."""
        seen: set[str] = set()
        for line in self.lines:
            code, name = line.counter.code(), line.counter.text()
            if line.counter.strange():
                return _(
                    "There is no counter “{name}”. Choose one of the list; new ones are made in "
                    "Settings."
                ).format(name=name)
            try:
                quantity = amount_of(line.quantity.text())
            except PapiDeskError as error:
                return sentence_of(error)
            if quantity is not None and not code:
                return _("Say what {quantity} counts: choose a counter.").format(
                    quantity=amount_text(quantity)
                )
            if code and quantity is None:
                return _("Write how much of “{counter}”.").format(counter=name)
            if code and code in seen:
                return _("“{counter}” stands here twice. Add both up in one line.").format(
                    counter=name
                )
            seen.add(code)
        return ""

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        for line in self.lines:
            line.counter.setReadOnly(fixed)
            line.quantity.setReadOnly(fixed)
            line.drop.setVisible(not fixed)
        self.more.setVisible(not fixed)

    def _remove(self, line: Line) -> None:
        self.lines.remove(line)
        line.widget.hide()
        line.widget.deleteLater()
        self._show_drops()

    def _show_drops(self) -> None:
        for line in self.lines:
            line.drop.setVisible(len(self.lines) > 1)

    def _show_unit(self, line: Line) -> None:
        unit = self._choices.counter_unit(line.counter.code())
        line.unit.setText(unit)
        line.unit.setToolTip(unit)

    def _on_counter(self, line: Line) -> None:
        self._show_unit(line)
        self.changed.emit()

    def _on_more(self) -> None:
        self.add_line().counter.setFocus()

    def _on_drop(self, line: Line) -> None:
        self._remove(line)
        self.lines[0].counter.setFocus()
        self.changed.emit()
        self.left.emit()
