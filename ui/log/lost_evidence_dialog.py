"""All evidence whose file is gone or was changed: found by reading every byte, put back, opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import workspaces
from papidesk.workflow.evidence import EvidenceProblem
from papidesk.workflow.evidence_owners import Owner
from ui.background import Job, StoppedError, Task, run_task
from ui.context import Context
from ui.failures import show_failure
from ui.log.dialog_size import give_size
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.table import TONE_ROLE, Table

SIZE = (860, 460)  # px at 100 % text
WORDS = {"missing": N_("The file is gone"), "changed": N_("The file was changed")}
OWNERS = {"activity": N_("Entry"), "task": N_("Task"), "criterion": N_("Criterion")}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at all files found."""

    problems: tuple[EvidenceProblem, ...]
    owners: dict[str, Owner]


class LostModel(TitledModel):
    """One row for each piece of evidence that is not what it was."""

    titles = (N_("Name of the file"), N_("What happened"), N_("Belongs to"))

    def __init__(self) -> None:
        super().__init__()
        self.looked = Looked((), {})

    def show_found(self, looked: Looked) -> None:
        """Show what was found."""
        self.beginResetModel()
        self.looked = looked
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.looked.problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem = self.looked.problems[index.row()]
        if role == TONE_ROLE and index.column() == 1:
            return "error"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if index.column() == 0:
                return problem.evidence.name
            if index.column() == 1:
                return _(WORDS[problem.kind])
            return owner_text(self.looked.owners[problem.evidence.owner_id])
        return None


def owner_text(owner: Owner) -> str:
    """Return what evidence belongs to: "Entry of 05/03/2026: …"."""
    kind = _(OWNERS[owner.kind])
    if not owner.title:
        return _("{kind} in the trash").format(kind=kind)
    day = f" {owner.day:%d/%m/%Y}" if owner.day else ""
    return f"{kind}{day}: {owner.title}"


class LostEvidenceDialog(QDialog):
    """Looks through all files away from the window; a lost one is put back from where it is now."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._task: Task | None = None
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        self.setWindowTitle(_("Files of evidence"))
        scale = self._context.theme.scale
        self.said = label("", "section-title", wrap=True)
        self.advice = label(
            _(
                "Put a file back from where it is now, or restore a backup. What cannot be found "
                "again is taken away from its entry, and a new file attached."
            ),
            "muted",
            wrap=True,
        )
        self.model = LostModel()
        self.table = Table(self._context.theme)
        self.table.setObjectName("framed")
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.setColumnWidth(0, round(250 * scale))
        self.table.setColumnWidth(1, round(160 * scale))
        self.table.fill_with(2, round(200 * scale))
        whole = EmptyState(
            "passed",
            _("All evidence is there"),
            _("Every file was read and is the very one that was attached."),
            [],
        )
        self.stack = QStackedWidget()
        for widget in (self.table, whole, QWidget()):
            self.stack.addWidget(widget)
        self.heal_button = push_button(_("Put the file back…"), "restore", "primary")
        self.open_button = push_button(_("Open what it belongs to"), "open")
        self.again_button = push_button(_("Look again"), "search")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.heal_button, self.open_button, self.again_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.said)
        layout.addWidget(self.advice)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)
        give_size(self, SIZE, scale)

    def _connect(self) -> None:
        self.heal_button.clicked.connect(self.heal_current)
        self.open_button.clicked.connect(self.open_current)
        self.again_button.clicked.connect(self.look)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.buttons.rejected.connect(self.reject)

    # What a person does

    def look(self) -> None:
        """Read every file anew."""
        if self._task is not None:
            return
        self.said.setText(_("Reading the files of evidence…"))
        self.stack.setCurrentIndex(2)
        self.advice.hide()
        self._let(enabled=False)
        self._task = run_task(
            self,
            partial(_looked, self._context),
            jobs=self._context.jobs,
            done=self._on_looked,
            failed=self._on_failed,
            progress=self._on_progress,
            title=_("Checking evidence"),
        )

    def heal_current(self) -> None:
        """Ask where the chosen file is now and put it back."""
        problem = self._current()
        if problem is None:
            return
        folder = self._context.settings.last_folder or str(Path.home())
        name = problem.evidence.name
        title = _("Where is {name} now?").format(name=name)
        self._context.ask.open_file(self, title, folder, f"{name} (*)", partial(self._heal, name))

    def open_current(self) -> None:
        """Open the entry the chosen file belongs to, or show its task."""
        from papidesk.domain.filters import TaskFilter
        from ui.log.entry_dialog import open_entry

        problem = self._current()
        if problem is None:
            return
        owner = self.model.looked.owners[problem.evidence.owner_id]
        if owner.kind == "activity" and owner.title:
            open_entry(self._context, owner.id, self)
        elif owner.kind == "task" and owner.title:
            self._context.place_asked.emit("tasks", TaskFilter(ids=(owner.id,)))
            self.accept()

    def reject(self) -> None:
        """Close; a look that is under way ends."""
        if self._task is not None:
            self._task.cancel()
        super().reject()

    def _heal(self, name: str, path: Path) -> None:
        from papidesk.workflow import evidence

        problem = self._current()
        if problem is None:
            return
        try:
            same = evidence.heal(self._context.workspace.store, problem.evidence, path)
        except (PapiDeskError, OSError) as error:
            show_failure(self._context.ask, self, error)
            return
        self._context.remember_folder(path.parent)
        if not same:
            said = _(
                "“{name}” is not the very file that was attached. It was not put back: attach it "
                "as a new one, and take the lost one away."
            )
            self._context.ask.tell(self, said.format(name=path.name))
            return
        self._context.happened.emit(_("The file is back: {name}").format(name=name), None)
        self._context.log_changed.emit()
        self.look()

    # Slots

    def _current(self) -> EvidenceProblem | None:
        row = self.table.currentIndex().row()
        found = self.model.looked.problems
        return found[row] if 0 <= row < len(found) else None

    def _on_progress(self, done: int, total: int) -> None:
        said = _("Reading the files of evidence: {done} of {total}")
        self.said.setText(said.format(done=done, total=total))

    def _on_looked(self, looked: Looked) -> None:
        self._task = None
        self.model.show_found(looked)
        count = len(looked.problems)
        self.said.setText(
            ngettext(
                "{count} file is missing or was changed.",
                "{count} files are missing or were changed.",
                count,
            ).format(count=count)
            if count
            else ""
        )
        self.advice.setVisible(bool(count))
        self.stack.setCurrentIndex(0 if count else 1)
        self._let(enabled=True)
        if count:
            self.table.choose_row(0)
            self.table.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._let(enabled=True)
        self.said.setText("")
        if not isinstance(error, StoppedError):
            show_failure(self._context.ask, self, error)

    def _on_opened(self, _index: QModelIndex) -> None:
        self.open_current()

    def _on_current(self) -> None:
        self._let(enabled=self._task is None)

    def _let(self, *, enabled: bool) -> None:
        problem = self._current() if enabled else None
        self.again_button.setEnabled(enabled)
        self.heal_button.setEnabled(problem is not None)
        owner = problem and self.model.looked.owners[problem.evidence.owner_id]
        self.open_button.setEnabled(bool(owner and owner.title and owner.kind != "criterion"))


def _looked(context: Context, job: Job) -> Looked:
    from papidesk.workflow import evidence
    from papidesk.workflow.evidence_owners import owners

    with workspaces.open_store(context.workspace) as store:
        found = evidence.missing(store, told=job.step)
        return Looked(tuple(found), owners(store, [one.evidence for one in found]))
