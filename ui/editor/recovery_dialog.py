"""Texts a crash left behind: what each is, what it has beyond the stored version, take or leave."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.comparing import compare
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import writing
from papidesk.workflow.writing import Recovery
from ui import words
from ui.context import Context
from ui.editor.difference_view import DifferenceView
from ui.editor.history_rows import moment
from ui.failures import sentence_of, show_failure
from ui.widgets.buttons import push_button
from ui.widgets.labels import label


class RecoveryRow(QFrame):
    """One recoverable text."""

    settled = Signal(object)

    def __init__(self, context: Context, recovery: Recovery) -> None:
        super().__init__()
        self._context, self.recovery = context, recovery
        self._build()

    def _build(self) -> None:
        self.setObjectName("finding")
        document = self.recovery.document
        title = f"{words.kind_word(document.kind)}: {self.recovery.title or _('Without a title')}"
        facts = _("Written {time} by {who}").format(
            time=moment(self.recovery.saved_at), who=self.recovery.saved_by or _("unknown")
        )
        self.difference = DifferenceView(self._context.theme)
        self.difference.hide()
        changes = compare(self.recovery.current, document)
        self.difference.show_difference(changes)
        count = ngettext("{count} change", "{count} changes", len(changes))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 12)
        layout.setSpacing(6)
        layout.addWidget(label(title, "strong", wrap=True))
        layout.addWidget(label(f"{facts} · {count.format(count=len(changes))}", "muted", wrap=True))
        if self.recovery.stale:
            note = _("The document was saved again since: that version stays in the history.")
            layout.addWidget(label(note, "caution", wrap=True))
        if not self.recovery.open:
            note = _("The document was issued or submitted meanwhile: this text can only be read.")
            layout.addWidget(label(note, "caution", wrap=True))
        self.show_button = push_button(_("What differs"), "chevron-down", "link")
        self.take_button = push_button(_("Take this text"))
        self.take_button.setEnabled(self.recovery.open)
        self.take_button.setAutoDefault(True)
        self.drop_button = push_button(_("Discard"))
        row = QHBoxLayout()
        row.addWidget(self.show_button)
        row.addStretch(1)
        row.addWidget(self.drop_button)
        row.addWidget(self.take_button)
        layout.addLayout(row)
        layout.addWidget(self.difference)
        self.show_button.clicked.connect(self._on_show)
        self.take_button.clicked.connect(self._on_take)
        self.drop_button.clicked.connect(self._on_drop)

    def _on_show(self) -> None:
        self.difference.setVisible(self.difference.isHidden())

    def _on_take(self) -> None:
        store = self._context.workspace.store
        try:
            writing.recover(store, self.recovery.id, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self._context.documents_changed.emit()
        self.settled.emit(self)

    def _on_drop(self) -> None:
        self._context.ask.confirm(
            self,
            _("Discard this text for good? The stored version stays."),
            _("Discard"),
            self._discard,
        )

    def _discard(self) -> None:
        try:
            writing.discard(self._context.workspace.store, self.recovery.id)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self.settled.emit(self)


class RecoveryDialog(QDialog):
    """Lists what can be recovered; what is left undecided is asked again at the next start."""

    def __init__(self, context: Context, found: list[Recovery], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[RecoveryRow] = []
        self._build(context, found)
        # The keys begin at what most will want; the frame around the rows does nothing.
        if self.rows:
            self.rows[0].take_button.setFocus()

    def _build(self, context: Context, found: list[Recovery]) -> None:
        self.setWindowTitle(_("Recover texts"))
        letter = self.fontMetrics()
        self.resize(min(1100, letter.averageCharWidth() * 92), min(640, letter.lineSpacing() * 28))
        intro = _(
            "The program ended before these texts were kept. Take each as a new version, or "
            "discard it. “Later” decides nothing."
        )
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(12, 0, 12, 0)
        lines.setSpacing(0)
        for recovery in found:
            row = RecoveryRow(context, recovery)
            row.settled.connect(self._on_settled)
            self.rows.append(row)
            lines.addWidget(row)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(panel)
        area.setAccessibleName(_("Texts that were not kept"))
        buttons = QDialogButtonBox()
        later = buttons.addButton(_("Later"), QDialogButtonBox.ButtonRole.RejectRole)
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 14)
        layout.setSpacing(12)
        layout.addWidget(label(_("Texts that were not kept"), "section-title"))
        layout.addWidget(label(intro, "muted", wrap=True))
        layout.addWidget(area, 1)
        layout.addWidget(buttons)

    def _on_settled(self, row: RecoveryRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self.accept()


def offer_recovery(context: Context, parent: QWidget) -> RecoveryDialog | None:
    """Ask about texts a crash left behind; return the dialog, None when there are none."""
    try:
        found = writing.recoverable(context.workspace.store)
    except PapiDeskError as error:
        context.ask.tell(parent, sentence_of(error))
        return None
    return open_recovery(context, found, parent) if found else None


def open_recovery(context: Context, found: list[Recovery], parent: QWidget) -> RecoveryDialog:
    """Open the dialog on ``found`` and return it."""
    dialog = RecoveryDialog(context, found, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
