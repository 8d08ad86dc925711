"""One unit below: its code, name, level, unit above; new, or corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain import unit_code
from papidesk.domain.record import Validity, replace
from papidesk.domain.unit_tree import BelowUnit, UnitCodeError, UnitTakenError
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import units
from ui.context import Context
from ui.dialogs.first_start_steps import LEVEL_NAMES
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

if TYPE_CHECKING:
    from papidesk.domain.unit_tree import UnitTree


def unit_choices(tree: UnitTree, without: str = "") -> list[tuple[str, str]]:
    """Return the units another may stand below: the office itself first, then by the tree."""
    below = {without, *(one.code for one in tree.below(without))} if without else set()
    found = [(one.code, one.name) for one in tree.there() if one.code not in below]
    return [("", _("This office itself")), *found]


class UnitDialog(TypedDialog):
    """Asks for what a unit is; what changed on a day is entered elsewhere, with the day."""

    kept = Signal(object)  # the BelowUnit

    def __init__(
        self, context: Context, unit: BelowUnit | None, above: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._unit = unit
        self._code_typed = unit is not None
        self._build()
        self._connect()
        self._show(unit, above)
        self.name.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("Correct a unit") if self._unit else _("Add a unit below"))
        tree = units.tree(self._context.workspace.store)
        self.name = LineField(_("Name"), "xã An Hòa")
        broaden(self.name, 70)
        self.code = LineField(_("Code (as its bundles say it)"), "H99.12")
        self.level = ChoiceField(
            _("Level"), [(code, _(word)) for code, word in LEVEL_NAMES.items()]
        )
        self.above = ChoiceField(
            _("Unit above"), unit_choices(tree, self._unit.code if self._unit else "")
        )
        self.since = DayField(_("Since (empty: always)"))
        self.basis = LineField(_("Basis (the paper that made it so)"))
        self.contact = LineField(_("Contact (name, telephone)"))
        self.note = LineField(_("Note"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Save") if self._unit else _("Add"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.name)
        for pair in ((self.code, self.level), (self.above, self.since)):
            row = QHBoxLayout()
            row.setSpacing(16)
            for field in pair:
                row.addWidget(field, 1)
            column.addLayout(row)
        for field in (self.basis, self.contact, self.note):
            column.addWidget(field)
        if self._unit is not None:
            said = _("A new name or unit above is entered under “Change”, with its day.")
            column.addWidget(label(said, "muted", wrap=True))
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        grow_with(self, self.problem, self.name, self.code)

    def _connect(self) -> None:
        for field in (self.name, self.code, self.level, self.above, self.since, self.basis,
                      self.contact, self.note):  # fmt: skip
            field.changed.connect(self._on_typed)
        self.name.changed.connect(self._on_name)
        self.code.changed.connect(self._on_code)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)

    def _show(self, unit: BelowUnit | None, above: str) -> None:
        if unit is None:
            self.above.show_value(above)
            return
        self.name.show_value(unit.name)
        self.code.show_value(unit.code)
        # The code holds its reports together.
        self.code.set_read_only(True)
        self.level.show_value(unit.level)
        self.above.show_value(unit.parent)
        self.since.show_day(unit.validity.since)
        self.basis.show_value(unit.basis)
        self.contact.show_value(unit.contact)
        self.note.show_value(unit.note)

    def _on_typed(self) -> None:
        self.typed = True
        self.problem.hide()

    def _on_name(self) -> None:
        self.name.show_problem("")
        if not self._code_typed:
            self.code.show_value(unit_code.slug(self.name.value()))

    def _on_code(self) -> None:
        self._code_typed = bool(self.code.value())
        self.code.show_problem("")

    def keep(self) -> None:
        """Keep the unit; what is refused is said beside its field."""
        if not self.name.value():
            self.name.show_problem(_("Write the unit’s name."))
            self.name.setFocus()
            return
        if not self.since.judge():
            self.since.setFocus()
            return
        store, who = self._context.workspace.store, self._context.who
        try:
            kept = units.put(store, self._read(), who=who, new=self._unit is None)
        except (UnitCodeError, UnitTakenError) as error:
            self.code.show_problem(sentence_of(error))
            self.code.setFocus()
            return
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.typed = False
        self.kept.emit(kept)
        self.accept()

    def _read(self) -> BelowUnit:
        level: Any = self.level.value()
        before = self._unit or BelowUnit(code=self.code.value(), name=self.name.value())
        return replace(
            before,
            name=self.name.value(),
            level=level,
            parent=self.above.value(),
            validity=Validity(since=self.since.day(), until=before.validity.until),
            basis=self.basis.value(),
            contact=self.contact.value(),
            note=self.note.value(),
        )
