"""An annex's title, paper, numbering and kind, when it is added or changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.document import Annex, Document
from papidesk.domain.kinds import kinds
from papidesk.domain.paper import annex_note
from papidesk.domain.record import replace
from papidesk.i18n import _
from ui.editor.styles import SCHEME_NAMES
from ui.widgets.fields import ChoiceField, LineField, LinesField
from ui.widgets.labels import broaden, label


class AnnexDialog(QDialog):
    """Asks for what an annex has beside its text."""

    answered = Signal(object)  # Annex

    def __init__(self, document: Document, annex: Annex, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._annex = annex
        self._build(title, annex_note(document))
        self._show(annex)
        self._connect()
        self._on_kind_changed()

    def _build(self, title: str, note: str) -> None:
        self.setWindowTitle(title)
        attached = [(kind.code, kind.title) for kind in kinds().values()]
        self.kind = ChoiceField(_("What it is"), [("", _("Annex (Phụ lục)")), *attached])
        self.title = LinesField(_("Title"), joined=True, lines=2)
        self.turned = ChoiceField(
            _("Paper"), [("", _("Upright")), ("landscape", _("Turned (landscape)"))]
        )
        self.scheme = ChoiceField(
            _("Numbering"), [(code, _(name)) for code, name in SCHEME_NAMES.items()]
        )
        self.note = LineField(_("Line “(Kèm theo …)”"), note)
        hint = label(_("Left empty, this line is filled in by itself."), "muted", wrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for widget in (self.kind, self.title, self.turned, self.scheme, self.note, hint):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        broaden(self, 62)

    def _show(self, annex: Annex) -> None:
        self.kind.show_value(annex.kind)
        self.title.show_value((annex.title,))
        self.turned.show_value("landscape" if annex.landscape else "")
        self.scheme.show_value(annex.scheme)
        self.note.show_value(annex.note)
        self.title.text.setFocus()

    def _connect(self) -> None:
        self.kind.changed.connect(self._on_kind_changed)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    def _on_kind_changed(self) -> None:
        # A document issued with a decision has a head of its own instead of "Phụ lục".
        attached = bool(self.kind.value())
        self.title.name.setText(_("Abstract") if attached else _("Title"))

    def _on_accepted(self) -> None:
        changed = replace(
            self._annex,
            kind=self.kind.value(),
            title=" ".join(self.title.value()),
            landscape=self.turned.value() == "landscape",
            scheme=self.scheme.value(),
            note=self.note.value(),
        )
        self.accept()
        self.answered.emit(changed)
