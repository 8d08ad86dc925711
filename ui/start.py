"""From start to window: open the workspace, or make one, or say why it cannot be opened."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer

from papidesk import settings as preferences
from papidesk.domain.office import Office
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.settings import Settings
from papidesk.workflow import access, offices, workspaces
from papidesk.workflow.workspaces import NoWorkspaceError, Workspace
from ui import words
from ui.ask import Ask
from ui.background import Job, Jobs, run_task
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.lock.guard import Guard
from ui.main_window import MainWindow
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.lock.lock_dialog import LockDialog

SMALL = 1440  # px of screen
DAILY = 20_000  # ms after the start: a backup must not slow the first minute


class Start(QObject):
    """Shows the one thing that fits: window, assistant, or what is wrong with the workspace."""

    def __init__(self, *, theme: Theme, settings: Settings, settings_path: Path, ask: Ask) -> None:
        super().__init__()
        self._theme, self._ask = theme, ask
        self._settings, self._path = settings, settings_path
        self._jobs = Jobs(self)
        self.window: MainWindow | None = None
        self.guard: Guard | None = None
        self.lock: LockDialog | None = None
        self.assistant: QObject | None = None
        self.problem: QObject | None = None

    def open(self, folder: Path | None = None) -> None:
        """Open the workspace in ``folder``, else the last one, else the usual one."""
        place = folder or Path(self._settings.workspace or workspaces.default_folder())
        try:
            workspace = workspaces.open_workspace(place)
        except NoWorkspaceError:
            self._show_assistant(place)
        except PapiDeskError as error:
            self._show_problem(place, error)
        else:
            self._let_in(workspace)

    def _let_in(self, workspace: Workspace) -> None:
        """Show the window, after the password where one is set."""
        try:
            if not access.is_set(workspace.store):
                self._show_window(workspace)
                return
            office = offices.on(workspace.store, datetime.date.today()).full_name
        except PapiDeskError as error:
            workspace.close()
            self._show_problem(workspace.folder, error)
            return
        from ui.lock.lock_dialog import LockDialog

        dialog = LockDialog(workspace, office, self._theme, self._jobs, self._settings.who)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.unlocked.connect(partial(self._show_window, workspace))
        dialog.left.connect(workspace.close)
        self.lock = dialog
        dialog.open()

    def stop(self) -> None:
        """Wait for what is under way; nothing is started any more."""
        self._jobs.stop_all()

    def _show_window(self, workspace: Workspace) -> None:
        context = Context(
            workspace=workspace,
            settings=self._settings,
            settings_path=self._path,
            theme=self._theme,
            ask=self._ask,
        )
        try:
            self.window = MainWindow(context)
        except PapiDeskError as error:
            # It could be opened, yet not read.
            workspace.close()
            self._show_problem(workspace.folder, error)
            return
        self._change(workspace=str(workspace.folder))
        context.settings = self._settings
        self.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.window.closed.connect(self._on_closed)
        self.window.restore_asked.connect(self._on_restore_asked)
        self.window.workspace_asked.connect(self._on_workspace_asked)
        # On a small screen every pixel is needed.
        if self.window.fresh and self.window.screen().availableSize().width() <= SMALL:
            self.window.showMaximized()
        else:
            self.window.show()
        QTimer.singleShot(DAILY, self.window, self.window.backups.daily)
        self.guard = Guard(self.window)
        self._tell_trace(self.window)

    def _tell_trace(self, window: MainWindow) -> None:
        """Tell once that somebody took the password away without knowing it."""
        store = window.context.workspace.store
        trace = access.trace(store)
        if trace is None:
            return
        said = _(
            "The password was taken away on {time} by “{who}”, who did not have to know it. If "
            "that was not agreed, ask who it was and set a new password under Settings."
        )
        time = f"{words.local_time(trace.at):%d/%m/%Y %H:%M}"
        self._ask.tell(window, said.format(time=time, who=trace.who or "?"))
        access.told(store, who=self._settings.who)

    def _show_assistant(self, folder: Path) -> None:
        from ui.dialogs.first_start_dialog import FirstStartDialog

        dialog = FirstStartDialog(self._theme, self._ask, self._jobs, folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished_with.connect(self._on_assistant_finished)
        dialog.open_asked.connect(self.open)
        dialog.restore_asked.connect(self._restore_into)
        self.assistant = dialog
        dialog.open()

    def _show_problem(self, folder: Path, error: PapiDeskError) -> None:
        from ui.dialogs.start_problem_dialog import StartProblemDialog

        dialog = StartProblemDialog(sentence_of(error), folder, self._ask)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.try_asked.connect(self.open)
        dialog.restore_asked.connect(self._restore_into)
        self.problem = dialog
        dialog.open()

    def _change(self, **values: object) -> None:
        self._settings = msgspec.structs.replace(self._settings, **values)
        try:
            preferences.save(self._settings, self._path)
        except PapiDeskError as error:
            show_failure(self._ask, None, error)

    def _on_assistant_finished(self, folder: Path, office: Office, who: str, samples: bool) -> None:
        from ui.dialogs.first_start_dialog import FirstStartDialog

        try:
            workspace = workspaces.create(folder, office, who=who)
        except PapiDeskError as error:
            if isinstance(self.assistant, FirstStartDialog):
                self.assistant.refuse(error)
            return
        if isinstance(self.assistant, FirstStartDialog):
            self.assistant.accept()
        self._change(who=who)
        self._show_window(workspace)
        if samples and self.window is not None:
            from ui.documents.documents_page import DocumentsPage

            page = self.window.page("documents")
            if isinstance(page, DocumentsPage):
                page.take_samples()

    def _on_closed(self) -> None:
        if self.window is not None:
            self._settings = self.window.context.settings
            self.window = None

    def _on_workspace_asked(self, folder: Path) -> None:
        if self.window is not None and self.window.close():
            self.open(folder)

    def _on_restore_asked(self, backup: Path) -> None:
        if self.window is None:
            return
        folder = self.window.context.workspace.folder
        # The database is exchanged whole, so nothing may hold it open.
        self.window.backs_up_at_the_end = False
        if self.window.close():
            self._restore_into(folder, backup)
        else:
            self.window.backs_up_at_the_end = True

    def _restore_into(self, folder: Path, backup: Path) -> None:
        from ui.dialogs.waiting_dialog import WaitingDialog

        waiting = WaitingDialog(_("Restoring the backup…"))
        waiting.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        waiting.open()
        who = self._settings.who

        def restore(job: Job) -> Path:
            from papidesk.workflow import keeping

            keeping.restore_into(folder, backup, who=who)
            return folder

        def done(place: Path) -> None:
            waiting.accept()
            self.open(place)

        def failed(error: Exception) -> None:
            waiting.accept()
            show_failure(self._ask, None, error)
            self.open(folder)

        run_task(self, restore, jobs=self._jobs, done=done, failed=failed)
