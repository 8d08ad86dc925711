"""The evidence of an entry, a task or a criterion: seen, opened, attached, taken away."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from papidesk.domain.activity import Evidence, EvidenceOwner
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow.links import Candidate
from ui.background import run_task
from ui.context import Context
from ui.failures import show_failure
from ui.icons import set_icon
from ui.log.evidence_items import (
    Attached,
    NewEvidence,
    Shown,
    attach_all,
    evidence_kinds,
    shown_of,
)
from ui.log.evidence_list import EvidenceList
from ui.log.evidence_preview import EvidencePreview
from ui.widgets.buttons import menu_button, push_button, tool_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.labels import label


class EvidenceBox(QWidget):
    """Shows the evidence of one owner.

    ``waiting``: nothing is changed until somebody takes :meth:`added` and :meth:`removed` (a
    dialog that may be cancelled); else each act is done at once, with a way back.
    """

    changed = Signal()

    def __init__(self, context: Context, *, waiting: bool = False, titled: bool = True) -> None:
        super().__init__()
        self._context, self._waiting, self._titled = context, waiting, titled
        self._owner: EvidenceOwner = "activity"
        self._owner_id = ""
        self._kept: list[Shown] = []
        self._added: list[NewEvidence] = []
        self._removed: list[str] = []
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.list = EvidenceList(self._context)
        self.preview = EvidencePreview(self._context)
        self.files_action = QAction(_("Files…"), self)
        self.link_action = QAction(_("Link…"), self)
        self.paper_action = QAction(_("Paper of this workspace…"), self)
        for action, icon in (
            (self.files_action, "folder"), (self.link_action, "link"),
            (self.paper_action, "document"),
        ):  # fmt: skip
            set_icon(action, icon)
        self.attach_button = menu_button(
            _("Attach"), "plus", [self.files_action, self.link_action, self.paper_action]
        )
        self.open_button = push_button(_("Open"), "open")
        self.heal_button = push_button(_("Put the file back…"), "restore")
        self.remove_button = tool_button(_("Take away"), "delete")
        self.name = label(_("Evidence"), "strong")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name)
        self.name.setVisible(self._titled)
        row.addWidget(self.attach_button)
        row.addWidget(self.open_button)
        row.addStretch(1)
        row.addWidget(self.remove_button)
        self.hint = label("", "muted", wrap=True)
        lost = QHBoxLayout()
        lost.addWidget(self.heal_button)
        lost.addStretch(1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.preview)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addLayout(lost)
        column.addWidget(self.splitter, 1)
        column.addStretch(0)
        self._fixed = False
        self.drop = DropZone(self, _("Drop the evidence here"))

    def _connect(self) -> None:
        self.files_action.triggered.connect(self._on_files)
        self.link_action.triggered.connect(self._on_link)
        self.paper_action.triggered.connect(self._on_paper)
        self.open_button.clicked.connect(self.open_current)
        self.heal_button.clicked.connect(self._on_heal)
        self.remove_button.clicked.connect(self._on_remove)
        self.list.open_pressed.connect(self.open_current)
        self.list.delete_pressed.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._on_current)
        self.drop.dropped.connect(self.take_files)

    # What others ask of it

    @property
    def owner_id(self) -> str:
        """Whose evidence is shown."""
        return self._owner_id

    @property
    def items(self) -> list[Shown]:
        """What is shown, what waits included."""
        kept = [one for one in self._kept if one.evidence and one.evidence.id not in self._removed]
        return [*kept, *(Shown(new=new) for new in self._added)]

    def added(self) -> tuple[NewEvidence, ...]:
        """Return what waits to be attached."""
        return tuple(self._added)

    def removed(self) -> tuple[str, ...]:
        """Return the ids of what waits to be taken away."""
        return tuple(self._removed)

    def show_owner(self, owner: EvidenceOwner, owner_id: str) -> None:
        """Show the evidence of ``owner_id``; "" is somebody who is not kept yet."""
        self._owner, self._owner_id = owner, owner_id
        self._added, self._removed = [], []
        self.reload()

    def reload(self) -> None:
        """Read what is attached anew."""
        store = self._context.workspace.store
        try:
            self._kept = shown_of(store, self._owner, self._owner_id) if self._owner_id else []
        except PapiDeskError as error:
            self._kept = []
            show_failure(self._context.ask, self, error)
        self._show()

    def take_files(self, paths: list[Path]) -> None:
        """Attach files; folders are passed over."""
        self.take([NewEvidence(name=path.name, path=path) for path in paths if path.is_file()])

    def take(self, items: list[NewEvidence]) -> None:
        """Attach ``items`` now, or let them wait."""
        if not items:
            return
        if self._waiting or not self._owner_id:
            known = {(one.path, one.url, one.document) for one in self._added}
            self._added += [one for one in items if (one.path, one.url, one.document) not in known]
            self._show()
            self.changed.emit()
            return
        run_task(
            self,
            partial(attach_all, self._context, self._owner, self._owner_id, tuple(items)),
            jobs=self._context.jobs,
            done=self._on_attached,
            failed=self._on_failed,
            title=_("Attaching evidence"),
        )

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        self._fixed = fixed
        self.attach_button.setVisible(not fixed)
        self.remove_button.setVisible(not fixed)
        self.setAcceptDrops(not fixed)

    def open_current(self) -> None:
        """Open what is chosen in the program this computer has for it."""
        shown = self.list.current()
        if shown is not None:
            open_shown(self._context, self, shown)

    # Inside

    def _show(self) -> None:
        items = self.items
        self.list.show_items(items)
        count = len(items)
        self.name.setText(f"{_('Evidence')} ({count})" if count else _("Evidence"))
        lost = sum(1 for one in items if one.problem)
        said = _("Nothing is attached yet. Drop photos, scans or PDF files here.")
        if self._fixed:
            said = _("Nothing is attached to this entry.")
        if lost:
            said = ngettext(
                "{count} file is missing or was changed. Restore it from a backup, or attach it "
                "again and take the lost one away.",
                "{count} files are missing or were changed. Restore them from a backup, or attach "
                "them again and take the lost ones away.",
                lost,
            ).format(count=lost)
        self.hint.setText(said)
        self.hint.setProperty("kind", "problem" if lost else "muted")
        self.hint.style().polish(self.hint)
        self.hint.setVisible(not items or bool(lost))
        self.splitter.setVisible(bool(items))
        self._on_current()

    def _on_current(self) -> None:
        shown = self.list.current()
        self.open_button.setEnabled(shown is not None and not shown.problem)
        self.remove_button.setEnabled(shown is not None)
        lost = shown is not None and bool(shown.problem)
        self.heal_button.setVisible(lost and not self._fixed)
        if self.isVisible() or shown is None:
            self.preview.show_item(shown)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.preview.show_item(self.list.current())

    def _on_files(self) -> None:
        folder = self._context.settings.last_folder or str(Path.home())
        self._context.ask.open_files(
            self, _("Attach evidence"), folder, self._on_chosen, evidence_kinds()
        )

    def _on_chosen(self, paths: list[Path]) -> None:
        self._context.remember_folder(paths[0].parent)
        self.take_files(paths)

    def _on_heal(self) -> None:
        shown = self.list.current()
        if shown is None or shown.evidence is None:
            return
        folder = self._context.settings.last_folder or str(Path.home())
        title = _("Where is {name} now?").format(name=shown.name)
        then = partial(self._heal, shown.evidence)
        self._context.ask.open_file(self, title, folder, f"{shown.name} (*)", then)

    def _heal(self, lost: Evidence, path: Path) -> None:
        from papidesk.workflow import evidence

        try:
            same = evidence.heal(self._context.workspace.store, lost, path)
        except (PapiDeskError, OSError) as error:
            show_failure(self._context.ask, self, error)
            return
        if not same:
            said = _(
                "“{name}” is not the very file that was attached. It was not put back: attach it "
                "as a new one, and take the lost one away."
            )
            self._context.ask.tell(self, said.format(name=path.name))
            return
        self._context.happened.emit(_("The file is back: {name}").format(name=lost.name), None)
        self._tell_changed()

    def _on_link(self) -> None:
        from ui.log.link_dialog import EvidenceLinkDialog

        dialog = EvidenceLinkDialog(self)
        dialog.given.connect(self._on_given)
        dialog.open()

    def _on_paper(self) -> None:
        from ui.log.paper_dialog import EvidencePaperDialog

        dialog = EvidencePaperDialog(self._context, self)
        dialog.chosen.connect(self._on_paper_chosen)
        dialog.open()

    def _on_given(self, new: NewEvidence) -> None:
        self.take([new])

    def _on_paper_chosen(self, paper: Candidate) -> None:
        name = " ".join(part for part in (paper.number, paper.title) if part)[:200]
        self.take([NewEvidence(name=name or _("Paper"), document=paper.id)])

    def _on_remove(self) -> None:
        if self._fixed:
            return
        chosen = self.list.chosen()
        kept = [one.evidence for one in chosen if one.evidence is not None]
        for one in chosen:
            if one.new is not None:
                self._added.remove(one.new)
        if self._waiting:
            self._removed += [one.id for one in kept]
            self._show()
            self.changed.emit()
        elif kept:
            self._detach(kept)
        else:
            self._show()

    def _detach(self, kept: list[Evidence]) -> None:
        from papidesk.workflow import evidence

        store, who = self._context.workspace.store, self._context.who
        try:
            evidence.detach(store, [one.id for one in kept], who=who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        said = ngettext(
            "{count} piece of evidence taken away", "{count} pieces of evidence taken away",
            len(kept),
        )  # fmt: skip
        self._context.happened.emit(said.format(count=len(kept)), partial(self._attach_again, kept))
        self._tell_changed()

    def _attach_again(self, kept: list[Evidence]) -> None:
        from papidesk.workflow import evidence

        try:
            for one in kept:
                evidence.attach_again(self._context.workspace.store, one, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
        self._tell_changed()

    def _on_attached(self, made: Attached) -> None:
        if made.said:
            self._context.ask.tell(self, "\n".join(made.said))
        if made.good:
            self._context.tell_saved("saved")
        self._tell_changed()

    def _on_failed(self, error: Exception) -> None:
        show_failure(self._context.ask, self, error)
        self._tell_changed()

    def _tell_changed(self) -> None:
        self.reload()
        self.changed.emit()
        self._context.log_changed.emit()


def open_shown(context: Context, parent: QWidget, shown: Shown) -> None:
    """Open ``shown``: a file in its program, a link in the browser, a paper on its page."""
    from papidesk.workflow import evidence

    one = shown.evidence
    if one is None:
        new = shown.new
        if new is not None and new.path is not None:
            context.ask.show_file(new.path)
        elif new is not None and new.url:
            QDesktopServices.openUrl(QUrl(new.url))
        return
    if one.url:
        QDesktopServices.openUrl(QUrl(one.url))
    elif one.document:
        context.document_asked.emit(one.document)
    else:
        try:
            context.ask.show_file(evidence.path_to_open(context.workspace.store, one))
        except PapiDeskError as error:
            show_failure(context.ask, parent, error)
