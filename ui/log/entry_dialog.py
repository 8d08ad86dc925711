"""One entry of the log with all its fields, and its evidence beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.activity import Activity
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.log.entry_fields import EntryFields, new_entry
from ui.log.evidence_box import EvidenceBox
from ui.log.evidence_items import NewEvidence, attach
from ui.log.wording import came_text
from ui.widgets.labels import label

SIZE = (1080, 690)  # px at 100 % text


class EntryDialog(TypedDialog):
    """Writes a new entry, or changes one; what is refused is said in the dialog.

    An entry without an id is a proposal: it is kept as a new one.
    """

    kept = Signal(str)  # the entry's id

    def __init__(
        self, context: Context, activity: Activity | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before = activity or new_entry(context)
        self._saving = self._doubted = False
        self._reason = ""
        self._trashed = self._in_trash()
        self._build()
        self.fields.show_entry(self._before)
        self.evidence.show_owner("activity", self._before.id)
        self._connect()
        (self.fields.title if not self._before.title else self.fields.day).setFocus()

    # Building

    def _build(self) -> None:
        known = bool(self._before.id)
        self.setWindowTitle(_("Entry of the log") if known else _("New entry of the log"))
        self.fields = EntryFields(self._context)
        self.evidence = EvidenceBox(self._context, waiting=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.came = label("", "muted")
        if known and self._before.came != "hand":
            self.came.setText(_("Came in: {how}").format(how=came_text(self._before.came)))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Save"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self._form())
        beside = QWidget()
        beside.setObjectName("panel")
        beside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(beside)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(self.evidence)
        self.splitter.addWidget(beside)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([600, 480])
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 16, 12)
        foot.setSpacing(12)
        foot.addWidget(self.came)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.splitter, 1)
        layout.addLayout(foot)
        give_size(self, SIZE, self._context.theme.scale)

    def _form(self) -> QScrollArea:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(20, 16, 16, 8)
        inside.addWidget(self.fields)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields in it take it
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(inner.minimumSizeHint().width() + bar)
        return scroll

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.fields.changed.connect(self._on_changed)
        self.evidence.changed.connect(self._on_changed)

    def _in_trash(self) -> bool:
        from papidesk.workflow import log

        known = self._before.id
        return bool(known) and log.is_trashed(self._context.workspace.store, known)

    # What others ask of it

    def take_files(self, paths: list[Path]) -> None:
        """Let files wait to be attached."""
        self.evidence.take_files(paths)

    def set_read_only(self) -> None:
        """Show the entry without letting it be changed."""
        self.fields.set_read_only(True)
        self.evidence.set_read_only(True)
        self.accept_button.hide()
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Close"))

    # Saving

    def _on_changed(self) -> None:
        self.typed = True
        self._doubted = False
        self.problem.hide()

    def _on_accept(self) -> None:
        if self._saving:
            return
        entry = self.fields.entry()
        if entry is None:
            return
        if not entry.id and not self._doubted and not self.fields.show_doubts():
            # Asked once: the sentences stand beside the fields, a second press keeps it.
            self._doubted = True
            self.problem.setText(_("Look at what is said above. If it is right, press Save again."))
            self.problem.show()
            return
        self._start(entry)

    def _start(self, entry: Activity) -> None:
        self._saving = True
        self.accept_button.setEnabled(False)
        order = _Order(
            entry, self._before, self.evidence.added(), self.evidence.removed(), self._reason,
            self._trashed,
        )  # fmt: skip
        run_task(
            self,
            partial(_kept, self._context, order),
            jobs=self._context.jobs,
            done=self._on_kept,
            failed=partial(self._refuse, entry),
            title=_("Keeping the entry") if order.added else "",
        )

    def _on_kept(self, done: _Done) -> None:
        self.typed = False
        self._context.tell_saved("saved")
        self._context.log_changed.emit()
        self.kept.emit(done.entry.id)
        self.accept()

    def _refuse(self, entry: Activity, error: Exception) -> None:
        from papidesk.workflow.closings import ClosedPeriodError
        from ui.log.closed_reason import ClosedReasonDialog

        self._saving = False
        self.accept_button.setEnabled(True)
        if isinstance(error, ClosedPeriodError) and not self._reason:
            dialog = ClosedReasonDialog(sentence_of(error), partial(self._again, entry), self)
            dialog.open()
            return
        self._reason = ""
        self.fields.show_refusal(error)
        self.problem.setText(sentence_of(error))
        self.problem.show()

    def _again(self, entry: Activity, reason: str) -> None:
        self._reason = reason
        self._start(entry)

    def leaving(self) -> str:
        return _("What was typed here is not in the log yet. Leave it?")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be kept: the entry, as it was, evidence to attach and to take away."""

    entry: Activity
    before: Activity
    added: tuple[NewEvidence, ...]
    removed: tuple[str, ...]
    reason: str
    trashed: bool  # it lay in the trash when it was opened


@dataclass(frozen=True, slots=True)
class _Done:
    entry: Activity


def _kept(context: Context, order: _Order, job: Job) -> _Done:
    """Keep all of it or nothing: a file that is refused leaves the entry as it was."""
    from papidesk.storage.activities import UnknownActivityError
    from papidesk.workflow import evidence, log

    who = context.who
    job.step(0, len(order.added) + 1)
    with workspaces.open_store(context.workspace) as store, store.unit_of_work():
        entry = order.entry
        if not entry.id:
            entry = log.add(store, entry, who=who, reason=order.reason)
        elif log.is_trashed(store, entry.id) and not order.trashed:
            # Deleted by somebody else while it was open: what is kept there nobody would see.
            raise UnknownActivityError
        elif entry != order.before:
            entry = log.change(store, entry, who=who, reason=order.reason, seen=order.before)
        for number, new in enumerate(order.added, 1):
            attach(store, "activity", entry.id, new, who=who)
            job.step(number, len(order.added) + 1)
        if order.removed:
            evidence.detach(store, list(order.removed), who=who)
    return _Done(entry)


def open_entry(context: Context, id: str, parent: QWidget) -> EntryDialog | None:
    """Open the entry ``id``; None, with the reason told, where it is gone."""
    from papidesk.workflow import log
    from ui.failures import show_failure

    try:
        entry = log.get(context.workspace.store, id)
    except PapiDeskError as error:
        show_failure(context.ask, parent, error)
        return None
    dialog = EntryDialog(context, entry, parent)
    dialog.open()
    return dialog
