"""Backups that the window makes by itself, and what the status bar says of the last one."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui import words
from ui.context import Context
from ui.failures import show_failure
from ui.status import Status

LOOK = 5 * 60_000  # ms between two looks at whether a backup is due


class RegularBackups(QObject):
    """Backs up once a day, when there is something new, and at the end."""

    def __init__(self, context: Context, status: Status, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._status, self._window = context, status, window
        context.backups_changed.connect(self.tell)
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self.when_due)
        self._look.start()

    def now(self) -> None:
        """Back up because a person asks."""
        self._back_up("manual")

    def daily(self) -> None:
        """Back up when today has no backup yet."""
        from papidesk.workflow import keeping

        known = keeping.backups_of(self._context.workspace)
        today = datetime.date.today()
        if not known or words.local_time(known[0].made_at).date() < today:
            self._back_up("daily")

    def when_due(self) -> None:
        """Back up when there is something new and the last backup is half an hour old."""
        from papidesk.workflow import keeping

        if keeping.is_due(self._context.workspace):
            self._back_up("regular")

    def at_the_end(self) -> None:
        """Back up what changed since the last backup, before the workspace is closed."""
        from papidesk.workflow import keeping

        try:
            keeping.backup_if_changed(self._context.workspace, reason="exit")
        except PapiDeskError as error:
            show_failure(self._context.ask, None, error)

    def tell(self) -> None:
        """Say in the status bar when the last backup was made."""
        from papidesk.workflow import keeping

        known = keeping.backups_of(self._context.workspace)
        if not known:
            self._status.show_backup(_("No backup yet"))
            return
        moment = words.moment_text(known[0].made_at, datetime.date.today())
        self._status.show_backup(_("Backup {time} ✓").format(time=moment))

    def _back_up(self, reason: str) -> None:
        from ui.settings.backing_up import back_up

        back_up(self._context, self._window, reason=reason)
