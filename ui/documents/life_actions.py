"""What can be done next with a document: one action for each act of its life, copies and links."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from papidesk.domain.document import Document, State
from papidesk.domain.life import STATE_NAMES, ActName, RemarkNote
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import life, links
from ui.context import Context
from ui.documents.session import DocumentSession
from ui.failures import show_failure
from ui.icons import set_icon

# Word, icon, tip; dots where a dialog asks more.
_ACTS: dict[ActName, tuple[str, str, str]] = {
    "submit": (N_("Submit for approval"), "submit", N_("Hand the draft to the leader")),
    "withdraw": (N_("Take back"), "undo", N_("Take the submitted document back to change it")),
    "return": (N_("Return…"), "return", N_("Send it back to the writer with remarks")),
    "approve": (N_("Approve"), "approve", N_("Agree to the text as it is")),
    "reopen": (N_("Open again to change"), "edit", N_("Make it a draft again")),
    "issue": (N_("Issue…"), "issue", N_("Give number and date, freeze it, enter it")),
    "send": (N_("Mark as sent"), "send", N_("Enter today as the day it was sent")),
    "acknowledge": (N_("Mark as received…"), "received", N_("Note who received it")),
    "supersede": (N_("Replace…"), "supersede", N_("Say which document replaces it")),
    "cancel": (N_("Cancel…"), "cancel", N_("Declare it void; the number stays in the register")),
    "archive": (N_("File"), "archive", N_("Close the file: nothing more is to be done")),
}
_SAID: dict[ActName, str] = {
    "submit": N_("Submitted for approval"),
    "withdraw": N_("Taken back"),
    "return": N_("Returned with remarks"),
    "approve": N_("Approved"),
    "reopen": N_("Opened again"),
    "send": N_("Sent"),
    "acknowledge": N_("Receipt noted"),
    "supersede": N_("Replaced by another document"),
    "cancel": N_("Cancelled"),
    "archive": N_("Filed"),
    "reinstate": N_("In force again: what replaced it was cancelled"),
}
# What follows naturally from each state, the first that is possible.
_NEXT: dict[State, tuple[ActName, ...]] = {
    "draft": ("submit",),
    "returned": ("submit",),
    "submitted": ("approve",),
    "approved": ("issue",),
    "issued": ("send",),
    "sent": ("acknowledge",),
    "acknowledged": ("archive",),
    "superseded": ("archive",),
}
# What takes an act back, offered in the toast.
_BACK: dict[ActName, ActName] = {"submit": "withdraw", "reopen": "submit"}


class LifeActions(QObject):
    """Actions on the document a session holds; each is enabled when it is possible.

    The session's text is kept before an act, and read anew after it.
    """

    done = Signal(object)  # the document after an act
    made = Signal(str)  # the id of a copy
    linked = Signal()
    document_asked = Signal(str)  # the id of a linked document to open
    changed = Signal()  # other acts are possible now: look at primary() again

    def __init__(self, context: Context, session: DocumentSession, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._session, self._owner = context, session, owner
        self.actions: dict[ActName, QAction] = {
            name: self._action(*words, partial(self._on_act, name)) for name, words in _ACTS.items()
        }
        self.actions["issue"].setShortcut("Ctrl+I")
        self.duplicate = self._action(
            N_("Duplicate"), "duplicate", N_("Make a clean draft with this text"), self._on_copy
        )
        self.link = self._action(
            N_("Links…"), "link", N_("Basis, reply, replacement: documents it belongs with"),
            self._on_link,
        )  # fmt: skip
        self._dialog: QDialog | None = None
        for signal in (session.opened, session.kept):
            signal.connect(self.refresh)
        self.refresh()

    def _action(self, text: str, icon: str, tip: str, act: Callable[[], None]) -> QAction:
        action = QAction(_(text), self._owner)
        action.setToolTip(_(tip))
        action.setStatusTip(_(tip))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        set_icon(action, icon)
        action.triggered.connect(lambda _checked=False: act())
        self._owner.addAction(action)
        return action

    # What is offered

    def primary(self) -> QAction | None:
        """Return the action that follows naturally; None where nothing is left to do."""
        document = self._session.document
        for name in _NEXT.get(document.state, ()) if document else ():
            if self.actions[name].isEnabled():
                return self.actions[name]
        return None

    def possible(self) -> list[QAction]:
        """Return the enabled acts in the order of a document's life, the natural one first."""
        first = self.primary()
        enabled = [action for action in self.actions.values() if action.isEnabled()]
        return [action for action in enabled if action is first] + [
            action for action in enabled if action is not first
        ]

    def fill(self, menu: QMenu) -> None:
        """Put what is possible into ``menu``, copies and links below."""
        menu.clear()
        menu.setToolTipsVisible(True)
        menu.addActions(self.possible())
        menu.addSeparator()
        menu.addActions([self.duplicate, self.link])

    def refresh(self) -> None:
        """Enable what is possible with the document as it is now."""
        document = self._session.document
        allowed: tuple[ActName, ...] = ()
        if document is not None:
            try:
                allowed = life.possible(self._context.workspace.store, document)
            except PapiDeskError:
                allowed = ()  # what keeps the store from answering is told by what asked first
        for name, action in self.actions.items():
            action.setEnabled(name in allowed)
            action.setVisible(name in allowed)
        for action in (self.duplicate, self.link):
            action.setEnabled(document is not None and bool(document.id))
        self.changed.emit()

    # What is done

    def _on_act(self, name: ActName) -> None:
        document = self._session.document
        if document is None or self._dialog is not None or not self._session.flush():
            return
        document = self._session.document or document
        ask = {
            "return": self._ask_return,
            "cancel": self._ask_cancel,
            "acknowledge": self._ask_received,
            "supersede": self._ask_replacement,
            "issue": self._ask_number,
        }.get(name)
        if ask is not None:
            ask(document)
        else:
            self._perform(document.id, name)

    def _perform(
        self, id: str, name: ActName, *, reason: str = "", remarks: tuple[RemarkNote, ...] = ()
    ) -> bool:
        """Do an act and read the document anew; what refuses it is told."""
        try:
            after = life.perform(
                self._context.workspace.store,
                id,
                name,
                reason=reason,
                remarks=remarks,
                based_on=self._seen(id),
                who=self._context.who,
                today=datetime.date.today(),
            )
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
            self._read_anew(id)
            return False
        self._happened(after, name)
        return True

    def _seen(self, id: str) -> int | None:
        """Return the version on the screen: nobody decides on another text than that."""
        document = self._session.document
        if document is None or document.id != id:
            return None
        return getattr(self._session, "version", None) or None

    def _happened(self, after: Document, name: ActName) -> None:
        self._read_anew(after.id)
        back = _BACK.get(name)
        undo = partial(self._perform, after.id, back) if back else None
        self._context.happened.emit(_(_SAID[name]), undo)
        self._context.documents_changed.emit()
        self.done.emit(after)

    def _read_anew(self, id: str) -> None:
        open_now = self._session.document
        if open_now is not None and open_now.id == id:
            self._session.reload()
        self.refresh()

    def _open(self, dialog: QDialog) -> None:
        # A second click while it is open does nothing.
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        self._dialog = None

    def _ask_return(self, document: Document) -> None:
        from ui.documents.return_dialog import ReturnDialog

        dialog = ReturnDialog(document, self._owner.window())
        dialog.answered.connect(
            lambda reason, notes: self._perform(document.id, "return", reason=reason, remarks=notes)
        )
        self._open(dialog)

    def _ask_cancel(self, document: Document) -> None:
        from ui.documents.reason_dialog import CANCEL, ReasonDialog

        dialog = ReasonDialog(document, CANCEL, self._owner.window())
        dialog.answered.connect(lambda reason: self._perform(document.id, "cancel", reason=reason))
        self._open(dialog)

    def _ask_received(self, document: Document) -> None:
        from ui.documents.reason_dialog import RECEIVED, ReasonDialog

        dialog = ReasonDialog(document, RECEIVED, self._owner.window())
        dialog.answered.connect(lambda who: self._perform(document.id, "acknowledge", reason=who))
        self._open(dialog)

    def _ask_replacement(self, document: Document) -> None:
        from ui.documents.supersede_dialog import SupersedeDialog

        dialog = SupersedeDialog(self._context, document, self._owner.window())
        dialog.replaced.connect(lambda after: self._happened(after, "supersede"))
        self._open(dialog)

    def _ask_number(self, document: Document) -> None:
        from ui.documents.issue_dialog import IssueDialog

        checked = self._session.checked_state
        dialog = IssueDialog(self._context, document, checked, self._owner.window())
        dialog.issued.connect(self._on_issued)
        self._open(dialog)

    def _on_issued(self, document: Document) -> None:
        self._read_anew(document.id)
        number = f"{document.number}/{document.symbol}"
        said = _("Issued as number {number}").format(number=number)
        self._context.happened.emit(said, None)
        self._context.documents_changed.emit()
        self.done.emit(document)

    def _on_copy(self) -> None:
        document = self._session.document
        if document is None or not self._session.flush():
            return
        try:
            made = links.duplicate(
                self._context.workspace.store, document.id, who=self._context.who
            )
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
            return
        self._context.documents_changed.emit()
        self._context.happened.emit(_("A clean draft was made"), None)
        self.made.emit(made.id)

    def _on_link(self) -> None:
        from ui.documents.link_dialog import LinkDialog

        document = self._session.document
        if document is None or self._dialog is not None or not self._session.flush():
            return
        dialog = LinkDialog(self._context, document, self._owner.window())
        dialog.linked.connect(self.linked)
        dialog.document_asked.connect(self.document_asked)
        self._open(dialog)


def state_sentence(state: State) -> str:
    """Return why a document is not written in now; "" where it is."""
    match state:
        case "submitted":
            return _("Waiting for approval: the text can be read, not changed. Take it back to "
                     "change it.")  # fmt: skip
        case "approved":
            return _("Approved: the text stays as it is until it is issued. Open it again to "
                     "change it.")  # fmt: skip
        case "draft" | "returned":
            return ""
    return _("The document is {state} and frozen.").format(state=_(STATE_NAMES[state]))
