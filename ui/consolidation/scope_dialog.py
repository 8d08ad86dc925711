"""Which duty is asked of which units: of all, of all but some, or of some."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, unit_board, units
from papidesk.workflow.unit_board import DutyScope
from ui.consolidation.unit_ticks import UnitTicks
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import label

SIZE = (760, 560)  # px at 100 % text
ALL, BUT, ONLY = "all", "but", "only"


class ScopeDialog(TypedDialog):
    """Chooses a duty, then the units it is asked of."""

    kept = Signal(str, object)  # what was done, and the way back

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        store = context.workspace.store
        self._tree = units.tree(store)
        self._duties = {one.code: one.name for one in catalogues.report_duties(store)}
        self._shown = ""
        self._build()
        self._connect()
        self._on_duty()

    def _build(self) -> None:
        self.setWindowTitle(_("Who owes which report"))
        give_size(self, SIZE, self._context.theme.scale)
        self.duty = ChoiceField(_("Report duty"), list(self._duties.items()))
        self.way = ChoiceField(
            _("Asked of"),
            [
                (ALL, _("All units that have none below them, new ones too")),
                (BUT, _("All of them but the ticked ones")),
                (ONLY, _("Only the ticked ones")),
            ],
        )
        self.ticks = UnitTicks(_("Units"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Save"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.duty)
        left.addWidget(self.way)
        left.addWidget(
            label(
                _(
                    "A unit a report is not asked of is not late with it, and is not counted in "
                    "the rate on time."
                ),
                "muted",
                wrap=True,
            )
        )
        left.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addLayout(left, 1)
        middle.addWidget(self.ticks, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.duty.changed.connect(self._on_duty)
        self.way.changed.connect(self._on_way)
        self.ticks.changed.connect(self._on_typed)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)

    def _on_duty(self) -> None:
        if self.duty.value() == self._shown:
            return
        if self.typed:
            asked = self.duty.value()
            self.duty.show_value(self._shown)
            question = _("What was chosen for this duty is not kept yet. Leave it?")
            self._context.ask.confirm(
                self, question, _("Leave without Saving"), partial(self._go_to, asked)
            )
            return
        self._go_to(self.duty.value())

    def _go_to(self, duty: str) -> None:
        self._shown = duty
        self.duty.show_value(duty)
        scope = unit_board.scope(self._context.workspace.store, duty)
        self.way.show_value(ONLY if scope.units else BUT if scope.without else ALL)
        every = [(one.code, one.name) for one in self._tree.there()]
        self.ticks.offer(every, set(scope.units or scope.without))
        self.typed = False
        self._enable()

    def _on_way(self) -> None:
        self._on_typed()
        self._enable()

    def _on_typed(self) -> None:
        self.typed = True
        self.problem.hide()

    def _enable(self) -> None:
        self.ticks.setEnabled(self.way.value() != ALL)
        self.accept_button.setEnabled(bool(self._duties))

    def keep(self) -> None:
        """Keep which units the duty is asked of."""
        way, ticked = self.way.value(), self.ticks.ticked
        if way == ONLY and not ticked:
            self.problem.setText(_("Tick the units the report is asked of."))
            self.problem.show()
            return
        store, who = self._context.workspace.store, self._context.who
        before = unit_board.scope(store, self._shown)
        chosen = replace(
            before,
            units=ticked if way == ONLY else (),
            without=ticked if way == BUT else (),
        )
        try:
            unit_board.put_scope(store, chosen, who=who)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.typed = False
        said = _("Kept: {name}").format(name=self._duties.get(self._shown, self._shown))
        back: Callable[[], None] = partial(_put_back, store, before, who)
        self.kept.emit(said, back)
        self.accept()


def _put_back(store: Store, before: DutyScope, who: str) -> None:
    unit_board.put_scope(store, before, who=who)
