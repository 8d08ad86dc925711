"""Settings: what this program is, its libraries and licences, and its log."""

from __future__ import annotations

import datetime
import platform
from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from papidesk import __version__
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.workflow import logs, workspaces
from papidesk.workflow.logs import LogFile
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import show_failure
from ui.icons import application_icon
from ui.settings.libraries import libraries
from ui.settings.records_model import RecordsModel
from ui.settings.share_table import ShareTable
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

TITLES = (N_("Library"), N_("Version"), N_("Licence"))
WIDTHS = (260, 130, 240)


class AboutSection(QWidget):
    """Name, versions, licences, log."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()
        self.export.clicked.connect(self._on_export)

    def _build(self) -> None:
        facts = (
            f"Python {platform.python_version()} · Qt {PySide6.__version__} · "
            f"{platform.system()} {platform.release()}"
        )
        versions = label(facts, "muted", wrap=True)
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.export = push_button(_("Save the log…"), "export")
        row = QHBoxLayout()
        row.addWidget(self.export)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._sign())
        layout.addWidget(versions)
        layout.addWidget(label(_("Licence: Apache 2.0. Font of the papers: Tinos."), "muted"))
        said = _(
            "The database is not encrypted, so that backups can be read and repaired for as long "
            "as the office exists. Against theft, turn on the encryption of the disk (BitLocker, "
            "LUKS)."
        )
        layout.addWidget(label(said, "muted", wrap=True))
        layout.addSpacing(8)
        layout.addWidget(label(_("Log for who looks after the program"), "section-title"))
        said = _(
            "One file with the crash reports and what was done in the last 90 days. No words of "
            "documents, no names of persons and no folders go into it."
        )
        layout.addWidget(label(said, "muted", wrap=True))
        layout.addLayout(row)
        layout.addSpacing(8)
        layout.addWidget(label(_("Libraries"), "section-title"))
        layout.addWidget(self._libraries(), 1)

    def _sign(self) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(application_icon().pixmap(QSize(56, 56)))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(f"PapiDesk {__version__}", "section-title"))
        said = _("Documents of a commune office, in the official form, with no network.")
        words.addWidget(label(said, "muted", wrap=True))
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(sign)
        top.addLayout(words, 1)
        return top

    def _libraries(self) -> ShareTable:
        theme = self.context.theme
        model = RecordsModel(TITLES)
        rows = [(one.name, one.version or "–", one.licence) for one in libraries()]
        model.show(rows, [False] * len(rows))
        model.setParent(self)
        table = ShareTable(theme, _("Libraries"), WIDTHS)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setModel(model)
        table.setMinimumHeight(round(220 * theme.scale))
        return table

    def _on_export(self) -> None:
        folder = Path(self.context.settings.last_folder or Path.home())
        name = f"papidesk-{datetime.date.today():%Y%m%d}{logs.SUFFIX}"
        kinds = _("ZIP files (*.zip)")
        self.context.ask.save_file(self, _("Save the log"), folder / name, kinds, self._on_target)

    def _on_target(self, target: Path) -> None:
        run_task(
            self,
            partial(_export, self.context, target),
            jobs=self.context.jobs,
            done=self._on_done,
            failed=self._on_failed,
            title=_("Saving the log"),
        )

    def _on_done(self, made: LogFile) -> None:
        show = partial(self.context.ask.show_file, made.path.parent)
        self.context.offered.emit(_("Log saved"), _("Show in the file manager"), show)

    def _on_failed(self, error: Exception) -> None:
        show_failure(self.context.ask, self, error)


def _export(context: Context, target: Path, job: Job) -> LogFile:
    job.step(0, 1)
    reports = context.settings_path.parent / "crash-reports"
    with workspaces.open_store(context.workspace) as store:
        return logs.export(store, reports, target)
