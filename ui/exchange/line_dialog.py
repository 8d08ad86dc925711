"""One record of a bundle in full: each field before and after, who changed it, and why."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.import_plan import FieldChange, PlanLine
from papidesk.errors import N_
from papidesk.i18n import _
from ui.context import Context
from ui.exchange.exchange_words import (
    LINE_TONES,
    NOTHING,
    field_word,
    line_word,
    moment,
    plain_text,
    reason_text,
    record_word,
    value_word,
)
from ui.log.dialog_size import give_size
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.labels import Pill, label
from ui.widgets.table import BELOW_ROLE, Table

SIZE = (820, 480)  # px at 100 % text
_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole
# What says nothing to a person.
HIDDEN = frozenset({"id", "plan", "block", "order", "batch", "came", "series", "owner_id"})


class FieldsModel(TitledModel):
    """Fields of a record before and after."""

    titles: ClassVar[tuple[str, ...]] = (N_("Field"), N_("As it is here"), N_("As it came"))

    def __init__(self, line: PlanLine, parent: QObject) -> None:
        super().__init__(parent)
        self.kind, self.rows = line.kind, changes_of(line)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self.rows[index.row()], index.column()
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            before = value_word(self.kind, one.field, one.before) or NOTHING
            after = value_word(self.kind, one.field, one.after) or NOTHING
            return (field_word(one.field), before, after)[column]
        if role == BELOW_ROLE:
            return ("", one.ours, one.theirs)[column]
        if role == _Role.ForegroundRole and column == 0:
            return "warning" if one.conflict else "muted"
        return None


def changes_of(line: PlanLine) -> list[FieldChange]:
    """Return the changes of a line; of a new record its fields as they came."""
    if line.changes or line.record is None:
        return list(line.changes)
    return [
        FieldChange(field=name, after=plain_text(value))
        for name, value in line.record.fields.items()
        if name not in HIDDEN and value not in (None, "", [], {}, ())
    ]


class LineDialog(QDialog):
    """Shows one line of a preview; nothing can be changed here."""

    def __init__(self, context: Context, line: PlanLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(record_word(line.kind))
        self.title = label(line.title, "section-title", wrap=True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(
            Pill(line_word(line.state), LINE_TONES[line.state]), 0, Qt.AlignmentFlag.AlignTop
        )
        reason = reason_text(line)
        self.reason = label(reason, "problem" if line.state == "refused" else "muted", wrap=True)
        self.reason.setVisible(bool(reason))
        self.model = FieldsModel(line, self)
        self.table = Table(
            context.theme, tall=any(one.ours or one.theirs for one in self.model.rows)
        )
        self.table.setObjectName("framed")
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Fields before and after"))
        scale = context.theme.scale
        self.table.setColumnWidth(0, round(150 * scale))
        self.table.setColumnWidth(1, round(290 * scale))
        self.table.fill_with(2, round(240 * scale))
        self.who = label(self._changed(line), "muted", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.reason)
        column.addWidget(self.table, 1)
        column.addWidget(self.who)
        column.addWidget(buttons)
        give_size(self, SIZE, scale)

    def _changed(self, line: PlanLine) -> str:
        record = line.record
        if record is None or not (record.changed_at or record.changed_by):
            return ""
        parts = (record.changed_by, moment(record.changed_at))
        return _("Last changed there: {who}").format(who=" · ".join(p for p in parts if p))
