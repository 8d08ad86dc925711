"""Several units become one on a day: a new one, or one of them that goes on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain import unit_code
from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit, UnitDaysError
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import units
from ui.consolidation.unit_ticks import UnitTicks
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import label

SIZE = (860, 560)  # px at 100 % text
NEW = "\x00new"  # no code has such a sign


class MergeDialog(TypedDialog):
    """Ticks the units that were merged and asks what they are now."""

    kept = Signal(object, object)  # units before by code, the BelowUnit they became

    def __init__(
        self, context: Context, codes: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tree = units.tree(context.workspace.store)
        self._code_typed = False
        self._build(codes)
        self._connect()
        self._on_into()

    def _build(self, codes: Sequence[str]) -> None:
        self.setWindowTitle(_("Merge units"))
        give_size(self, SIZE, self._context.theme.scale)
        there = self._tree.there()
        self.ticks = UnitTicks(_("Units that were merged"))
        self.ticks.offer([(one.code, one.name) for one in there], set(codes))
        choices = [(NEW, _("A new unit"))] + [(one.code, one.name) for one in there]
        self.into = ChoiceField(_("Merged into"), choices)
        self.name = LineField(_("Called from the day on"), "xã An Hòa")
        self.code = LineField(_("Code of the new unit"), "H99.12")
        self.day = DayField(_("From the day"))
        self.day.show_day(datetime.date.today())
        self.basis = LineField(_("Basis (the paper that made it so)"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Merge"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        right = QVBoxLayout()
        right.setSpacing(12)
        for field in (self.into, self.name, self.code, self.day, self.basis):
            right.addWidget(field)
        right.addWidget(
            label(
                _(
                    "What the old units reported counts for the one they became, and stays under "
                    "their names in the periods before."
                ),
                "muted",
                wrap=True,
            )
        )
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self.ticks, 1)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.ticks.changed.connect(self._on_typed)
        for field in (self.name, self.code, self.day, self.basis):
            field.changed.connect(self._on_typed)
        self.into.changed.connect(self._on_into)
        self.name.changed.connect(self._on_name)
        self.code.changed.connect(self._on_code)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)

    def _on_typed(self) -> None:
        self.typed = True
        self._say("")
        self.day.show_problem("")

    def _on_into(self) -> None:
        new = self.into.value() == NEW
        self.code.setVisible(new)
        if not new:
            self.name.show_value(self._tree.name(self.into.value()))

    def _on_name(self) -> None:
        self.name.show_problem("")
        if not self._code_typed and self.into.value() == NEW:
            self.code.show_value(unit_code.slug(self.name.value()))
            self.code.show_problem("")

    def _on_code(self) -> None:
        self._code_typed = bool(self.code.value())
        self.code.show_problem("")

    def keep(self) -> None:
        """Merge the ticked units; what is refused is said."""
        day, new = self.day.day(), self.into.value() == NEW
        if not self.name.value():
            self.name.show_problem(_("Write the unit’s name."))
            self.name.setFocus()
            return
        if new and not self._code_fits():
            self.code.setFocus()
            return
        if day is None:
            self.day.show_problem(_("Write the day, month and year."))
            self.day.setFocus()
            return
        codes = [code for code in self.ticks.ticked if new or code != self.into.value()]
        into = self._into(codes, new=new)
        before = {code: self._tree.units.get(code) for code in (*codes, into.code)}
        try:
            kept = units.merge(
                self._context.workspace.store, codes, into, day=day, basis=self.basis.value(),
                who=self._context.who,
            )  # fmt: skip
        except UnitDaysError as error:
            self.day.show_problem(sentence_of(error))
            return
        except PapiDeskError as error:
            self._say(sentence_of(error))
            return
        self.typed = False
        self.kept.emit(before, kept)
        self.accept()

    def _code_fits(self) -> bool:
        """Tell whether the new unit's code is one, and nobody else's; what is wrong is said."""
        taken = self._tree.find(self.code.value())
        if not self.code.value():
            self.code.show_problem(_("Write the unit’s code."))
        elif taken is not None:
            said = _(
                "“{name}” has this code. Choose it under “Merged into”, or write another code."
            )
            self.code.show_problem(said.format(name=taken.name))
        return bool(self.code.value()) and taken is None

    def _into(self, codes: Sequence[str], *, new: bool) -> BelowUnit:
        if not new:
            return replace(self._tree.units[self.into.value()], name=self.name.value())
        first = self._tree.units.get(codes[0]) if codes else None
        made = BelowUnit(code=self.code.value(), name=self.name.value())
        # The new one stands where the first of the old ones stood.
        return replace(made, level=first.level, parent=first.parent) if first else made

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
