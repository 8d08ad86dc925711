"""Settings: where the data is, another workspace, and the samples to be cleared away."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import samples
from papidesk.workflow.samples import Cleared
from ui.context import Context
from ui.failures import show_failure
from ui.widgets.buttons import push_button
from ui.widgets.labels import label


class FoldersSection(QWidget):
    """The workspace's folder and the way to another one."""

    workspace_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()
        self._connect()

    def _build(self) -> None:
        folder = label(str(self.context.workspace.folder), "strong", wrap=True)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_folder = push_button(_("Show in the file manager"), "folder")
        self.other = push_button(_("Open another workspace…"), "folder")
        self.clear = push_button(_("Remove the samples"), "delete")
        self.samples = label("", "muted", wrap=True)
        row, below = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.show_folder)
        row.addWidget(self.other)
        row.addStretch(1)
        below.addWidget(self.clear)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(_("Workspace"), "muted"))
        layout.addWidget(folder)
        said = _(
            "Everything the office keeps is in this folder. Do not put it on a network "
            "drive or into a folder that is synchronised."
        )
        layout.addWidget(label(said, "muted", wrap=True))
        layout.addLayout(row)
        layout.addSpacing(16)
        layout.addWidget(label(_("Samples"), "section-title"))
        layout.addWidget(self.samples)
        layout.addLayout(below)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.show_folder.clicked.connect(self._on_show)
        self.other.clicked.connect(self._on_other)
        self.clear.clicked.connect(self._on_clear)

    def reload(self) -> None:
        """Count the samples that are there."""
        count = len(samples.present(self.context.workspace.store))
        self.clear.setVisible(count > 0)
        said = ngettext(
            "{count} sample document is here to look around. It goes into the trash at once when "
            "it is no longer needed.",
            "{count} sample documents are here to look around. They go into the trash at once when "
            "they are no longer needed.",
            count,
        ).format(count=count)
        self.samples.setText(said if count else _("There are no sample documents."))

    def _on_clear(self) -> None:
        store = self.context.workspace.store
        try:
            gone = samples.clear(store, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self._tell()
        self.context.happened.emit(_("Samples removed"), partial(self._bring_back, gone))

    def _bring_back(self, gone: Cleared) -> None:
        samples.bring_back(self.context.workspace.store, gone, who=self.context.who)
        self._tell()

    def _tell(self) -> None:
        self.reload()
        self.context.documents_changed.emit()
        self.context.tasks_changed.emit()
        self.context.log_changed.emit()

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.workspace.folder)))

    def _on_other(self) -> None:
        parent = str(self.context.workspace.folder.parent)
        self.context.ask.folder(self, _("Workspace folder"), parent, self._on_folder)

    def _on_folder(self, folder: Path) -> None:
        self.workspace_asked.emit(folder)
