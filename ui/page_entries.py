"""The entries of the rail, those that only some offices need, and the keys that go to each."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from ui.keys import shortcut
from ui.rail import Entry, Rail

if TYPE_CHECKING:
    from papidesk.storage.store import Store
    from ui.main_window import MainWindow

CONSOLIDATION = "consolidation"
ENTRIES = (
    Entry("overview", "overview", N_("Overview")),
    Entry("documents", "document", N_("Documents")),
    Entry("tasks", "tasks", N_("Tasks")),
    Entry("log", "log", N_("Activity log")),
    Entry("reports", "reports", N_("Reports")),
    Entry("exchange", "exchange", N_("Send / Receive")),
    Entry(CONSOLIDATION, "units", N_("Consolidation")),
    Entry("settings", "settings", N_("Settings")),
)


class PageEntries(QObject):
    """Shows consolidation as soon as there are units below; Ctrl with a number goes to a page."""

    def __init__(self, window: MainWindow, rail: Rail) -> None:
        super().__init__(window)
        self._window, self._rail = window, rail
        self.shown: tuple[Entry, ...] = ()
        self._keys: list[QShortcut] = []
        context = window.context
        for changed in (
            context.office_changed, context.catalogues_changed, context.exchange_changed,
        ):  # fmt: skip
            changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Find out which entries this office needs now, and number them."""
        wanted = consolidates(self._window.context.workspace.store)
        found = tuple(one for one in ENTRIES if wanted or one.name != CONSOLIDATION)
        if found == self.shown:
            return
        self.shown = found
        self._rail.show_entry(CONSOLIDATION, shown=wanted)
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._keys = [
            shortcut(
                self._window, f"Ctrl+{number}", _("Go to {page}").format(page=_(entry.word)),
                partial(self._window.show_page, entry.name), Qt.ShortcutContext.WindowShortcut,
            )
            for number, entry in enumerate(found, 1)
        ]  # fmt: skip


def consolidates(store: Store) -> bool:
    """Tell whether an office has units below, or is one that has: any above a commune."""
    from papidesk.workflow import offices, units

    try:
        if offices.on(store, datetime.date.today()).level != "commune":
            return True
        return bool(units.tree(store).units)
    except PapiDeskError:
        return False  # damaged rows are told where they are wanted
