"""Work that needs this office’s key: where the key is locked, its password is asked for once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from ui.background import Job, StoppedError, Task, run_task
from ui.context import Context
from ui.failures import sentence_of
from ui.widgets.fields import Field
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

T = TypeVar("T")
KeyWork = Callable[[str, Job], T]  # the key's password, "" where it needs none


class KeyPasswordDialog(QDialog):
    """Asks for the password that protects this computer's key."""

    def __init__(self, sentence: str, then: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._then = then
        self.setWindowTitle(_("The key is locked"))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field(_("Password"), self.line)
        self.said = label(sentence, wrap=True)
        broaden(self.said, 60)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(_("Unlock"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.said)
        column.addWidget(self.field)
        column.addWidget(buttons)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.line.textEdited.connect(self._on_edited)
        grow_with(self, self.field)
        self.line.setFocus()

    def _on_edited(self) -> None:
        self.field.show_problem("")

    def _on_accepted(self) -> None:
        if not self.line.text():
            self.field.show_problem(_("Type the password."))
            return
        password = self.line.text()
        self.line.clear()
        self.accept()
        self._then(password)


def run_with_key(
    owner: QWidget,
    context: Context,
    work: KeyWork[T],
    *,
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
    progress: Callable[[int, int], None] | None = None,
    title: str = "",
    password: str = "",
) -> Task:
    """Run ``work`` away from the window; ask for the key's password where that is what it lacks.

    Whoever closes the question has stopped the work: ``failed`` gets a :class:`StoppedError`.
    """

    def on_failed(error: Exception) -> None:
        from papidesk.bundles.failures import BrokenOffError
        from papidesk.workflow.identity import KeyLockedError, WrongKeyPasswordError

        if not isinstance(error, KeyLockedError | WrongKeyPasswordError):
            failed(StoppedError() if isinstance(error, BrokenOffError) else error)
            return
        again = partial(
            run_with_key, owner, context, work,
            done=done, failed=failed, progress=progress, title=title,
        )  # fmt: skip
        dialog = KeyPasswordDialog(
            sentence_of(error), lambda typed: _ignored(again(password=typed)), owner
        )
        dialog.rejected.connect(lambda: failed(StoppedError()))
        dialog.open()

    return run_task(
        owner, partial(work, password), jobs=context.jobs, done=done, failed=on_failed,
        progress=progress, title=title,
    )  # fmt: skip


def _ignored(_task: object) -> None:
    """Drop what a slot has no use for."""
