"""What a person does with the units below: add, correct, rename, move, merge, end, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import units
from ui.context import Context
from ui.failures import show_failure
from ui.words import whole_text

if TYPE_CHECKING:
    from papidesk.domain.unit_tree import BelowUnit

Before = dict[str, "BelowUnit | None"]


class UnitActs:
    """Opens the questions; every change has a way back. ``changed`` gets the code to choose."""

    def __init__(self, context: Context, owner: QWidget, changed: Callable[[str], None]) -> None:
        self._context, self._owner, self._changed = context, owner, changed

    # What others ask of it

    def remembered(self, codes: Sequence[str]) -> Before:
        """Return units as they are kept now, None for those that are not."""
        known = units.tree(self._context.workspace.store).units
        return {code: known.get(code) for code in codes}

    def told(self, said: str, before: Before, code: str = "") -> None:
        """Show a change and say it, with the way back."""
        self._changed(code)
        self._context.happened.emit(said, partial(self.put_back, before))

    def put_back(self, before: Before) -> None:
        """Let units be what they were before a change."""
        store, who = self._context.workspace.store, self._context.who
        try:
            with store.joined():
                for code, unit in before.items():
                    units.put_back(store, code, unit, who=who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
        self._changed(next(iter(before), ""))

    # Questions

    def ask_add(self, above: str = "") -> None:
        """Ask for a new unit."""
        from ui.consolidation.unit_dialog import UnitDialog

        dialog = UnitDialog(self._context, None, above, self._owner)
        dialog.kept.connect(partial(self._on_kept, None))
        dialog.open()

    def ask_edit(self, unit: BelowUnit) -> None:
        """Ask for a correction of a unit: what was written wrong, not what changed on a day."""
        from ui.consolidation.unit_dialog import UnitDialog

        dialog = UnitDialog(self._context, unit, "", self._owner)
        dialog.kept.connect(partial(self._on_kept, unit))
        dialog.open()

    def _on_kept(self, before: BelowUnit | None, unit: BelowUnit) -> None:
        said = _("{name} corrected") if before else _("{name} added")
        self.told(said.format(name=unit.name), {unit.code: before}, unit.code)

    def ask_rename(self, unit: BelowUnit) -> None:
        """Ask what a unit is called from which day on."""
        self._ask_change(unit, "rename")

    def ask_move(self, unit: BelowUnit) -> None:
        """Ask below which unit it stands from which day on."""
        self._ask_change(unit, "move")

    def ask_end(self, unit: BelowUnit) -> None:
        """Ask which day was its last."""
        self._ask_change(unit, "end")

    def _ask_change(self, unit: BelowUnit, what: str) -> None:
        from ui.consolidation.unit_change_dialog import UnitChangeDialog

        dialog = UnitChangeDialog(self._context, unit, what, self._owner)
        before = self.remembered([unit.code])
        said = _("{name} changed").format(name=unit.name)
        dialog.kept.connect(lambda _unit: self.told(said, before, unit.code))
        dialog.open()

    def ask_merge(self, codes: Sequence[str]) -> None:
        """Ask which units become one."""
        from ui.consolidation.merge_dialog import MergeDialog

        dialog = MergeDialog(self._context, codes, self._owner)
        dialog.kept.connect(self._on_merged)
        dialog.open()

    def _on_merged(self, before: Before, unit: BelowUnit) -> None:
        # What they became stands among what was remembered.
        count = sum(1 for code in before if code != unit.code)
        said = ngettext("{count} unit merged into {name}", "{count} units merged into {name}",
                        count)  # fmt: skip
        self.told(said.format(count=whole_text(count), name=unit.name), before, unit.code)

    def take_merger_back(self, unit: BelowUnit) -> None:
        """Let a merged unit be one of its own again."""
        before = self.remembered([unit.code])
        try:
            units.take_merger_back(self._context.workspace.store, unit.code, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
            return
        self.told(_("{name} is a unit of its own again").format(name=unit.name), before, unit.code)

    def remove(self, unit: BelowUnit) -> None:
        """Take a unit out of the list that never reported."""
        try:
            units.remove(self._context.workspace.store, unit.code, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
            return
        self.told(_("{name} removed").format(name=unit.name), {unit.code: unit})

    def ask_import(self, *_checked: object) -> None:
        """Take units over from a table."""
        from ui.consolidation.units_import_dialog import UnitsImportDialog

        dialog = UnitsImportDialog(self._context, self._owner)
        dialog.kept.connect(self._on_imported)
        dialog.open()

    def _on_imported(self, before: Before) -> None:
        count = len(before)
        said = ngettext("{count} unit taken over", "{count} units taken over", count)
        self.told(said.format(count=whole_text(count)), before)

    def ask_scope(self, *_checked: object) -> None:
        """Ask which duties are asked of which units."""
        from ui.consolidation.scope_dialog import ScopeDialog

        dialog = ScopeDialog(self._context, self._owner)
        dialog.kept.connect(self._on_scope)
        dialog.open()

    def _on_scope(self, said: str, back: Callable[[], None]) -> None:
        self._changed("")

        def put_back() -> None:
            back()
            self._changed("")

        self._context.happened.emit(said, put_back)
