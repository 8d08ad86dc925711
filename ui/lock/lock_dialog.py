"""The lock: asks for the password and shows nothing of the work behind it."""

from __future__ import annotations

import math
import time
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from papidesk.i18n import _, say
from papidesk.workflow import access, workspaces
from papidesk.workflow.access import WrongPasswordError
from papidesk.workflow.workspaces import Workspace
from ui.background import Job, Jobs, run_task
from ui.failures import sentence_of
from ui.icons import application_icon, set_icon
from ui.theme import Theme
from ui.widgets.buttons import push_button
from ui.widgets.fields import LineField
from ui.widgets.labels import broaden, label


class PasswordField(LineField):
    """A line that hides what is typed; the text is taken as it is, not cleaned."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        )

    def value(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def show_letters(self, shown: bool) -> None:
        """Show or hide the letters."""
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if shown else mode.Password)


class LockDialog(QDialog):
    """Lets in who knows the password; each wrong try beyond three makes the next wait longer."""

    unlocked = Signal()
    left = Signal()  # closed without the password

    def __init__(
        self, workspace: Workspace, office: str, theme: Theme, jobs: Jobs, who: str = ""
    ) -> None:
        super().__init__()
        self._workspace, self._theme, self._jobs = workspace, theme, jobs
        self._wrong, self._open_at = 0, 0.0
        self._busy = False
        self._build(office, who)
        self._connect()

    def _build(self, office: str, who: str) -> None:
        self.setWindowTitle("PapiDesk")
        self.setWindowIcon(application_icon())
        sign = QLabel()
        set_icon(sign, "lock", "accent", size=40)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(office, "section-title", wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.person = label(_("Working: {name}").format(name=who) if who else "", "muted")
        self.person.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.person.setVisible(bool(who))
        self.password = PasswordField(_("Password"))
        self.letters = QCheckBox(_("Show the letters"))
        self.unlock = push_button(_("Unlock"), "", "primary")
        self.unlock.setDefault(True)
        self.forgotten = push_button(_("Forgotten?"), "", "link")
        self.help = label("", "muted", wrap=True)
        self.help.hide()
        self.end = push_button(_("Close the program"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.forgotten)
        buttons.addStretch(1)
        buttons.addWidget(self.end)
        buttons.addWidget(self.unlock)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 32, 40, 24)
        layout.setSpacing(12)
        for widget in (sign, title, self.person, self.password, self.letters, self.help):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(buttons)
        broaden(self.password, 52)

    def _connect(self) -> None:
        self.unlock.clicked.connect(self._on_unlock)
        self.password.line.returnPressed.connect(self._on_unlock)
        self.letters.toggled.connect(self.password.show_letters)
        self.forgotten.clicked.connect(self._on_forgotten)
        self.end.clicked.connect(self.reject)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._on_tick)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self).activated.connect(
            self._on_forgotten
        )

    def _on_unlock(self) -> None:
        if self._busy or time.monotonic() < self._open_at or not self.password.value():
            return
        self._busy = True
        self.unlock.setEnabled(False)
        self.password.show_problem("")
        run_task(
            self,
            partial(_check, self._workspace, self.password.value()),
            jobs=self._jobs,
            done=self._on_right,
            failed=self._on_failed,
        )

    def _on_right(self, _nothing: None) -> None:
        self._busy = False
        self._tick.stop()
        self.password.line.clear()
        self.accept()
        self.unlocked.emit()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self.unlock.setEnabled(True)
        if not isinstance(error, WrongPasswordError):
            self.password.show_problem(sentence_of(error))
            return
        self._wrong += 1
        wait = access.wait_after(self._wrong)
        self.password.line.selectAll()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self.password.show_problem(say(error))
        if wait:
            self._open_at = time.monotonic() + wait
            self.unlock.setEnabled(False)
            self._tick.start()
            self._on_tick()

    def _on_tick(self) -> None:
        left = math.ceil(self._open_at - time.monotonic())
        if left > 0:
            said = _("Wrong again. Next try in {seconds} s.").format(seconds=left)
            self.password.show_problem(said)
            return
        self._tick.stop()
        self.unlock.setEnabled(True)
        self.password.show_problem(say(WrongPasswordError()))

    def _on_forgotten(self) -> None:
        self.help.setText(
            _(
                "The password keeps others out of this window; it does not encrypt the data. Who "
                "looks after this computer can take it away with the command “papidesk password "
                "remove --forgotten”. Nothing is lost by that, and the next start tells who did it."
            )
        )
        self.help.show()
        # adjustSize() stops at two thirds of the screen, where large text would be cut.
        layout = self.layout()
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def reject(self) -> None:
        """Close without the password: the program ends."""
        super().reject()
        self.left.emit()


def _check(workspace: Workspace, password: str, job: Job) -> None:
    job.step(0, 1)
    with workspaces.open_store(workspace) as store:
        access.check(store, password)


def asks(workspace: Workspace) -> bool:
    """Tell whether a workspace opens with a password."""
    return access.is_set(workspace.store)
