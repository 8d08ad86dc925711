"""Settings: where the data is, and another workspace."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.context import Context
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
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.show_folder)
        row.addWidget(self.other)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(_("Workspace"), "muted"))
        layout.addWidget(folder)
        layout.addWidget(
            label(
                _(
                    "Everything the office keeps is in this folder. Do not put it on a network "
                    "drive or into a folder that is synchronised."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(row)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.show_folder.clicked.connect(self._on_show)
        self.other.clicked.connect(self._on_other)

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.workspace.folder)))

    def _on_other(self) -> None:
        parent = str(self.context.workspace.folder.parent)
        self.context.ask.folder(self, _("Workspace folder"), parent, self._on_folder)

    def _on_folder(self, folder: Path) -> None:
        self.workspace_asked.emit(folder)
