"""Attaching a link: its address and what it is called."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.log.evidence_items import NewEvidence
from ui.widgets.fields import LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden

ADDRESS_LIMIT, NAME_LIMIT = 2000, 200


class EvidenceLinkDialog(QDialog):
    """Asks for an address; a web page's name may be left empty."""

    given = Signal(object)  # NewEvidence

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Attach a link"))
        self.address = LineField(_("Address"), "https://")
        self.called = LineField(_("What it is called"), _("for example: article on the portal"))
        broaden(self.address.line, 56)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Attach"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.address)
        layout.addWidget(self.called)
        layout.addWidget(self.buttons)
        grow_with(self, self.address.problem)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.address.changed.connect(self._on_changed)
        self.address.setFocus()

    def _on_changed(self) -> None:
        self.address.show_problem("")

    def _on_accept(self) -> None:
        text = self.address.value()
        if text and "://" not in text:
            text = f"https://{text}"
        address = QUrl(text, QUrl.ParsingMode.StrictMode)
        good = address.isValid() and address.scheme() in ("http", "https") and address.host()
        if not good or "." not in address.host() or len(text) > ADDRESS_LIMIT:
            self.address.show_problem(
                _("This is no address. Copy it whole from the browser: it begins with https://")
            )
            self.address.setFocus()
            return
        name = self.called.value()[:NAME_LIMIT] or text[:NAME_LIMIT]
        self.accept_button.setEnabled(False)
        self.given.emit(NewEvidence(name=name, url=text))
        self.accept()
