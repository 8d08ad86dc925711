"""The line above the tasks that says when plans or units of some of them are no more."""

from __future__ import annotations

import datetime

from PySide6.QtGui import QAction

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.editor.notice import Notice


class OvertakenNotice(Notice):
    """Hidden while every task has its plan and unit."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.look = QAction(_("Look at them…"), self)

    def refresh(self) -> None:
        """Ask anew how many tasks were overtaken."""
        from papidesk.workflow import tasks

        try:
            found = tasks.overtaken(self._context.workspace.store, datetime.date.today())
        except PapiDeskError:
            found = []  # the list itself says what is damaged
        count = len({one.task.id for one in found})
        said = ngettext(
            "{count} task belongs to a plan or a unit that is no more.",
            "{count} tasks belong to a plan or a unit that is no more.",
            count,
        ).format(count=count)
        sentence = said if count else ""
        if self.sentence.text() != sentence or self.isHidden() == bool(sentence):
            self.say(sentence, [self.look])
