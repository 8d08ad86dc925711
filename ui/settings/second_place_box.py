"""The second place for backups: chosen, with its own state, stick missing and all."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import second_place, workspaces
from papidesk.workflow.second_place import SecondPlace
from ui import words
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import show_failure
from ui.widgets.buttons import push_button
from ui.widgets.labels import ElidedLabel, Pill, label

OLD = datetime.timedelta(days=7)


class SecondPlaceBox(QWidget):
    """Says where the second copies go and how it stands with them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()
        self._connect()

    def _build(self) -> None:
        self.state = Pill("", "neutral")
        self.folder = ElidedLabel("strong")
        self.details = label("", "muted", wrap=True)
        self.choose = push_button(_("Choose a folder…"), "folder")
        self.copy = push_button(_("Copy there now"), "stick")
        self.forget = push_button(_("Use none"), "close")
        head, row = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(_("Second place"), "section-title"))
        head.addWidget(self.state)
        head.addWidget(self.folder, 1)
        row.setSpacing(8)
        for button in (self.choose, self.copy, self.forget):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.details)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.copy.clicked.connect(self._on_copy)
        self.forget.clicked.connect(self._on_forget)
        self.context.backups_changed.connect(self.reload)

    def reload(self) -> None:
        """Look at the place anew; a stick may answer slowly, so beside the window's work."""
        chosen = self.context.settings.second_backup
        self.folder.setText(chosen)
        self.folder.setToolTip(chosen)
        self.copy.setVisible(bool(chosen))
        self.forget.setVisible(bool(chosen))
        if not chosen:
            self._show(_("none"), "neutral", _(
                "Choose a folder on another disk or a stick: each backup asked for and each daily "
                "one is copied there too, attachments included."
            ))  # fmt: skip
            return
        run_task(
            self,
            partial(_state, self.context, Path(chosen)),
            jobs=self.context.jobs,
            done=self._on_state,
            failed=self._on_failed,
        )

    def _show(self, word: str, tone: str, details: str) -> None:
        self.state.setText(word)
        self.state.set_tone(tone)  # type: ignore[arg-type]
        self.details.setText(details)

    def _on_state(self, state: SecondPlace) -> None:
        self.copy.setEnabled(state.there)
        last = self.context.settings.second_backup_at
        if not state.there:
            known = _("Last copied on {day}.").format(day=_day(last)) if last else ""
            said = _("The folder is not there: plug the stick or disk in.")
            self._show(_("missing"), "warning", f"{said} {known}".strip())
            return
        if state.latest is None:
            said = _("Nothing copied there yet. Free space: {size}.")
            self._show(_("empty"), "warning", said.format(size=words.size_text(state.free)))
            return
        said = ngettext(
            "{count} backup there, the last of {day}. Free space: {size}.",
            "{count} backups there, the last of {day}. Free space: {size}.",
            state.files,
        ).format(
            count=state.files, day=_day(state.latest.made_at), size=words.size_text(state.free)
        )
        age = datetime.datetime.now(datetime.UTC) - words.local_time(state.latest.made_at)
        old = age > OLD
        self._show(_("old") if old else _("up to date"), "warning" if old else "done", said)

    def _on_choose(self) -> None:
        begin = self.context.settings.second_backup or str(Path.home())
        self.context.ask.folder(self, _("Second place for backups"), begin, self._on_folder)

    def _on_folder(self, folder: Path) -> None:
        own = self.context.workspace.folder.resolve()
        if own == folder.resolve() or own in folder.resolve().parents:
            said = _("This folder is inside the workspace, where a copy is lost together with it.")
            self.context.ask.tell(self, said)
            return
        self._change(second_backup=str(folder), second_backup_at="")
        self._on_copy()

    def _on_forget(self) -> None:
        before = self.context.settings

        def back() -> None:
            self._change(
                second_backup=before.second_backup, second_backup_at=before.second_backup_at
            )
            self.reload()

        self._change(second_backup="", second_backup_at="")
        self.reload()
        self.context.happened.emit(_("No second place any more; the copies there stay"), back)

    def _change(self, **values: str) -> None:
        try:
            self.context.change_settings(**values)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)

    def _on_copy(self) -> None:
        folder = Path(self.context.settings.second_backup)
        self.copy.setEnabled(False)
        run_task(
            self,
            partial(_copy, self.context, folder),
            jobs=self.context.jobs,
            done=self._on_copied,
            failed=self._on_failed,
            title=_("Copying to the second place"),
        )

    def _on_copied(self, at: str) -> None:
        self._change(second_backup_at=at)
        self.reload()
        self.context.happened.emit(_("Copied to the second place and verified"), None)

    def _on_failed(self, error: Exception) -> None:
        show_failure(self.context.ask, self, error)
        self._show(_("not reached"), "error", self.details.text())
        self.copy.setEnabled(True)


def _day(stored: str) -> str:
    return f"{words.local_time(stored):%d/%m/%Y %H:%M}"


def _state(context: Context, folder: Path, job: Job) -> SecondPlace:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return second_place.state(store, folder)


def _copy(context: Context, folder: Path, job: Job) -> str:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return second_place.copy_to(store, folder, reason="manual").info.made_at
