"""What a document hangs together with: links seen from both ends, new ones, none too many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.document import Document
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import links
from papidesk.workflow.links import Linked, LinkRole
from ui.context import Context
from ui.documents.document_picker import DocumentPicker
from ui.failures import sentence_of
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import broaden, label

# What was copied from is entered by the program alone.
_CHOSEN: tuple[LinkRole, ...] = ("basis", "reply_to", "replaces", "attached_to")


class LinkDialog(QDialog):
    """Shows and changes the links of a document; each change is kept at once."""

    linked = Signal()
    document_asked = Signal(str)  # Enter or a double click on a link

    def __init__(self, context: Context, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._document = context, document
        self._shown: list[Linked] = []
        self._build()
        self._connect()
        self.show_links()
        self._on_changed()
        self.picker.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("Links of the document"))
        title = label(self._document.title, "section-title", wrap=True)
        broaden(title, 70)
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Links of the document"))
        self.list.setToolTip(_("Double-click opens the document"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = label(_("No links yet."), "muted")
        self.remove_button = tool_button(_("Take away (Delete)"), "delete")
        names: list[tuple[str, str]] = [(role, _(links.ROLE_NAMES[role])) for role in _CHOSEN]
        self.role = ChoiceField(_("This document"), names)
        self.incoming = QCheckBox(_("Among the papers that came in"))
        self.picker = DocumentPicker(self._context, without=self._document.id)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.add_button = push_button(_("Add the link"), "plus", "primary")
        self.add_button.setDefault(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        kept = QHBoxLayout()
        kept.addWidget(self.list, 1)
        kept.addWidget(self.empty, 1)
        kept.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        choice = QHBoxLayout()
        choice.setSpacing(16)
        choice.addWidget(self.role, 1)
        choice.addWidget(self.incoming, 1, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addLayout(kept, 2)
        layout.addWidget(label(_("New link"), "strong"))
        layout.addLayout(choice)
        layout.addWidget(self.picker, 3)
        layout.addWidget(self.problem)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        self.picker.changed.connect(self._on_changed)
        self.picker.taken.connect(self._on_add)
        self.incoming.toggled.connect(self.picker.show_incoming)
        self.add_button.clicked.connect(self._on_add)
        self.remove_button.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._on_activated)
        self.buttons.rejected.connect(self.reject)
        shortcut = QShortcut(QKeySequence("Delete"), self.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_remove)

    def show_links(self) -> None:
        """Read the links anew."""
        store, id = self._context.workspace.store, self._document.id
        try:
            self._shown = [*links.links(store, id), *links.linked_to(store, id)]
        except PapiDeskError as error:
            self._refuse(error)
        self.list.clear()
        for one in self._shown:
            self.list.addItem(QListWidgetItem(_line(one)))
        self.list.setVisible(bool(self._shown))
        self.empty.setVisible(not self._shown)
        self.remove_button.setVisible(bool(self._shown))
        self._on_row()

    def _refuse(self, error: PapiDeskError) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()

    def _on_row(self) -> None:
        self.remove_button.setEnabled(self.list.currentRow() >= 0)

    def _on_activated(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        one = self._shown[row]
        came_in = one.link.incoming and one.id == one.link.target_id
        if not one.gone and not came_in:
            self.accept()
            self.document_asked.emit(one.id)

    def _on_changed(self) -> None:
        self.problem.hide()
        self.add_button.setEnabled(self.picker.chosen() is not None)

    def _on_add(self) -> None:
        chosen = self.picker.chosen()
        # Enter on a link opens it; the dialog would press its button as well.
        if chosen is None or self.list.hasFocus():
            return
        role = next(role for role in _CHOSEN if role == self.role.value())
        try:
            links.link(
                self._context.workspace.store,
                self._document.id,
                role,
                chosen.id,
                incoming=chosen.incoming,
                who=self._context.who,
            )
        except PapiDeskError as error:
            self._refuse(error)
            return
        self.show_links()
        self.linked.emit()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        try:
            links.unlink(
                self._context.workspace.store, self._shown[row].link.id, who=self._context.who
            )
        except PapiDeskError as error:
            self._refuse(error)
        self.show_links()
        self.linked.emit()


def _line(one: Linked) -> str:
    names = links.ROLE_NAMES if one.id == one.link.target_id else links.ROLE_NAMES_BACK
    title = one.title or _("Without a title")
    if one.gone:
        title = _("{title} (not there any more)").format(title=title)
    return " · ".join(part for part in (_(names[one.link.role]), one.number, title) if part)
