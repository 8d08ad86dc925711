"""The dialog Số liệu: which counter, which period, what it counts now."""

from __future__ import annotations

import datetime
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.figures import FigureRef, parse_ref
from papidesk.domain.periods import BadPeriodError, Period, PeriodKind, parse
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import figures
from ui.context import Context
from ui.failures import sentence_of
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import broaden, label

_PERIODS: tuple[tuple[PeriodKind, int], ...] = (
    ("year", 1), ("half", 1), ("half", 2), ("nine_months", 1), ("quarter", 1), ("quarter", 2),
    ("quarter", 3), ("quarter", 4), *(("month", month) for month in range(1, 13)),
)  # fmt: skip
EARLIEST, LATEST = 1990, 2100


class FigureDialog(QDialog):
    """Chooses a live figure; ``answered`` gives its name and its value as text."""

    answered = Signal(str, str)

    def __init__(self, context: Context, ref: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._value: str | None = None
        self._build(bool(ref))
        self._show(ref)
        self._connect()
        self._on_changed()

    def _build(self, change: bool) -> None:
        title = _("Change the figure") if change else _("Insert a figure")
        self.setWindowTitle(title)
        self.counter = ChoiceField(
            _("What is counted"),
            [
                (info.code, f"{info.name} ({info.unit})")
                for info in figures.counters(self._context.workspace.store)
            ],
        )
        self.year = LineField(_("Year"))
        self.period = ChoiceField(_("Period"), [])
        self.value = label("", "page-title")
        self.note = label(
            _("The figure follows the registers until the document is issued; then it stays."),
            "muted",
            wrap=True,
        )
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        when = QHBoxLayout()
        when.setSpacing(12)
        when.addWidget(self.year, 1)
        when.addWidget(self.period, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.counter)
        layout.addLayout(when)
        layout.addWidget(self.value)
        layout.addWidget(self.problem)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)
        broaden(self, 60)

    def _show(self, ref: str) -> None:
        named = parse_ref(ref)
        period = Period(year=datetime.date.today().year)
        if named is not None:
            self.counter.show_value(named.counter)
            with suppress(BadPeriodError):
                period = parse(named.period)
        self.year.show_value(str(period.year))
        self._fill(period)

    def _fill(self, chosen: Period) -> None:
        box = self.period.box
        box.clear()
        for kind, index in _PERIODS:
            period = Period(year=chosen.year, kind=kind, index=index)
            box.addItem(period.label[:1].upper() + period.label[1:], period.code)
        self.period.show_value(chosen.code)

    def _connect(self) -> None:
        self.counter.changed.connect(self._on_changed)
        self.period.changed.connect(self._on_changed)
        self.year.changed.connect(self._on_year)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    @property
    def ref(self) -> str:
        """The name of the chosen figure."""
        return FigureRef(counter=self.counter.value(), period=self.period.value()).ref

    def _on_year(self) -> None:
        text = self.year.value()
        right = text.isdecimal() and EARLIEST <= int(text) <= LATEST
        self.year.show_problem("" if right else _("Write the year with four digits."))
        self.accept_button.setEnabled(right)
        if right:
            code = self.period.value()
            self._fill(parse(text + code[4:]))
            self._on_changed()

    def _on_changed(self) -> None:
        try:
            self._value = figures.value(self._context.workspace.store, self.ref)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self._value = None
        self.problem.setVisible(self._value is None and bool(self.problem.text()))
        self.value.setText(self._value or "–")
        self.accept_button.setEnabled(self._value is not None)

    def _on_accepted(self) -> None:
        if self._value is not None:
            ref, value = self.ref, self._value
            self.accept()
            self.answered.emit(ref, value)
