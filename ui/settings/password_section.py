"""Settings: the password for opening the program, and when it is asked for again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext, say
from papidesk.workflow import access, workspaces
from papidesk.workflow.access import WrongPasswordError
from ui import words
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import show_failure
from ui.lock.lock_dialog import PasswordField
from ui.widgets.buttons import push_button
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Pill, label

MINUTES = (0, 5, 10, 15, 30, 60)


class PasswordSection(QWidget):
    """Set, change, remove; the minutes until the window locks itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()
        self._connect()

    def _build(self) -> None:
        self.state = Pill("", "neutral")
        self.since = label("", "muted")
        self.old = PasswordField(_("Present password"))
        self.new = PasswordField(_("New password"))
        self.again = PasswordField(_("The new password once more"))
        self.keep = push_button(_("Set the password"), "lock", "primary")
        self.remove = push_button(_("Remove the password"), "close")
        self.after = ChoiceField(
            _("Lock the window after"), [(str(one), _minutes(one)) for one in MINUTES]
        )
        top, buttons = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.state)
        top.addWidget(self.since, 1)
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for text in self._sentences():
            layout.addWidget(label(text, "muted", wrap=True))
        layout.addLayout(top)
        for field in (self.old, self.new, self.again):
            field.setMaximumWidth(round(420 * self.context.theme.scale))
            layout.addWidget(field)
        layout.addLayout(buttons)
        layout.addSpacing(8)
        self.after.setMaximumWidth(round(420 * self.context.theme.scale))
        layout.addWidget(self.after)
        layout.addWidget(label(_("Ctrl+L locks the window at once."), "muted"))
        layout.addStretch(1)

    def _sentences(self) -> tuple[str, ...]:
        return (
            _(
                "The password is asked for when this workspace is opened, here and at the command "
                "line. It keeps colleagues at a shared computer out. It does not encrypt the "
                "folder: against theft, turn on the encryption of the disk."
            ),
            _(
                "Forgotten? Nothing is lost: who looks after this computer takes it away with "
                "“papidesk password remove --forgotten”; the next start tells who did that."
            ),
        )

    def _connect(self) -> None:
        self.keep.clicked.connect(self._on_keep)
        self.remove.clicked.connect(self._on_remove)
        self.after.changed.connect(self._on_after)
        for field in (self.old, self.new, self.again):
            field.changed.connect(self._on_typed)
            field.line.returnPressed.connect(self._on_keep)

    def reload(self) -> None:
        """Show whether a password is set."""
        store = self.context.workspace.store
        known = access.is_set(store)
        self.state.setText(_("Password set") if known else _("No password"))
        self.state.set_tone("done" if known else "neutral")
        since = access.since(store)
        day = f"{words.local_time(since):%d/%m/%Y}" if since else ""
        self.since.setText(_("since {day}").format(day=day) if since else "")
        self.old.setVisible(known)
        self.remove.setVisible(known)
        self.keep.setText(_("Change the password") if known else _("Set the password"))
        self.after.setEnabled(known)
        self.after.show_value(str(self.context.settings.lock_after))
        for field in (self.old, self.new, self.again):
            field.line.clear()
            field.show_problem("")

    def _on_typed(self) -> None:
        """Say what is wrong while it is typed, but not of what is not begun."""
        self.old.show_problem("")
        new, again = self.new.value(), self.again.value()
        short = ""
        try:
            access.check_new(new)
        except PapiDeskError as error:
            short = say(error) if new else ""
        self.new.show_problem(short)
        differs = bool(again) and not new.startswith(again) and new != again
        self.again.show_problem(_("The two entries differ.") if differs else "")

    def _on_keep(self) -> None:
        new, again = self.new.value(), self.again.value()
        try:
            access.check_new(new)
        except PapiDeskError as error:
            self.new.show_problem(say(error))
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if new != again:
            self.again.show_problem(_("The two entries differ."))
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._run(partial(_set, self.context, self.old.value(), new), _("The password is set"))

    def _on_remove(self) -> None:
        # Knowing the password is asking enough; it can be set again at once.
        self._run(partial(_remove, self.context, self.old.value()), _("The password is removed"))

    def _run(self, work: partial[None], said: str) -> None:
        for button in (self.keep, self.remove):
            button.setEnabled(False)
        run_task(
            self,
            work,
            jobs=self.context.jobs,
            done=partial(self._on_done, said),
            failed=self._on_failed,
        )

    def _on_done(self, said: str, _nothing: None) -> None:
        self._free()
        self.reload()
        self.context.happened.emit(said, None)

    def _on_failed(self, error: Exception) -> None:
        self._free()
        if isinstance(error, WrongPasswordError):
            self.old.show_problem(say(error))
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        show_failure(self.context.ask, self, error)

    def _free(self) -> None:
        for button in (self.keep, self.remove):
            button.setEnabled(True)

    def _on_after(self) -> None:
        try:
            self.context.change_settings(lock_after=int(self.after.value()))
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)


def _minutes(count: int) -> str:
    if not count:
        return _("never")
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def _set(context: Context, old: str, new: str, job: Job) -> None:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        access.set_password(store, new, old=old, who=context.who)


def _remove(context: Context, old: str, job: Job) -> None:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        access.remove(store, old=old, who=context.who)
