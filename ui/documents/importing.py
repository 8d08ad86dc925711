"""Taking files in: each is read away from the window; what is refused does not stop the rest."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext, say
from papidesk.workflow import documents, keeping, sample_chain, workspaces
from papidesk.workflow.documents import Imported
from ui.background import Job, StoppedError, run_task
from ui.context import Context
from ui.failures import show_failure


@dataclass(slots=True)
class Haul:
    """What came of an import: documents taken in, and files refused with their sentence."""

    taken: list[Imported] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    stopped: bool = False


class Importing(QObject):
    """Imports files and tells what came of it."""

    imported = Signal(list)  # ids

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def ask(self) -> None:
        """Ask for files, then take them in."""
        self._context.ask.open_files(
            self._window,
            _("Import documents"),
            self._context.settings.last_folder or str(Path.home()),
            self.take,
        )

    def take(self, paths: list[Path], *, samples: bool = False) -> None:
        """Take ``paths`` in; folders are looked into. ``samples`` brings their tasks and log."""
        # Imported here: nothing of the exchange is needed before.
        from ui.exchange.queue_work import is_bundle, is_key_file

        exchanged = [path for path in paths if is_bundle(path) or is_key_file(path)]
        if exchanged:
            self._context.place_asked.emit("exchange", exchanged)
        files = [file for path in paths if path not in exchanged for file in _files(path)]
        if not files:
            return
        self._context.remember_folder(files[0].parent)
        run_task(
            self,
            partial(_import, self._context, files, samples),
            jobs=self._context.jobs,
            done=self._on_samples if samples else self._on_done,
            failed=self._on_failed,
            title=_("Importing"),
        )

    def _on_samples(self, haul: Haul) -> None:
        self._on_done(haul)
        self._context.tasks_changed.emit()
        self._context.log_changed.emit()

    def paste(self) -> None:
        """Take in what was copied in Word, a browser or an editor."""
        data = QGuiApplication.clipboard().mimeData() or QMimeData()
        html, text = data.html() if data.hasHtml() else "", data.text()
        if data.hasUrls() and any(url.isLocalFile() for url in data.urls()):
            self.take([Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()])
            return
        if not (html.strip() or text.strip()):
            self._context.happened.emit(_("There is no text on the clipboard."), None)
            return
        run_task(
            self,
            partial(_paste, self._context, html, text, _("Pasted text")),
            jobs=self._context.jobs,
            done=self._on_done,
            failed=self._on_failed,
            title=_("Importing"),
        )

    def _on_done(self, haul: Haul) -> None:
        self._context.backups_changed.emit()
        ids = [one.document.id for one in haul.taken]
        if ids:
            self.imported.emit(ids)
        remarks = any(one.remarks for one in haul.taken)
        if haul.refused and not haul.taken and len(haul.refused) == 1:
            self._context.ask.tell(self._window, haul.refused[0][1])
        elif haul.refused or remarks:
            from ui.dialogs.import_summary_dialog import ImportSummaryDialog

            dialog = ImportSummaryDialog(haul.taken, haul.refused, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            # The way back is offered when the person has read what came of it.
            dialog.finished.connect(partial(self._offer_back, ids))
            dialog.open()
        else:
            self._offer_back(ids)

    def _offer_back(self, ids: list[str], *_result: int) -> None:
        if ids:
            count = ngettext("{count} document imported", "{count} documents imported", len(ids))
            self._context.happened.emit(count.format(count=len(ids)), partial(self._take_back, ids))

    def _on_failed(self, error: Exception) -> None:
        show_failure(self._context.ask, self._window, error)

    def _take_back(self, ids: list[str]) -> None:
        try:
            documents.trash(self._context.workspace.store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
        self._context.documents_changed.emit()


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.iterdir()
        if file.is_file() and file.suffix.lower() in {".docx", ".txt", ".md", ".html", ".htm"}
    )


def _paste(context: Context, html: str, text: str, name: str, job: Job) -> Haul:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        if html:
            taken = documents.import_html(store, html, name, who=context.who)
        else:
            taken = documents.import_text(store, text, name, who=context.who)
    return Haul(taken=[taken])


def _import(context: Context, files: list[Path], samples: bool, job: Job) -> Haul:
    haul = Haul()
    with workspaces.open_store(context.workspace) as store:
        if len(files) > 1:
            keeping.backup_store_if_changed(store, reason="before_import")
        for index, path in enumerate(files):
            try:
                job.step(index, len(files))
                taken = documents.recognised(path)
                haul.taken += documents.keep(store, [taken], who=context.who)
            except StoppedError:
                # What was taken in before the stop stays, and can be taken back as a whole.
                haul.stopped = True
                break
            except PapiDeskError as error:
                haul.refused.append((path.name, say(error)))
            except OSError as error:
                haul.refused.append((path.name, error.strerror or str(error)))
        if samples and not haul.stopped:
            sample_chain.fill(store, today=datetime.date.today(), who=context.who)
    return haul
