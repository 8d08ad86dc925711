"""Handing evidence over: what the pack will hold, as a folder or ZIP file, and where."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.evidence_pack import PackPart, PackPlan, TaskEvidence, safe_name
from papidesk.domain.task import Task
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import workspaces
from papidesk.workflow.evidence_pack import plan
from papidesk.workflow.pack_writing import WrittenPack, free_name, write_folder, write_zip
from ui import words
from ui.background import Job, StoppedError, run_task
from ui.background import Task as Running
from ui.context import Context
from ui.evidence_pack.pack_tree import PackTree
from ui.failures import sentence_of, show_failure
from ui.widgets.buttons import push_button
from ui.widgets.fields import LineField
from ui.widgets.labels import label

Wanted = Task | PackPart | Sequence[PackPart]
SIZE = (820, 600)  # px at 100 % text
NAME = "Hồ sơ kiểm chứng"  # the file's name is Vietnamese, as what is in it
_NAME_LIMIT = 80


class PackDialog(QDialog):
    """Shows what would be handed over, then writes it; nothing is written over."""

    written = Signal(object)  # Path

    def __init__(self, context: Context, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._wanted: PackPart | Sequence[PackPart] = (
            TaskEvidence(task=wanted.id) if isinstance(wanted, Task) else wanted
        )
        self.plan: PackPlan | None = None
        self._running: Running | None = None
        self._folder = Path(context.settings.last_folder or Path.home())
        self._build()
        self._connect()
        self._look()

    # Building

    def _build(self) -> None:
        self.setWindowTitle(_("Hand evidence over"))
        scale = self._context.theme.scale
        self.resize(round(SIZE[0] * min(scale, 1.5)), round(SIZE[1] * min(scale, 1.15)))
        self.head = label(_("Hand evidence over"), "section-title", wrap=True)
        self.summary = label(_("Looking at every file…"), "muted", wrap=True)
        self.tree = PackTree(self._context.theme)
        self.notice = label("", "caution", wrap=True)
        self.notice.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.as_folder = QRadioButton(_("As a folder"))
        self.as_zip = QRadioButton(_("As one ZIP file"))
        self.as_folder.setChecked(True)
        self._forms = QButtonGroup(self)
        self._forms.addButton(self.as_folder)
        self._forms.addButton(self.as_zip)
        self.name = LineField(_("Name"))
        self.place = label("", "muted", wrap=True)
        self.choose = push_button(_("Choose the place…"), "folder")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Write the pack"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        for widget in (self.head, self.summary):
            layout.addWidget(widget)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.notice)
        layout.addLayout(self._target())
        layout.addWidget(self.problem)
        layout.addWidget(self.bar)
        layout.addWidget(self.buttons)

    def _target(self) -> QVBoxLayout:
        forms = QHBoxLayout()
        forms.setSpacing(20)
        forms.addWidget(self.as_folder)
        forms.addWidget(self.as_zip)
        forms.addStretch(1)
        place = QHBoxLayout()
        place.setSpacing(12)
        place.addWidget(self.place, 1)
        place.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(forms)
        column.addWidget(self.name)
        column.addLayout(place)
        return column

    def _connect(self) -> None:
        self.name.changed.connect(self._on_target_changed)
        self._forms.buttonClicked.connect(self._on_target_changed)
        self.choose.clicked.connect(self._on_choose)
        self.buttons.accepted.connect(self._on_write)
        self.buttons.rejected.connect(self.reject)

    # Looking

    def _look(self) -> None:
        today = datetime.date.today()
        self._start(partial(_planned, self._context, self._wanted, today), self._on_planned, "")

    def _on_planned(self, found: PackPlan) -> None:
        self._end()
        self.plan = found
        self.head.setText(found.title)
        self.tree.show_plan(found)
        self.name.show_value(self._proposed(found))
        self.summary.setText(self._summary(found))
        self.notice.setVisible(bool(found.problems))
        self.notice.setText(self._problems(found))
        if not found.items:
            self.summary.setText(
                _("There is no evidence here yet. Attach photos, files or links to the entries, "
                  "then come back.")
            )  # fmt: skip
            self._show_empty()
        self._on_target_changed()

    def _summary(self, found: PackPlan) -> str:
        files = ngettext("{count} file", "{count} files", len(found.files))
        parts = [f"{files.format(count=len(found.files))} ({words.size_text(found.total_bytes)})"]
        if found.links:
            links = ngettext("{count} link", "{count} links", len(found.links))
            parts.append(links.format(count=len(found.links)))
        parts.append(_("a numbered index (PDF and Excel)"))
        parts.append(_("SHA-256 of every file"))
        return " · ".join(parts)

    def _show_empty(self) -> None:
        for widget in (self.tree, self.as_folder, self.as_zip, self.name, self.place, self.choose,
                       self.accept_button):  # fmt: skip
            widget.hide()
        self.resize(self.width(), self.minimumSizeHint().height())

    def _problems(self, found: PackPlan) -> str:
        count = len(found.problems)
        said = ngettext(
            "{count} file is missing or was changed; the index says so. Restore it from a backup, "
            "or attach it again.",
            "{count} files are missing or were changed; the index says so. Restore them from a "
            "backup, or attach them again.",
            count,
        )
        return said.format(count=count)

    def _proposed(self, found: PackPlan) -> str:
        title = f"{NAME} - {found.title}" if found.title != NAME else NAME
        if len(title) > _NAME_LIMIT:
            # Between two words, not within one.
            title = title[:_NAME_LIMIT].rsplit(" ", 1)[0]
        return safe_name(title, _NAME_LIMIT)

    # Where

    @property
    def target(self) -> Path:
        """Where the pack would be written."""
        suffix = ".zip" if self.as_zip.isChecked() else ""
        name = safe_name(self.name.value().removesuffix(".zip"), _NAME_LIMIT)
        return free_name(self._folder, name, suffix)

    def _on_target_changed(self) -> None:
        named = bool(self.name.value().strip())
        self.name.show_problem("" if named or self.plan is None else _("Give the pack a name."))
        self.place.setText(_("Will be written to {path}").format(path=self.target))
        ready = self.plan is not None and bool(self.plan.items)
        self.accept_button.setEnabled(ready and named and self._running is None)
        self.problem.hide()

    def _on_choose(self) -> None:
        self._context.ask.folder(
            self, _("Where to write the pack"), str(self._folder), self._on_folder
        )

    def _on_folder(self, folder: Path) -> None:
        self._folder = folder
        self._context.remember_folder(folder)
        self._on_target_changed()

    # Writing

    def _on_write(self) -> None:
        if self.plan is None or self._running is not None:
            return
        target = self.target
        write = write_zip if self.as_zip.isChecked() else write_folder
        title = _("Writing {name}").format(name=target.name)
        self._start(
            partial(_written, self._context, write, self.plan, target), self._on_written, title
        )

    def _on_written(self, made: WrittenPack) -> None:
        self._end()
        said = _("Written: {name}").format(name=made.path.name)
        opened = made.path if made.path.is_dir() else made.path.parent
        self._context.remember_folder(made.path.parent)
        self._context.offered.emit(said, _("Open"), partial(self._context.ask.show_file, opened))
        self.written.emit(made.path)
        self.accept()

    def reject(self) -> None:
        """Stop what runs; close when nothing does, or while files are only looked at."""
        if self._running is not None and self.plan is not None:
            self._running.cancel()
            return
        if self._running is not None:
            self._running.cancel()
        super().reject()

    def _start(self, work: object, done: object, title: str) -> None:
        self.bar.show()
        self.bar.setRange(0, 0)
        for widget in (self.name, self.as_folder, self.as_zip, self.choose, self.accept_button):
            widget.setEnabled(False)
        self._running = run_task(
            self,
            work,  # type: ignore[arg-type]
            jobs=self._context.jobs,
            done=done,  # type: ignore[arg-type]
            failed=self._on_failed,
            progress=self._on_progress,
            title=title,
        )

    def _end(self) -> None:
        self._running = None
        self.bar.hide()
        for widget in (self.name, self.as_folder, self.as_zip, self.choose):
            widget.setEnabled(True)

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._on_target_changed()
        if isinstance(error, StoppedError):
            self.problem.setText(_("Stopped. Nothing was written."))
        elif isinstance(error, PapiDeskError):
            self.problem.setText(sentence_of(error))
        else:
            show_failure(self._context.ask, self, error)
            return
        self.problem.show()


def _planned(
    context: Context, wanted: PackPart | Sequence[PackPart], today: datetime.date, job: Job
) -> PackPlan:
    with workspaces.open_store(context.workspace) as store:
        return plan(store, wanted, today=today, told=job.step)


def _written(context: Context, write: object, found: PackPlan, target: Path, job: Job) -> object:
    with workspaces.open_store(context.workspace) as store:
        return write(store, found, target, job.step)  # type: ignore[operator]
