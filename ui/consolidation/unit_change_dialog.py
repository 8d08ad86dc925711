"""What changes about a unit on a day: another name, another unit above, or its end."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.unit_tree import BelowUnit, UnitDaysError
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import units
from ui.consolidation.unit_dialog import unit_choices
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

if TYPE_CHECKING:
    from ui.widgets.fields import Field


class UnitChangeDialog(TypedDialog):
    """Asks for the day, the basis and what is new; the past stays as it was."""

    kept = Signal(object)  # the BelowUnit

    def __init__(
        self, context: Context, unit: BelowUnit, what: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._unit, self._what = unit, what
        self._build()
        for field in (self.name, self.above, self.day, self.basis):
            field.changed.connect(self._on_typed)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)

    def _build(self) -> None:
        titles = {
            "rename": (_("New name of a unit"), _("Called from the day on")),
            "move": (_("Other unit above"), _("Stands below from the day on")),
            "end": (_("End of a unit"), ""),
        }
        title, name = titles[self._what]
        self.setWindowTitle(title)
        head = label(self._unit.name, "section-title", wrap=True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        broaden(head, 62)
        tree = units.tree(self._context.workspace.store)
        # Each kind of change shows its own field; the other keeps a name for who listens.
        self.name = LineField(name or _("Name"))
        self.name.show_value(self._unit.name)
        self.above = ChoiceField(name or _("Unit above"), unit_choices(tree, self._unit.code))
        self.above.show_value(self._unit.parent)
        ended = self._what == "end"
        self.day = DayField(_("Its last day") if ended else _("From the day"))
        self.day.show_day(datetime.date.today())
        self.basis = LineField(_("Basis (the paper that made it so)"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Save"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        fields: list[Field] = [self.day, self.basis]
        if self._what != "end":
            fields.insert(0, self.name if self._what == "rename" else self.above)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(head)
        for field in fields:
            column.addWidget(field)
        said = _("Reports of the time before keep the name and the place it had then.")
        column.addWidget(label(said, "muted", wrap=True))
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        # What this change is not about belongs to the dialog all the same, out of sight.
        for field in (self.name, self.above):
            if field not in fields:
                field.setParent(self)
                field.hide()
        grow_with(self, self.problem, self.day)
        fields[0].setFocus()

    def _on_typed(self) -> None:
        self.typed = True
        self.problem.hide()
        self.day.show_problem("")

    def keep(self) -> None:
        """Keep the change; what is refused is said beside its field."""
        day = self.day.day()
        if day is None:
            self.day.show_problem(_("Write the day, month and year."))
            self.day.setFocus()
            return
        try:
            kept = self._kept(day)
        except UnitDaysError as error:
            self.day.show_problem(sentence_of(error))
            return
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.typed = False
        self.kept.emit(kept)
        self.accept()

    def _kept(self, day: datetime.date) -> BelowUnit:
        store, who = self._context.workspace.store, self._context.who
        code, basis = self._unit.code, self.basis.value()
        if self._what == "rename":
            return units.rename(store, code, self.name.value(), day=day, basis=basis, who=who)
        if self._what == "move":
            return units.move(store, code, self.above.value(), day=day, basis=basis, who=who)
        return units.end(store, code, day=day, basis=basis, who=who)
