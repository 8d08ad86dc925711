"""Settings: the list of backups, and making, verifying and restoring one."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext, say
from papidesk.workflow import keeping, workspaces
from papidesk.workflow.keeping import BackupInfo
from ui import words
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import show_failure
from ui.settings.backing_up import back_up
from ui.settings.second_place_box import SecondPlaceBox
from ui.settings.share_table import ShareTable
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

COLUMNS = (
    N_("Made"), N_("Why"), N_("Documents"), N_("Issued"), N_("Tasks"), N_("Log entries"),
    N_("Files"), N_("Size"),
)  # fmt: skip
WIDTHS = (160, 150, 90, 116, 92, 104, 64, 90)
_COUNTED = ("documents", "snapshots", "tasks", "activities", "attachments")
REASONS = {
    "manual": N_("Asked for"),
    "daily": N_("Daily"),
    "regular": N_("While working"),
    "exit": N_("At the end of work"),
    "before_import": N_("Before an import"),
    "before_migration": N_("Before an upgrade of the program"),
    "before_restore": N_("Before a restore"),
    "demo": N_("Demo"),
}


class BackupsModel(TitledModel):
    """Backups, the latest first."""

    titles = COLUMNS

    def __init__(self) -> None:
        super().__init__()
        self._backups: list[BackupInfo] = []

    def show(self, backups: list[BackupInfo]) -> None:
        """Show ``backups``."""
        self.beginResetModel()
        self._backups = backups
        self.endResetModel()

    def backup(self, row: int) -> BackupInfo:
        """Return the backup of a row."""
        return self._backups[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._backups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        info = self._backups[index.row()]
        made = words.local_time(info.made_at)
        return (
            f"{made:%d/%m/%Y %H:%M}",
            _(REASONS.get(info.reason, "")) or info.reason,
            *(_counted(info, table) for table in _COUNTED),
            words.size_text(info.bytes),
        )[index.column()]


def _counted(info: BackupInfo, table: str) -> str:
    # An older program did not count everything.
    return f"{info.counts[table]:,}".replace(",", ".") if table in info.counts else "–"


class BackupsSection(QWidget):
    """Keeping the workspace safe."""

    restore_asked = Signal(object)  # Path

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.model = BackupsModel()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.table = ShareTable(self.context.theme, _("Backups"), WIDTHS)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(200)
        self.now = push_button(_("Back up now"), "backup", "primary")
        self.verify = push_button(_("Verify the workspace"), "check")
        self.restore = push_button(_("Restore…"), "restore")
        self.from_file = push_button(_("Restore from a file…"), "folder")
        self.verify_one = push_button(_("Verify this backup"), "check")
        self.second = SecondPlaceBox(self.context)
        self.result = label("", "strong", wrap=True)
        self.result.hide()
        self.nothing = label(_("No backup yet. The program makes the first one today."), "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.now, self.verify, self.from_file):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(
            label(
                _(
                    "A backup is read back and checked before it counts. The program makes one "
                    "every day, every half hour of work, before several files are imported, and "
                    "at the end of work."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(row)
        layout.addWidget(self.result)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing)
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        for button in (self.restore, self.verify_one):
            chosen.addWidget(button)
        chosen.addStretch(1)
        layout.addLayout(chosen)
        layout.addSpacing(8)
        layout.addWidget(self.second)

    def _connect(self) -> None:
        self.now.clicked.connect(self._on_now)
        self.verify.clicked.connect(self._on_verify)
        self.verify_one.clicked.connect(self._on_verify_one)
        self.table.opened.connect(self._on_restore)
        self.restore.clicked.connect(self._on_restore)
        self.from_file.clicked.connect(self._on_from_file)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.context.backups_changed.connect(self.reload)

    def reload(self) -> None:
        """Read the list of backups anew."""
        known = keeping.backups_of(self.context.workspace)
        self.model.show(known)
        self.nothing.setVisible(not known)
        self.second.reload()
        self._on_selection_changed()

    def _on_selection_changed(self) -> None:
        one = len(self.table.chosen_rows()) == 1
        self.restore.setEnabled(one)
        self.verify_one.setEnabled(one)

    def _say(self, text: str) -> None:
        self.result.setText(text)
        self.result.setVisible(bool(text))

    def _on_now(self) -> None:
        back_up(self.context, self)

    def _on_verify(self) -> None:
        self._say(_("Checking…"))
        run_task(
            self,
            partial(_verify, self.context),
            jobs=self.context.jobs,
            done=self._on_verified,
            failed=self._on_failed,
            title=_("Verifying"),
        )

    def _on_verify_one(self) -> None:
        rows = self.table.chosen_rows()
        if not rows:
            return
        info = self.model.backup(rows[0])
        self._say(_("Checking…"))
        run_task(
            self,
            partial(_verify_one, self.context, info),
            jobs=self.context.jobs,
            done=partial(self._on_one_verified, info),
            failed=self._on_failed,
            title=_("Verifying"),
        )

    def _on_one_verified(self, info: BackupInfo, _nothing: None) -> None:
        made = f"{words.local_time(info.made_at):%d/%m/%Y %H:%M}"
        self._say(_("The backup of {time} is whole and can be restored.").format(time=made))

    def _on_verified(self, problems: list[PapiDeskError]) -> None:
        if not problems:
            now = f"{datetime.datetime.now():%H:%M}"
            self._say(_("Everything is whole (checked at {time}).").format(time=now))
            return
        said = ngettext("{count} problem:", "{count} problems:", len(problems))
        lines = [said.format(count=len(problems)), *(say(problem) for problem in problems[:10])]
        self._say("\n".join(lines))

    def _on_failed(self, error: Exception) -> None:
        self._say("")
        show_failure(self.context.ask, self, error)

    def _on_restore(self) -> None:
        rows = self.table.chosen_rows()
        if rows:
            info = self.model.backup(rows[0])
            made = f"{words.local_time(info.made_at):%d/%m/%Y %H:%M}"
            self._confirm(self.context.workspace.folder / "backups" / info.name, made)

    def _on_from_file(self) -> None:
        self.context.ask.open_file(
            self,
            _("Restore a backup"),
            self.context.settings.last_folder or str(Path.home()),
            _("Backups (*.papibackup *.db)"),
            self._on_file,
        )

    def _on_file(self, path: Path) -> None:
        self._confirm(path, path.name)

    def _confirm(self, path: Path, name: str) -> None:
        self.context.ask.confirm(
            self,
            _(
                "Go back to the backup {name}? What was changed since then leaves the lists; the "
                "present data is kept aside in the folder of backups."
            ).format(name=name),
            _("Restore"),
            partial(self.restore_asked.emit, path),
        )


def _verify(context: Context, job: Job) -> list[PapiDeskError]:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return keeping.verify_store(store)


def _verify_one(context: Context, info: BackupInfo, job: Job) -> None:
    job.step(0, 1)
    keeping.verify_backup(context.workspace, info)
