"""The own key at the side: fingerprint, QR code, how it is protected, what can be done with it."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.workflow import identity, key_files, trust_sheet
from papidesk.workflow.identity import DamagedKeyError, KeyStoreError, OwnIdentity
from ui.background import Job
from ui.context import Context
from ui.exchange.card import Card
from ui.exchange.key_password import run_with_key
from ui.exchange.qr_view import QrView
from ui.failures import sentence_of, show_failure
from ui.widgets.buttons import push_button
from ui.widgets.labels import Pill, Tone, label

QR_SIDE = 234  # px at 100 % text
PROTECTIONS: dict[str, tuple[str, Tone, str]] = {
    "keystore": (N_("Protected by the system"), "done",
                 N_("It lies in this user’s key store of the system.")),
    "password": (N_("Protected by the password"), "done",
                 N_("Signing asks for the program’s password.")),
    "file": (N_("Not sealed"), "warning",
             N_("It lies in a file only this user of the computer may read. Set a password for "
                "the program to seal it.")),
}  # fmt: skip


class OwnKeyPanel(QWidget):
    """Tells who this computer is to others."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()
        self._connect()

    def _build(self) -> None:
        self.card = Card(_("Key of this computer"))
        self.name = label("", "strong", wrap=True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.groups = label("", "section-title", wrap=True)
        self.words = label("", wrap=True)
        for shown, name in ((self.groups, _("Groups")), (self.words, _("Words"))):
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(name)
        self.qr = QrView(round(QR_SIDE * self.context.theme.scale))
        self.qr.setAccessibleName(_("QR code of the fingerprint"))
        self.state = Pill()
        self.protection = label("", "muted", wrap=True)
        self.notice = label("", "caution", wrap=True)
        self.export_button = push_button(_("Save the key file…"), "export")
        self.sheet_button = push_button(_("Save the sheet (PDF)…"), "print")
        self.password_button = push_button(_("Set a password…"), "lock")
        self.renew_button = push_button(_("Make a new key…"), "repeat")
        middle = QHBoxLayout()
        middle.addWidget(self.qr)
        middle.addStretch(1)
        column = self.card.column
        for widget in (self.name, self.groups, self.words):
            column.addWidget(widget)
        column.addLayout(middle)
        for widget in (self.state, self.protection, self.notice):
            column.addWidget(widget)
        for button in (
            self.export_button, self.sheet_button, self.password_button, self.renew_button,
        ):  # fmt: skip
            column.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.card)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.export_button.clicked.connect(self.export)
        self.sheet_button.clicked.connect(self.save_sheet)
        self.password_button.clicked.connect(
            partial(self.context.place_asked.emit, "settings", "password")
        )
        self.renew_button.clicked.connect(self.renew)

    def read(self) -> None:
        """Read the own key anew; what is wrong with it is told in its place."""
        store = self.context.workspace.store
        try:
            own = identity.own(store)
            sheet = trust_sheet.of_own(store, today=datetime.date.today())
        except PapiDeskError as error:
            self._show_damaged(sentence_of(error))
            return
        self._show(own)
        self.qr.show_squares(trust_sheet.squares(sheet), sheet.code)

    def _show(self, own: OwnIdentity) -> None:
        self.name.setText(own.name)
        self.groups.setText(own.groups)
        self.words.setText(own.words)
        word, tone, said = PROTECTIONS[own.protection]
        self.state.setText(_(word))
        self.state.set_tone(tone)
        self.protection.setText(_(said))
        notice = ""
        if own.revoked:
            notice = _("The superior revoked this key. Make a new one and send its sheet.")
        elif own.lost and not own.approved:
            notice = _(
                "The earlier key was lost. Send the file and the sheet of this one to the "
                "superior: what you send waits there until it is approved."
            )
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.password_button.setVisible(own.protection == "file")
        for widget in (self.qr, self.state, self.export_button, self.sheet_button):
            widget.show()

    def _show_damaged(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()
        for text in (self.name, self.groups, self.words, self.protection):
            text.setText("")
        for widget in (
            self.qr, self.state, self.export_button, self.sheet_button, self.password_button,
        ):  # fmt: skip
            widget.hide()

    def export(self) -> None:
        """Ask where to write the key file, and write it."""
        store = self.context.workspace.store
        proposed = Path(self.context.settings.last_folder) / key_files.suggested_name(store)
        self.context.ask.save_file(
            self, _("Save the key file"), proposed, _("Key files (*.papikey)"), self._on_export
        )

    def _on_export(self, target: Path) -> None:
        path = self.context.workspace.store.path
        run_with_key(
            self, self.context, partial(_exported, path, target),
            done=self._on_written, failed=self._on_failed,
        )  # fmt: skip

    def save_sheet(self) -> None:
        """Ask where to write the sheet, and write it."""
        own = identity.own(self.context.workspace.store)
        name = f"ban-gioi-thieu-khoa-{own.unit}.pdf"
        proposed = Path(self.context.settings.last_folder) / name
        self.context.ask.save_file(
            self, _("Save the sheet"), proposed, _("PDF files (*.pdf)"), self._on_sheet
        )

    def _on_sheet(self, target: Path) -> None:
        store = self.context.workspace.store
        try:
            written = trust_sheet.write(store, target, today=datetime.date.today())
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self._on_written(written)

    def _on_written(self, target: Path) -> None:
        self.context.remember_folder(target.parent)
        show = partial(self.context.ask.show_file, target)
        self.context.offered.emit(_("{name} is written").format(name=target.name), _("Open"), show)

    def renew(self) -> None:
        """Ask once, then make a new key that the present one signs."""
        question = _(
            "Make a new key for this computer? The present one signs it, so that offices that "
            "trust it take the new one by themselves. Do this when the key may have become known "
            "to somebody, or the superior revoked it."
        )
        self.context.ask.confirm(self, question, _("Make a new key"), partial(self._renew, False))

    def _renew(self, abandon: bool) -> None:
        path, who = self.context.workspace.store.path, self.context.who
        run_with_key(
            self, self.context, partial(_renewed, path, who, abandon),
            done=self._on_renewed, failed=self._on_renew_failed,
        )  # fmt: skip

    def _on_renewed(self, own: OwnIdentity) -> None:
        said = _("A new key was made. Send its file and sheet to the offices you work with.")
        self.context.happened.emit(said, None)
        self.read()
        self.changed.emit()

    def _on_renew_failed(self, error: Exception) -> None:
        from ui.background import StoppedError

        if isinstance(error, DamagedKeyError | KeyStoreError | StoppedError):
            question = _(
                "The present key cannot be opened, so it cannot sign a new one. Make a new key "
                "all the same? The superior must approve it before anything you send is taken in."
            )
            self.context.ask.confirm(
                self, question, _("Make a new key"), partial(self._renew, True)
            )
            return
        show_failure(self.context.ask, self, error)

    def _on_failed(self, error: Exception) -> None:
        show_failure(self.context.ask, self, error)


def _exported(path: Path, target: Path, password: str, job: Job) -> Path:
    with Store(path) as store:
        return key_files.export(store, target, password=password)


def _renewed(path: Path, who: str, abandon: bool, password: str, job: Job) -> OwnIdentity:
    with Store(path) as store:
        return identity.renew(store, password=password, abandon=abandon, who=who)
