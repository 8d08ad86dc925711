"""The workspace cannot be opened: why, and the ways on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.ask import Ask
from ui.icons import application_icon, set_icon
from ui.widgets.buttons import push_button
from ui.widgets.labels import broaden, label


class StartProblemDialog(QDialog):
    """Offers to try again, to open another workspace, or to restore a backup."""

    try_asked = Signal(object)  # the folder
    restore_asked = Signal(object, object)  # the folder and the backup

    def __init__(
        self, sentence: str, folder: Path, ask: Ask, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self._folder, self._ask = folder, ask
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWindowTitle("PapiDesk")
        self.setWindowIcon(application_icon())
        sign = QLabel()
        set_icon(sign, "warning", "warning", size=32)
        text = label(self.sentence, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        broaden(text, 60)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(text, 1)
        self.again = push_button(_("Try again"), "", "primary")
        self.again.setDefault(True)
        self.other = push_button(_("Another folder…"), "folder")
        self.restore = push_button(_("Restore a backup…"), "restore")
        self.leave = push_button(_("Close"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.restore, self.other):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.leave, self.again):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(24)
        layout.addLayout(top)
        layout.addLayout(row)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.again.clicked.connect(self._on_again)
        self.other.clicked.connect(self._on_other)
        self.restore.clicked.connect(self._on_restore)
        self.leave.clicked.connect(self.reject)

    def _on_again(self) -> None:
        self.accept()
        self.try_asked.emit(self._folder)

    def _on_other(self) -> None:
        self._ask.folder(self, _("Workspace folder"), str(self._folder), self._on_folder)

    def _on_folder(self, folder: Path) -> None:
        self.accept()
        self.try_asked.emit(folder)

    def _on_restore(self) -> None:
        self._ask.open_file(
            self,
            _("Restore a backup"),
            str(self._folder / "backups"),
            _("Backups (*.papibackup *.db)"),
            partial(self._on_backup, self._folder),
        )

    def _on_backup(self, folder: Path, backup: Path) -> None:
        self.accept()
        self.restore_asked.emit(folder, backup)
