"""Comparing a key's fingerprint with what the other office says, and trusting it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.exchange import KEY_ROLES, KeyRole, TrustedKey
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import trust
from ui.context import Context
from ui.failures import sentence_of
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label


class KeyCompareDialog(QDialog):
    """Shows a fingerprint large; the key is trusted once it was typed or ticked as compared."""

    def __init__(
        self,
        context: Context,
        key: TrustedKey,
        then: Callable[[TrustedKey], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._key, self._then = context, key, then
        store = context.workspace.store
        self._old = [one for one in trust.of_unit(store, key.unit) if one.keyid != key.keyid]
        self._build(trust.guess_role(store, key))
        self._connect()
        self._on_changed()

    def _build(self, guessed: KeyRole | None) -> None:
        key = self._key
        self.setWindowTitle(_("Compare the fingerprint"))
        title = label(key.name, "section-title", wrap=True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        broaden(title, 54)
        unit = label(_("Code in bundles: {code}").format(code=key.unit), "muted")
        said = label(
            _(
                "Call the office on a number you know, or take its signed sheet, and compare all "
                "of it. One letter that differs: do not trust the key, and tell them."
            ),
            "muted",
            wrap=True,
        )
        broaden(said, 60)
        self.groups = label(trust.groups(key.keyid), "page-title")
        self.words = label(trust.words(key.keyid), "section-title", wrap=True)
        for shown, name in ((self.groups, _("Groups")), (self.words, _("Words"))):
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(name)
        self.typed = LineField(
            _("Fingerprint as the other office says it"), _("five groups or eight words")
        )
        self.compared = QCheckBox(_("I compared it by telephone or on the signed sheet"))
        roles = [(code, _(word)) for code, word in KEY_ROLES.items()]
        self.role = ChoiceField(_("What this office is to us"), [("", _("Choose")), *roles])
        self.role.show_value(guessed or "")
        self.replaces = QCheckBox(
            _("It takes the place of the present key of this office: that computer is gone")
        )
        self.replaces.setVisible(bool(self._old) and not set(key.previous) & self._ids())
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Trust this key"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for widget in (
            title, unit, self.groups, self.words, said, self.typed, self.compared, self.role,
            self.replaces, self.problem, self.buttons,
        ):  # fmt: skip
            layout.addWidget(widget)
        layout.setSpacing(10)

    def _ids(self) -> set[str]:
        return {one.keyid for one in self._old}

    def _connect(self) -> None:
        self.typed.changed.connect(self._on_changed)
        self.compared.toggled.connect(self._on_changed)
        self.role.changed.connect(self._on_changed)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        for field in (self.typed, self.role):
            grow_with(self, field)

    def _on_changed(self) -> None:
        """Allow trusting only what was compared, and say so at once when it differs."""
        problem, right = "", False
        text = self.typed.value()
        if text:
            try:
                right = trust.matches(self._key.keyid, text)
            except PapiDeskError:
                problem = ""  # not typed to its end yet
            else:
                if not right:
                    problem = _("This is another fingerprint. Do not trust the key.")
        self.typed.show_problem(problem)
        compared = right or (self.compared.isChecked() and not problem)
        self.accept_button.setEnabled(compared and bool(self.role.value()))

    def _on_accepted(self) -> None:
        store, who, key = self._context.workspace.store, self._context.who, self._key
        role = next(code for code in KEY_ROLES if code == self.role.value())
        try:
            if self.replaces.isVisible() and self.replaces.isChecked():
                kept = trust.replace_key(store, self._old[0].keyid, key, role=role, who=who)
            else:
                kept = trust.add(store, key, role=role, who=who)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.accept()
        self._then(kept)


class RevokeDialog(QDialog):
    """Asks why a key is revoked; from then on nothing it signed is taken in."""

    def __init__(
        self, key: TrustedKey, then: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self.setWindowTitle(_("Revoke the key"))
        said = label(
            _(
                "Nothing more that this key of {unit} signed will be taken in; what came before "
                "stays. A revoked key cannot be trusted again: the office makes a new one."
            ).format(unit=key.name),
            wrap=True,
        )
        said.setTextFormat(Qt.TextFormat.PlainText)
        broaden(said, 56)
        self.reason = LineField(_("Why"), _("for example: computer stolen on 12/3"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(_("Revoke"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for widget in (said, self.reason, buttons):
            layout.addWidget(widget)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.reason.setFocus()

    def _on_accepted(self) -> None:
        self.accept()
        self._then(self.reason.value())


def ask_trust(
    context: Context, key: TrustedKey, then: Callable[[TrustedKey], None], parent: QWidget
) -> KeyCompareDialog:
    """Open the comparison of ``key`` before ``parent`` and return it."""
    dialog = KeyCompareDialog(context, key, partial(_trusted, context, then), parent)
    dialog.open()
    return dialog


def _trusted(context: Context, then: Callable[[TrustedKey], None], key: TrustedKey) -> None:
    context.happened.emit(_("The key of {unit} is trusted").format(unit=key.name), None)
    context.exchange_changed.emit()
    then(key)
