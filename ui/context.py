"""What every page is handed: the open workspace, the preferences, who works, and signals."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from papidesk import settings as preferences
from papidesk.settings import Settings
from ui.ask import Ask
from ui.background import Jobs
from ui.theme import Theme

if TYPE_CHECKING:
    from papidesk.workflow.workspaces import Workspace


class Context(QObject):
    """Handed to pages and dialogs instead of globals."""

    documents_changed = Signal()
    tasks_changed = Signal()
    log_changed = Signal()
    catalogues_changed = Signal()
    exchange_changed = Signal()  # bundles sent or received, keys, conflicts
    office_changed = Signal()
    backups_changed = Signal()
    # A page by its name, and the filter it is to show; a document by its id.
    place_asked = Signal(str, object)
    document_asked = Signal(str)
    edit_asked = Signal(str)  # a document by its id, to be opened for writing
    saved = Signal(str)  # the state of saving: "", "saving", "saved", "failed"
    settings_changed = Signal()
    # What just happened, and the words of the way back ("" for none).
    happened = Signal(str, object)
    # What just happened, a word, and what the word does (open the file that was written).
    offered = Signal(str, str, object)

    def __init__(
        self,
        *,
        workspace: Workspace,
        settings: Settings,
        settings_path: Path,
        theme: Theme,
        ask: Ask,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.settings = settings
        self.settings_path = settings_path
        self.theme = theme
        self.ask = ask
        self.jobs = Jobs(self)
        self.saved_at: datetime.datetime | None = None

    @property
    def who(self) -> str:
        """The name that changes are written down under."""
        return self.settings.who

    def change_settings(self, **values: object) -> None:
        """Change the preferences and keep them; raises ``SettingsNotSavedError``."""
        self.settings = msgspec.structs.replace(self.settings, **values)
        self.settings_changed.emit()
        preferences.save(self.settings, self.settings_path)

    def remember(self, group: str, name: str, value: str) -> None:
        """Keep a geometry, column or splitter state until the settings are written at the end."""
        kept = {**getattr(self.settings, group), name: value}
        self.settings = msgspec.structs.replace(self.settings, **{group: kept})

    def remember_folder(self, folder: Path) -> None:
        """Keep where files were last taken from or written to."""
        self.settings = msgspec.structs.replace(self.settings, last_folder=str(folder))

    def remember_document(self, id: str) -> None:
        """Keep which document is open, to open it again at the next start."""
        self.settings = msgspec.structs.replace(self.settings, last_document=id)

    def remember_recent(self, ids: tuple[str, ...]) -> None:
        """Keep what was chosen in the palette, latest first."""
        self.settings = msgspec.structs.replace(self.settings, recent=ids)

    def save_settings(self) -> None:
        """Write the preferences; raises ``SettingsNotSavedError``."""
        preferences.save(self.settings, self.settings_path)

    def tell_saved(self, state: str) -> None:
        """Tell the header how saving went."""
        if state == "saved":
            self.saved_at = datetime.datetime.now()
        self.saved.emit(state)
