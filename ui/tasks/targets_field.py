"""How much of which counters a task is to bring."""

from __future__ import annotations

from papidesk.domain.activity import Amount
from papidesk.domain.task import Target
from papidesk.i18n import _
from ui.log.amounts_field import AmountsField
from ui.log.choices import LogChoices


class TargetsField(AmountsField):
    """Amounts as the log writes them, meant as targets."""

    def __init__(self, choices: LogChoices) -> None:
        super().__init__(choices)
        self.name.setText(_("Targets: how much of which counter"))
        self.more.setText(_("One more target"))

    def targets(self) -> tuple[Target, ...]:
        """Return the targets that are whole."""
        return tuple(Target(counter=one.counter, quantity=one.quantity) for one in self.value())

    def show_targets(self, targets: tuple[Target, ...]) -> None:
        """Show ``targets``."""
        self.show_value(
            tuple(Amount(counter=one.counter, quantity=one.quantity) for one in targets)
        )
