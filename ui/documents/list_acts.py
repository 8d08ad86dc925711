"""What can be done with the documents chosen in the list: one act each for menu, strip, palette."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from papidesk.domain.document import FROZEN_STATES
from papidesk.i18n import _
from papidesk.workflow.lists import DocumentRow
from ui.commands import Command, command_of
from ui.icons import set_icon

WRITTEN = frozenset({"draft", "returned"})  # states a document can be submitted from


class ListActs(QObject):
    """The acts; who owns them says what they do."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._why: dict[QAction, str] = {}
        self.open = self._act(_("Open for writing"), "edit", "Ctrl+Return")
        self.submit = self._act(_("Submit"), "submit")
        self.export = self._act(_("Export as PDF into a folder…"), "export")
        self.duplicate = self._act(_("Duplicate"), "duplicate", "Ctrl+D")
        self.copy_forward = self._act(_("Copy into the new year…"), "calendar")
        self.as_template = self._act(_("Save as template…"), "template")
        self.copy = self._act(_("Copy with titles (for Excel)"), "copy")
        self.delete = self._act(_("Delete"), "delete")
        self.restore = self._act(_("Take out of the trash"), "restore")
        self.delete_for_good = self._act(_("Delete for good…"), "delete")
        self.show_possible([], trashed=False)

    def _act(self, text: str, icon: str, keys: str = "") -> QAction:
        action = QAction(text, self)
        set_icon(action, icon)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._owner.addAction(action)
        return action

    def show_possible(self, rows: list[DocumentRow], *, trashed: bool) -> None:
        """Allow what can be done with ``rows``, and know why of the rest."""
        issued = any(row.state in FROZEN_STATES or row.state == "cancelled" for row in rows)
        waiting = any(row.state not in WRITTEN for row in rows)
        none = "" if rows else _("Choose a document in the list first")
        one = none or ("" if len(rows) == 1 else _("Choose one document only"))
        there = _("The document is in the trash") if trashed else ""
        gone = "" if trashed else _("Only for documents in the trash")
        frozen = _("An issued document cannot be deleted") if issued else ""
        late = _("Only drafts and returned documents can be submitted") if waiting else ""
        for action, why in (
            (self.open, one or there),
            (self.submit, none or there or late),
            (self.export, none or there),
            (self.duplicate, one or there),
            (self.copy_forward, one or there),
            (self.as_template, one or there),
            (self.copy, none),
            (self.delete, none or there or frozen),
            (self.restore, gone or none),
            (self.delete_for_good, gone or none),
        ):
            self._why[action] = why
            action.setEnabled(not why)
        for action in (self.restore, self.delete_for_good):
            action.setVisible(trashed)
        for action in (
            self.open, self.submit, self.export, self.duplicate, self.copy_forward,
            self.as_template, self.delete,
        ):  # fmt: skip
            action.setVisible(not trashed)

    def commands(self) -> Iterator[Command]:
        """Yield the acts as commands."""
        for action, more in (
            (self.open, _("edit write editor")),
            (self.submit, _("send for approval")),
            (self.export, _("save files print")),
            (self.duplicate, _("copy the document")),
            (self.copy_forward, _("from last year")),
            (self.as_template, _("keep own form")),
            (self.copy, _("clipboard table rows")),
            (self.delete, _("trash remove")),
            (self.restore, _("undo delete")),
            (self.delete_for_good, _("empty the trash")),
        ):
            if action.isVisible():
                yield command_of(action, more, self._why[action])
