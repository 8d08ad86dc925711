"""What each column of a list of units is: guessed, put right by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from papidesk.domain.sheet_table import cell_text
from papidesk.i18n import _
from papidesk.workflow.units_import import FIELDS, UnitField
from ui.widgets.fields import ChoiceField
from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from papidesk.domain.sheet_table import SheetTable

LONGEST = 24  # letters of a column's title
MOST = 12  # columns that are shown; lists of units have fewer


class ColumnChoices(QWidget):
    """A choice a column, under the column's own title."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[ChoiceField] = []
        self._guessed = -1
        self._flow = FlowLayout(self)
        self.titled = QCheckBox(_("The table has a row of titles"))
        self.titled.clicked.connect(self._on_changed)

    @property
    def header(self) -> int:
        """The row of titles, -1 for none."""
        if not self.titled.isChecked():
            return -1
        return max(0, self._guessed)

    def value(self) -> tuple[UnitField, ...]:
        """Return what each column is."""
        return tuple(field.value() for field in self.fields)  # type: ignore[misc]

    def show_table(self, table: SheetTable, header: int, columns: tuple[UnitField, ...]) -> None:
        """Show what the columns of a table were taken for."""
        for field in self.fields:
            self._flow.removeWidget(field)
            field.deleteLater()
        self._flow.removeWidget(self.titled)
        self.fields, self._guessed = [], header
        self.titled.setChecked(header >= 0)
        first = table.rows[max(0, header)] if table.rows else ()
        for at, column in enumerate(columns[:MOST]):
            title = cell_text(first[at]) if at < len(first) else ""
            name = " ".join(title.split())[:LONGEST] or _("Column {number}").format(number=at + 1)
            field = ChoiceField(name, [(code, _(word)) for code, word in FIELDS.items()])
            field.show_value(column)
            field.changed.connect(self._on_changed)
            self.fields.append(field)
            self._flow.addWidget(field)
        self._flow.addWidget(self.titled)

    def _on_changed(self, *_checked: object) -> None:
        self.changed.emit()
