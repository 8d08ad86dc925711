"""The document being written: undo over all of it, autosave, versions, and who else saved it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from papidesk.checking.finding import Finding
from papidesk.domain.document import Annex, Document
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage.documents import ChangedMeanwhileError
from papidesk.workflow import documents, figures, versions, writing
from papidesk.workflow.writing import Recovery
from ui.context import Context
from ui.documents.session import DocumentSession
from ui.editor.history import EditorHistory, Spot
from ui.failures import show_failure

IDLE = 2000  # ms without a change before the text is autosaved
AGAIN = 10_000  # ms until an autosave that failed is tried again
FOLLOW = 25  # ms of quiet before page and findings follow: a process makes them


class EditorSession(DocumentSession):
    """What the editor shows and changes.

    While one types the text is autosaved beside its last version; :meth:`flush` makes a version of
    it. Every change goes through :meth:`take`, so that each can be undone.
    """

    travelled = Signal(object)  # the Spot where an undo or redo leads
    conflicted = Signal()  # somebody else saved a version meanwhile

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.history = EditorHistory(Document())
        self.version = 0
        self._drafted: Document | None = None
        self._told = False  # that autosaving failed: once is enough
        self.conflict = False
        self._keep.setInterval(IDLE)
        self._follow.setInterval(FOLLOW)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(AGAIN)
        self._retry.timeout.connect(self._on_keep)
        self.history.travelled.connect(self._on_travelled)
        self.history.changed.connect(self._on_changed)

    # Changing

    def take(
        self,
        document: Document,
        *,
        group: str = "",
        before: Spot | None = None,
        after: Spot | None = None,
    ) -> None:
        """Make ``document`` the present text as a step that can be undone."""
        if self._document is not None and self.editable:
            self.history.note(document, group=group, before=before, after=after)

    def show_again(self, spot: Spot | None = None) -> None:
        """Let everything show the document as it is now, the place ``spot`` before all."""
        self.history.travelled.emit(spot)

    def change(self, **fields: object) -> None:
        """Change head fields; typing in one field is one step."""
        if self._document is None or not self.editable:
            return
        spot = Spot(next(iter(fields)))
        changed = replace(self._document, **fields)
        self.take(changed, group="field " + " ".join(fields), before=spot, after=spot)
        if "scheme" in fields:
            self.show_again()  # every number in the text is another one

    def change_annexes(self, annexes: tuple[Annex, ...], *, before: Spot, after: Spot) -> None:
        """Change the annexes as one step; ``before`` and ``after`` name the story to show."""
        if self._document is not None:
            self.take(replace(self._document, annexes=annexes), before=before, after=after)
            self.show_again(after)

    def mend(self, finding: Finding) -> None:
        """Apply the safe fix of ``finding`` as a step of its own."""
        if self._document is None or not self.editable:
            return
        from papidesk.workflow.checks import apply_fix

        try:
            mended = apply_fix(self._document, finding)
        except PapiDeskError as error:
            show_failure(self._context.ask, None, error)
            return
        story = story_of(finding.place.path)
        self.history.close_step()
        self.take(mended, before=Spot(story), after=Spot(story))
        self.show_again()

    def left_text(self) -> Recovery | None:
        """Return what a crash left behind of the open document; None where there is nothing."""
        try:
            found = writing.recoverable(self._context.workspace.store)
        except PapiDeskError as error:
            show_failure(self._context.ask, None, error)
            return None
        own = self._document.id if self._document is not None else ""
        return next((one for one in found if one.id == own), None)

    def restore(self, version: int) -> bool:
        """Bring the text of an old version back as a step, kept at once as a new version."""
        if self._document is None or not self.editable:
            return False
        try:
            old = versions.version(self._context.workspace.store, self._document.id, version)
        except PapiDeskError as error:
            show_failure(self._context.ask, None, error)
            return False
        self.history.close_step()
        self.take(replace(old, state=self._document.state), before=Spot("body"), after=Spot("body"))
        self.show_again()
        return self.flush(reason=f"restore {version}")

    def refresh_figures(self) -> bool:
        """Let live fields show what is counted now; return whether one changed."""
        if self._document is None or not self.editable:
            return False
        try:
            fresh = figures.refreshed(self._context.workspace.store, self._document)
        except PapiDeskError as error:
            show_failure(self._context.ask, None, error)
            return False
        if fresh == self._document:
            return False
        self.history.replace_silently(fresh)
        self._edit(fresh)
        self.show_again()
        return True

    def undo(self) -> bool:
        """Take the last step back; False at the start of the session."""
        return self.editable and self.history.undo()

    def way_back(self) -> Callable[[], object]:
        """Return what takes the last step back from a toast, as long as nothing followed it."""
        after = self._document

        def back() -> None:
            if self._document is after:
                self.undo()
            else:
                said = _("Something was changed since. Take the steps back with Ctrl+Z.")
                self._context.happened.emit(said, None)

        return back

    def redo(self) -> bool:
        """Do the step again that was taken back; False when there is none."""
        return self.editable and self.history.redo()

    def _on_changed(self) -> None:
        if self._document is not None and self.history.document is not self._document:
            self._edit(self.history.document)

    def _on_travelled(self, spot: Spot | None) -> None:
        self._on_changed()
        self.replaced.emit()
        self.travelled.emit(spot)

    # Keeping

    def rest(self) -> None:
        """Autosave: a field was left, the window lost the focus."""
        self.autosave()

    def autosave(self) -> bool:
        """Keep the text beside its last version; return whether nothing would be lost now."""
        self._keep.stop()
        self._retry.stop()
        document = self._document
        if document is None or document is self._drafted or not self.editable or self.conflict:
            return not self.conflict
        store, who = self._context.workspace.store, self._context.who
        try:
            writing.autosave(store, document, based_on=self.version, who=who)
        except ChangedMeanwhileError:
            self._meet_conflict()
            return False
        except PapiDeskError as error:
            self._fail(error)
            return False
        self._drafted, self._told = document, False
        self._context.tell_saved("saved")
        return True

    def flush(self, reason: str = "") -> bool:
        """Keep the text as a version; return whether nothing is left unsaved."""
        self._keep.stop()
        self._retry.stop()
        if self._document is None or not self.unsaved or not self.editable:
            return True
        if self.conflict:
            self.conflicted.emit()
            return False
        try:
            stored, version = writing.keep(
                self._context.workspace.store,
                self._document,
                based_on=self.version,
                who=self._context.who,
                reason=reason,
            )
        except ChangedMeanwhileError:
            self._meet_conflict()
            return False
        except PapiDeskError as error:
            self._told = False  # a person asked for it, so a person is told
            self._fail(error)
            return False
        self._hold(stored, version)
        self._context.tell_saved("saved")
        self.kept.emit()
        return True

    def _hold(self, stored: Document, version: int) -> None:
        self.history.replace_silently(stored)
        self._document = self._stored = self._drafted = stored
        self.version, self._told = version, False

    def _fail(self, error: PapiDeskError) -> None:
        self._context.tell_saved("failed")
        self._retry.start()
        if not self._told:
            self._told = True
            show_failure(self._context.ask, None, error)

    def _meet_conflict(self) -> None:
        self.conflict = True
        self._context.tell_saved("failed")
        self.conflicted.emit()

    def _on_keep(self) -> None:
        self.autosave()

    # A conflict, settled

    def theirs(self) -> Document | None:
        """Return the version somebody else saved meanwhile."""
        if self._document is None:
            return None
        return documents.get(self._context.workspace.store, self._document.id)

    def take_theirs(self) -> None:
        """Let go of what was written here and show what is stored."""
        if self._document is not None:
            writing.discard(self._context.workspace.store, self._document.id)
            self.conflict = False
            self.reload()

    def keep_as_copy(self) -> str:
        """Keep what was written here as a document of its own; return its id and open nothing."""
        assert self._document is not None
        store, who = self._context.workspace.store, self._context.who
        copy = replace(self._document, id="", state="draft", number=None)
        made = documents.save(store, copy, who=who, reason="duplicate")
        writing.discard(store, self._document.id)
        self._stored = self._document
        self.conflict = False
        return made.id

    def _take(self, document: Document | None) -> None:
        if document is not None:
            store = self._context.workspace.store
            self.version = versions.history(store, document.id)[0].version
        self.history.reset(document or Document())
        self._drafted, self._told, self.conflict = document, False, False
        self._retry.stop()
        super()._take(document)


def story_of(path: str) -> str:
    """Return the story a path of the document lies in, or the field: "annex:0", "body"."""
    parts = path.split("/")
    if parts[0] == "annexes" and len(parts) > 1:
        return f"annex:{parts[1]}"
    return "body" if parts[0] == "blocks" else parts[0]
