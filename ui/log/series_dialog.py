"""A recurring series of the log: what each occurrence writes down, and by which rule."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.activity import Activity, ActivitySeries, SeriesException
from papidesk.domain.record import replace
from papidesk.domain.recurrence import Recurrence
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.log.entry_fields import EntryFields
from ui.log.exceptions_box import ExceptionsBox
from ui.widgets.fields import LineField
from ui.widgets.labels import label
from ui.widgets.recurrence_editor import RecurrenceEditor

SIZE = (1080, 690)  # px at 100 % text


class SeriesDialog(TypedDialog):
    """Makes a series or changes one; entries that were confirmed stay as they are."""

    kept = Signal(str)  # the series' id

    def __init__(
        self, context: Context, series: ActivitySeries | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before = series or _empty()
        self._build()
        self._show()
        self._connect()

    # Building

    def _build(self) -> None:
        self.setWindowTitle(_("Recurring series") if self._before.id else _("New recurring series"))
        self.name = LineField(
            _("What the series is called"), _("for example: broadcast on Mondays")
        )
        self.rule = RecurrenceEditor()
        self.holidays = QCheckBox(_("Leave public holidays and Tết out"))
        self.ended = QCheckBox(_("The series has ended: nothing more is proposed"))
        self.exceptions = ExceptionsBox()
        self.fields = EntryFields(self._context)
        self.fields.day.hide()
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Save"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(_scrolled(self._left()))
        splitter.addWidget(_scrolled(self._right()))
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([520, 560])
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 16, 12)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)
        give_size(self, SIZE, self._context.theme.scale)

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 16, 16, 8)
        column.setSpacing(12)
        column.addWidget(self.name)
        column.addWidget(label(_("When it comes again"), "strong"))
        column.addWidget(self.rule)
        column.addWidget(self.holidays)
        column.addWidget(label(_("Days that are otherwise"), "strong"))
        column.addWidget(self.exceptions)
        column.addWidget(self.ended)
        column.addStretch(1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(20, 16, 16, 8)
        column.setSpacing(12)
        column.addWidget(label(_("What each occurrence writes down"), "strong"))
        said = _("Nothing is counted by itself: each occurrence is confirmed in the log first.")
        column.addWidget(label(said, "muted", wrap=True))
        column.addWidget(self.fields)
        column.addStretch(1)
        return right

    def _show(self) -> None:
        series = self._before
        self.name.show_value(series.name)
        self.rule.show_value(series.rule)
        self.holidays.setChecked(series.skip_holidays)
        self.ended.setChecked(series.ended)
        self.ended.setVisible(bool(series.id))
        self.exceptions.show_value(series.exceptions)
        self.fields.show_entry(series.pattern)
        self.name.setFocus()

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        for signal in (
            self.name.changed, self.rule.changed, self.fields.changed, self.exceptions.changed,
            self.holidays.clicked, self.ended.clicked,
        ):  # fmt: skip
            signal.connect(self._on_changed)

    # Saving

    def series(self) -> ActivitySeries | None:
        """Return the series; None where something must be put right, which is said."""
        rule, pattern = self.rule.value(), self.fields.entry()
        if pattern is None:
            return None
        name = self.name.value() or pattern.title
        if rule is None:
            self._refuse(self.rule.wrong())
            self.rule.every.setFocus()
            return None
        return replace(
            self._before,
            name=name[:200],
            rule=rule,
            pattern=pattern,
            exceptions=self.exceptions.value(),
            skip_holidays=self.holidays.isChecked(),
            ended=self.ended.isChecked(),
        )

    def _on_changed(self) -> None:
        self.typed = True
        self.problem.hide()

    def _on_accept(self) -> None:
        from papidesk.workflow import series as work

        series = self.series()
        if series is None:
            return
        self.accept_button.setEnabled(False)
        try:
            kept = work.save(self._context.workspace.store, series, who=self._context.who)
        except PapiDeskError as error:
            self.accept_button.setEnabled(True)
            self._refuse(sentence_of(error))
            return
        self.typed = False
        self._context.tell_saved("saved")
        self._context.log_changed.emit()
        self.kept.emit(kept.id)
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(inner.minimumSizeHint().width() + bar)
    return area


def _empty() -> ActivitySeries:
    today = datetime.date.today()
    rule = Recurrence(every="week", weekdays=(today.weekday(),), since=today)
    return ActivitySeries(name="", rule=rule, pattern=Activity(date=today, title=""))


def exception_text(one: SeriesException) -> str:
    """Return "15/03/2026 left out: reason" or "… moved to …"."""
    day = f"{one.day:%d/%m/%Y}"
    said = _("{day} left out").format(day=day)
    if one.moved_to is not None:
        said = _("{day} moved to {other}").format(day=day, other=f"{one.moved_to:%d/%m/%Y}")
    return f"{said}: {one.reason}" if one.reason else said
