"""A catalogue of the office: its entries added, edited, ended, restored, each change a version."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from papidesk.domain.catalogue_checks import CatalogueEntryError
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import catalogues
from ui.context import Context
from ui.failures import show_failure
from ui.settings.catalogue_list import CatalogueList, is_past
from ui.settings.versions_dialog import VersionsDialog


class CatalogueForm(CatalogueList):
    """Add, edit, end, restore entries; each change is a version. Subclasses say what they are."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.table.delete_pressed.connect(self._on_remove)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.ours.clicked.connect(self._on_ours)
        self.versions.clicked.connect(self._on_versions)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.gone.menu().triggered.connect(self._on_bring_back)

    # Changing

    def _typed(self) -> Any:
        """Return the chosen entry as typed, judged; None while it cannot be kept."""
        record = self.chosen
        if record is None:
            return None
        self._refuse(None)
        new = self.read(record)
        if new is None or self.is_blank(new):
            return new
        new = self.coded(new)
        try:
            catalogues.check(self.store, new)
        except CatalogueEntryError as error:
            self._refuse(error)
            return None
        return new

    def _on_changed(self) -> None:
        self._typed()

    def _on_left(self) -> None:
        before, new = self.chosen, self._typed()
        if new is None or new == before or self.is_blank(new):
            return
        place = self._shown[self.row]
        who, fresh = self.context.who, self.is_blank(before)
        kept = self._keep(
            lambda: (
                catalogues.put(self.store, new, who=who, new=True)
                if fresh
                else catalogues.put_for(self.store, before, new, who=who)
            )
        )
        if kept is not None:
            self._records[place] = kept
            self.model.change(self.row, self._row(kept), past=is_past(kept))
            self.ours.setEnabled(kept.own and self._of_program(kept))
            self.versions.setEnabled(True)
            self.remove.setEnabled(not is_past(kept))
            self.after_kept(kept)

    def _of_program(self, record: Any) -> bool:
        return catalogues.code_of(record) in catalogues.entries.ours(self.kind)

    def after_kept(self, record: Any) -> None:
        """Do what follows a change that was kept."""

    def _keep(self, change: Callable[[], Any]) -> Any:
        """Make a change and return what it gives; None when it was refused."""
        self._changing = True
        try:
            found = change()
        except CatalogueEntryError as error:
            self._refuse(error)
            return None
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return None
        else:
            self.context.tell_saved("saved")
            self.context.catalogues_changed.emit()
            return found if found is not None else True
        finally:
            self._changing = False

    def _back_to(self, code: str, before: Any) -> Callable[[], None]:
        def back() -> None:
            who = self.context.who
            self._keep(lambda: catalogues.put_back(self.store, self.kind, code, before, who=who))
            self.reload()
            self.choose(code)

        return back

    # Slots

    def _on_add(self) -> None:
        self.filter.clear()
        blank = [row for row, i in enumerate(self._shown) if self.is_blank(self._records[i])]
        if not blank:
            self._records.append(self.blank())
        # A second click goes to the new entry that waits for its name.
        self._list(blank[0] if blank else len(self._records))
        self.table.scrollToBottom()
        self.fields.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        record = self.chosen
        if record is None or is_past(record):
            return
        if self.is_blank(record):
            del self._records[self._shown[self.row]]
            self._list(self.row)
            return
        code, today = catalogues.code_of(record), datetime.date.today()
        gone = self._keep(
            lambda: (
                catalogues.remove(self.store, self.kind, code, who=self.context.who, today=today),
            )
        )
        if gone is None:
            return
        row = self.row
        self._fill(row)
        said = _("Removed")
        if gone[0] is not None and is_past(gone[0]):
            until = f"{gone[0].validity.until:%d/%m/%Y}"
            said = _("Holds until {day} only: what uses it stays right").format(day=until)
        self.context.happened.emit(said, self._back_to(code, record))

    def _on_ours(self) -> None:
        record = self.chosen
        if record is None:
            return
        code, who = catalogues.code_of(record), self.context.who
        kept = self._keep(lambda: catalogues.restore_ours(self.store, self.kind, code, who=who))
        if kept is not None:
            self._fill(self.row)
            self.choose(code)
            self.context.happened.emit(
                _("As the program has it again"), self._back_to(code, record)
            )

    def _on_versions(self) -> None:
        record = self.chosen
        if record is None:
            return
        code = catalogues.code_of(record)
        dialog = VersionsDialog(self.context, self.kind, code, self)
        dialog.chosen.connect(self._on_version)
        dialog.open()

    def _on_version(self, version: Any) -> None:
        before = catalogues.entries.find(self.store, self.kind, version.code)
        who = self.context.who
        if self._keep(lambda: (catalogues.go_back(self.store, version, who=who),)) is not None:
            self.reload()
            self.choose(version.code)
            said = _("Version {version} restored").format(version=version.version)
            self.context.happened.emit(said, self._back_to(version.code, before))

    def _on_bring_back(self, action: QAction) -> None:
        place = self.gone.menu().actions().index(action)
        self._on_version(self._removed[place])

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        target = self.row + by
        if self.chosen is None or not 0 <= target < len(self._shown):
            return
        one, other = self.chosen, self._records[self._shown[target]]
        if self.is_blank(one) or self.is_blank(other):
            return
        code, who = catalogues.code_of(one), self.context.who
        if self._keep(lambda: catalogues.swap(self.store, one, other, who=who)) is not None:
            self.reload()
            self.choose(code)
