"""Days of a series that are left out or moved, each with its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.activity import SeriesException
from papidesk.i18n import _
from ui.log.typed_day import TypedDayField
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.fields import LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

LINES = 4


class ExceptionsBox(QWidget):
    """A list of days; one is added by a small dialog, taken away by a button."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._value: tuple[SeriesException, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Days that are otherwise"))
        self.list.setMaximumHeight(self.list.fontMetrics().lineSpacing() * LINES * 2)
        self.none = label(_("None: the series runs by its rule."), "muted", wrap=True)
        self.add_button = push_button(_("Add a day…"), "plus", "link")
        self.drop_button = tool_button(_("Take the day away"), "delete")
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        row.addWidget(self.drop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.none)
        column.addWidget(self.list)
        column.addLayout(row)
        self.add_button.clicked.connect(self.open_new)
        self.drop_button.clicked.connect(self._on_drop)
        self.list.currentRowChanged.connect(self._on_row)
        self._show()

    def value(self) -> tuple[SeriesException, ...]:
        """Return the exceptions by day."""
        return self._value

    def show_value(self, exceptions: tuple[SeriesException, ...]) -> None:
        """Show ``exceptions``."""
        self._value = tuple(sorted(exceptions, key=lambda one: one.day))
        self._show()

    def open_new(self) -> ExceptionDialog:
        """Ask for one more day."""
        dialog = ExceptionDialog(self)
        dialog.given.connect(self._on_given)
        dialog.open()
        return dialog

    def _show(self) -> None:
        from ui.log.series_dialog import exception_text

        self.list.clear()
        for one in self._value:
            self.list.addItem(QListWidgetItem(exception_text(one)))
        self.list.setVisible(bool(self._value))
        self.none.setVisible(not self._value)
        self._on_row()

    def _on_row(self) -> None:
        self.drop_button.setEnabled(self.list.currentRow() >= 0)
        self.drop_button.setVisible(bool(self._value))

    def _on_given(self, given: SeriesException) -> None:
        others = [one for one in self._value if one.day != given.day]
        self.show_value((*others, given))
        self.changed.emit()

    def _on_drop(self) -> None:
        row = self.list.currentRow()
        self.show_value(tuple(one for at, one in enumerate(self._value) if at != row))
        self.changed.emit()


class ExceptionDialog(QDialog):
    """A day of the series, the day it is moved to (or none), and why."""

    given = Signal(object)  # SeriesException

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("A day that is otherwise"))
        self.day = TypedDayField(_("Day by the rule"))
        self.moved_to = TypedDayField(_("Moved to (empty: left out)"))
        self.reason = LineField(_("Why"), _("for example: power cut, public holiday"))
        broaden(self.reason.line, 44)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Add"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.day)
        row.addWidget(self.moved_to)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addWidget(self.reason)
        layout.addWidget(self.buttons)
        grow_with(self, self.day.problem, self.moved_to.problem, self.reason.problem)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.day.setFocus()

    def _on_accept(self) -> None:
        day = self.day.value()
        missing = "" if day is not None else _("Write the day it would be by the rule.")
        self.day.show_problem(self.day.wrong() or missing)
        self.moved_to.show_problem(self.moved_to.wrong())
        why = "" if self.reason.value() else _("Say why: the reason stays with the series.")
        self.reason.show_problem(why)
        if day is None or self.moved_to.wrong() or why:
            return
        self.accept_button.setEnabled(False)
        self.given.emit(
            SeriesException(day=day, moved_to=self.moved_to.value(), reason=self.reason.value())
        )
        self.accept()
